#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/account.hpp"
#include "accounts/roster.hpp"

namespace kasane::accounts {

/// An account as an administrator sees it, with what is in force today.
struct AccountView {
    AccountId id;
    std::string login;
    std::string name;
    std::optional<Date> valid_until;
    std::int64_t version = 0;
    std::vector<Role> roles;
    std::vector<DeskId> desks;  ///< the primary one first

    enum class State { InUse, OneTimePassword, Locked, Ended };
    State state = State::InUse;
    std::optional<Instant> locked_until;
    bool has_second_factor = false;
};

/// A page of the roster, by login.
struct RosterPage {
    std::vector<AccountView> accounts;
    std::string next_after;  ///< where the next page begins; empty on the last
};

/// 利用者の一覧 — journalled like every list of people. Only for whoever manages accounts.
[[nodiscard]] RosterPage roster_page(Roster& roster, const Actor& actor, std::string_view after);

/// One account; nothing when the town has none with this id.
[[nodiscard]] std::optional<AccountView> account_view(Roster& roster, const Actor& actor,
                                                      const AccountId& account);

}  // namespace kasane::accounts
