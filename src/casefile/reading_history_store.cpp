#include "casefile/reading_history_store.hpp"

#include <fmt/format.h>

#include <utility>

#include "storage/value_list.hpp"

namespace kasane::casefile {

using access::Scope;

std::optional<AccountId> account_called(Scope& scope, std::string_view login) {
    auto row = scope.rows.row<AccountId>(
        "select account from accounts where municipality = $1 and login = $2", scope.municipality(),
        login);
    if (!row) return std::nullopt;
    return std::get<0>(std::move(*row));
}

std::vector<HouseholdMember> members_of_case(Scope& scope, const CaseId& case_id) {
    std::vector<HouseholdMember> members;
    for (auto& [person, relation] : scope.rows.rows<PersonId, std::string>(
             "select m.person, m.relation from cases c join household_members m"
             " on m.municipality = c.municipality and m.household = c.household"
             " where c.municipality = $1 and c.case_id = $2"
             " order by case when m.relation = 'self' then 0 else 1 end, m.person",
             scope.municipality(), case_id)) {
        members.push_back({person, relation});
    }
    return members;
}

std::map<AccountId, std::string> account_names(Scope& scope,
                                               const std::vector<AccountId>& accounts) {
    std::map<AccountId, std::string> names;
    if (accounts.empty()) return names;
    storage::Values bound{scope.municipality().text()};
    const auto ids = storage::bind_list(bound, accounts);
    for (auto& [account, name] : scope.rows.rows_bound<AccountId, std::string>(
             fmt::format("select account, name from accounts where municipality = $1"
                         " and account in ({})",
                         ids),
             bound)) {
        names[account] = name;
    }
    return names;
}

std::map<CaseId, std::string> case_numbers(Scope& scope, const std::vector<CaseId>& cases) {
    std::map<CaseId, std::string> numbers;
    if (cases.empty()) return numbers;
    storage::Values bound{scope.municipality().text()};
    const auto ids = storage::bind_list(bound, cases);
    for (auto& [case_id, number] : scope.rows.rows_bound<CaseId, std::string>(
             fmt::format("select case_id, number from cases where municipality = $1"
                         " and case_id in ({})",
                         ids),
             bound)) {
        numbers[case_id] = number;
    }
    return numbers;
}

}  // namespace kasane::casefile
