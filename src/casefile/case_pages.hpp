#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"
#include "casefile/events.hpp"

namespace kasane::casefile {

/// The pages of the spine: list of cases, overview, timeline, history, simple steps.
[[nodiscard]] std::vector<accounts::PageRoute> case_routes(const CaseRoom& room,
                                                           const Events& events);
/// 同意と共有: the ledger of a case, a new declaration, its withdrawal.
[[nodiscard]] std::vector<accounts::PageRoute> consent_routes(const CaseRoom& room,
                                                              const Events& events);

/// What the spine itself adds to the pages of a case: 概要, 経過, 同意と共有, and the steps that
/// need no meeting.
void spine_tabs(const CaseView& view, std::vector<web::Tab>& tabs);
void spine_records(const CaseView& view, std::vector<web::Link>& records);
void offer_spine(const CaseView& view, CaseOffers& offers);

}  // namespace kasane::casefile
