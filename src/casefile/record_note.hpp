#pragma once

#include <optional>
#include <string>

#include "access/town.hpp"
#include "casefile/casefile.hpp"

namespace kasane::casefile {

/// 経過記録 — what somebody saw, heard or did. Basis: forms.md §4.
struct Note {
    CaseId case_id;
    std::optional<PersonId> subject;  ///< nobody: the household as a whole
    std::string contact_mode;         ///< a code of list contact_modes
    std::string text;
    std::optional<Date> happened_on;
};
[[nodiscard]] Result<EntryId> record_note(access::Town& town, const accounts::Actor& actor,
                                          const Note& note);
/// The same inside an act that is running.
[[nodiscard]] Result<EntryId> record_note(ActScope& act, const Note& note);

}  // namespace kasane::casefile
