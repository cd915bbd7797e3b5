#pragma once

#include <optional>

#include "kernel/result.hpp"
#include "plan/plan.hpp"

namespace kasane::plan {

/// 規則34条の7: 意向と課題 / 目標と達成時期 / 内容・留意事項 / 役割分担 / 一体的提供の方策; and 規則34条の8: a
/// next confirmation date. The first thing that is missing, with its field.
[[nodiscard]] Result<Done> check_contents(const Plan& plan);

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
