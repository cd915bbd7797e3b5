#include "people/person.hpp"

#include <algorithm>

#include "access/identity_store.hpp"
#include "people/person_keys.hpp"
#include "people/person_store.hpp"

namespace kasane::people {
namespace {

access::Item identity_of(const PersonRow& row) {
    return {access::Category::Identity, row.id, access::Holder::desk(row.recorded_by_desk),
            std::nullopt};
}

/// Whoever lives with somebody protected is found where they are: the locating facts of the whole household
/// are shown only to whoever may read those of everybody protected in it. Basis: gate.protected
/// (「everybody included」).
bool may_locate(access::CaseReading& reading, std::span<const PersonRow> household) {
    return std::ranges::all_of(household, [&](const PersonRow& row) {
        return !row.facts.is_protected ||
               reading.may_read({access::Category::Protected, row.id, owner_of(row), std::nullopt})
                   .has_value();
    });
}

std::vector<PersonRow> household_of(access::Scope& scope, const access::CaseReading& reading) {
    std::vector<PersonId> concerned;
    for (const auto& each : reading.concerned()) concerned.push_back(each.person);
    return select_persons(scope.rows, concerned);
}

std::optional<Person> shown_to(access::CaseReading& reading, const PersonRow& row, bool locates) {
    if (!reading.may_read(identity_of(row))) return std::nullopt;
    Person person{.id = row.id,
                  .version = row.version,
                  .recorded_by_desk = row.recorded_by_desk,
                  .identity_status = row.facts.identity_status,
                  .name = PrivateText(row.facts.name),
                  .name_kana = PrivateText(row.facts.name_kana),
                  .gender = row.facts.gender,
                  .birth_date = row.facts.birth_date,
                  .birth_note = row.facts.birth_note,
                  .relation = row.facts.relation,
                  .cohabiting = row.facts.cohabiting,
                  .is_protected = row.facts.is_protected};
    if (locates) {
        person.locating =
            Person::Locating{PrivateText(row.facts.address), PrivateText(row.facts.phone)};
        person.contact_note = PrivateText(row.facts.contact_note);
    }
    const auto found = std::ranges::find(reading.concerned(), row.id, &access::Concerned::person);
    if (found != reading.concerned().end()) person.track = found->track;
    return person;
}

Refusal stale() {
    return {.kind = RefusalKind::Stale,
            .code = "person.stale",
            .message = "ほかの人が先にこの方の記録を更新しました。",
            .instead = "両方の内容を見比べて、残す内容を選んでください。"};
}

}  // namespace

HouseholdId begin_household(access::ActScope& act) {
    const auto household = act.new_id<HouseholdId>();
    insert_household(act, household);
    return household;
}

PersonId add_person(access::ActScope& act, const HouseholdId& household, const NewPerson& person) {
    ensure(!person.name.empty(), "a person is called by something, be it 「氏名不詳」");
    const auto id = act.new_id<PersonId>();
    insert_person(act, id, person);
    insert_member(act, household, id, person);
    replace_keys(act, id, keys_of(person, act.profile.name));
    return id;
}

Result<Done> change_person(access::ActScope& act, const PersonId& person, const NewPerson& facts,
                           std::int64_t version, LocatingFacts locating) {
    const auto stored = select_persons(act.rows, std::span(&person, 1));
    ensure(stored.size() == 1, "a person who is changed was read before");
    NewPerson changed = facts;
    if (locating == LocatingFacts::NotShown) {
        changed.address = stored.front().facts.address;
        changed.phone = stored.front().facts.phone;
        changed.contact_note = stored.front().facts.contact_note;
    }
    changed.is_protected = changed.is_protected || stored.front().facts.is_protected;
    if (!update_person(act, person, changed, version)) return stale();
    update_membership(act, person, changed);
    replace_keys(act, person, keys_of(changed, act.profile.name));
    for (const auto& case_id : access::cases_with_person(act.rows, person)) act.changed(case_id);
    return Done{};
}

std::vector<Person> persons_of_case(access::Scope& scope, access::CaseReading& reading) {
    const auto household = household_of(scope, reading);
    const bool locates = may_locate(reading, household);
    std::vector<Person> persons;
    for (const auto& row : household) {
        if (auto person = shown_to(reading, row, locates)) persons.push_back(std::move(*person));
    }
    std::ranges::stable_partition(persons,
                                  [](const Person& each) { return each.relation == "self"; });
    return persons;
}

std::optional<Person> person_of_case(access::Scope& scope, access::CaseReading& reading,
                                     const PersonId& person) {
    if (std::ranges::find(reading.concerned(), person, &access::Concerned::person) ==
        reading.concerned().end()) {
        return std::nullopt;
    }
    const auto household = household_of(scope, reading);
    const auto row = std::ranges::find(household, person, &PersonRow::id);
    ensure(row != household.end(), "a person of a case is written down");
    return shown_to(reading, *row, may_locate(reading, household));
}

std::vector<std::string> names_under(access::Scope& scope, const access::Grant& grant,
                                     const std::vector<PersonId>& persons) {
    const auto of_case = access::persons_in_case(scope.rows, grant.case_id());
    const auto rows = select_persons(scope.rows, persons);
    std::vector<std::string> names;
    for (const auto& person : persons) {
        const bool concerned = std::ranges::find(of_case, person) != of_case.end();
        const auto row = std::ranges::find(rows, person, &PersonRow::id);
        if (concerned && row != rows.end()) names.push_back(row->facts.name);
    }
    return names;
}

bool is_anybody_protected(access::Scope& scope, const std::vector<PersonId>& persons) {
    return std::ranges::any_of(select_persons(scope.rows, persons),
                               [](const PersonRow& row) { return row.facts.is_protected; });
}

std::size_t hidden_persons(const access::CaseReading& reading, const std::vector<Person>& visible) {
    ensure(visible.size() <= reading.concerned().size(), "who is visible belongs to the case");
    return reading.concerned().size() - visible.size();
}

}  // namespace kasane::people
