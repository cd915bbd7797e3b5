#pragma once

#include <optional>
#include <vector>

#include "access/case_reading.hpp"
#include "plan/plan.hpp"

namespace kasane::plan {

/// True when each person the plan is for stands on track 同意あり at this moment.
[[nodiscard]] bool subjects_consent(const access::CaseReading& reading,
                                    const std::vector<PersonId>& subjects);
/// Whether the reader may read this plan: it speaks of all its subjects together.
[[nodiscard]] bool may_read_plan(const access::Scope& scope, access::CaseReading& reading,
                                 const Plan& plan);

}  // namespace kasane::plan
