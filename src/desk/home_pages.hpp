#pragma once

#include <vector>

#include "access/office.hpp"
#include "accounts/page_routes.hpp"

namespace kasane::desk {

/// 今日: the first page after signing in.
[[nodiscard]] std::vector<accounts::PageRoute> home_routes(const access::Office& office);

}  // namespace kasane::desk
