#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "access/town.hpp"
#include "casefile/events.hpp"
#include "cli/invented_people.hpp"
#include "cli/invented_staff.hpp"

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

/// The day of its last happening, counted from its first.
[[nodiscard]] int length_of(Story story);

/// What a household's happenings need.
struct World {
    access::Town& town;
    casefile::Events& events;
    FrozenClock& clock;
    Chance& chance;
    const Staff& staff;
};

/// The happenings of one household from its first day on, in order.
[[nodiscard]] std::vector<Happening> invent_life(World& world, Story story, const Date& first_day,
                                                 int number);

}  // namespace kasane::cli
