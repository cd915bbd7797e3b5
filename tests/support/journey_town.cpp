#include "tests/support/journey_town.hpp"

#include <fmt/format.h>

#include <fstream>
#include <list>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "cli/data_location.hpp"
#include "conference/take_part.hpp"
#include "tests/security/guarded_routes.hpp"
#include "tests/support/walked_form.hpp"
#include "web/form_names.hpp"

namespace kasane::tests {
namespace {

using accounts::Role;
using nlohmann::json;

/// The day the table of the forms counts from: that of RunningSite's clock.
const Date table_day = *Date::parse("2026-09-01");

class JourneyTown {
public:
    JourneyTown() {
        site_.clock().set(SystemClock().now());
        worker_ = site_.person("worker", "窓口 一", {Role::DeskWorker}, "elderly");
        coordinator_ = site_.person("coordinator", "調整 二", {Role::Coordinator}, "coordination");
        manager_ = site_.person("manager", "管理 三", {Role::Administrator}, "");
        static_cast<void>(site_.person("worker-2", "窓口 四", {Role::DeskWorker}, "elderly"));
        static_cast<void>(
            site_.person("coordinator-2", "調整 五", {Role::Coordinator}, "coordination"));
        static_cast<void>(site_.person("manager-2", "管理 六", {Role::Administrator}, ""));
        officer_ = site_.person("officer", "保護 七", {Role::PrivacyOfficer}, "");
        static_cast<void>(site_.person("officer-2", "保護 八", {Role::PrivacyOfficer}, ""));
        rescuer_ = site_.person("rescuer", "急 九", {Role::DeskWorker}, "disability");
        write_readers();
    }

    json list() {
        return {{"password", RunningSite::password},
                {"forms", forms()},
                {"pages", pages()},
                {"posts", posts()}};
    }

    void write_data(const std::filesystem::path& data) {
        const auto files = cli::installation_files({.folder = data.string()});
        site_.database().back_up(data / "kasane.sqlite");
        std::filesystem::copy_file(site_.keys() / "server.key", files.server_key);
        std::filesystem::copy_file(site_.keys() / "journal.key", files.journal_key);
    }

private:
    /// One reader of each role at the coordinating desk, all convened to the household's 支援会議.
    void write_readers() {
        Writers writers{worker_, coordinator_};
        writers.rescuer = site_.person("rescuer-2", "急 十", {Role::DeskWorker}, "coordination");
        for (const auto& each : codes<Role>) {
            const auto role = each.value;
            const bool at_desk = role != Role::Administrator && role != Role::PrivacyOfficer &&
                                 role != Role::Auditor;
            const auto login = std::string(code_of(role));
            readers_[role] = site_.person("reader-" + login, "読み手 " + login, {role},
                                          at_desk ? "coordination" : "");
            if (at_desk) writers.convened.push_back(readers_[role].account);
        }
        records_ = write_household(site_, writers, "子", Stage::Planned);
        for (const auto& [role, reader] : readers_) {
            if (!accounts::may(reader, accounts::Act::TakePartInConference)) continue;
            static_cast<void>(must(conference::accept_notice(site_.hall().town(), reader,
                                                             AgendaItemId(records_["item"]))));
        }
    }

    const accounts::Actor& writer(FormWriter who) const {
        switch (who) {
            case FormWriter::Worker:
                return worker_;
            case FormWriter::Coordinator:
                return coordinator_;
            case FormWriter::Administrator:
                return manager_;
            case FormWriter::Officer:
                return officer_;
        }
        broken_invariant("every form has a writer", std::source_location::current());
    }
    static std::string login(FormWriter who) {
        switch (who) {
            case FormWriter::Worker:
                return "worker";
            case FormWriter::Coordinator:
                return "coordinator";
            case FormWriter::Administrator:
                return "manager";
            case FormWriter::Officer:
                return "officer";
        }
        return {};
    }

    /// A household for each form, so that what one form does is in nobody's way.
    json forms() {
        json all = json::array();
        for (const auto& row : guarded_forms()) {
            const Writers writers{worker_, coordinator_, {}, rescuer_, days_since_rescue(row)};
            auto records =
                write_household(site_, writers, fmt::format("{}子", all.size() + 1), row.stage);
            name_step(row, records);
            if (row.writer == FormWriter::Administrator) {
                const auto staff = fmt::format("staff-{}", all.size() + 1);
                records["account"] =
                    site_.person(staff, "職員 " + staff, {Role::DeskWorker}, "elderly")
                        .account.text();
                if (row.name == "unlock") lock_out(site_, staff);
            }
            all.push_back(described(row, records));
        }
        return all;
    }

    json described(const GuardedForm& row, const RecordIds& records) {
        auto today = row;
        for (auto& [name, value] : today.filled) {
            // The dates of the table, as many days from today as they are from its day.
            const auto date = Date::parse(value);
            if (!date) continue;
            dates_.push_back(site_.clock().today().plus_days(table_day.days_until(*date)).text());
            value = dates_.back();
        }
        const auto form = shown_form(site_, today, records, writer(row.writer));
        json words = json::array();
        json dates = json::array();
        for (const auto& field : form.fields) {
            if (is_text(field)) words.push_back(field.name);
            if (field.kind == HtmlField::Kind::Date) dates.push_back(field.name);
        }
        json fields = json::array();
        const auto filled = filled_in(form, today, records);
        for (const auto& [name, value] : filled.entries()) {
            if (!web::is_form_mark(name) || name == web::act_field) fields.push_back({name, value});
        }
        return {{"name", row.name},
                {"page", address_of(row.page, records)},
                {"action", address_of(row.action, records)},
                {"pattern", row.action},
                {"writer", login(row.writer)},
                {"colleague", login(row.writer) + "-2"},
                {"keeps_draft", form.field(web::draft_key_field) != nullptr},
                {"words", words},
                {"dates", dates},
                {"fields", fields},
                {"done", row.done}};
    }

    json pages() {
        json all = json::array();
        for (const auto& route : guarded_routes()) {
            if (route.method != web::Method::Get) continue;
            json readers = json::array();
            if (route.needs != Needs::NoSignIn) {
                for (const auto& [role, reader] : readers_) {
                    // Whoever is not told of an emergency reads their own alone.
                    const bool others_opening = route.needs == Needs::Opening &&
                                                !accounts::may(role, accounts::Act::SeeEmergency);
                    if (route.opens_to(role) && !others_opening) {
                        readers.push_back("reader-" + std::string(code_of(role)));
                    }
                }
            }
            all.push_back({{"pattern", route.pattern()},
                           {"address", address_of(route.address, records_)},
                           {"readers", readers}});
        }
        return all;
    }

    json posts() {
        std::set<std::string> all;
        for (const auto& route : site_.hall().router().routes()) {
            if (route.method == web::Method::Post) all.emplace(route.pattern);
        }
        return all;
    }

    RunningSite site_;
    accounts::Actor worker_;
    accounts::Actor coordinator_;
    accounts::Actor manager_;
    accounts::Actor officer_;
    accounts::Actor rescuer_;
    std::map<Role, accounts::Actor> readers_;
    RecordIds records_;
    std::list<std::string> dates_;  ///< what the lines of the table point to
};

}  // namespace

void write_journey_town(const std::filesystem::path& data, const std::filesystem::path& list) {
    JourneyTown town;
    // Read before it is written down: looking at a page leaves a line in the journal.
    const auto lines = town.list().dump(1);
    town.write_data(data);
    std::ofstream file(list, std::ios::binary);
    file << lines;
    file.close();
    ensure(file.good(), "the list is written");
}

}  // namespace kasane::tests
