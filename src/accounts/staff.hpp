#pragma once

#include <string>
#include <vector>

#include "kernel/date.hpp"
#include "kernel/ids.hpp"
#include "storage/database.hpp"

namespace kasane::accounts {

/// Somebody who works at a desk on a day, as the forms that name colleagues offer them.
struct StaffMember {
    AccountId account;
    std::string name;
    DeskId desk;
};
/// Everybody who may sign in on that day, once per desk, by desk and name.
[[nodiscard]] std::vector<StaffMember> staff_on(storage::Reader& rows, const Date& day);

}  // namespace kasane::accounts
