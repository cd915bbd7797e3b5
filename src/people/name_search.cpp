#include <algorithm>
#include <map>

#include "access/identity_store.hpp"
#include "people/person.hpp"
#include "people/person_store.hpp"
#include "storage/text_search.hpp"

namespace kasane::people {
namespace {

constexpr std::string_view name_index = "persons";
/// How many rows a rebuilding holds in memory at once.
constexpr std::size_t portion_size = 500;

/// Name and reading are two lines, and so two texts: no hit across their border.
std::string indexed_text(const NewPerson& person) { return person.name + "\n" + person.name_kana; }

std::vector<std::string> tags_of(const std::vector<access::Holder>& holders) {
    std::vector<std::string> tags;
    tags.reserve(holders.size());
    for (const auto& holder : holders) tags.push_back(holder.text());
    return tags;
}

/// The hits of one portion, in the order of the index, without those whose ground has ended since
/// they were tagged.
void append_allowed(access::Scope& scope, const std::vector<storage::TextHit>& hits,
                    std::vector<FoundPerson>& found) {
    std::vector<PersonId> candidates;
    candidates.reserve(hits.size());
    for (const auto& hit : hits) candidates.emplace_back(hit.document_id);
    std::map<PersonId, FoundPerson> allowed;
    for (auto& person : select_identifiable(scope, candidates)) {
        allowed.emplace(person.person, std::move(person));
    }
    for (const auto& candidate : candidates) {
        if (const auto at = allowed.find(candidate); at != allowed.end()) {
            found.push_back(std::move(at->second));
        }
    }
}

void index(storage::Transaction& store, const PersonRow& row, Instant now) {
    const auto holders = access::holders_who_may_identify(store, row.id, owner_of(row), now);
    if (holders.empty()) {
        storage::remove_document(store, name_index, row.id.text());
        return;
    }
    storage::index_document(store, name_index, row.id.text(), indexed_text(row.facts),
                            tags_of(holders));
}

}  // namespace

std::vector<FoundPerson> find_by_name(access::Scope& scope, std::string_view words,
                                      std::size_t limit) {
    storage::TextSearch search;
    search.words = words;
    search.tags = tags_of(scope.holders());
    search.limit = static_cast<std::int64_t>(limit);
    std::vector<FoundPerson> found;
    while (found.size() < limit) {
        const auto hits = storage::find_documents(scope.rows, name_index, search);
        append_allowed(scope, hits, found);
        if (hits.size() < limit) break;
        search.before = hits.back().place;
    }
    if (found.size() > limit) found.resize(limit);
    for (const auto& person : found) {
        scope.log.listed(person.case_id);
        scope.log.listed(person.person);
    }
    return found;
}

void refresh_search(access::ActScope& act, const CaseId& case_id) {
    const auto concerned = access::persons_in_case(act.rows, case_id);
    for (const auto& row : select_persons(act.rows, concerned)) index(act.store, row, act.now);
}

void rebuild_search(storage::Transaction& store, Instant now) {
    storage::clear_index(store, name_index);
    std::optional<PersonId> last;
    while (true) {
        // By their ids, which sort as they were written down: newest first stays newest first.
        const auto portion = select_persons_after(store, last, portion_size);
        for (const auto& row : select_persons(store, portion)) index(store, row, now);
        if (portion.size() < portion_size) return;
        last = portion.back();
    }
}

}  // namespace kasane::people
