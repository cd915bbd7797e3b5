#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"
#include "conference/conference.hpp"

namespace kasane::conference {

/// 議題を外す — the way there for whoever convenes, while the item can still be taken off.
[[nodiscard]] web::Html take_off_link(access::Scope& scope, const Sitting& sitting,
                                      const AgendaItem& item);
/// The same for every item of a sitting, and what was taken off already.
[[nodiscard]] web::Html take_off_part(access::Scope& scope, const Sitting& sitting,
                                      const std::vector<AgendaItem>& items);
[[nodiscard]] std::vector<accounts::PageRoute> take_off_routes(const casefile::CaseRoom& room);

}  // namespace kasane::conference
