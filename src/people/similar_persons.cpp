#include <algorithm>

#include "people/person.hpp"
#include "people/person_keys.hpp"
#include "people/person_store.hpp"

namespace kasane::people {
namespace {

constexpr std::size_t most_shown = 10;

void append_new(std::vector<FoundPerson>& known, const std::vector<FoundPerson>& more) {
    for (const auto& person : more) {
        if (known.size() >= most_shown) return;
        if (std::ranges::find(known, person.person, &FoundPerson::person) == known.end()) {
            known.push_back(person);
        }
    }
}

}  // namespace

SimilarPersons similar_persons(access::Scope& scope, const NewPerson& person) {
    const auto keys = keys_of(person, scope.profile.name);
    SimilarPersons similar;
    similar.known = select_similar(scope, keys, most_shown);
    const bool named = std::ranges::any_of(keys, [](const PersonKey& key) {
        return key.kind == KeyKind::Name || key.kind == KeyKind::Kana;
    });
    // A family name alone, or a name written in part, is found as the search box finds it.
    if (named && similar.known.size() < most_shown) {
        append_new(similar.known, find_by_name(scope, person.name, most_shown));
    }
    for (const auto& found : similar.known) {
        scope.log.listed(found.case_id);
        scope.log.listed(found.person);
    }
    similar.another_agency_may_know = exists_masked(scope, keys);
    return similar;
}

std::vector<CaseId> cases_of_named(access::ActScope& act, std::string_view name,
                                   const Date& birth_date) {
    // It may be written as it sounds.
    const NewPerson person{
        .name = std::string(name), .name_kana = std::string(name), .birth_date = birth_date};
    return select_cases_by_facts(act, keys_of(person, act.profile.name));
}

}  // namespace kasane::people
