#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/actor.hpp"
#include "kernel/clock.hpp"
#include "kernel/date.hpp"
#include "kernel/ids.hpp"

namespace kasane::accounts {

/// 有効期間 — both days belong to it; without a last day it is open.
struct Period {
    Date from;
    std::optional<Date> until;
    [[nodiscard]] bool contains(const Date& day) const {
        return from <= day && (!until || day <= *until);
    }
};

/// 利用者 — somebody who may sign in to one municipality. Made by an administrator with a one-time
/// password, used until its last day, locked for a while after wrong passwords; never deleted,
/// because records keep naming it.
struct Account {
    AccountId id;
    std::string login;
    std::string name;
    std::string password_hash;
    bool must_change_password = false;
    Period valid;
    int failed_attempts = 0;
    std::optional<Instant> locked_until;
    Instant created_at;
    int version = 1;

    [[nodiscard]] bool is_locked(Instant now) const { return locked_until && now < *locked_until; }
};

struct RoleAssignment {
    Role role = Role::DeskWorker;
    Period valid;
};

struct DeskAssignment {
    DeskId desk;
    bool is_primary = false;
    Period valid;
};

/// The roles in force on the day, in the order of the list of roles.
[[nodiscard]] std::vector<Role> roles_on(const std::vector<RoleAssignment>& all, const Date& day);
/// The desks in force on the day, the primary one first.
[[nodiscard]] std::vector<DeskId> desks_on(const std::vector<DeskAssignment>& all, const Date& day);

}  // namespace kasane::accounts
