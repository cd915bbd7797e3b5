#include "casefile/note_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "access/case_reading.hpp"
#include "access/ground_store.hpp"
#include "casefile/note_search_store.hpp"
#include "storage/text_search.hpp"

namespace kasane::casefile {
namespace {

constexpr std::string_view note_index = "notes";
constexpr char between_holders = '\n';
/// How many rows a rebuilding holds in memory at once.
constexpr std::size_t portion_size = 500;

std::vector<std::string> tags_from(std::string_view holders) {
    std::vector<std::string> tags;
    while (!holders.empty()) {
        const auto end = holders.find(between_holders);
        tags.emplace_back(holders.substr(0, end));
        holders = end == std::string_view::npos ? std::string_view() : holders.substr(end + 1);
    }
    return tags;
}

std::string indexed_text(std::string_view title, std::string_view body) {
    return fmt::format("{}\n{}", title, body);
}

/// Everybody with some ground on the case, as the entries are tagged with them.
std::string holders_now(storage::Reader& rows, const CaseId& case_id, Instant now) {
    std::string holders;
    for (const auto& holder : access::holders_on_case(rows, case_id, now)) {
        if (!holders.empty()) holders += between_holders;
        holders += holder.text();
    }
    return holders;
}

/// What the reader may read of the cases that hits belong to, asked once a case.
class Readings {
public:
    explicit Readings(Scope& scope) : scope_(scope) {}

    /// Opens the cases of these hits that were not asked about before.
    void open(const std::map<EntryId, NoteHit>& hits) {
        std::vector<CaseId> unknown;
        for (const auto& [entry, hit] : hits) {
            if (asked_.insert(hit.note.case_id).second) unknown.push_back(hit.note.case_id);
        }
        opened_.merge(access::CaseReading::open_all(scope_, unknown));
    }
    [[nodiscard]] bool allow(const NoteHit& hit) const {
        const auto at = opened_.find(hit.note.case_id);
        return at != opened_.end() && at->second.would_allow(hit.item);
    }

private:
    Scope& scope_;
    std::set<CaseId> asked_;
    access::CaseReadings opened_;
};

/// Those of the hits that may be read, in their order, until there are enough.
void append_readable(Scope& scope, std::span<const storage::TextHit> hits, Readings& readings,
                     std::size_t limit, std::vector<FoundNote>& found) {
    std::vector<EntryId> entries;
    entries.reserve(hits.size());
    for (const auto& hit : hits) entries.emplace_back(hit.document_id);
    std::map<EntryId, NoteHit> by_id;
    for (auto& hit : select_note_hits(scope, entries))
        by_id.emplace(hit.note.entry, std::move(hit));
    readings.open(by_id);
    for (const auto& entry : entries) {
        const auto at = by_id.find(entry);
        if (at == by_id.end() || found.size() == limit || !readings.allow(at->second)) continue;
        found.push_back(std::move(at->second.note));
    }
}

}  // namespace

std::vector<FoundNote> find_notes(Scope& scope, std::string_view words, std::size_t limit) {
    storage::TextSearch search;
    search.words = words;
    search.tags.emplace();
    for (const auto& holder : scope.holders()) search.tags->push_back(holder.text());
    // Finding hits is dear, and more than half of them may be read.
    const auto wanted = 2 * limit;
    search.limit = static_cast<std::int64_t>(wanted);
    Readings readings(scope);
    std::vector<FoundNote> found;
    while (found.size() < limit) {
        const auto hits = storage::find_documents(scope.rows, note_index, search);
        for (std::span rest(hits); !rest.empty() && found.size() < limit;) {
            const auto here = rest.first(std::min(limit, rest.size()));
            rest = rest.subspan(here.size());
            append_readable(scope, here, readings, limit, found);
        }
        if (hits.size() < wanted) break;
        search.before = hits.back().place;
    }
    for (const auto& note : found) {
        scope.log.listed(note.case_id);
        scope.log.listed(note.entry);
    }
    return found;
}

void index_note(ActScope& act, const EntryId& id, const NewEntry& entry) {
    auto holders = select_note_holders(act.rows, entry.case_id);
    if (holders.empty()) {
        // The first entry of a case, whose grounds were just opened.
        holders = holders_now(act.rows, entry.case_id, act.now);
        upsert_note_holders(act.store, entry.case_id, holders);
    }
    storage::index_document(act.store, note_index, id.text(), indexed_text(entry.title, entry.body),
                            tags_from(holders));
}

void refresh_note_search(ActScope& act, const CaseId& case_id) {
    const auto holders = holders_now(act.rows, case_id, act.now);
    if (holders == select_note_holders(act.rows, case_id)) return;
    const auto tags = tags_from(holders);
    for (const auto& entry : select_entry_ids(act, case_id)) {
        // An entry that is not in the index was never one to be found.
        static_cast<void>(storage::retag_document(act.store, note_index, entry.text(), tags));
    }
    upsert_note_holders(act.store, case_id, holders);
}

void rebuild_note_search(storage::Transaction& store, Instant now) {
    storage::clear_index(store, note_index);
    std::map<CaseId, std::vector<std::string>> tags;
    std::optional<EntryId> last;
    while (true) {
        // By their ids, which sort as they were written: newest first stays newest first.
        const auto portion = select_entries_after(store, last, portion_size);
        for (const auto& entry : portion) {
            auto of_case = tags.find(entry.case_id);
            if (of_case == tags.end()) {
                const auto holders = holders_now(store, entry.case_id, now);
                upsert_note_holders(store, entry.case_id, holders);
                of_case = tags.emplace(entry.case_id, tags_from(holders)).first;
            }
            storage::index_document(store, note_index, entry.id.text(),
                                    indexed_text(entry.title, entry.body.reveal()),
                                    of_case->second);
        }
        if (portion.size() < portion_size) return;
        last = portion.back().id;
    }
}

}  // namespace kasane::casefile
