#pragma once

#include <vector>

#include "accounts/account_room.hpp"
#include "accounts/page_routes.hpp"
#include "web/http.hpp"

namespace kasane::accounts {

/// GET and POST /sign-in: the only pages of a town's staff that are open to everybody.
[[nodiscard]] std::vector<web::Route> sign_in_routes(AccountRoom& room);

/// POST /sign-out and /account/password, for whoever is signed in.
[[nodiscard]] std::vector<PageRoute> own_account_routes(AccountRoom& room);

}  // namespace kasane::accounts
