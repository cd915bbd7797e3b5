#pragma once

#include <functional>
#include <string_view>

#include "access/town.hpp"
#include "accounts/actor.hpp"
#include "web/form_guard.hpp"
#include "web/http.hpp"
#include "web/page.hpp"

namespace kasane::desk {

/// What the frame around every page of one town is made of.
struct FrameParts {
    const web::Site& site;
    access::Town& town;
    const web::FormGuard& guard;
    /// Whether there is such a page: the navigation offers rooms that exist.
    std::function<bool(std::string_view path)> exists;
};

/// 画面の枠 — site, person, navigation by role, what can be recorded anew, and how much waits. What
/// waits is counted in the reading of the page, or in one of its own where the page reads nothing.
[[nodiscard]] web::PageFrame frame_in(const FrameParts& parts, const web::Request& request,
                                      access::Scope& scope);
[[nodiscard]] web::PageFrame frame_for(const FrameParts& parts, const web::Request& request,
                                       const accounts::Actor& actor);

}  // namespace kasane::desk
