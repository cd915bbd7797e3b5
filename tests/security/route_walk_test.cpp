// Every route of the program, walked by everybody who might come.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>

#include "tests/security/guarded_routes.hpp"
#include "tests/support/guarded_town.hpp"
#include "tests/support/statement_trace.hpp"

namespace kasane {
namespace {

using accounts::Actor;
using accounts::Role;
using tests::GuardedRoute;
using tests::GuardedTown;
using tests::Needs;
using tests::RecordIds;
using tests::Shows;
using web::Method;

std::string text_of(Method method) { return method == Method::Get ? "GET " : "POST "; }

std::string line_of(Method method, std::string_view pattern) {
    return text_of(method) + std::string(pattern);
}

/// An answer as the reader gets it, to be compared byte by byte.
std::string whole(const web::Response& answer) {
    std::string all = std::to_string(answer.status) + "\n" + answer.content_type + "\n";
    for (const auto& [name, value] : answer.headers) all += name + ": " + value + "\n";
    return all + std::string(answer.content());
}

bool tells(const web::Response& answer) {
    return whole(answer).find(tests::secret_word) != std::string::npos;
}

/// The statements of an answer; visits of the session are stored beside it and belong to none.
std::vector<std::string> without_visits(std::vector<std::string> statements) {
    std::erase_if(statements, [](const std::string& sql) {
        return sql.find("update sessions") != std::string::npos;
    });
    return statements;
}

/// What stands in one list and not in the other, for a message that can be read.
std::string only_in(const std::vector<std::string>& all, std::vector<std::string> others) {
    std::string lines;
    for (const auto& each : all) {
        const auto same = std::ranges::find(others, each);
        if (same == others.end()) {
            lines += "\n  " + each;
        } else {
            others.erase(same);
        }
    }
    return lines;
}

/// The towns of the roles: asking leaves no trace in them but in the journal, so that the tests
/// that only ask share one.
class RouteWalk : public testing::TestWithParam<Role> {
protected:
    static void TearDownTestSuite() { towns().clear(); }

    /// Asks for the page, or sends the form with nothing typed and everything in order.
    web::Response ask(const GuardedRoute& route, const RecordIds& ids, const Actor& who) {
        auto& site = town().site();
        const auto page = site.page_request(tests::address_of(route.address, ids), who);
        if (route.method == Method::Get) return site.answer(page);
        return site.answer(site.form_request(page.path, page.query, who));
    }

    struct Asked {
        std::string answer;
        std::vector<std::string> statements;
        int status = 0;
        bool tells = false;
    };
    Asked trace(const GuardedRoute& route, const RecordIds& ids, const Actor& who) {
        const tests::StatementTrace trace;
        const auto answer = ask(route, ids, who);
        return {whole(answer), without_visits(trace.statements()), answer.status, tells(answer)};
    }

    /// The record is there and does not exist for this reader: the answer, and the way to it, are
    /// those of an id that nobody has.
    void expect_does_not_exist(const GuardedRoute& route, const RecordIds& ids, const Actor& who) {
        const auto unknown = trace(route, tests::unknown_records(), who);
        const auto refused = trace(route, ids, who);
        EXPECT_EQ(unknown.status, 404);
        EXPECT_EQ(refused.status, 404);
        EXPECT_FALSE(refused.tells);
        EXPECT_TRUE(refused.answer == unknown.answer) << refused.answer << unknown.answer;
        EXPECT_TRUE(refused.statements == unknown.statements)
            << "asked only where the record exists:"
            << only_in(refused.statements, unknown.statements)
            << "\nasked only where it does not:" << only_in(unknown.statements, refused.statements);
    }

    [[nodiscard]] bool opens(const GuardedRoute& route) const { return route.opens_to(GetParam()); }
    /// A coordinator needs no convocation, the privacy officer is told of every emergency.
    [[nodiscard]] bool needs_ground(const GuardedRoute& route) const {
        return route.needs == Needs::Ground ||
               (route.needs == Needs::Convocation && GetParam() != Role::Coordinator) ||
               (route.needs == Needs::Opening && GetParam() != Role::PrivacyOfficer);
    }

