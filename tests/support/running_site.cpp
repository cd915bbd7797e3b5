#include "tests/support/running_site.hpp"

#include <fstream>

#include "accounts/manage_account.hpp"
#include "accounts/sign_in.hpp"
#include "intake/receive_inquiry.hpp"
#include "kernel/ensure.hpp"
#include "municipality/profile_store.hpp"
#include "tests/support/tatsuno_profile.hpp"
#include "web/form_names.hpp"

namespace kasane::tests {
namespace {

const std::string password = "long enough for anybody";

std::string tidy(const Refusal& refusal) { return refusal.code + " " + refusal.message; }

/// Style sheet and scripts of nothing: pages name them, no browser asks for them here.
std::filesystem::path plain_assets(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    std::ofstream manifest(folder / "manifest.txt");
    for (const auto* name : {"style.css", "htmx.js", "kasane.js", "icon.svg"}) {
        manifest << name << " " << name << "\n";
        std::ofstream(folder / name) << "/* " << name << " */\n";
    }
    return folder;
}

}  // namespace

RunningSite::RunningSite(storage::Engine engine)
    : database_(engine), clock_(*Instant::parse("2026-09-01T01:00:00.000000Z")) {
    const auto profile = test_support::tatsuno_profile();
    database_->write(profile->code(), [&](storage::Transaction& store) {
        municipality::store_profile(store, *profile, test_support::tatsuno_toml(), clock_.now());
        return storage::Outcome::Commit;
    });
    const auto& folder = folder_.path();
    site_ = std::make_unique<cli::Site>(
        *database_, clock_,
        cli::SiteOptions{.files = {.server_key = folder / "server.key",
                                   .journal_key = folder / "journal.key",
                                   .checkpoints = folder / "checkpoints",
                                   .spool = folder},
                         .assets = plain_assets(folder / "assets"),
                         .hash_limits = accounts::HashLimits::least()});
    const auto founded =
        accounts::found_administrator(hall().roster(), "administrator", "管理 太郎");
    ensure(founded.ok(), "a new town gets its administrator");
    administrator_ = {
        .account = founded->account, .name = "管理 太郎", .roles = {accounts::Role::Administrator}};
}

accounts::Actor RunningSite::person(const std::string& login, const std::string& name,
                                    std::vector<accounts::Role> roles, const std::string& desk) {
    std::vector<DeskId> known;
    for (const auto& each : hall().profile().desks) known.push_back(each.id);
    std::vector<DeskId> desks;
    if (!desk.empty()) desks.emplace_back(desk);
    const auto created = accounts::create_account(hall().roster(), administrator_,
                                                  {.login = login,
                                                   .name = name,
                                                   .assignments = {roles, desks},
                                                   .password = PrivateText(password)},
                                                  known);
    ensure(created.ok(), created ? "" : tidy(created.refusal()));
    accounts::AttemptLimit limit;
    accounts::SignInDoor door{hall().roster(), hall().sessions(), limit};
    const auto step = accounts::sign_in(
        door, {.login = login, .password = PrivateText(password), .client_address = "127.0.0.1"});
    ensure(step.ok(), step ? "" : tidy(step.refusal()));
    tokens_[created->account] = step->token;
    return {.account = created->account, .name = name, .roles = roles, .desks = desks};
}

web::Request RunningSite::request(web::Method method, const std::string& address,
                                  const std::optional<accounts::Actor>& who) const {
    web::Request made;
    made.method = method;
    const auto question = address.find('?');
    made.path = address.substr(0, question);
    for (auto rest = question == std::string::npos ? std::string() : address.substr(question + 1);
         !rest.empty();) {
        const auto end = std::min(rest.find('&'), rest.size());
        const auto equals = std::min(rest.find('='), end);
        made.query.add(rest.substr(0, equals),
                       equals < end ? rest.substr(equals + 1, end - equals - 1) : "");
        rest.erase(0, end + 1);
    }
    made.host = "127.0.0.1:8080";
    made.client_address = "127.0.0.1";
    made.request_id = "test-request";
    if (who) made.cookies["kasane"] = tokens_.at(who->account);
    return made;
}

web::Response RunningSite::get(const std::string& address,
                               const std::optional<accounts::Actor>& who) {
    auto asked = request(web::Method::Get, address, who);
    return site_->application()(asked);
}

web::Response RunningSite::post(const std::string& path,
                                const std::map<std::string, std::string>& fields,
                                const std::optional<accounts::Actor>& who) {
    auto sent = request(web::Method::Post, path, who);
    sent.origin = "http://127.0.0.1:8080";
    sent.fetch_site = "same-origin";
    for (const auto& [name, value] : fields) sent.form.add(name, value);
    if (who) {
        const auto& guard = site_->guard();
        sent.form.add(std::string(web::csrf_field), guard.csrf_token(tokens_.at(who->account)));
        sent.form.add(std::string(web::form_token_field), guard.issue(who->account.text()));
    }
    return site_->application()(sent);
}

CaseId RunningSite::inquiry(const accounts::Actor& who, const std::string& name,
                            const std::string& said) {
    intake::InquiryForm form;
    form.received_on = clock_.today();
    form.persons.push_back({.name = name, .relation = "self"});
    form.said = said;
    const auto received = intake::receive_inquiry(hall().town(), who, hall().events(), form);
    ensure(received.ok(), received ? "" : tidy(received.refusal()));
    return received->case_id;
}

}  // namespace kasane::tests
