#pragma once

#include <optional>
#include <string>

#include "kernel/result.hpp"
#include "plan/plan.hpp"

namespace kasane::plan {

/// 規則34条の7: 意向と課題 / 目標と達成時期 / 内容・留意事項 / 役割分担 / 一体的提供の方策; and 規則34条の8: a
/// next confirmation date. The first thing that is missing, with its field.
[[nodiscard]] Result<Done> check_contents(const Plan& plan);

/// Why that day cannot be the 達成時期 of a goal of this plan; empty: it can.
[[nodiscard]] std::string trouble_with_goal_date(const Plan& plan, const Date& due_on);
/// Whether the dates that are there go together: the end, the goals and the next confirmation lie
/// within the plan. A draft may lack dates, it cannot hold impossible ones.
[[nodiscard]] Result<Done> check_dates(const Plan& plan);
/// The same for a draft that is written that day: neither its end nor its confirmation is over.
[[nodiscard]] Result<Done> check_draft_dates(const Plan& plan, const Date& today);

/// What a decision stands on. Basis: gate.plan_decision.
struct DecisionFacts {
    bool need_recognised = false;
    bool found_appropriate = false;  ///< 適切, by a recorded 重層的支援会議
    bool found_conditional = false;  ///< 条件付き
    bool change_made = false;  ///< the change the condition asks for is described
    bool subjects_consent = false;  ///< each person the plan is for still consents
    bool changed_since = false;  ///< the draft was changed after the meeting had found it so
    bool has_lead = false;  ///< 主担当 is decided (gate.lead_agency)
};
[[nodiscard]] Result<Done> check_decision(const Plan& plan, const DecisionFacts& facts);

}  // namespace kasane::plan
