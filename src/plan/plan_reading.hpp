#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/scope.hpp"
#include "plan/plan.hpp"

namespace kasane::plan {

/// Newest first.
[[nodiscard]] std::vector<Assessment> assessments_of(access::Scope& scope, const CaseId& case_id);

struct NeedRecognition {
    Date recognised_on;
    std::string recognised_by;
    PrivateText reason;
};

[[nodiscard]] std::optional<NeedRecognition> newest_need(access::Scope& scope,
                                                         const CaseId& case_id);

/// The case a plan belongs to; the rest is loaded once a ground is there.
[[nodiscard]] std::optional<CaseId> case_of_plan(access::Scope& scope, const PlanId& plan);
[[nodiscard]] std::optional<Plan> select_plan(access::Scope& scope, const PlanId& plan);

/// Newest first.
[[nodiscard]] std::vector<Plan> plans_of(access::Scope& scope, const CaseId& case_id);

[[nodiscard]] std::vector<Monitoring> monitorings_of(access::Scope& scope, const PlanId& plan);

struct Evaluation {
    std::optional<PlanId> plan;
    CaseId case_id;
    Date evaluated_on;
    std::string achievement;
    std::vector<std::string> changes;
    PrivateText remaining;
    PrivateText person_voice;
    std::string result;
    std::string reason;
};

[[nodiscard]] std::optional<Evaluation> newest_evaluation(access::Scope& scope,
                                                          const CaseId& case_id);

}  // namespace kasane::plan
