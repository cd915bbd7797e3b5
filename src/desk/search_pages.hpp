#pragma once

#include <vector>

#include "access/office.hpp"
#include "accounts/page_routes.hpp"

namespace kasane::desk {

/// さがす: names, words in entries, case numbers.
[[nodiscard]] std::vector<accounts::PageRoute> search_routes(const access::Office& office);

}  // namespace kasane::desk
