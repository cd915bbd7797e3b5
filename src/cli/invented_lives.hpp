#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "access/town.hpp"
#include "casefile/events.hpp"
#include "cli/invented_people.hpp"
#include "cli/invented_staff.hpp"
#include "municipality/meeting.hpp"

namespace kasane::cli {

/// One thing that happens on one day.
struct Happening {
    Instant at;
    std::function<void()> act;
};

/// 世帯の歩み — how far a household comes. Every state of a case is the end of one of them.
enum class Story {
    Noticed,
    WaitsForScreening,
    InNetwork,
    InformedAndClosed,
    MemoBetweenDesks,
    WaitsForCoordinator,
    Assessing,
    ReachingOut,
    MovedByConsent,
    Planning,
    Supporting,
    Evaluating,
    FollowingUp,
    Closed,
    Suspended,
};
inline constexpr int story_count = 15;

/// The day of its last happening at the latest, counted from its first.
[[nodiscard]] int length_of(Story story);

/// 会議の日程 — the sittings convened so far: many households share one.
class Calendar {
public:
    /// The sitting of that meeting on that day, convened when nobody did yet.
    [[nodiscard]] SittingId sitting(access::Town& town, const accounts::Actor& coordinator,
                                    const municipality::Meeting& meeting, const Date& held_on);
    /// Confirms the minutes of what was held a week before that day.
    void confirm_minutes(access::Town& town, const accounts::Actor& coordinator, const Date& today);

private:
    std::map<std::pair<Date, municipality::MeetingKey>, SittingId> unconfirmed_;
};

/// What a household's happenings need.
struct World {
    access::Town& town;
    casefile::Events& events;
    FrozenClock& clock;
    Chance& chance;
    const Staff& staff;
    const Date until;  ///< the last day that is lived
    Calendar calendar = {};
};

/// The happenings of one household from its first day on, in order.
[[nodiscard]] std::vector<Happening> invent_life(World& world, Story story, const Date& first_day,
                                                 int number);

}  // namespace kasane::cli
