#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "access/identity_store.hpp"
#include "access/scope.hpp"
#include "people/person.hpp"
#include "people/person_keys.hpp"

namespace kasane::people {

/// A row of `persons` with the relation to the household, before anybody asked who may see what.
struct PersonRow {
    PersonId id;
    std::int64_t version = 0;
    NewPerson facts;
    DeskId recorded_by_desk;
};

void insert_household(access::ActScope& act, const HouseholdId& household);
void insert_person(access::ActScope& act, const PersonId& id, const NewPerson& person);
void insert_member(access::ActScope& act, const HouseholdId& household, const PersonId& person,
                   const NewPerson& facts);
/// Writes over `version`; false when somebody else saved first.
[[nodiscard]] bool update_person(access::ActScope& act, const PersonId& id, const NewPerson& person,
                                 std::int64_t version);
void update_membership(access::ActScope& act, const PersonId& id, const NewPerson& facts);
void replace_keys(access::ActScope& act, const PersonId& id, std::span<const PersonKey> keys);

/// The rows of these persons, in no promised order.
[[nodiscard]] std::vector<PersonRow> select_persons(storage::Reader& rows,
                                                    std::span<const PersonId> persons);

/// The next persons in the order of their ids, for walking through all of a municipality.
[[nodiscard]] std::vector<PersonId> select_persons_after(storage::Reader& rows,
                                                         const std::optional<PersonId>& after,
                                                         std::size_t limit);

/// The holder whose record a person is.
[[nodiscard]] access::Holder owner_of(const PersonRow& row);

/// What a list may show of a person of a case, and who wrote the name down: whether this reader may
/// know it is still to be asked. The person the case is about (本人) comes first.
struct LabelRow {
    CaseId case_id;
    PersonId person;
    std::string name;
    bool is_protected = false;
    DeskId recorded_by_desk;
};
[[nodiscard]] std::vector<LabelRow> select_labels(storage::Reader& rows,
                                                  std::span<const CaseId> cases);

/// Those of these persons whom the reader may identify, each with the newest such case.
[[nodiscard]] std::vector<FoundPerson> select_identifiable(access::Scope& scope,
                                                           std::span<const PersonId> persons);

/// Persons who share facts with the given keys and whom the reader may identify, those with the
/// most facts in common first.
[[nodiscard]] std::vector<FoundPerson> select_similar(access::Scope& scope,
                                                      std::span<const PersonKey> keys,
                                                      std::size_t limit);
/// Whether somebody shares two independent facts with the keys whom the reader may not identify,
/// leaving out everybody in whose household a person is protected.
[[nodiscard]] bool exists_masked(access::Scope& scope, std::span<const PersonKey> keys);
/// The cases of whoever shares two independent facts with the keys, the newest first, whoever asks;
/// leaving out the same households.
[[nodiscard]] std::vector<CaseId> select_cases_by_facts(access::Scope& scope,
                                                        std::span<const PersonKey> keys);

}  // namespace kasane::people
