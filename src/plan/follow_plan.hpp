#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/town.hpp"
#include "casefile/events.hpp"
#include "plan/closing_rules.hpp"
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

/// 終結・フォローアップ・再プラン・中断. Ending a consented case needs its evaluation and a 重層的支援会議
/// about it; an unconsented one its evaluation and a 支援会議. Basis: gate.closing.
[[nodiscard]] Result<Done> conclude_case(access::Town& town, const accounts::Actor& actor,
                                         const casefile::Events& events,
                                         const ConcludeCase& wanted);

/// Ends what is planned for a case that the coordinator no longer holds (wired to casefile::Events).
void end_plans_of_case(access::ActScope& act, const CaseId& case_id);

/// A consent on which a plan stood was withdrawn: the plan goes to review (wired to
/// casefile::Events). Basis: gate.withdrawal.
void review_after_withdrawal(access::ActScope& act, const CaseId& case_id, const PersonId& person);

}  // namespace kasane::plan
