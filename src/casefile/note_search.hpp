#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casefile/casefile.hpp"

namespace kasane::casefile {

/// ことばでさがす — an entry of a timeline that holds the words.
struct FoundNote {
    EntryId entry;
    CaseId case_id;
    Instant occurred_at;
    EntryKind kind = EntryKind::Note;
    std::string title;
    PrivateText body;
    std::string link;
};
/// Entries whose title or text holds every word, newest first, each only on a ground of its own:
/// the index narrows to the cases the reader has any ground on, then every hit is asked about
/// as a page of its case would ask.
[[nodiscard]] std::vector<FoundNote> find_notes(Scope& scope, std::string_view words,
                                                std::size_t limit = 50);

/// Puts a new entry into the index, in the transaction that writes it.
void index_note(ActScope& act, const EntryId& id, const NewEntry& entry);
/// Tags the entries of a case anew when other holders have a ground on it (wired to Town).
void refresh_note_search(ActScope& act, const CaseId& case_id);
/// Makes the whole index anew from timelines and grounds: for entries written before there was one.
void rebuild_note_search(storage::Transaction& store, Instant now);

}  // namespace kasane::casefile
