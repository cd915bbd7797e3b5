#pragma once

#include <optional>
#include <vector>

#include "access/consent.hpp"

namespace kasane::access {

void insert_consent(ActScope& act, const ConsentId& id, const ConsentDeclaration& declaration);
void mark_withdrawn(ActScope& act, const ConsentId& id, std::string_view note);
/// Returns how many desk rows of the consent were still standing and are withdrawn now.
std::int64_t mark_desk_withdrawn(ActScope& act, const ConsentId& id, const DeskId& desk);
[[nodiscard]] std::int64_t mark_scope_withdrawn(ActScope& act, const ConsentId& id,
                                                ConsentScope scope);
/// Desks with a standing consent of the person in the case, at that moment.
[[nodiscard]] std::int64_t standing_desks(Scope& scope, const CaseId& case_id,
                                          const PersonId& person);

}  // namespace kasane::access
