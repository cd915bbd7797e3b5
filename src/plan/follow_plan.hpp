#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/town.hpp"
#include "casefile/events.hpp"
#include "plan/plan.hpp"
#include "plan/plan_reading.hpp"

namespace kasane::plan {

/// モニタリング — regular confirmation, always with the next date. Basis: gate.plan_is_reviewed.
struct MonitorPlan {
    PlanId plan;
    std::optional<Date> held_on;
    std::string findings;
    std::string person_voice;
    std::optional<Date> next_on;
};
[[nodiscard]] Result<Done> monitor_plan(access::Town& town, const accounts::Actor& actor,
                                        const MonitorPlan& monitoring);

/// 評価 — goal by goal in words, observed changes, what remains, the person's voice.
[[nodiscard]] Result<Done> evaluate_case(access::Town& town, const accounts::Actor& actor,
                                         const Evaluation& evaluation);

/// 評価の結果 — how the case goes on after its evaluation.
enum class Conclusion { Close, FollowUp, Replan, Suspend };
struct ConcludeCase {
    CaseId case_id;
    Conclusion conclusion = Conclusion::Close;
    std::string reason_code;  ///< of list closing_reasons or suspension_reasons
    std::string reason;
    std::string remaining;           ///< who remains in the household, and how they are
    std::optional<DeskId> companion; ///< 伴走: who stays at their side
};
/// 終結・フォローアップ・再プラン・中断. Ending a consented case needs its evaluation and a 重層的支援会議
/// about it; an unconsented one its evaluation and a 支援会議. Basis: gate.closing.
[[nodiscard]] Result<Done> conclude_case(access::Town& town, const accounts::Actor& actor,
                                         const casefile::Events& events,
                                         const ConcludeCase& wanted);

/// A consent on which a plan stood was withdrawn: the plan goes to review, the coordinator gets a
/// task for the profile's days (wired to casefile::Events). Basis: gate.withdrawal.
void review_after_withdrawal(access::ActScope& act, const CaseId& case_id, const PersonId& person);

}  // namespace kasane::plan

namespace kasane {
template <>
inline constexpr auto codes<plan::Conclusion> = std::array{
    Code<plan::Conclusion>{plan::Conclusion::Close, "close", "終結する"},
    Code<plan::Conclusion>{plan::Conclusion::FollowUp, "follow_up",
                           "多機関協働を終え、フォローアップする"},
    Code<plan::Conclusion>{plan::Conclusion::Replan, "replan", "再プランして続ける"},
    Code<plan::Conclusion>{plan::Conclusion::Suspend, "suspend", "中断する"},
};
}  // namespace kasane
