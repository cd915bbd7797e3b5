#pragma once

#include <functional>
#include <string>
#include <vector>

#include "audit/journal.hpp"
#include "cli/invented_staff.hpp"
#include "cli/large_plan.hpp"
#include "municipality/profile.hpp"

namespace kasane::cli {

/// How many agencies a large town has besides those of its profile, each with one desk.
inline constexpr int more_agencies = 30;
/// The profile's text with the further agencies behind it.
[[nodiscard]] std::string with_more_agencies(std::string toml);

struct LargeTown {
    std::vector<DemonstrationAccount> accounts;
    std::string password;
    std::vector<PlantedDuplicate> planted;
};

/// 大きな架空の町 — for measuring. What happens in it are the acts of the rooms, but many share a
/// transaction, what follows from them (reading list, names) is derived once at the end, and the
/// journal says in one entry that it was invented: living act by act would take hours. Besides a
/// worker of each desk there are `thirty`, who works for all further agencies, and `three01` to
/// `three16`, who work for three of them each.
[[nodiscard]] LargeTown make_large_town(storage::Database& database,
                                        const municipality::Profile& profile,
                                        const audit::JournalKey& journal_key,
                                        const LargeTownWish& wish,
                                        const std::function<void(int)>& percent_done);

}  // namespace kasane::cli
