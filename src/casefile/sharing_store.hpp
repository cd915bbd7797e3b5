#pragma once

#include <optional>
#include <vector>

#include "casefile/share_by_law.hpp"

namespace kasane::casefile {

void insert_sharing(access::ActScope& act, const SharingId& id, const ShareByLaw& decided);
/// The newest first; who may know of them is still to be asked.
[[nodiscard]] std::vector<Sharing> select_sharings(access::Scope& scope, const CaseId& case_id);
/// Whatever case it is of.
[[nodiscard]] std::optional<Sharing> select_sharing(access::Scope& scope, const SharingId& id);
/// Whether another desk than the reader's keeps a record in the case.
[[nodiscard]] bool is_kept_elsewhere(access::Scope& scope, const CaseId& case_id);
void end_sharing_row(access::ActScope& act, const SharingId& id, std::string_view reason);

}  // namespace kasane::casefile
