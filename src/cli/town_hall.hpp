#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/office.hpp"
#include "accounts/account_room.hpp"
#include "accounts/entrance.hpp"
#include "casefile/case_room.hpp"
#include "casefile/events.hpp"
#include "desk/frame.hpp"
#include "municipality/profile.hpp"
#include "web/assets.hpp"
#include "web/router.hpp"

namespace kasane::cli {

/// What all towns of one server share.
struct Shared {
    storage::Database& database;
    audit::Journal& journal;
    const Clock& clock;
    IdSource& ids;
    const web::FormGuard& guard;
    accounts::PasswordHasher& passwords;
    const SealedTexts& secrets;
    const web::Assets& assets;
};

/// 役場 — one municipality with all its rooms: the one place where they are joined. Rooms do not
/// know each other; what one adds to another's pages and what follows one's acts in another is
/// wired here.
class TownHall {
public:
    TownHall(const Shared& shared, std::shared_ptr<const municipality::Profile> profile);
    TownHall(const TownHall&) = delete;
    TownHall& operator=(const TownHall&) = delete;

    [[nodiscard]] const MunicipalityCode& code() const { return profile_->code(); }
    [[nodiscard]] const municipality::Profile& profile() const { return *profile_; }
    [[nodiscard]] const web::Router& router() const { return *router_; }
    [[nodiscard]] web::Response answer(web::Request& request) const;
    /// Pages of the server itself (404, 500 …) in the town's frame; needs no database. At 503 a form
    /// of ours comes back, ready to be sent again.
    [[nodiscard]] web::Response error_page(int status, const web::Request& request) const;

    /// What only tests and the maker of demonstrations reach from outside.
    [[nodiscard]] access::Town& town() { return town_; }
    [[nodiscard]] accounts::Roster& roster() { return roster_; }
    [[nodiscard]] accounts::Sessions& sessions() { return sessions_; }
    [[nodiscard]] const casefile::Events& events() const { return events_; }

    /// Removes sessions, used tokens and drafts whose time is over; once a day is enough.
    void remove_old();

private:
    [[nodiscard]] access::Office make_office();
    [[nodiscard]] desk::FrameParts frame_parts();
    [[nodiscard]] accounts::AccountRoom make_account_room();
    void wire_case_pages();
    [[nodiscard]] std::vector<accounts::PageRoute> pages();
    [[nodiscard]] bool has_page(std::string_view path) const;

    const Shared shared_;
    std::shared_ptr<const municipality::Profile> profile_;
    web::Site site_;
    access::Town town_;
    accounts::Roster roster_;
    accounts::Sessions sessions_;
    accounts::AttemptLimit attempts_;
    accounts::AccountRoom account_room_;
    accounts::Entrance entrance_;
    access::Office office_;
    casefile::Events events_;
    casefile::CaseRoom case_room_;
    std::optional<web::Router> router_;
};

/// The names a page shows of its town, and where the browser finds style and scripts.
[[nodiscard]] web::Site site_of(const municipality::Profile& profile, const web::Assets& assets,
                                bool demonstration);

}  // namespace kasane::cli
