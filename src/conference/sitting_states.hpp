#pragma once

#include <array>

#include "kernel/codes.hpp"
#include "kernel/transition_table.hpp"

namespace kasane::conference {

/// 開催の状態.
enum class SittingState { Convened, Confirmed, Cancelled };
/// What ends a sitting.
enum class SittingEvent {
    Confirm,  ///< 会議録を確定する
    Cancel,   ///< 中止する
};

inline constexpr std::array sitting_transitions = [] {
    using enum SittingState;
    using enum SittingEvent;
    using Row = Transition<SittingState, SittingEvent>;
    return std::array{Row{Convened, Confirm, Confirmed}, Row{Convened, Cancel, Cancelled}};
}();
static_assert(is_deterministic(sitting_transitions), "a sitting ends in one way");

}  // namespace kasane::conference

namespace kasane {
template <>
inline constexpr auto codes<conference::SittingState> = std::array{
    Code<conference::SittingState>{conference::SittingState::Convened, "convened", "招集済み"},
    Code<conference::SittingState>{conference::SittingState::Confirmed, "confirmed", "会議録確定"},
    Code<conference::SittingState>{conference::SittingState::Cancelled, "cancelled", "中止"},
};
template <>
inline constexpr auto codes<conference::SittingEvent> = std::array{
    Code<conference::SittingEvent>{conference::SittingEvent::Confirm, "confirm",
                                   "会議録を確定する"},
    Code<conference::SittingEvent>{conference::SittingEvent::Cancel, "cancel", "中止する"},
};
}  // namespace kasane
