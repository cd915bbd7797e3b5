#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/actor.hpp"
#include "cli/site.hpp"
#include "kernel/clock.hpp"
#include "tests/support/test_database.hpp"
#include "web/router.hpp"

namespace kasane::tests {

/// A whole town in this process: its profile loaded, its rooms wired as `kasane serve` wires them,
/// people who sign in. Requests are answered without a socket; the clock stands still.
class RunningSite {
public:
    /// What everybody here signs in with.
    static constexpr std::string_view password = "long enough for anybody";

    /// Two: となり町 lives in the same database, under a host name of its own.
    enum class Towns { One, Two };
    /// Whether the town asks coordinators and administrators for a second factor.
    enum class SecondFactor { NotAsked, AsTheProfileSays };
    /// 2026-09-01 10:00 in Japan.
    explicit RunningSite(storage::Engine engine = storage::Engine::Sqlite, Towns towns = Towns::One,
                         SecondFactor second_factor = SecondFactor::NotAsked);
    RunningSite(const RunningSite&) = delete;
    RunningSite& operator=(const RunningSite&) = delete;

    [[nodiscard]] FrozenClock& clock() { return clock_; }
    [[nodiscard]] storage::Database& database() { return *database_; }
    [[nodiscard]] cli::Site& site() { return *site_; }
    /// 辰野町.
    [[nodiscard]] cli::TownHall& hall();
    /// となり町; only with Towns::Two.
    [[nodiscard]] cli::TownHall& neighbour();

    /// The folder with server.key and journal.key.
    [[nodiscard]] const std::filesystem::path& keys() const { return folder_.path(); }

    /// Registers somebody and signs them in. `desk` is empty for an administrator.
    [[nodiscard]] accounts::Actor person(const std::string& login, const std::string& name,
                                         std::vector<accounts::Role> roles,
                                         const std::string& desk);
    /// The same in となり町.
    [[nodiscard]] accounts::Actor neighbour_person(const std::string& login,
                                                   const std::string& name,
                                                   std::vector<accounts::Role> roles,
                                                   const std::string& desk);

    /// A page as that person's browser asks for it; nobody is signed out.
    [[nodiscard]] web::Response get(const std::string& address,
                                    const std::optional<accounts::Actor>& who = std::nullopt);
    /// A form sent from one of our own pages.
    [[nodiscard]] web::Response post(const std::string& path,
                                     const std::map<std::string, std::string>& fields,
                                     const std::optional<accounts::Actor>& who = std::nullopt);
    /// The same two, ready to be sent and still open to change: a browser of somebody who plays
    /// tricks.
    [[nodiscard]] web::Request page_request(
        const std::string& address, const std::optional<accounts::Actor>& who = std::nullopt) const;
    [[nodiscard]] web::Request form_request(
        const std::string& path, const web::Fields& fields,
        const std::optional<accounts::Actor>& who = std::nullopt) const;
    [[nodiscard]] web::Response answer(web::Request request) const;
    /// The cookie's value of somebody who is signed in.
    [[nodiscard]] const std::string& session_of(const accounts::Actor& who) const;
    /// Somebody from the desk takes an inquiry about a person; returns the case.
    [[nodiscard]] CaseId inquiry(const accounts::Actor& who, const std::string& name,
                                 const std::string& said);

private:
    /// The browser of one person: which town it talks to, and as whom.
    struct Browser {
        std::string host;
        std::string session;
    };
    void begin_town(const MunicipalityCode& code, const std::string& toml);
    accounts::Actor found_administrator(cli::TownHall& hall);
    accounts::Actor person_of(cli::TownHall& hall, const accounts::Actor& administrator,
                              const std::string& login, const std::string& name,
                              std::vector<accounts::Role> roles, const std::string& desk);
    cli::TownHall& hall_of(const MunicipalityCode& code);

    TemporaryFolder folder_;
    TestDatabase database_;
    FrozenClock clock_;
    IdSource ids_;
    std::unique_ptr<cli::Site> site_;
    accounts::Actor administrator_;
    accounts::Actor neighbours_administrator_;
    std::map<AccountId, Browser> browsers_;
};

}  // namespace kasane::tests
