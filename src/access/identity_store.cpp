#include "access/identity_store.hpp"

#include <fmt/format.h>

#include "access/ground_store.hpp"

namespace kasane::access {

ListCondition may_read_listed(const Scope& scope, Category category, const ListedRows& rows,
                              int next) {
    const auto holders = scope.holders();
    const auto list = holder_list(holders, next + 1);
    ListCondition condition;
    condition.values.emplace_back(scope.now.text());
    condition.values.insert(condition.values.end(), list.values.begin(), list.values.end());
    condition.next = next + static_cast<int>(condition.values.size());
    condition.sql = fmt::format(
        "exists (select 1 from grounds g where g.municipality = $1 and g.case_id = {0}"
        " and g.category = '{5}' and g.opened_at <= ${3}"
        " and (g.until is null or g.until > ${3}) and g.holder in ({4})"
        " and (g.subject is null or g.subject = {1})"
        " and (g.basis <> 'own_desk' or g.holder = {2}"
        " or (g.category = 'identity' and g.subject is not null)))",
        rows.case_id, rows.subject, rows.owner, next, list.sql, code_of(category));
    return condition;
}

ListCondition may_identify(const Scope& scope, const ListedRows& rows, int next) {
    return may_read_listed(scope, Category::Identity, rows, next);
}

std::vector<Holder> holders_who_may_identify(storage::Reader& rows, const PersonId& person,
                                             const Holder& owner, Instant now) {
    std::vector<Holder> holders;
    for (auto& [holder] : rows.rows<std::string>(
             "select distinct g.holder from tracks t"
             " join grounds g on g.municipality = t.municipality and g.case_id = t.case_id"
             " where t.municipality = $1 and t.person = $2 and g.category = 'identity'"
             " and (g.until is null or g.until > $3)"
             " and (g.subject is null or g.subject = t.person)"
             " and (g.basis <> 'own_desk' or g.holder = $4 or g.subject is not null)"
             " order by g.holder",
             rows.municipality(), person, now, owner.text())) {
        holders.push_back(Holder::stored(std::move(holder)));
    }
    return holders;
}

std::vector<PersonId> persons_in_case(storage::Reader& rows, const CaseId& case_id) {
    std::vector<PersonId> persons;
    for (const auto& concerned : concerned_of(rows, case_id)) persons.push_back(concerned.person);
    return persons;
}

std::vector<CaseId> cases_with_person(storage::Reader& rows, const PersonId& person) {
    std::vector<CaseId> cases;
    for (auto& [case_id] : rows.rows<CaseId>(
             "select case_id from tracks where municipality = $1 and person = $2 order by case_id",
             rows.municipality(), person)) {
        cases.push_back(std::move(case_id));
    }
    return cases;
}

}  // namespace kasane::access
