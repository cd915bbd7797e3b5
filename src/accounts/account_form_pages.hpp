#pragma once

#include <string>
#include <vector>

#include "accounts/account_room.hpp"
#include "accounts/assignments.hpp"
#include "accounts/roster_view.hpp"
#include "web/components.hpp"
#include "web/form_reading.hpp"

namespace kasane::accounts {

/// What the form about an account says, typed.
struct AccountFields {
    std::string login;  ///< asked for a new account alone
    std::string name;
    Assignments assignments;
    std::optional<Date> valid_until;
};

/// Reads the form; mistakes stay in the reader.
[[nodiscard]] AccountFields read_account(web::FormReader& reader, const AccountRoom& room,
                                         web::Need login_need);

/// Name, roles, desks and last day; filled from the account where there is one.
[[nodiscard]] web::Html account_fields(const AccountRoom& room, const AccountView* account,
                                       const web::Entered& entered);

/// The desks of the town that an account may be given.
[[nodiscard]] std::vector<DeskId> desk_ids(const AccountRoom& room);

/// 「相談支援窓口の担当者 (ささまる隊)」: the general word, and the town's own where it has one.
[[nodiscard]] std::string role_label(const AccountRoom& room, Role role);
[[nodiscard]] std::string desk_label(const AccountRoom& room, const DeskId& desk);

}  // namespace kasane::accounts
