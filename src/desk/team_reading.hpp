#pragma once

#include <vector>

#include "casefile/case_list.hpp"
#include "casefile/desk_load.hpp"

namespace kasane::desk {

/// チームの状況 — for whoever leads desks: how much lies on each, and which cases stand still.
struct Team {
    std::vector<casefile::DeskLoad> desks;
    std::vector<casefile::ListedCaseRow> quiet;  ///< the quietest first
};
/// A month without a word is when a supervisor asks how a household is.
inline constexpr int quiet_days = 30;
[[nodiscard]] Team read_team(access::Scope& scope);

}  // namespace kasane::desk
