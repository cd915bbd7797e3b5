#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"

namespace kasane::conference {

/// 会議: the sittings somebody hosts or was convened to, convening, the agenda.
[[nodiscard]] std::vector<accounts::PageRoute> conference_routes(const casefile::CaseRoom& room);
/// 議題: notice, dossier, minutes and decisions.
[[nodiscard]] std::vector<accounts::PageRoute> item_routes(const casefile::CaseRoom& room);

/// 主担当を決める, where the meeting did not settle it.
[[nodiscard]] std::vector<accounts::PageRoute> lead_routes(const casefile::CaseRoom& room);

/// What this room adds to the page of a case.
void offer_conferences(const casefile::CaseView& view, casefile::CaseOffers& offers);

}  // namespace kasane::conference
