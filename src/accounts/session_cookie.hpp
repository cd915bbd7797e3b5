#pragma once

#include <string>
#include <string_view>

#include "web/http.hpp"

namespace kasane::accounts {

/// The session token a browser carries; empty when it carries none. FormGuard binds the tokens of
/// forms to it.
[[nodiscard]] std::string_view session_token_of(const web::Request& request);

/// Gives the browser its session, or takes it away. Over an encrypted connection the cookie is
/// `__Host-kasane`, so that no neighbouring host can plant one; in a closed test setting without
/// encryption it is `kasane`.
void give_session(web::Response& response, const web::Request& request, std::string_view token);
void take_session(web::Response& response, const web::Request& request);

/// The mark of the sign-in form: there is no session yet that its CSRF token could be bound to.
[[nodiscard]] std::string_view visitor_token_of(const web::Request& request);
void give_visitor_token(web::Response& response, const web::Request& request,
                        std::string_view token);

/// Between the password and the code: known to this browser alone, opens nothing.
[[nodiscard]] std::string_view step_token_of(const web::Request& request);
void give_step(web::Response& response, const web::Request& request, std::string_view token);
void take_step(web::Response& response, const web::Request& request);

}  // namespace kasane::accounts
