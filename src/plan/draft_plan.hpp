#pragma once

#include <optional>

#include "access/town.hpp"
#include "plan/plan.hpp"

namespace kasane::plan {

/// プランを作る・直す — for persons who consent, after the need was recognised; a draft may still have
/// gaps, but no dates that cannot be; a goal always has its date. Basis: gate.need_recognised,
/// gate.plan_contents, gate.plan_is_reviewed.
[[nodiscard]] Result<PlanId> draft_plan(access::Town& town, const accounts::Actor& actor,
                                        const Plan& wanted);

/// 支援決定 — the municipality's decision (起案・決裁): number, who, when, on what it stands.
/// Basis: gate.plan_decision.
struct DecideSupport {
    PlanId plan;
    std::string change_made;  ///< when the meeting found it 条件付き
    std::optional<std::int64_t> expected_version;
};
[[nodiscard]] Result<Done> decide_support(access::Town& town, const accounts::Actor& actor,
                                          const DecideSupport& decision);

}  // namespace kasane::plan
