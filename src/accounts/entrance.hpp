#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/account_room.hpp"
#include "accounts/page_routes.hpp"
#include "web/http.hpp"

namespace kasane::accounts {

/// 入口 — stands before every page that is for somebody who is signed in. It finds out who comes,
/// whether the form is ours and whether the role allows the act; the page behind it gets an Actor
/// and asks for nothing of this again.
class Entrance {
public:
    explicit Entrance(AccountRoom& room) : room_(room) {}

    /// One page. `act` is what the role must allow to come here at all; without it everybody who
    /// is signed in may come.
    [[nodiscard]] web::Handler signed_in(std::optional<Act> act, PageHandler handler) const;

    /// A room's whole route table.
    [[nodiscard]] std::vector<web::Route> mount(const std::vector<PageRoute>& routes) const;

private:
    [[nodiscard]] web::Response come_in(const web::Request& request, std::optional<Act> act,
                                        const PageHandler& handler) const;
    [[nodiscard]] web::Response send_to_sign_in(const web::Request& request) const;
    [[nodiscard]] web::Response refuse_form(const web::Request& request, const Actor& actor) const;
    /// What becomes of a form whose session is over.
    struct LateForm {
        bool kept = false;  ///< as a draft of whoever opened it
        std::string stored_at = {};  ///< where it led when it had been sent before
    };
    LateForm take_late(const web::Request& request, const std::string& owner) const;

    AccountRoom& room_;
};

/// The paths that work while a one-time password has not been replaced yet.
[[nodiscard]] bool is_open_before_password_change(std::string_view path);

/// The paths that work while somebody whose role needs a second factor has none yet.
[[nodiscard]] bool is_open_before_second_factor(std::string_view path);

/// Where to go after signing in: a path of this site that is not the sign-in itself, else the
/// first page.
[[nodiscard]] std::string next_page(std::string_view wanted);

}  // namespace kasane::accounts
