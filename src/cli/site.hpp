#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "audit/journal.hpp"
#include "cli/data_location.hpp"
#include "cli/town_hall.hpp"
#include "kernel/sealed_text.hpp"
#include "web/assets.hpp"
#include "web/form_guard.hpp"
#include "web/server.hpp"

namespace kasane::cli {

/// What a site is made of besides its database.
struct SiteOptions {
    InstallationFiles files;
    std::filesystem::path assets;  ///< the folder with manifest.txt
    /// Which town a host name means, by its code or short name. Empty: the only town of the
    /// database, whatever the host.
    std::map<std::string, std::string, std::less<>> hosts = {};
    accounts::HashLimits hash_limits = accounts::HashLimits::interactive();
};

/// 全体 — every municipality of one database, ready to answer requests. Tests run it on a free port
/// without the command line.
class Site {
public:
    /// The database is migrated. Throws CommandRefused with a sentence for the operator.
    Site(storage::Database& database, const Clock& clock, IdSource& ids,
         const SiteOptions& options);

    [[nodiscard]] web::Application application() const;
    [[nodiscard]] web::ErrorPage error_page() const;
    [[nodiscard]] const std::vector<std::unique_ptr<TownHall>>& towns() const { return towns_; }
    [[nodiscard]] const web::FormGuard& guard() const { return guard_; }

    /// Notes outside the database where the journals stand: at start and at stop.
    void note_journals() const;
    /// Removes what is over in every town.
    void remove_old() const;

private:
    void open_towns(const Shared& shared);
    void read_hosts(const SiteOptions& options);
    [[nodiscard]] const TownHall* town_for(std::string_view host) const;

    storage::Database& database_;
    web::Assets assets_;
    web::FormGuard guard_;
    SealedTexts secrets_;
    mutable audit::Journal journal_;
    accounts::PasswordHasher passwords_;
    std::vector<std::unique_ptr<TownHall>> towns_;
    std::map<std::string, const TownHall*, std::less<>> hosts_;
};

/// 「kasane.example.jp:8080」 without its port, in small letters.
[[nodiscard]] std::string host_name(std::string_view host);

}  // namespace kasane::cli
