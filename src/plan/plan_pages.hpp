#pragma once

#include <optional>
#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"
#include "casefile/events.hpp"
#include "plan/plan.hpp"

namespace kasane::plan {

/// アセスメント, 支援の必要の認定, プラン, 支援決定, モニタリング, 評価, 終結.
[[nodiscard]] std::vector<accounts::PageRoute> plan_routes(const casefile::CaseRoom& room,
                                                           const casefile::Events& events);
[[nodiscard]] std::vector<accounts::PageRoute> assessment_routes(const casefile::CaseRoom& room);
[[nodiscard]] std::vector<accounts::PageRoute> ending_routes(const casefile::CaseRoom& room,
                                                             const casefile::Events& events);

/// What this room adds to the page of a case.
void plan_tabs(const casefile::CaseView& view, std::vector<web::Tab>& tabs);
void offer_plans(const casefile::CaseView& view, casefile::CaseOffers& offers);
/// The newest assessment with the problems the reader may know of; nothing without a ground.
[[nodiscard]] std::optional<Assessment> newest_readable_assessment(casefile::CaseView& view);
/// The sheet speaks of the household: whoever may not read all of it reads none.
[[nodiscard]] bool may_read_assessment(const casefile::CaseView& view);

}  // namespace kasane::plan
