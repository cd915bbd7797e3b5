#include "cli/demonstration.hpp"

#include <algorithm>

#include "cli/invented_lives.hpp"
#include "cli/wiring.hpp"

namespace kasane::cli {

Demonstration make_demonstration(storage::Database& database,
                                 const std::shared_ptr<const municipality::Profile>& profile,
                                 const audit::JournalKey& journal_key,
                                 const web::ServerKey& server_key, const DemonstrationWish& wish) {
    constexpr int days = 150;
    const auto begin = wish.until.plus_days(-days);
    FrozenClock clock(Instant::start_of(begin));
    audit::Journal journal(database, clock, journal_key);
    const web::FormGuard guard(server_key, clock);
    IdSource ids(wish.seed);
    access::Town town(database, journal, clock, ids, profile, guard);
    casefile::Events events;
    wire(town, events);

    auto hired = hire_staff(database, journal, *profile, seats_of(*profile), ids, clock.now());
    Chance chance(wish.seed);
    World world{town, events, clock, chance, hired.staff, wish.until};
    std::vector<Happening> happenings;
    for (int number = 0; number < wish.households; ++number) {
        const auto story = static_cast<Story>(number % story_count);
        // Recent enough that most of what waits is not yet overdue, and some of it is.
        const bool waits = story == Story::WaitsForScreening || story == Story::WaitsForCoordinator;
        const int ago = 1 + length_of(story) + static_cast<int>(chance.below(waits ? 14 : 25));
        const auto first = wish.until.plus_days(-ago);
        for (auto& each : invent_life(world, story, first, number)) {
            happenings.push_back(std::move(each));
        }
    }
    std::ranges::stable_sort(happenings, {}, &Happening::at);
    const auto end = Instant::start_of(wish.until);
    for (const auto& happening : happenings) {
        if (happening.at >= end) break;
        clock.set(happening.at);
        world.calendar.confirm_minutes(town, hired.staff.coordinator, clock.today());
        happening.act();
    }
    return {std::move(hired.accounts), std::move(hired.password), wish.households};
}

}  // namespace kasane::cli
