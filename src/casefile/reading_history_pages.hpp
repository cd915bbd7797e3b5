#pragma once

#include <vector>

#include "access/office.hpp"
#include "accounts/page_routes.hpp"

namespace kasane::casefile {

/// 閲覧の履歴を調べる — for the privacy officer and the auditor.
[[nodiscard]] std::vector<accounts::PageRoute> reading_history_routes(const access::Office& office);

}  // namespace kasane::casefile
