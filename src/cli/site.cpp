#include "cli/site.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/command.hpp"
#include "cli/profile_command.hpp"
#include "kernel/secret_file.hpp"
#include "municipality/profile_store.hpp"
#include "web/error_page.hpp"

namespace kasane::cli {

std::string host_name(std::string_view host) {
    // An IPv6 address stands in brackets; its colons are no port.
    const auto after_address = host.starts_with('[') ? host.find(']') : 0;
    std::string name(host.substr(0, host.find(':', after_address)));
    for (char& letter : name) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return name;
}

Site::Site(storage::Database& database, const Clock& clock, IdSource& ids,
           const SiteOptions& options)
    : database_(database),
      assets_(options.assets),
      guard_({load_or_create_secret(options.files.server_key.string())}, clock),
      secrets_(load_secret(options.files.server_key.string()), "second factor"),
      journal_(database, clock, audit::load_or_create_key(options.files.journal_key.string()),
               options.files.checkpoints),
      passwords_(options.hash_limits) {
    open_towns({database_, journal_, clock, ids, guard_, passwords_, secrets_, assets_});
    read_hosts(options);
}

void Site::open_towns(const Shared& shared) {
    for (const auto& code : municipality::stored_municipalities(database_)) {
        const auto reading = municipality::load_profile(database_, code, profile_vocabulary());
        if (!reading.ok()) {
            throw CommandRefused(fmt::format(
                "市町村 {} のプロファイルが読めません。\n{}\nkasane profile load で読み込み直して"
                "ください。",
                code.text(), municipality::describe(reading.problems)));
        }
        towns_.push_back(std::make_unique<TownHall>(shared, reading.profile));
    }
    if (towns_.empty()) {
        throw CommandRefused(
            "このデータベースには、まだ市町村がありません。kasane init で作って"
            "ください。");
    }
}

void Site::read_hosts(const SiteOptions& options) {
    if (options.hosts.empty() && towns_.size() > 1) {
        throw CommandRefused(
            "このデータベースには複数の市町村があります。どのホスト名がどの市町村か"
            "を --host 名前=市町村 で指定してください。");
    }
    for (const auto& [name, key] : options.hosts) {
        const auto town = std::ranges::find_if(towns_, [&](const auto& each) {
            return each->code().text() == key || each->profile().key == key;
        });
        if (town == towns_.end()) {
            throw CommandRefused(fmt::format(
                "--host {}={}: このデータベースには、その市町村がありません。", name, key));
        }
        hosts_[host_name(name)] = town->get();
    }
}

const TownHall* Site::town_for(std::string_view host) const {
    if (hosts_.empty()) return towns_.front().get();
    const auto found = hosts_.find(host_name(host));
    return found == hosts_.end() ? nullptr : found->second;
}

web::Application Site::application() const {
    return [this](web::Request& request) {
        const auto* town = town_for(request.host);
        // A host that stands for no town has no pages: not even the name of one.
        if (town == nullptr) return web::plain_error_page(404, request);
        return town->answer(request);
    };
}

web::ErrorPage Site::error_page() const {
    return [this](int status, const web::Request& request) {
        // Of several towns none is shown to a request that could not be read.
        const auto* town = town_for(request.host);
        return town == nullptr ? web::plain_error_page(status, request)
                               : town->error_page(status, request);
    };
}

void Site::note_journals() const {
    for (const auto& town : towns_) journal_.checkpoint(town->code());
}

void Site::remove_old() const {
    for (const auto& town : towns_) town->remove_old();
}

}  // namespace kasane::cli
