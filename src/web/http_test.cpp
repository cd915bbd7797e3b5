#include "web/http.hpp"

#include <gtest/gtest.h>

#include "kernel/ensure.hpp"
#include "web/response_head.hpp"
#include "web/security_headers.hpp"

namespace kasane::web {
namespace {

std::string location(std::string_view path) { return see_other(path).headers.at(0).second; }

TEST(Redirect, cannot_carry_a_second_header_line) {
    EXPECT_EQ(location("/cases\r\nSet-Cookie: a=b"), "/");
    EXPECT_EQ(location("/cases\nX: y"), "/");
    const auto head = response_head(see_other("/a\r\nSet-Cookie: a=b"), {.path = "/"});
    EXPECT_EQ(head.find("Set-Cookie"), std::string::npos);
}

TEST(Redirect, stays_on_this_site) {
    for (const std::string_view elsewhere :
         {"//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "evil", ""}) {
        EXPECT_EQ(location(elsewhere), "/") << elsewhere;
    }
    EXPECT_EQ(location("/cases/1?tab=plan#top"), "/cases/1?tab=plan#top");
    EXPECT_EQ(location("/search?q=訪問"), "/search?q=%E8%A8%AA%E5%95%8F");
}

TEST(Header, that_could_end_its_line_is_a_broken_invariant) {
    auto response = plain_text("x");
    response.add_header("X-Town", "a\r\nb");
    EXPECT_THROW((void)response_head(response, {.path = "/"}), BrokenInvariant);
    response.headers = {{"X Town", "a"}};
    EXPECT_THROW((void)response_head(response, {.path = "/"}), BrokenInvariant);
}

TEST(Download, carries_a_japanese_file_name_in_both_forms) {
    const auto response = download("x", "application/pdf", "月報 髙橋\r\n\".pdf");
    EXPECT_EQ(response.headers.at(0).second,
              "attachment; filename=\"__ _____.pdf\"; "
              "filename*=UTF-8''%E6%9C%88%E5%A0%B1%20%E9%AB%99%E6%A9%8B%0D%0A%22.pdf");
    EXPECT_NO_THROW((void)response_head(response, {.path = "/"}));
}

TEST(Cookie, is_bound_to_its_host_and_unseen_by_scripts) {
    EXPECT_EQ(set_cookie("__Host-kasane", "abc", {}),
              "__Host-kasane=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    EXPECT_EQ(clear_cookie("kasane", false), "kasane=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    EXPECT_THROW((void)set_cookie("kasane", "abc", {}), BrokenInvariant);
    EXPECT_THROW((void)set_cookie("__Host-kasane", "a; b", {}), BrokenInvariant);
}

TEST(SecurityHeaders, are_strict_on_every_page) {
    const auto lines = security_header_lines("/cases/1", Caching::NoStore, false);
    EXPECT_NE(lines.find("Content-Security-Policy: default-src 'none'; script-src 'self'; "
                         "style-src 'self'; img-src 'self' data:; font-src 'self'; "
                         "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
                         "base-uri 'none'\r\n"),
              std::string_view::npos);
    EXPECT_NE(lines.find("Referrer-Policy: no-referrer\r\n"), std::string_view::npos);
    EXPECT_NE(lines.find("X-Content-Type-Options: nosniff\r\n"), std::string_view::npos);
    EXPECT_NE(lines.find("Cache-Control: no-store\r\n"), std::string_view::npos);
    EXPECT_NE(lines.find("Cross-Origin-Opener-Policy: same-origin\r\n"), std::string_view::npos);
    EXPECT_EQ(lines.find("Strict-Transport-Security"), std::string_view::npos);
    EXPECT_EQ(lines.find("worker-src"), std::string_view::npos);
}

TEST(SecurityHeaders, allow_a_worker_only_under_field_and_caching_only_for_assets) {
    EXPECT_NE(security_header_lines("/field/", Caching::NoStore, false).find("worker-src 'self'"),
              std::string_view::npos);
    const auto asset = security_header_lines("/assets/a.css", Caching::Immutable, true);
    EXPECT_NE(asset.find("immutable"), std::string_view::npos);
    EXPECT_EQ(asset.find("no-store"), std::string_view::npos);
    EXPECT_NE(asset.find("Strict-Transport-Security"), std::string_view::npos);
}

TEST(HtmlPage, is_a_document_of_today_and_a_part_of_one_is_not) {
    EXPECT_TRUE(html_page(tags::html(tags::body("x"))).body.starts_with("<!doctype html>\n<html>"));
    EXPECT_EQ(html_page(tags::p("x")).body, "<p>x</p>");
}

}  // namespace
}  // namespace kasane::web
