#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"

namespace kasane::conference {

/// 会議を招集する; a case it is wanted for may go on the agenda of what is convened already.
[[nodiscard]] std::vector<accounts::PageRoute> convene_routes(const casefile::CaseRoom& room);

}  // namespace kasane::conference
