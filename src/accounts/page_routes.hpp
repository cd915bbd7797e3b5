#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "accounts/actor.hpp"
#include "web/http.hpp"

namespace kasane::accounts {

/// A page for somebody who is signed in.
using PageHandler = std::function<web::Response(const web::Request&, const Actor&)>;

/// One line of a capability's route table. `act` is what the role must allow to come here at all
/// (checked before the handler; the grounds are asked inside).
struct PageRoute {
    web::Method method = web::Method::Get;
    std::string_view pattern;
    std::optional<Act> act;
    PageHandler handler;
};

}  // namespace kasane::accounts
