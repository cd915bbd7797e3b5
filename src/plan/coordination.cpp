#include "plan/coordination.hpp"

#include <algorithm>

namespace kasane::plan {

bool subjects_consent(const access::CaseReading& reading, const std::vector<PersonId>& subjects) {
    return !subjects.empty() && std::ranges::all_of(subjects, [&](const PersonId& person) {
        return std::ranges::any_of(reading.concerned(), [&](const access::Concerned& concerned) {
            return concerned.person == person && concerned.track == access::Track::Consented;
        });
    });
}

bool may_read_plan(const access::Scope& scope, access::CaseReading& reading, const Plan& plan) {
    const auto owner = access::Holder::desk(scope.profile.coordinating_desk);
    return std::ranges::all_of(plan.subjects, [&](const PersonId& person) {
        return reading.may_read({access::Category::Plan, person, owner, std::nullopt}).has_value();
    });
}

}  // namespace kasane::plan
