#include "cli/large_plan.hpp"

#include <algorithm>

#include "kernel/ensure.hpp"

namespace kasane::cli {
namespace {

constexpr std::int64_t day_seconds = 86'400;

/// How many entries a story puts on the timeline besides its notes.
std::size_t entries_of(LargeStory story) {
    switch (story) {
        case LargeStory::Received:
            return 1;
        case LargeStory::InNetwork:
            return 2;
        case LargeStory::Settled:
        case LargeStory::Shared:
            return 3;
        case LargeStory::Coordinated:
            return 6;
    }
    broken_invariant("every story says how long it is", std::source_location::current());
}

/// Timelines that are to be short leave no room for the longer stories.
LargeStory story_of(std::size_t entries_a_case, Chance& chance) {
    const auto draw = chance.below(100);
    if (entries_a_case < 2 || draw < 4) return LargeStory::Received;
    if (entries_a_case < 3 || draw < 22) return LargeStory::InNetwork;
    if (draw < 40) return LargeStory::Settled;
    if (entries_a_case < 4 || draw < 70) return LargeStory::Shared;
    return LargeStory::Coordinated;
}

std::vector<std::size_t> three_of(std::size_t desks, Chance& chance) {
    std::vector<std::size_t> chosen;
    while (chosen.size() < 3) {
        const auto desk = chance.below(desks);
        if (std::ranges::find(chosen, desk) == chosen.end()) chosen.push_back(desk);
    }
    return chosen;
}

/// Households of different sizes whose persons add up.
void settle_sizes(LargePlan& plan, std::size_t persons, Chance& chance) {
    auto left = persons;
    auto households = plan.households.size();
    for (auto& household : plan.households) {
        const auto average = std::max<std::size_t>(1, (left + households / 2) / households);
        const auto most = left - (households - 1);
        household.size = households == 1 ? left : 1 + chance.below(2 * average - 1);
        household.size = std::min(household.size, most);
        left -= household.size;
        --households;
    }
}

/// Gives every note that is still wanted to some household.
void settle_notes(LargePlan& plan, std::size_t entries, Chance& chance) {
    std::size_t known = 0;
    for (const auto& household : plan.households) known += entries_of(household.story);
    ensure(known <= entries, "the stories fit into the entries wished for");
    for (auto left = entries - known; left > 0; --left) {
        ++plan.households[chance.below(plan.households.size())].notes;
    }
}

void settle_times(LargeHousehold& household, const Date& until, Chance& chance) {
    constexpr int days_of_town = 1'000;
    constexpr int longest_life = 400;
    constexpr std::int64_t opening = 9 * 3'600;
    const auto ago = static_cast<int>(chance.below(days_of_town));
    const auto days = std::min(ago, 20 + static_cast<int>(chance.below(longest_life)));
    household.first = Instant::start_of(until.plus_days(-ago))
                          .plus_seconds(opening + static_cast<std::int64_t>(chance.below(28'800)));
    household.last = household.first.plus_seconds(days * day_seconds + 2 * 3'600);
}

std::vector<LargeStep> first_steps(LargeStory story) {
    using enum LargeStep;
    switch (story) {
        case LargeStory::Received:
            return {Receive};
        case LargeStory::InNetwork:
        case LargeStory::Settled:
            return {Receive, Screen};
        case LargeStory::Shared:
            return {Receive, Screen, Consent};
        case LargeStory::Coordinated:
            return {Receive, Screen, SendMemo, AcceptMemo, Consent};
    }
    broken_invariant("every story has its steps", std::source_location::current());
}

/// The first steps in the first days, as far as there are days; then the notes; the end last.
void add_steps(LargePlan& plan, std::uint32_t number, Chance& chance) {
    const auto& household = plan.households[number];
    const auto length =
        (household.last.microseconds() - household.first.microseconds()) / 1'000'000;
    const auto days = length / day_seconds;
    std::int64_t after = 0;
    for (const auto step : first_steps(household.story)) {
        plan.steps.push_back({household.first.plus_seconds(after), number, step});
        after += 600 + (after / day_seconds < days ? day_seconds : 0);
    }
    const auto room = static_cast<std::size_t>(std::max<std::int64_t>(1, length - after));
    for (std::size_t note = 0; note < household.notes; ++note) {
        const auto at = after + static_cast<std::int64_t>(chance.below(room));
        plan.steps.push_back({household.first.plus_seconds(at), number, LargeStep::Note});
    }
    if (household.story == LargeStory::Settled) {
        plan.steps.push_back({household.last.plus_seconds(1), number, LargeStep::Settle});
    }
}

/// One household in three hundred is met again, and one at least: another desk receives the same
/// person later. A small town has nobody to choose from.
void plant_pairs(LargePlan& plan, Chance& chance) {
    if (plan.households.size() < 100) return;
    const auto pairs = (plan.households.size() + 299) / 300;
    std::vector<bool> taken(plan.households.size());
    while (plan.same_persons.size() < pairs) {
        auto earlier = chance.below(plan.households.size());
        auto later = chance.below(plan.households.size());
        if (plan.households[later].first < plan.households[earlier].first) {
            std::swap(earlier, later);
        }
        const bool same_desk =
            plan.households[earlier].desks.front() == plan.households[later].desks.front();
        const bool same_moment = plan.households[earlier].first == plan.households[later].first;
        if (taken[earlier] || taken[later] || same_desk || same_moment) continue;
        taken[earlier] = taken[later] = true;
        const auto kind = static_cast<Difference>(plan.same_persons.size() % difference_count);
        plan.same_persons.push_back({earlier, later, kind});
    }
}

}  // namespace

LargePlan plan_large_town(const LargeTownWish& wish, std::size_t desks, Chance& chance) {
    ensure(wish.cases > 0 && wish.persons >= wish.cases && wish.entries >= wish.cases,
           "a large town has a person and an entry in every case");
    ensure(desks >= 3, "a large town has three desks");
    LargePlan plan;
    plan.households.resize(wish.cases);
    for (auto& household : plan.households) {
        household.story = story_of(wish.entries / wish.cases, chance);
        household.desks = three_of(desks, chance);
        settle_times(household, wish.until, chance);
    }
    settle_sizes(plan, wish.persons, chance);
    settle_notes(plan, wish.entries, chance);
    plan.steps.reserve(wish.entries);
    for (std::uint32_t number = 0; number < wish.cases; ++number) add_steps(plan, number, chance);
    // Stable: what happens in a household at one moment stays in its order.
    std::ranges::stable_sort(plan.steps, {}, &PlannedStep::at);
    plant_pairs(plan, chance);
    return plan;
}

}  // namespace kasane::cli
