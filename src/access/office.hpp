#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "access/town.hpp"
#include "web/components.hpp"
#include "web/http.hpp"
#include "web/page.hpp"

namespace kasane::access {

/// 窓口の机 — what every page needs besides its own work: the town, the frame around the page, the
/// tokens of its forms and the drafts of what was typed. main.cpp makes one for each town.
struct Office {
    Town& town;
    /// Frame with site, viewer, navigation and waiting counts filled.
    std::function<web::PageFrame(const web::Request&, const accounts::Actor&)> frame;
    /// CSRF and a fresh one-time token; with a draft key the form saves itself.
    std::function<web::FormTokens(const web::Request&, const accounts::Actor&,
                                  std::string_view draft_key)>
        tokens;
    /// What was typed into this form before and not sent; empty when there is no draft.
    /// Read in the scope of the page that shows the form.
    std::function<web::Entered(Scope&, std::string_view draft_key)> draft;

    [[nodiscard]] const municipality::Profile& profile() const { return town.profile(); }
};

/// The answer to a refusal that concerns the whole act: a page that says what was tried, which
/// rule stands against it and what can be done instead. A repeated form leads to its first result.
[[nodiscard]] web::Response refusal_page(const Office& office, const web::Request& request,
                                         const accounts::Actor& actor, std::string_view tried,
                                         const Refusal& refusal);

/// The 404 that says nothing about whether the record exists.
[[nodiscard]] web::Response not_found_page(const Office& office, const web::Request& request,
                                           const accounts::Actor& actor);

}  // namespace kasane::access
