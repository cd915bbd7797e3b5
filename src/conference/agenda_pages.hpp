#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"

namespace kasane::conference {

/// 議題にする: the case, whom the item is about, what is asked and who comes.
[[nodiscard]] std::vector<accounts::PageRoute> agenda_routes(const casefile::CaseRoom& room);

}  // namespace kasane::conference
