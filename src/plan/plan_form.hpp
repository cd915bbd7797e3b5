#pragma once

#include "casefile/case_room.hpp"
#include "plan/plan.hpp"
#include "web/form_reading.hpp"

namespace kasane::plan {

inline constexpr int plan_form_rows = 5;

/// A plan as the assessment begins it: the persons who consent, their wish, the main problems of
/// theirs and of the household, the direction. Nothing of who does not consent.
[[nodiscard]] Plan plan_begun_from(const casefile::CaseView& view, const Assessment& assessment);

/// The fields of a plan: left the person's words and goals, then the rows. `plan` is what is stored,
/// or what a new one begins with.
[[nodiscard]] web::Html plan_fields(const casefile::CaseView& view, const std::optional<Plan>& plan,
                                    const web::Entered& entered);
[[nodiscard]] Plan read_plan(web::FormReader& form, const web::Request& request,
                             const municipality::Profile& profile, const Date& today);
/// What a plan says, for seeing two versions side by side.
[[nodiscard]] web::RecordWords plan_in_words(const municipality::Profile& profile,
                                             const Plan& plan);
/// The sheet that is handed over.
[[nodiscard]] web::Html plan_sheet(const casefile::CaseView& view, const Plan& plan);

}  // namespace kasane::plan
