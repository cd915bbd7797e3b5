// What every answer carries when it leaves the program, over a socket.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/security/guarded_routes.hpp"
#include "tests/support/guarded_town.hpp"
#include "tests/support/raw_client.hpp"
#include "tests/support/running_server.hpp"
#include "web/form_names.hpp"

namespace kasane {
namespace {

using accounts::Role;
using tests::GuardedRoute;
using tests::RawAnswer;
using web::Method;

void expect_protected(const RawAnswer& answer) {
    const auto policy = answer.header("Content-Security-Policy");
    for (const auto* part : {"default-src 'none'", "script-src 'self'", "style-src 'self'",
                             "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"}) {
        EXPECT_NE(policy.find(part), std::string::npos) << part << " in " << policy;
    }
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << policy;
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(answer.header("X-Frame-Options"), "DENY");
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(answer.header("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_EQ(answer.header("Cross-Origin-Resource-Policy"), "same-origin");
    EXPECT_NE(answer.header("Permissions-Policy").find("geolocation=()"), std::string::npos);
    EXPECT_TRUE(answer.header("Server").empty());
    const auto cookie = answer.header("Set-Cookie");
    if (!cookie.empty()) {
        for (const auto* part : {"HttpOnly", "SameSite=Lax", "Path=/"}) {
            EXPECT_NE(cookie.find(part), std::string::npos) << part << " in " << cookie;
        }
    }
}

class AnswerHeaders : public testing::Test {
protected:
    AnswerHeaders()
        : town_(Role::Coordinator),
          server_(town_.site().site().application(), {.trust_proxy = true}) {}

    [[nodiscard]] std::string address(const GuardedRoute& route) const {
        auto ids = town_.records();
        auto at = tests::address_of(route.address, ids);
        const auto question = at.find('?');
        if (question == std::string::npos) return at;
        const auto equals = at.find('=', question);
        return at.substr(0, equals + 1) + web::url_encode(at.substr(equals + 1));
    }

    /// A request as a browser sends it, with the cookie of the insider or without one.
    [[nodiscard]] std::string request(const GuardedRoute& route, bool signed_in,
                                      std::string_view more = {}) {
        const auto page = town_.site().page_request("/", town_.insider());
        std::string fields;
        if (route.method == Method::Post && signed_in) {
            const auto form = town_.site().form_request("/", {}, town_.insider());
            for (const auto& [name, value] : form.form.entries()) {
                fields += (fields.empty() ? "" : "&") + name + "=" + web::url_encode(value);
            }
        }
        auto text = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n{}",
                                route.method == Method::Get ? "GET" : "POST", address(route),
                                page.host, more);
        if (signed_in) text += "Cookie: kasane=" + page.cookies.at("kasane") + "\r\n";
        if (route.method == Method::Post) {
            text += fmt::format(
                "Content-Type: application/x-www-form-urlencoded\r\n"
                "Content-Length: {}\r\n",
                fields.size());
        }
        return text + "\r\n" + fields;
    }

    tests::GuardedTown town_;
    tests::RunningServer server_;
};

TEST_F(AnswerHeaders, protect_every_route_signed_in_and_signed_out) {
    tests::RawClient client(server_.port());
    for (const auto& route : tests::guarded_routes()) {
        if (route.address == "/sign-out") continue;  // the others still need the session
        for (const bool signed_in : {false, true}) {
            SCOPED_TRACE(std::string(route.address) + (signed_in ? " signed in" : " signed out"));
            const auto answer = client.ask(request(route, signed_in));
            ASSERT_TRUE(answer.has_value());
            EXPECT_LT(answer->status, 500);
            expect_protected(*answer);
            const bool asset = route.pattern() == "/assets/{file}";
            EXPECT_EQ(answer->header("Cache-Control"),
                      asset ? "public, max-age=31536000, immutable" : "no-store");
        }
    }
}

TEST_F(AnswerHeaders, protect_what_the_server_refuses_by_itself) {
    const auto town = fmt::format("Host: {}\r\n", town_.site().page_request("/").host);
    const std::string form = "Content-Type: application/x-www-form-urlencoded\r\n";
    const std::vector<std::pair<int, std::string>> refused{
        {404, "GET /no-such-page HTTP/1.1\r\n" + town + "\r\n"},
        {405, "POST /cases HTTP/1.1\r\n" + town + form + "Content-Length: 0\r\n\r\n"},
        {405, "DELETE /cases HTTP/1.1\r\n" + town + "\r\n"},
        {400, "GET /cases/%FF HTTP/1.1\r\n" + town + "\r\n"},
        {400, "GET /cases/%00 HTTP/1.1\r\n" + town + "\r\n"},
        {413, "POST /drafts HTTP/1.1\r\n" + town + form + "Content-Length: 600000\r\n\r\n"},
        {415, "POST /drafts HTTP/1.1\r\n" + town +
                  "Content-Type: text/xml\r\nContent-Length: 1\r\n\r\nx"},
        {431,
         "GET /cases HTTP/1.1\r\n" + town + "X-Long: " + std::string(20'000, 'x') + "\r\n\r\n"}};
    for (const auto& [status, text] : refused) {
        SCOPED_TRACE(text.substr(0, 60));
        tests::RawClient client(server_.port());
        const auto answer = client.ask(text);
        ASSERT_TRUE(answer.has_value());
        EXPECT_EQ(answer->status, status);
        expect_protected(*answer);
        EXPECT_EQ(answer->header("Cache-Control"), "no-store");
        EXPECT_NE(answer->body.find("lang=\"ja\""), std::string::npos);
    }
}

TEST_F(AnswerHeaders, bind_cookies_to_the_host_and_ask_for_encryption_behind_tls) {
    tests::RawClient client(server_.port());
    const GuardedRoute sign_in{Method::Get, "/sign-in", {}};
    const auto plain = client.ask(request(sign_in, false));
    ASSERT_TRUE(plain.has_value());
    EXPECT_TRUE(plain->header("Strict-Transport-Security").empty());
    const auto encrypted = client.ask(request(sign_in, false, "X-Forwarded-Proto: https\r\n"));
    ASSERT_TRUE(encrypted.has_value());
    expect_protected(*encrypted);
    EXPECT_NE(encrypted->header("Strict-Transport-Security").find("max-age="), std::string::npos);
    const auto cookie = encrypted->header("Set-Cookie");
    EXPECT_TRUE(cookie.starts_with("__Host-kasane-visitor=")) << cookie;
    EXPECT_NE(cookie.find("Secure"), std::string::npos) << cookie;
}

TEST_F(AnswerHeaders, give_an_attachment_to_be_kept_and_never_to_be_run) {
    tests::RawClient client(server_.port());
    const GuardedRoute file{Method::Get, "/inquiries/{inquiry}/attachments/{attachment}", {}};
    const auto answer = client.ask(request(file, true));
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 200);
    EXPECT_TRUE(answer->header("Content-Disposition").starts_with("attachment"));
    EXPECT_EQ(answer->header("X-Content-Type-Options"), "nosniff");
}

}  // namespace
}  // namespace kasane
