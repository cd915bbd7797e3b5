#include "accounts/staff.hpp"

namespace kasane::accounts {

std::vector<StaffMember> staff_on(storage::Reader& rows, const Date& day) {
    std::vector<StaffMember> staff;
    for (auto& [account, name, desk] : rows.rows<AccountId, std::string, DeskId>(
             "select a.account, a.name, d.desk from desk_members d join accounts a"
             " on a.municipality = d.municipality and a.account = d.account"
             " where d.municipality = $1 and d.valid_from <= $2"
             " and (d.valid_until is null or d.valid_until >= $2)"
             " and a.valid_from <= $2 and (a.valid_until is null or a.valid_until >= $2)"
             " order by d.desk, a.name, a.account",
             rows.municipality(), day)) {
        staff.push_back({account, name, desk});
    }
    return staff;
}

}  // namespace kasane::accounts
