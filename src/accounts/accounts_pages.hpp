#pragma once

#include <vector>

#include "accounts/account_room.hpp"
#include "accounts/page_routes.hpp"

namespace kasane::accounts {

/// 設定 → 利用者: the roster, for whoever manages accounts.
[[nodiscard]] std::vector<PageRoute> accounts_routes(AccountRoom& room);

}  // namespace kasane::accounts
