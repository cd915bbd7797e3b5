#include "accounts/account.hpp"

#include <algorithm>

namespace kasane::accounts {

std::vector<Role> roles_on(const std::vector<RoleAssignment>& all, const Date& day) {
    std::vector<Role> roles;
    for (const auto& entry : codes<Role>) {
        const bool in_force = std::ranges::any_of(all, [&](const RoleAssignment& each) {
            return each.role == entry.value && each.valid.contains(day);
        });
        if (in_force) roles.push_back(entry.value);
    }
    return roles;
}

std::vector<DeskId> desks_on(const std::vector<DeskAssignment>& all, const Date& day) {
    std::vector<DeskId> desks;
    for (const auto& each : all) {
        if (!each.valid.contains(day)) continue;
        desks.insert(each.is_primary ? desks.begin() : desks.end(), each.desk);
    }
    return desks;
}

}  // namespace kasane::accounts
