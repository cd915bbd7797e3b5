// Who comes without a session, and what is sent that no page of ours made.

#include <gtest/gtest.h>

#include <functional>

#include "tests/security/guarded_routes.hpp"
#include "tests/support/guarded_town.hpp"
#include "tests/support/stored_records.hpp"
#include "web/form_names.hpp"

namespace kasane {
namespace {

using accounts::Role;
using tests::GuardedRoute;
using tests::Needs;
using web::Method;

std::string header(const web::Response& response, std::string_view name) {
    for (const auto& [each, value] : response.headers) {
        if (each == name) return value;
    }
    return {};
}

bool tells(const web::Response& answer) {
    return answer.content().find(tests::secret_word) != std::string_view::npos;
}

std::string trace_of(const GuardedRoute& route) {
    return (route.method == Method::Get ? "GET " : "POST ") + std::string(route.address);
}

TEST(Entrance, sends_whoever_is_signed_out_to_the_sign_in_page_and_keeps_where_to_return) {
    tests::GuardedTown town(Role::Coordinator);
    auto& site = town.site();
    for (const auto& route : tests::guarded_routes()) {
        if (route.needs == Needs::NoSignIn) continue;
        SCOPED_TRACE(trace_of(route));
        const auto address = tests::address_of(route.address, town.records());
        auto request = site.page_request(address);
        auto wanted = address;
        if (route.method == Method::Post) {
            wanted = "/cases?at=1";
            web::Fields typed;
            typed.add(std::string(web::form_page_field), wanted);
            request = site.form_request(request.path, typed);
        } else if (!request.query.entries().empty()) {
            const auto& [name, value] = request.query.entries().front();
            wanted = request.path + "?" + name + "=" + web::url_encode(value);
        }
        const auto answer = site.answer(request);
        EXPECT_EQ(answer.status, 303);
        EXPECT_EQ(header(answer, "Location"), "/sign-in?next=" + web::url_encode(wanted));
        EXPECT_FALSE(tells(answer));

        request.partial = true;
        const auto part = site.answer(request);
        EXPECT_EQ(part.status, 401);
        EXPECT_EQ(header(part, "HX-Redirect"), header(answer, "Location"));
        EXPECT_FALSE(tells(part));
    }
}

TEST(Entrance, leads_back_to_the_page_after_signing_in_and_to_no_other_site) {
    tests::RunningSite site;
    static_cast<void>(site.person("worker", "窓口 一", {Role::DeskWorker}, "elderly"));
    const auto sign_in = [&](const std::string& next) {
        const auto page = site.get("/sign-in");
        const auto cookie = header(page, "Set-Cookie");
        const auto visitor =
            cookie.substr(cookie.find('=') + 1, cookie.find(';') - cookie.find('=') - 1);
        web::Fields typed;
        typed.add("next", next);
        typed.add("login", "worker");
        typed.add("password", std::string(tests::RunningSite::password));
        typed.add(std::string(web::csrf_field), site.site().guard().csrf_token(visitor));
        auto request = site.form_request("/sign-in", typed);
        request.cookies["kasane-visitor"] = visitor;
        const auto answer = site.answer(request);
        EXPECT_EQ(answer.status, 303);
        return header(answer, "Location");
    };
    EXPECT_EQ(sign_in("/cases?at=1"), "/cases?at=1");
    for (const auto* elsewhere : {"https://example.org/", "//example.org/", "/\\example.org",
                                  "javascript:alert(1)", "", "/sign-in", "/sign-out"}) {
        EXPECT_EQ(sign_in(elsewhere), "/") << elsewhere;
    }
}

/// One way in which a form is not ours.
struct Trick {
    std::string_view name;
    std::function<void(web::Request&, tests::GuardedTown&)> play;
};

void put(web::Request& request, std::string_view field, std::string value) {
    ASSERT_TRUE(request.form.has(field));
    request.form.replace(field, std::move(value));
}

const std::vector<Trick>& tricks() {
    static const std::vector<Trick> all{
        {"no CSRF token",
         [](web::Request& request, tests::GuardedTown&) { put(request, web::csrf_field, ""); }},
        {"somebody else's CSRF token",
         [](web::Request& request, tests::GuardedTown& town) {
             const auto& theirs = town.site().session_of(town.outsider());
             put(request, web::csrf_field, town.site().site().guard().csrf_token(theirs));
         }},
        {"a made-up CSRF token",
         [](web::Request& request, tests::GuardedTown&) {
             put(request, web::csrf_field, std::string(64, 'a'));
         }},
        {"sent by another site",
         [](web::Request& request, tests::GuardedTown&) { request.fetch_site = "cross-site"; }},
        {"sent by a neighbouring host",
         [](web::Request& request, tests::GuardedTown&) { request.fetch_site = "same-site"; }},
        {"another origin", [](web::Request& request, tests::GuardedTown&) {
             request.origin = "https://evil.example";
         }}};
    return all;
}

// The role may, the ground is there, the person is signed in: still nothing happens.
TEST(Entrance, takes_no_form_that_none_of_our_pages_made) {
    for (const auto role : {Role::Coordinator, Role::Administrator}) {
        tests::GuardedTown town(role);
        auto& site = town.site();
        const auto before = tests::stored_records(site.database());
        for (const auto& route : tests::guarded_routes()) {
            if (route.method != Method::Post || route.needs == Needs::NoSignIn ||
                !route.opens_to(role)) {
                continue;
            }
            for (const auto& trick : tricks()) {
                SCOPED_TRACE(trace_of(route) + ": " + std::string(trick.name));
                auto request = site.form_request(tests::address_of(route.pattern(), town.records()),
                                                 {}, town.insider());
                trick.play(request, town);
                const auto answer = site.answer(request);
                EXPECT_EQ(answer.status, 403);
                EXPECT_FALSE(tells(answer));
            }
        }
        EXPECT_EQ(tests::stored_records(site.database()), before);
    }
}

TEST(Entrance, takes_no_sign_in_from_another_browser_or_site) {
    tests::RunningSite site;
    static_cast<void>(site.person("worker", "窓口 一", {Role::DeskWorker}, "elderly"));
    const std::string visitor(43, 'v');
    const auto attempt = [&](const std::function<void(web::Request&)>& trick) {
        web::Fields typed;
        typed.add("login", "worker");
        typed.add("password", std::string(tests::RunningSite::password));
        typed.add(std::string(web::csrf_field), site.site().guard().csrf_token(visitor));
        auto request = site.form_request("/sign-in", typed);
        request.cookies["kasane-visitor"] = visitor;
        trick(request);
        return site.answer(request);
    };
    EXPECT_EQ(attempt([](web::Request&) {}).status, 303);
    for (const auto& refused :
         {attempt([](web::Request& request) { request.cookies.clear(); }),
          attempt([](web::Request& request) { request.fetch_site = "cross-site"; }),
          attempt([](web::Request& request) { request.origin = "https://evil.example"; })}) {
        EXPECT_EQ(refused.status, 403);
        EXPECT_EQ(header(refused, "Set-Cookie").find("kasane="), std::string::npos);
    }
}

TEST(Entrance, knows_no_session_of_another_town) {
    tests::GuardedTown town(Role::Coordinator);
    auto& site = town.site();
    auto request = site.page_request("/cases", town.insider());
    EXPECT_EQ(site.answer(request).status, 200);
    request.host = site.page_request("/cases", town.neighbour()).host;
    EXPECT_EQ(site.answer(request).status, 303);
    request.host = "unknown.example";
    EXPECT_EQ(site.answer(request).status, 404);
}

TEST(Entrance, ends_with_the_session) {
    tests::GuardedTown town(Role::Coordinator);
    auto& site = town.site();
    const auto& settings = site.hall().profile().settings;
    const auto address = tests::address_of("/cases/{case}", town.records());
    EXPECT_EQ(site.get(address, town.insider()).status, 200);
    site.clock().advance_seconds(settings.session_idle_minutes.value * std::int64_t{60} + 1);
    const auto idle = site.get(address, town.insider());
    EXPECT_EQ(idle.status, 303);
    EXPECT_FALSE(tells(idle));
}

TEST(Entrance, ends_with_the_sign_out) {
    tests::RunningSite site;
    const auto worker = site.person("worker", "窓口 一", {Role::DeskWorker}, "elderly");
    EXPECT_EQ(site.get("/cases", worker).status, 200);
    EXPECT_EQ(site.post("/sign-out", {}, worker).status, 303);
    EXPECT_EQ(site.get("/cases", worker).status, 303);
}

}  // namespace
}  // namespace kasane
