#pragma once

#include <vector>

#include "accounts/account_room.hpp"
#include "accounts/page_routes.hpp"
#include "web/http.hpp"

namespace kasane::accounts {

/// POST /sign-in/code and its page: between the password and the session.
[[nodiscard]] std::vector<web::Route> sign_in_code_routes(AccountRoom& room);

/// /account/second-factor: the own authenticator app, for whoever is signed in.
[[nodiscard]] std::vector<PageRoute> second_factor_routes(AccountRoom& room);

}  // namespace kasane::accounts
