#pragma once

#include <optional>
#include <vector>

#include "access/scope.hpp"
#include "plan/plan.hpp"
#include "plan/plan_reading.hpp"

namespace kasane::plan {

void insert_assessment(access::ActScope& act, const Assessment& assessment);

void insert_need(access::ActScope& act, const CaseId& case_id, std::string_view reason);

void insert_plan(access::ActScope& act, const Plan& plan);
/// False when somebody saved before.
[[nodiscard]] bool update_plan(access::ActScope& act, const Plan& plan);

void insert_monitoring(access::ActScope& act, const Plan& plan, const Monitoring& monitoring);

void insert_evaluation(access::ActScope& act, const Evaluation& evaluation);

}  // namespace kasane::plan
