#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cli/chance.hpp"
#include "cli/planted_duplicates.hpp"
#include "kernel/clock.hpp"
#include "kernel/date.hpp"

namespace kasane::cli {

/// How large an invented town is to be, for measuring.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): a Date has no empty value
struct LargeTownWish {
    std::size_t cases = 0;
    std::size_t persons = 0;  ///< over all households; at least one in each
    std::size_t entries = 0;  ///< of all timelines; at least one in each
    unsigned seed = 1;
    Date until;
};

/// What becomes of a household in a large town.
enum class LargeStory {
    Received,     ///< waits for its screening
    InNetwork,    ///< the desk copes
    Settled,      ///< the desk coped
    Shared,       ///< the desk copes with two others, by consent
    Coordinated,  ///< the coordinator accepted it, four desks share it by consent
};

enum class LargeStep : std::uint8_t {
    Receive,
    Screen,
    SendMemo,
    AcceptMemo,
    Consent,
    Note,
    Settle,
};

/// A household of a large town: what is known of it before its life is written down.
struct LargeHousehold {
    LargeStory story = LargeStory::Received;
    std::size_t size = 1;
    std::vector<std::size_t> desks;  ///< three different ones; the first received it
    Instant first;
    Instant last;
    std::size_t notes = 0;
};

/// One thing that happens in one household.
struct PlannedStep {
    Instant at;
    std::uint32_t household = 0;
    LargeStep step = LargeStep::Receive;
};

/// 大きな町の筋書き — who lives through what, and when. The steps are in the order of time, so that a
/// town is written as a real one grows: the entries of a case lie far apart.
struct LargePlan {
    std::vector<LargeHousehold> households;
    std::vector<PlannedStep> steps;
    /// Pairs of households whose first persons are the same: the earlier one, the later one.
    std::vector<PlantedPair> same_persons;
};
[[nodiscard]] LargePlan plan_large_town(const LargeTownWish& wish, std::size_t desks,
                                        Chance& chance);

}  // namespace kasane::cli
