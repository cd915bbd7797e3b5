#pragma once

#include <string>
#include <vector>

#include "casefile/note_search.hpp"

namespace kasane::casefile {

/// The tags the entries of a case carry now, in one text; empty for a case without any.
[[nodiscard]] std::string select_note_holders(Scope& scope, const CaseId& case_id);
void upsert_note_holders(ActScope& act, const CaseId& case_id, std::string_view holders);
[[nodiscard]] std::vector<EntryId> select_entry_ids(Scope& scope, const CaseId& case_id);

/// A hit with what the question of access needs to know of it.
struct NoteHit {
    FoundNote note;
    access::Item item;
};
/// The entries of these ids, whoever may read them, in no particular order.
[[nodiscard]] std::vector<NoteHit> select_note_hits(Scope& scope,
                                                    const std::vector<EntryId>& entries);

}  // namespace kasane::casefile
