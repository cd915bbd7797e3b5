#pragma once

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
    /// 2026-09-01 10:00 in Japan.
    explicit RunningSite(storage::Engine engine = storage::Engine::Sqlite);
    RunningSite(const RunningSite&) = delete;
    RunningSite& operator=(const RunningSite&) = delete;

    [[nodiscard]] FrozenClock& clock() { return clock_; }
    [[nodiscard]] storage::Database& database() { return *database_; }
    [[nodiscard]] cli::Site& site() { return *site_; }
    [[nodiscard]] cli::TownHall& hall() { return *site_->towns().front(); }

    /// Registers somebody and signs them in. `desk` is empty for an administrator.
    [[nodiscard]] accounts::Actor person(const std::string& login, const std::string& name,
                                         std::vector<accounts::Role> roles,
                                         const std::string& desk);

    /// A page as that person's browser asks for it; nobody is signed out.
    [[nodiscard]] web::Response get(const std::string& address,
                                    const std::optional<accounts::Actor>& who = std::nullopt);
    /// A form sent from one of our own pages.
    [[nodiscard]] web::Response post(const std::string& path,
                                     const std::map<std::string, std::string>& fields,
                                     const std::optional<accounts::Actor>& who = std::nullopt);
    /// Somebody from the desk takes an inquiry about a person; returns the case.
    [[nodiscard]] CaseId inquiry(const accounts::Actor& who, const std::string& name,
                                 const std::string& said);

private:
    [[nodiscard]] web::Request request(web::Method method, const std::string& address,
                                       const std::optional<accounts::Actor>& who) const;

    TemporaryFolder folder_;
    TestDatabase database_;
    FrozenClock clock_;
    std::unique_ptr<cli::Site> site_;
    accounts::Actor administrator_;
    std::map<AccountId, std::string> tokens_;  ///< the session of each person
};

}  // namespace kasane::tests
