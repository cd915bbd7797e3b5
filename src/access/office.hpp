#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "access/town.hpp"
#include "accounts/account_room.hpp"
#include "web/components.hpp"
#include "web/http.hpp"
#include "web/page.hpp"

namespace kasane::access {

/// 窓口の机 — what every page needs besides its own work: the town, the frame around the page, the
/// tokens of its forms and the drafts of what was typed. main.cpp makes one for each town.
struct Office {
    Town& town;
    /// Frame with site, viewer, navigation and waiting counts filled, for an answer that reads
    /// nothing of its own.
    std::function<web::PageFrame(const web::Request&, const accounts::Actor&)> frame;
    /// The same frame, its counts read in the scope of the page it stands around.
    std::function<web::PageFrame(const web::Request&, Scope&)> frame_in;
    /// CSRF and a fresh one-time token; with a draft key the form saves itself.
    std::function<web::FormTokens(const web::Request&, const accounts::Actor&,
                                  std::string_view draft_key)>
        tokens;
    /// What was typed into this form before and not sent, if anything was. Read in the scope of the
    /// page that shows the form.
    std::function<std::optional<web::FormGuard::Draft>(Scope&, std::string_view draft_key)> draft;

    [[nodiscard]] const municipality::Profile& profile() const { return town.profile(); }
};

/// What a page shows, made in the scope of its reading; it may fill the frame around it. Nothing:
/// for this reader there is no such record.
using PageContent = std::function<std::optional<web::Html>(ReadScope&, web::PageFrame&)>;

/// 一つの画面 — frame and content from one snapshot, journalled once, before the page leaves;
/// the 404 that says nothing where the content is nothing.
[[nodiscard]] web::Response show_page(const Office& office, const web::Request& request,
                                      const accounts::Actor& actor, std::string_view name,
                                      const PageContent& content, int status = 200);

using accounts::OpenForm;
/// The form with this draft key. `typed` is what came back with mistakes: on a page with several
/// forms it belongs to the one that was sent.
[[nodiscard]] OpenForm open_form(const Office& office, const web::Request& request, Scope& scope,
                                 std::string_view draft_key,
                                 const std::optional<web::Entered>& typed,
                                 std::int64_t version = 0);

/// The answer to a refusal that concerns the whole act: a page that says what was tried, which
/// rule stands against it and what can be done instead. A repeated form leads to its first result.
[[nodiscard]] web::Response refusal_page(const Office& office, const web::Request& request,
                                         const accounts::Actor& actor, std::string_view tried,
                                         const Refusal& refusal);

/// The 404 that says nothing about whether the record exists.
[[nodiscard]] web::Response not_found_page(const Office& office, const web::Request& request,
                                           const accounts::Actor& actor);

}  // namespace kasane::access
