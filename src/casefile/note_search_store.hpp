#pragma once

#include <string>
#include <vector>

#include "casefile/note_search.hpp"

namespace kasane::casefile {

/// The tags the entries of a case carry now, in one text; empty for a case without any.
[[nodiscard]] std::string select_note_holders(storage::Reader& rows, const CaseId& case_id);
void upsert_note_holders(storage::Transaction& store, const CaseId& case_id,
                         std::string_view holders);
[[nodiscard]] std::vector<EntryId> select_entry_ids(Scope& scope, const CaseId& case_id);

/// What the index holds of an entry.
struct IndexedEntry {
    EntryId id;
    CaseId case_id;
    std::string title;
    PrivateText body;
};
/// The next entries of all cases in the order of their ids.
[[nodiscard]] std::vector<IndexedEntry> select_entries_after(storage::Reader& rows,
                                                             const std::optional<EntryId>& after,
                                                             std::size_t limit);

/// A hit with what the question of access needs to know of it.
struct NoteHit {
    FoundNote note;
    access::Item item;
};
/// The entries of these ids, whoever may read them, in no particular order.
[[nodiscard]] std::vector<NoteHit> select_note_hits(Scope& scope,
                                                    const std::vector<EntryId>& entries);

}  // namespace kasane::casefile
