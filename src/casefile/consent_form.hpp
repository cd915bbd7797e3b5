#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/consent.hpp"
#include "casefile/case_room.hpp"
#include "web/form_reading.hpp"

namespace kasane::casefile {

/// The versions of the text on handling personal data that is explained before consent.
inline constexpr std::string_view explained_version_now = "privacy-rules-2026-07";

/// The fields of a declaration, filled from what was typed.
[[nodiscard]] web::Html declaration_fields(const CaseView& view, const web::Entered& entered);
/// Reads them; mistakes stay with the reader.
[[nodiscard]] access::ConsentDeclaration read_declaration(web::FormReader& form,
                                                          const CaseId& case_id,
                                                          const municipality::Profile& profile);
/// What the declaration will open, for the page that asks before it opens.
[[nodiscard]] web::Opening opening_of(const CaseView& view,
                                      const access::ConsentDeclaration& declaration);

}  // namespace kasane::casefile
