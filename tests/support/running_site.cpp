#include "tests/support/running_site.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "accounts/manage_account.hpp"
#include "accounts/sign_in.hpp"
#include "intake/receive_inquiry.hpp"
#include "kernel/ensure.hpp"
#include "municipality/profile_store.hpp"
#include "tests/support/tatsuno_profile.hpp"
#include "web/form_names.hpp"

namespace kasane::tests {
namespace {

constexpr std::string_view our_host = "127.0.0.1";
constexpr std::string_view neighbours_host = "neighbour.example";

/// The same profile under another name: what differs between the two is only whose it is.
std::string neighbours_toml() {
    auto toml = test_support::tatsuno_toml();
    const auto replace = [&](std::string_view before, std::string_view after) {
        const auto at = toml.find(before);
        ensure(at != std::string::npos, "the profile says who it is");
        toml.replace(at, before.size(), after);
    };
    replace("code = \"203823\"", fmt::format("code = \"{}\"", other_town().text()));
    replace("key = \"tatsuno\"", "key = \"neighbour\"");
    replace("name = \"辰野町\"", "name = \"となり町\"");
    return toml;
}

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

/// Most tests sign a coordinator in and look at something else.
std::string without_second_factor(std::string toml) {
    constexpr std::string_view asked =
        R"(second_factor = { value = ["coordinator", "administrator"])";
    const auto at = toml.find(asked);
    ensure(at != std::string::npos, "the profile says who needs a second factor");
    return toml.replace(at, asked.size(), "second_factor = { value = []");
}

}  // namespace

RunningSite::RunningSite(storage::Engine engine, Towns towns, SecondFactor second_factor)
    : database_(engine), clock_(*Instant::parse("2026-09-01T01:00:00.000000Z")) {
    const bool two = towns == Towns::Two;
    const auto ours = test_support::tatsuno_toml();
    const bool as_printed = second_factor == SecondFactor::AsTheProfileSays;
    begin_town(one_town(), as_printed ? ours : without_second_factor(ours));
    if (two) begin_town(other_town(), without_second_factor(neighbours_toml()));
    const auto& folder = folder_.path();
    cli::SiteOptions options{.files = {.server_key = folder / "server.key",
                                       .journal_key = folder / "journal.key",
                                       .checkpoints = folder / "checkpoints",
                                       .spool = folder},
                             .assets = plain_assets(folder / "assets"),
                             .hash_limits = accounts::HashLimits::least()};
    if (two) {
        options.hosts = {{std::string(our_host), one_town().text()},
                         {std::string(neighbours_host), other_town().text()}};
    }
    site_ = std::make_unique<cli::Site>(*database_, clock_, ids_, options);
    administrator_ = found_administrator(hall());
    if (two) neighbours_administrator_ = found_administrator(neighbour());
}

void RunningSite::begin_town(const MunicipalityCode& code, const std::string& toml) {
    const auto reading =
        municipality::read_profile(toml, "profile.toml", test_support::profile_vocabulary());
    ensure(reading.ok(), municipality::describe(reading.problems));
    database_->write(code, [&](storage::Transaction& store) {
        municipality::store_profile(store, *reading.profile, toml, clock_.now());
        return storage::Outcome::Commit;
    });
}

cli::TownHall& RunningSite::hall_of(const MunicipalityCode& code) {
    const auto& towns = site_->towns();
    const auto found =
        std::ranges::find_if(towns, [&](const auto& each) { return each->code() == code; });
    ensure(found != towns.end(), "the town of a test is in its database");
    return **found;
}

cli::TownHall& RunningSite::hall() { return hall_of(one_town()); }
cli::TownHall& RunningSite::neighbour() { return hall_of(other_town()); }

accounts::Actor RunningSite::found_administrator(cli::TownHall& hall) {
    const auto founded = accounts::found_administrator(hall.roster(), "administrator", "管理 太郎");
    ensure(founded.ok(), "a new town gets its administrator");
    return {
        .account = founded->account, .name = "管理 太郎", .roles = {accounts::Role::Administrator}};
}

accounts::Actor RunningSite::person_of(cli::TownHall& hall, const accounts::Actor& administrator,
                                       const std::string& login, const std::string& name,
                                       std::vector<accounts::Role> roles, const std::string& desk) {
    std::vector<DeskId> known;
    for (const auto& each : hall.profile().desks) known.push_back(each.id);
    std::vector<DeskId> desks;
    if (!desk.empty()) desks.emplace_back(desk);
    const auto created = accounts::create_account(hall.roster(), administrator,
                                                  {.login = login,
                                                   .name = name,
                                                   .assignments = {roles, desks},
                                                   .password = PrivateText(std::string(password))},
                                                  known);
    ensure(created.ok(), created ? "" : tidy(created.refusal()));
    accounts::AttemptLimit limit;
    accounts::SignInDoor door{hall.roster(), hall.sessions(), limit};
    const auto step = accounts::sign_in(door, {.login = login,
                                               .password = PrivateText(std::string(password)),
                                               .client_address = "127.0.0.1"});
    ensure(step.ok(), step ? "" : tidy(step.refusal()));
    const bool ours = hall.code() == one_town();
    browsers_[created->account] = {std::string(ours ? our_host : neighbours_host), step->token};
    return {.account = created->account, .name = name, .roles = roles, .desks = desks};
}

accounts::Actor RunningSite::person(const std::string& login, const std::string& name,
                                    std::vector<accounts::Role> roles, const std::string& desk) {
    return person_of(hall(), administrator_, login, name, std::move(roles), desk);
}

accounts::Actor RunningSite::neighbour_person(const std::string& login, const std::string& name,
                                              std::vector<accounts::Role> roles,
                                              const std::string& desk) {
    return person_of(neighbour(), neighbours_administrator_, login, name, std::move(roles), desk);
}

const std::string& RunningSite::session_of(const accounts::Actor& who) const {
    return browsers_.at(who.account).session;
}

web::Request RunningSite::page_request(const std::string& address,
                                       const std::optional<accounts::Actor>& who) const {
    web::Request made;
    made.method = web::Method::Get;
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
    made.host = fmt::format("{}:8080", our_host);
    made.client_address = "127.0.0.1";
    made.request_id = "test-request";
    if (who) {
        const auto& browser = browsers_.at(who->account);
        made.host = browser.host + ":8080";
        made.cookies["kasane"] = browser.session;
    }
    return made;
}

web::Request RunningSite::form_request(const std::string& path, const web::Fields& fields,
                                       const std::optional<accounts::Actor>& who) const {
    auto sent = page_request(path, who);
    sent.method = web::Method::Post;
    sent.origin = "http://" + sent.host;
    sent.fetch_site = "same-origin";
    sent.form = fields;
    if (who) {
        const auto& guard = site_->guard();
        sent.form.add(std::string(web::csrf_field), guard.csrf_token(session_of(*who)));
        sent.form.add(std::string(web::form_token_field), guard.issue(who->account.text()));
    }
    return sent;
}

web::Response RunningSite::answer(web::Request request) const {
    return site_->application()(request);
}

web::Response RunningSite::get(const std::string& address,
                               const std::optional<accounts::Actor>& who) {
    return answer(page_request(address, who));
}

web::Response RunningSite::post(const std::string& path,
                                const std::map<std::string, std::string>& fields,
                                const std::optional<accounts::Actor>& who) {
    web::Fields typed;
    for (const auto& [name, value] : fields) typed.add(name, value);
    return answer(form_request(path, typed, who));
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
