#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"
#include "casefile/events.hpp"

namespace kasane::intake {

/// 相談: list, reception, one inquiry with its files, screening.
[[nodiscard]] std::vector<accounts::PageRoute> inquiry_routes(const casefile::CaseRoom& room,
                                                              const casefile::Events& events);

/// What intake offers on the page of a case: the screening that waits, the inquiries of the case.
void offer_intake(const casefile::CaseView& view, casefile::CaseOffers& offers);

}  // namespace kasane::intake
