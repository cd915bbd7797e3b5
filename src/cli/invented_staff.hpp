#pragma once

#include <string>
#include <vector>

#include "accounts/actor.hpp"
#include "audit/journal.hpp"
#include "kernel/clock.hpp"
#include "kernel/id_source.hpp"
#include "municipality/profile.hpp"
#include "storage/database.hpp"

namespace kasane::cli {

/// A seat in the invented town hall, and who sits on it.
struct Seat {
    std::string login;
    std::string name;
    accounts::Role role = accounts::Role::DeskWorker;
    std::vector<DeskId> desks;  ///< the primary one first; none for an administrator
};
/// One seat for each desk of the profile (its key is the login), and those of the office: every
/// town gets its own staff.
[[nodiscard]] std::vector<Seat> seats_of(const municipality::Profile& profile);

/// Somebody who can sign in to the invented town.
struct DemonstrationAccount {
    std::string login;
    std::string name;
    std::string role;
    std::string desk;
};

/// The people whose work is invented.
struct Staff {
    std::vector<accounts::Actor> desks;  ///< one for each desk that works on cases
    accounts::Actor coordinator;
};

struct HiredStaff {
    Staff staff;
    std::vector<DemonstrationAccount> accounts;
    std::string password;  ///< the same for all of them
};
/// Makes the accounts, and marks the town as invented.
[[nodiscard]] HiredStaff hire_staff(storage::Database& database, const audit::Journal& journal,
                                    const municipality::Profile& profile,
                                    const std::vector<Seat>& seats, IdSource& ids, Instant since);

}  // namespace kasane::cli
