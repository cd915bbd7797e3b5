#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"

namespace kasane::referral {

/// GET and POST of /cases/{case}/memos/new.
[[nodiscard]] std::vector<accounts::PageRoute> new_memo_routes(const casefile::CaseRoom& room);

}  // namespace kasane::referral
