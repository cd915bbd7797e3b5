#pragma once

#include <vector>

#include "access/office.hpp"
#include "accounts/page_routes.hpp"

namespace kasane::casefile {

/// 同意の期限と働きかけ — which consents run out, and where another attempt was promised.
[[nodiscard]] std::vector<accounts::PageRoute> consent_watch_routes(const access::Office& office);

}  // namespace kasane::casefile
