#include "desk/team_reading.hpp"

namespace kasane::desk {

Team read_team(access::Scope& scope) {
    constexpr std::size_t shown = 10;
    Team team;
    for (const auto& desk : scope.actor.desks) {
        team.desks.push_back(casefile::load_of(scope, desk));
    }
    const auto since = Instant::start_of(scope.today().plus_days(-quiet_days));
    team.quiet = casefile::lines_of_cases(scope, casefile::quiet_cases(scope, since, shown));
    return team;
}

}  // namespace kasane::desk
