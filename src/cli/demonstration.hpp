#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audit/journal.hpp"
#include "cli/invented_staff.hpp"
#include "municipality/profile.hpp"
#include "storage/database.hpp"
#include "web/form_guard.hpp"

namespace kasane::cli {

/// 架空の町 — how large, from which seed, until which day.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): a Date has no empty value
struct DemonstrationWish {
    int households = 240;
    unsigned seed = 1;
    Date until;
};

struct Demonstration {
    std::vector<DemonstrationAccount> accounts;
    std::string password;  ///< the same for all of them
    int cases = 0;
};

/// Lets invented households live through the real acts, day by day until the given day: every
/// state, both tracks, overdue answers, a protected person. Each act is checked and journalled
/// like any other; a refusal here is a broken invariant.
[[nodiscard]] Demonstration make_demonstration(
    storage::Database& database, const std::shared_ptr<const municipality::Profile>& profile,
    const audit::JournalKey& journal_key, const web::ServerKey& server_key,
    const DemonstrationWish& wish);

}  // namespace kasane::cli
