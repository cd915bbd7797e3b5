#include "people/person_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "storage/value_list.hpp"

namespace kasane::people {
namespace {

void append(storage::Values& bound, const storage::Values& more) {
    bound.insert(bound.end(), more.begin(), more.end());
}

}  // namespace

void insert_household(access::ActScope& act, const HouseholdId& household) {
    act.store.execute(
        "insert into households (municipality, household, created_at) values ($1, $2, $3)",
        act.municipality(), household, act.now);
}

void insert_person(access::ActScope& act, const PersonId& id, const NewPerson& person) {
    act.store.execute(
        "insert into persons (municipality, person, identity_status, name, name_kana, gender,"
        " birth_date, birth_note, address, phone, contact_note, is_protected, recorded_by_desk,"
        " recorded_at, version)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)",
        act.municipality(), id, person.identity_status, person.name, person.name_kana,
        person.gender, person.birth_date, person.birth_note, person.address, person.phone,
        person.contact_note, person.is_protected, act.actor.desk(), act.now);
}

void insert_member(access::ActScope& act, const HouseholdId& household, const PersonId& person,
                   const NewPerson& facts) {
    act.store.execute(
        "insert into household_members (municipality, household, person, relation, cohabiting,"
        " since, until) values ($1, $2, $3, $4, $5, $6, null)",
        act.municipality(), household, person, facts.relation, facts.cohabiting, act.today());
}

bool update_person(access::ActScope& act, const PersonId& id, const NewPerson& person,
                   std::int64_t version) {
    return act.store.execute(
               "update persons set identity_status = $1, name = $2, name_kana = $3, gender = $4,"
               " birth_date = $5, birth_note = $6, address = $7, phone = $8, contact_note = $9,"
               " is_protected = $10, version = version + 1"
               " where municipality = $11 and person = $12 and version = $13",
               person.identity_status, person.name, person.name_kana, person.gender,
               person.birth_date, person.birth_note, person.address, person.phone,
               person.contact_note, person.is_protected, act.municipality(), id, version) == 1;
}

void update_membership(access::ActScope& act, const PersonId& id, const NewPerson& facts) {
    act.store.execute(
        "update household_members set relation = $1, cohabiting = $2"
        " where municipality = $3 and person = $4 and until is null",
        facts.relation, facts.cohabiting, act.municipality(), id);
}

void replace_keys(access::ActScope& act, const PersonId& id, std::span<const PersonKey> keys) {
    act.store.execute("delete from person_keys where municipality = $1 and person = $2",
                      act.municipality(), id);
    for (const auto& key : keys) {
        act.store.execute(
            "insert into person_keys (municipality, person, kind, match_key)"
            " values ($1, $2, $3, $4)",
            act.municipality(), id, key.kind, key.match_key);
    }
}

std::vector<PersonRow> select_persons(storage::Reader& rows, std::span<const PersonId> persons) {
    if (persons.empty()) return {};
    storage::Values bound{rows.municipality().text()};
    const auto list = storage::bind_list(bound, persons);
    // The newest membership says how the person stands to the household.
    const auto sql = fmt::format(
        "select p.person, p.version, p.identity_status, p.name, p.name_kana, p.gender,"
        " p.birth_date, p.birth_note, p.address, p.phone, p.contact_note, p.is_protected,"
        " p.recorded_by_desk, m.relation, m.cohabiting from persons p"
        " left join household_members m on m.municipality = p.municipality"
        " and m.person = p.person and m.household = (select max(n.household)"
        " from household_members n where n.municipality = p.municipality and n.person = p.person)"
        " where p.municipality = $1 and p.person in ({}) order by p.person",
        list);
    std::vector<PersonRow> found;
    for (auto& [id, version, identity, name, kana, gender, birth, birth_note, address, phone,
                contact_note, is_protected, desk, relation, cohabiting] :
         rows.rows_bound<PersonId, std::int64_t, IdentityStatus, std::string, std::string, Gender,
                         std::optional<Date>, std::string, std::string, std::string, std::string,
                         bool, DeskId, std::optional<std::string>, std::optional<Cohabiting>>(
             sql, bound)) {
        found.push_back({.id = id,
                         .version = version,
                         .facts = {.identity_status = identity,
                                   .name = name,
                                   .name_kana = kana,
                                   .gender = gender,
                                   .birth_date = birth,
                                   .birth_note = birth_note,
                                   .address = address,
                                   .phone = phone,
                                   .contact_note = contact_note,
                                   .relation = relation.value_or(""),
                                   .cohabiting = cohabiting.value_or(Cohabiting::Unknown),
                                   .is_protected = is_protected},
                         .recorded_by_desk = desk});
    }
    return found;
}

std::vector<PersonId> select_persons_after(storage::Reader& rows,
                                           const std::optional<PersonId>& after,
                                           std::size_t limit) {
    std::vector<PersonId> persons;
    for (auto& [person] :
         rows.rows<PersonId>("select person from persons where municipality = $1 and person > $2"
                             " order by person limit $3",
                             rows.municipality(), after ? after->text() : std::string(),
                             static_cast<std::int64_t>(limit))) {
        persons.push_back(std::move(person));
    }
    return persons;
}

access::Holder owner_of(const PersonRow& row) { return access::Holder::desk(row.recorded_by_desk); }

std::vector<LabelRow> select_labels(storage::Reader& rows, std::span<const CaseId> cases) {
    if (cases.empty()) return {};
    storage::Values bound{rows.municipality().text()};
    const auto ids = storage::bind_list(bound, cases);
    // Counted: for `exists` PostgreSQL would gather everybody in town who is somebody's 本人 first.
    const auto sql = fmt::format(
        "select t.case_id, p.person, p.name, p.is_protected, p.recorded_by_desk,"
        " case when (select count(*) from household_members m where m.municipality = $1"
        " and m.person = p.person and m.relation = 'self') > 0 then 1 else 0 end as is_self"
        " from tracks t join persons p on p.municipality = t.municipality and p.person = t.person"
        " where t.municipality = $1 and t.case_id in ({})"
        " order by t.case_id, is_self desc, p.person",
        ids);
    std::vector<LabelRow> labels;
    for (auto& [case_id, person, name, is_protected, desk, self] :
         rows.rows_bound<CaseId, PersonId, std::string, bool, DeskId, bool>(sql, bound)) {
        labels.push_back({case_id, person, name, is_protected, desk});
    }
    return labels;
}

std::vector<FoundPerson> select_identifiable(access::Scope& scope,
                                             std::span<const PersonId> persons) {
    if (persons.empty()) return {};
    storage::Values bound{scope.municipality().text()};
    const auto allowed =
        access::may_identify(scope, {"t.case_id", "p.person", "'desk:' || p.recorded_by_desk"}, 2);
    append(bound, allowed.values);
    const auto list = storage::bind_list(bound, persons);
    const auto sql = fmt::format(
        "select p.person, (select max(t.case_id) from tracks t where t.municipality = $1"
        " and t.person = p.person and {}) as shown_in, p.name, p.name_kana, p.birth_date"
        " from persons p where p.municipality = $1 and p.person in ({})",
        allowed.sql, list);
    std::vector<FoundPerson> found;
    for (auto& [person, case_id, name, kana, birth] :
         scope.rows.rows_bound<PersonId, std::optional<CaseId>, std::string, std::string,
                               std::optional<Date>>(sql, bound)) {
        if (case_id) found.push_back({person, *case_id, name, kana, birth});
    }
    return found;
}

namespace {

/// Which independent fact a key speaks of: the name and its reading are one.
std::string_view fact_of(KeyKind kind) {
    switch (kind) {
        case KeyKind::Name:
        case KeyKind::Kana:
            return "name";
        case KeyKind::Phone:
            return "phone";
        case KeyKind::Birth:
            return "birth";
        case KeyKind::Address:
            return "address";
    }
    broken_invariant("every key speaks of a fact", std::source_location::current());
}

/// Everybody who shares a key, with the fact: one probe of the primary key each.
std::string probes(std::span<const PersonKey> keys, storage::Values& bound) {
    std::string sql;
    for (const auto& key : keys) {
        bound.push_back(storage::to_value(key.kind));
        bound.emplace_back(key.match_key);
        sql += fmt::format(
            "{}select person, '{}' as fact from person_keys where municipality = $1"
            " and kind = ${} and match_key = ${}",
            sql.empty() ? "" : " union ", fact_of(key.kind), bound.size() - 1, bound.size());
    }
    return sql;
}

std::string sharing_two_facts(const std::string& candidates) {
    return fmt::format("select person from ({}) as f group by person having count(*) >= 2",
                       candidates);
}
/// Of a candidate `c`: nobody is protected in the household, the candidate included. Who is found by
/// what a stranger knows is found by the one who looks for them, too (gate.protected).
constexpr std::string_view nobody_protected =
    "not exists (select 1 from persons r where r.municipality = $1 and r.person = c.person"
    " and r.is_protected = 1)"
    " and not exists (select 1 from household_members m join household_members o"
    " on o.municipality = m.municipality and o.household = m.household"
    " join persons q on q.municipality = o.municipality and q.person = o.person"
    " where m.municipality = $1 and m.person = c.person and q.is_protected = 1)";

}  // namespace

std::vector<FoundPerson> select_similar(access::Scope& scope, std::span<const PersonKey> keys,
                                        std::size_t limit) {
    if (keys.empty()) return {};
    storage::Values bound{scope.municipality().text()};
    const auto allowed =
        access::may_identify(scope, {"t.case_id", "p.person", "'desk:' || p.recorded_by_desk"}, 2);
    append(bound, allowed.values);
    const auto candidates = probes(keys, bound);
    bound.emplace_back(static_cast<std::int64_t>(limit));
    // A birthday alone brings strangers together; any other fact alone is worth a look.
    const auto sql = fmt::format(
        "select c.person, c.shown_in, p.name, p.name_kana, p.birth_date from"
        " (select s.person, s.facts, (select max(t.case_id) from tracks t"
        " join persons p on p.municipality = t.municipality and p.person = t.person"
        " where t.municipality = $1 and t.person = s.person and {}) as shown_in"
        " from (select person, count(*) as facts, max(case when fact = 'birth' then 0 else 1 end)"
        " as telling from ({}) as f group by person) as s where s.telling = 1) as c"
        " join persons p on p.municipality = $1 and p.person = c.person"
        " where c.shown_in is not null order by c.facts desc, c.person desc limit ${}",
        allowed.sql, candidates, bound.size());
    std::vector<FoundPerson> found;
    for (auto& [person, case_id, name, kana, birth] :
         scope.rows.rows_bound<PersonId, CaseId, std::string, std::string, std::optional<Date>>(
             sql, bound)) {
        found.push_back({person, case_id, name, kana, birth});
    }
    return found;
}

bool exists_masked(access::Scope& scope, std::span<const PersonKey> keys) {
    if (keys.empty()) return false;
    storage::Values bound{scope.municipality().text()};
    const auto candidates = probes(keys, bound);
    const auto allowed =
        access::may_identify(scope, {"t.case_id", "p.person", "'desk:' || p.recorded_by_desk"},
                             static_cast<int>(bound.size()) + 1);
    append(bound, allowed.values);
    const auto sql = fmt::format(
        "select 1 from ({}) as c join persons p on p.municipality = $1 and p.person = c.person"
        " where {}"
        " and exists (select 1 from tracks t where t.municipality = $1 and t.person = c.person)"
        " and not exists (select 1 from tracks t where t.municipality = $1"
        " and t.person = c.person and {}) limit 1",
        sharing_two_facts(candidates), nobody_protected, allowed.sql);
    return !scope.rows.rows_bound<std::int64_t>(sql, bound).empty();
}

std::vector<CaseId> select_cases_by_facts(access::Scope& scope, std::span<const PersonKey> keys) {
    if (keys.empty()) return {};
    storage::Values bound{scope.municipality().text()};
    const auto candidates = probes(keys, bound);
    const auto sql = fmt::format(
        "select distinct t.case_id from ({}) as c join tracks t on t.municipality = $1"
        " and t.person = c.person where {} order by t.case_id desc",
        sharing_two_facts(candidates), nobody_protected);
    std::vector<CaseId> cases;
    for (auto& [case_id] : scope.rows.rows_bound<CaseId>(sql, bound)) cases.push_back(case_id);
    return cases;
}

}  // namespace kasane::people
