#pragma once

#include <array>

#include "kernel/codes.hpp"
#include "kernel/transition_table.hpp"

namespace kasane::plan {

/// プランの状態.
enum class PlanState { Draft, Decided, UnderReview, Ended };
/// What moves a plan.
enum class PlanEvent {
    Change,  ///< 案を直す
    Decide,  ///< 支援決定
    Review,  ///< 撤回を受けて見直しに入る
    End,     ///< 評価のあと、または支援の終わりに終える
};

inline constexpr std::array plan_transitions = [] {
    using enum PlanState;
    using enum PlanEvent;
    using Row = Transition<PlanState, PlanEvent>;
    return std::array{
        Row{Draft, Change, Draft},
        Row{Draft, Decide, Decided},
        Row{Draft, End, Ended},
        Row{Decided, Review, UnderReview},
        Row{Decided, End, Ended},
        Row{UnderReview, Change, UnderReview},
        Row{UnderReview, Decide, Decided},
        Row{UnderReview, End, Ended},
    };
}();
static_assert(is_deterministic(plan_transitions), "an event leads a plan to one state");
static_assert(!next_state(plan_transitions, PlanState::Decided, PlanEvent::Change),
              "what was decided is changed only after a review (gate.plan_decision)");

}  // namespace kasane::plan

namespace kasane {
template <>
inline constexpr auto codes<plan::PlanState> = std::array{
    Code<plan::PlanState>{plan::PlanState::Draft, "draft", "プラン案"},
    Code<plan::PlanState>{plan::PlanState::Decided, "decided", "支援決定済み"},
    Code<plan::PlanState>{plan::PlanState::UnderReview, "under_review", "見直し中"},
    Code<plan::PlanState>{plan::PlanState::Ended, "ended", "終了"},
};
template <>
inline constexpr auto codes<plan::PlanEvent> = std::array{
    Code<plan::PlanEvent>{plan::PlanEvent::Change, "change", "案を直す"},
    Code<plan::PlanEvent>{plan::PlanEvent::Decide, "decide", "支援決定"},
    Code<plan::PlanEvent>{plan::PlanEvent::Review, "review", "同意の撤回を受けて見直す"},
    Code<plan::PlanEvent>{plan::PlanEvent::End, "end", "終える"},
};
}  // namespace kasane