    GuardedTown& town() {
        auto& shared = towns()[GetParam()];
        if (!shared) {
            tests::StatementTrace::listen();
            shared = std::make_unique<GuardedTown>(GetParam());
        }
        return *shared;
    }
    /// For a test that changes something.
    void begin_a_town_of_its_own() { towns().erase(GetParam()); }

private:
    static std::map<Role, std::unique_ptr<GuardedTown>>& towns() {
        static std::map<Role, std::unique_ptr<GuardedTown>> all;
        return all;
    }
};

INSTANTIATE_TEST_SUITE_P(Roles, RouteWalk, testing::ValuesIn([] {
                             std::vector<Role> roles;
                             for (const auto& each : codes<Role>) roles.push_back(each.value);
                             return roles;
                         }()),
                         [](const testing::TestParamInfo<Role>& role) {
                             return std::string(code_of(role.param));
                         });

TEST_P(RouteWalk, is_refused_where_the_role_may_not_go) {
    for (const auto& route : tests::guarded_routes()) {
        if (opens(route)) continue;
        SCOPED_TRACE(line_of(route.method, route.address));
        const auto there = ask(route, town().records(), town().insider());
        EXPECT_EQ(there.status, 403);
        EXPECT_FALSE(tells(there));
        // Whether the record exists makes no difference.
        EXPECT_EQ(whole(there), whole(ask(route, tests::unknown_records(), town().insider())));
    }
}

TEST_P(RouteWalk, finds_no_record_without_a_ground) {
    for (const auto& route : tests::guarded_routes()) {
        if (!opens(route) || !needs_ground(route)) continue;
        SCOPED_TRACE(line_of(route.method, route.address));
        expect_does_not_exist(route, town().records(), town().outsider());
        expect_does_not_exist(route, town().records(), town().former());
    }
}

TEST_P(RouteWalk, finds_no_record_of_another_town) {
    for (const auto& route : tests::guarded_routes()) {
        const bool has_record = !tests::parameters_of(route.address).empty();
        if (!opens(route) || !has_record || route.needs == Needs::NoSignIn) continue;
        SCOPED_TRACE(line_of(route.method, route.address));
        expect_does_not_exist(route, town().records(), town().neighbour());
    }
}

TEST_P(RouteWalk, finds_nothing_where_the_address_is_no_id) {
    for (const auto& route : tests::guarded_routes()) {
        const auto names = tests::parameters_of(route.address);
        if (!opens(route) || names.empty() || route.needs == Needs::NoSignIn) continue;
        SCOPED_TRACE(line_of(route.method, route.address));
        for (const std::string wrong : {"1", "..", "%", "' or 1=1 --", "０"}) {
            auto ids = town().records();
            for (const auto& name : names) ids[name] = wrong;
            EXPECT_EQ(ask(route, ids, town().insider()).status, 404) << wrong;
        }
    }
}

TEST_P(RouteWalk, finds_nothing_where_one_of_the_ids_is_unknown) {
    for (const auto& route : tests::guarded_routes()) {
        if (!opens(route) || route.needs == Needs::NoSignIn) continue;
        SCOPED_TRACE(line_of(route.method, route.address));
        for (const auto& name : tests::parameters_of(route.address)) {
            auto ids = town().records();
            ids[name] = name == "event" ? "no_such_step" : tests::unknown_records().at(name);
            EXPECT_EQ(ask(route, ids, town().insider()).status, 404) << name;
        }
    }
}

TEST_P(RouteWalk, finds_nothing_where_two_ids_do_not_belong_together) {
    for (const auto& route : tests::guarded_routes()) {
        const auto names = tests::parameters_of(route.pattern());
        if (!opens(route) || names.size() < 2 || names.back() == "event") continue;
        SCOPED_TRACE(line_of(route.method, route.address));
        auto ids = town().other_records();
        ids[names.back()] = town().records().at(names.back());
        const auto mixed = ask(route, ids, town().insider());
        EXPECT_EQ(mixed.status, 404);
        ids[names.back()] = tests::unknown_records().at(names.back());
        EXPECT_EQ(whole(mixed), whole(ask(route, ids, town().insider())));
    }
}

// Whoever writes addresses by hand reads a page or a 404, never a fault.
TEST_P(RouteWalk, is_not_upset_by_odd_questions) {
    const std::vector<std::string> names{"after", "at",     "case", "kind",  "next",   "plan",
                                         "q",     "reason", "to",   "saved", "person", "view"};
    const std::vector<std::string> odd{std::string("\0", 1),    "<script>alert(1)</script>",
                                       "' or '1'='1",           "-1",
                                       std::string(5'000, 'x'), "2026-02-30T00:00:00Z"};
    for (const auto& route : tests::guarded_routes()) {
        if (!opens(route) || route.method != Method::Get || route.pattern() == "/assets/{file}") {
            continue;
        }
        SCOPED_TRACE(line_of(route.method, route.address));
        for (const auto& value : odd) {
            SCOPED_TRACE(value.substr(0, 30));
            auto request = town().site().page_request(
                tests::address_of(route.pattern(), town().records()), town().insider());
            for (const auto& name : names) request.query.add(name, value);
            const auto answer = town().site().answer(std::move(request));
            EXPECT_TRUE(answer.status == 200 || answer.status == 303 || answer.status == 404)
                << answer.status;
            EXPECT_EQ(answer.content().find("<script>alert"), std::string_view::npos);
        }
    }
}

TEST_P(RouteWalk, lists_nothing_of_what_stands_on_no_ground) {
    for (const auto& route : tests::guarded_routes()) {
        if (!opens(route) || needs_ground(route) || route.needs == Needs::NoSignIn) continue;
        SCOPED_TRACE(line_of(route.method, route.address));
        if (route.method != Method::Get) continue;
        for (const auto* who : {&town().outsider(), &town().former()}) {
            const auto answer = ask(route, town().records(), *who);
            EXPECT_EQ(answer.status, 200);
            EXPECT_FALSE(tells(answer));
        }
        if (route.needs == Needs::RoleAlone) {
            const auto elsewhere = ask(route, town().records(), town().neighbour());
            EXPECT_EQ(elsewhere.status, 200);
            EXPECT_FALSE(tells(elsewhere));
        }
    }
}

// The other half: where role and ground are there, everything opens. Without it the refusals
// above would prove nothing.
TEST_P(RouteWalk, opens_where_role_and_ground_are_there) {
    begin_a_town_of_its_own();
    const bool reads_cases = accounts::may(GetParam(), accounts::Act::ReadCases);
    const GuardedRoute* sign_out = nullptr;
    for (const auto& route : tests::guarded_routes()) {
        if (!opens(route) || route.needs == Needs::NoSignIn) continue;
        SCOPED_TRACE(line_of(route.method, route.address));
        if (route.address == "/sign-out") {
            sign_out = &route;  // last of all
            continue;
        }
        const auto answer = ask(route, town().records(), town().insider());
        if (route.method == Method::Post) {
            // Nothing was typed: the form comes back, a rule speaks, or the act needs no words.
            const std::set<int> inside{200, 303, 409, 422};
            EXPECT_TRUE(inside.contains(answer.status)) << answer.status;
            continue;
        }
        EXPECT_EQ(answer.status, 200);
        const bool shows = route.shows == Shows::Household && (reads_cases || needs_ground(route));
        EXPECT_EQ(tells(answer), shows);
    }
    ASSERT_NE(sign_out, nullptr);
    EXPECT_EQ(ask(*sign_out, {}, town().insider()).status, 303);
    begin_a_town_of_its_own();
}

TEST(Coordinator, confirms_no_minutes_of_cases_without_a_ground) {
    GuardedTown town(Role::Coordinator);
    const auto path = tests::address_of("/conferences/{sitting}/confirm", town.records());
    EXPECT_EQ(town.site().post(path, {}, town.outsider()).status, 404);
    EXPECT_EQ(town.site().post(path, {}, town.insider()).status, 303);
}

TEST(RouteTable, has_a_line_for_every_route_and_a_route_for_every_line) {
    tests::RunningSite site;
    std::set<std::string> routes;
    for (const auto& route : site.hall().router().routes()) {
        routes.insert(line_of(route.method, route.pattern));
    }
    std::set<std::string> lines;
    for (const auto& line : tests::guarded_routes()) {
        lines.insert(line_of(line.method, line.pattern()));
    }
    for (const auto& route : routes) {
        EXPECT_TRUE(lines.contains(route))
            << route << ": a new route needs a line in tests/security/guarded_routes.hpp";
    }
    for (const auto& line : lines) {
        EXPECT_TRUE(routes.contains(line)) << line << ": no such route any more; take the line out";
    }
}

}  // namespace
}  // namespace kasane
