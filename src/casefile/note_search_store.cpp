#include "casefile/note_search_store.hpp"

#include <fmt/format.h>

#include "storage/value_list.hpp"

namespace kasane::casefile {

std::string select_note_holders(storage::Reader& rows, const CaseId& case_id) {
    const auto row = rows.row<std::string>(
        "select holders from note_search_holders where municipality = $1 and case_id = $2",
        rows.municipality(), case_id);
    return row ? std::get<0>(*row) : std::string();
}

void upsert_note_holders(storage::Transaction& store, const CaseId& case_id,
                         std::string_view holders) {
    store.execute(
        "insert into note_search_holders (municipality, case_id, holders) values ($1, $2, $3)"
        " on conflict (municipality, case_id) do update set holders = excluded.holders",
        store.municipality(), case_id, holders);
}

std::vector<EntryId> select_entry_ids(Scope& scope, const CaseId& case_id) {
    std::vector<EntryId> entries;
    for (auto& [entry] : scope.rows.rows<EntryId>(
             "select entry from timeline where municipality = $1 and case_id = $2 order by entry",
             scope.municipality(), case_id)) {
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<IndexedEntry> select_entries_after(storage::Reader& rows,
                                               const std::optional<EntryId>& after,
                                               std::size_t limit) {
    std::vector<IndexedEntry> entries;
    for (auto& [id, case_id, title, body] : rows.rows<EntryId, CaseId, std::string, PrivateText>(
             "select entry, case_id, title, body from timeline where municipality = $1"
             " and entry > $2 order by entry limit $3",
             rows.municipality(), after ? after->text() : std::string(),
             static_cast<std::int64_t>(limit))) {
        entries.push_back({id, case_id, title, body});
    }
    return entries;
}

std::vector<NoteHit> select_note_hits(Scope& scope, const std::vector<EntryId>& entries) {
    if (entries.empty()) return {};
    storage::Values bound{scope.municipality().text()};
    const auto numbers = storage::bind_list(bound, entries);
    std::vector<NoteHit> hits;
    hits.reserve(entries.size());
    for (auto& [id, case_id, occurred, kind, category, subject, owner, mark, title, body, link] :
         scope.rows.rows_bound<EntryId, CaseId, Instant, EntryKind, access::Category,
                               std::optional<PersonId>, std::string, std::optional<std::string>,
                               std::string, PrivateText, std::string>(
             fmt::format("select entry, case_id, occurred_at, kind, category, subject, owner, mark,"
                         " title, body, link from timeline where municipality = $1"
                         " and entry in ({})",
                         numbers),
             bound)) {
        hits.push_back({{id, case_id, occurred, kind, title, body, link},
                        {category, subject, access::Holder::stored(std::move(owner)), mark}});
    }
    return hits;
}

}  // namespace kasane::casefile
