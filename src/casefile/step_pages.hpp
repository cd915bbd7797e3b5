#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"
#include "casefile/events.hpp"

namespace kasane::casefile {

/// GET and POST /cases/{case}/steps/{event}: one page per lone step, with what it needs.
[[nodiscard]] std::vector<accounts::PageRoute> step_routes(const CaseRoom& room,
                                                           const Events& events);
/// Adds the lone steps possible now to 「その他の操作」, the impossible ones with their reason.
void offer_steps(const CaseView& view, CaseOffers& offers);

}  // namespace kasane::casefile
