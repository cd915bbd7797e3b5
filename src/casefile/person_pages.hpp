#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"

namespace kasane::casefile {

/// 世帯と関係: who belongs to the household, somebody new, corrections.
[[nodiscard]] std::vector<accounts::PageRoute> person_routes(const CaseRoom& room);

/// The tab 世帯と関係 and the way to somebody new.
void person_tabs(const CaseView& view, std::vector<web::Tab>& tabs);
void offer_persons(const CaseView& view, CaseOffers& offers);

}  // namespace kasane::casefile
