#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"

namespace kasane::outreach {

/// アウトリーチ: the target list, the attempts of a case, a new one.
[[nodiscard]] std::vector<accounts::PageRoute> outreach_routes(const casefile::CaseRoom& room);
/// What this room adds to the page of a case.
void outreach_tabs(const casefile::CaseView& view, std::vector<web::Tab>& tabs);
void offer_outreach(const casefile::CaseView& view, casefile::CaseOffers& offers);

}  // namespace kasane::outreach
