#pragma once

#include <vector>

#include "access/office.hpp"
#include "accounts/page_routes.hpp"

namespace kasane::conference {

/// 会議で決まった役割を終える: first what ends with it, then the act.
[[nodiscard]] std::vector<accounts::PageRoute> role_routes(const access::Office& office);

}  // namespace kasane::conference
