#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/attempt_limit.hpp"
#include "accounts/roster.hpp"
#include "accounts/sessions.hpp"
#include "accounts/sign_in.hpp"
#include "web/form_guard.hpp"
#include "web/forms.hpp"
#include "web/page.hpp"

namespace kasane::accounts {

/// A desk as the administrator chooses it.
struct DeskChoice {
    DeskId desk;
    std::string label;
    std::string agency;  ///< the heading it stands under
};

/// What the pages of this room and the entrance of all others need. main.cpp makes one for each
/// town; it must outlive every handler made with it.
struct AccountRoom {
    SignInDoor door;
    const web::FormGuard& guard;
    web::Site site;  ///< for the pages before sign-in
    /// Frame with site, viewer, navigation and waiting counts filled.
    std::function<web::PageFrame(const web::Request&, const Actor&)> frame;
    /// The desks of the town's profile, as it is now.
    std::function<std::vector<DeskChoice>()> desks;
    /// Whether the town asks somebody with these roles for a second factor.
    std::function<bool(const Actor&)> asks_second_factor;
    /// The town's word for a role; the general one when this is empty or answers nothing.
    std::function<std::string(Role)> local_role_label;
};

/// The hidden fields of a form for somebody who is signed in: CSRF, a fresh one-time token, the
/// page it stands on. With a draft key the form saves itself.
[[nodiscard]] web::FormTokens form_tokens(const web::FormGuard& guard, const web::Request& request,
                                          const Actor& actor, std::string_view draft_key = {});

/// 書きかけの書類 — a form as its page shows it: what was typed (just now, or kept as a draft) and
/// the hidden fields that go along.
struct OpenForm {
    web::Entered entered;
    web::FormTokens tokens;
};
/// Puts the version of the record into the form. One that came back, and a draft, were filled from
/// the version they carry: only where both texts are shown may what was typed be saved over what
/// is stored now.
void carry_version(OpenForm& form, std::int64_t version);
/// Puts into the form what was typed before and not sent, and says so.
void bring_back(OpenForm& form, web::FormGuard::Draft draft, const Date& today);
/// A form about accounts with this draft key. `typed` is what came back with mistakes.
[[nodiscard]] OpenForm open_form(const AccountRoom& room, const web::Request& request,
                                 const Actor& actor, std::string_view draft_key,
                                 const std::optional<web::Entered>& typed);

/// The page a form stands on: its own path, or the one it was first shown on when it comes back
/// with mistakes.
[[nodiscard]] std::string page_of(const web::Request& request);

/// A page that says what was not possible, why, and what can be done instead.
[[nodiscard]] web::Response refusal_answer(const AccountRoom& room, const web::Request& request,
                                           const Actor& actor, std::string_view tried,
                                           const Refusal& refusal);

}  // namespace kasane::accounts
