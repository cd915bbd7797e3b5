#include "web/request_parsing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace kasane::web {
namespace {

Fields urlencoded(std::string_view text) {
    Fields fields;
    const auto problem = read_urlencoded(text, 100, fields);
    EXPECT_FALSE(problem.has_value()) << problem->why;
    return fields;
}

RawRequest get(std::string target) {
    RawRequest raw;
    raw.method = "GET";
    raw.target = std::move(target);
    raw.host = "127.0.0.1:8080";
    return raw;
}

int problem_status(RawRequest raw, const ParsingRules& rules = {}) {
    const auto parsed = parse_request(std::move(raw), rules);
    return parsed.problem ? parsed.problem->status : 200;
}

TEST(UrlencodedForm, is_read_in_order_with_repeated_names) {
    const auto fields = urlencoded("topic=1&name=%E9%AB%99%E6%A9%8B+%F0%A0%AE%B7&topic=2&&empty=");
    EXPECT_EQ(fields.get("name"), "髙橋 𠮷");
    EXPECT_EQ(fields.all("topic"), (std::vector<std::string_view>{"1", "2"}));
    EXPECT_TRUE(fields.has("empty"));
    EXPECT_FALSE(fields.has("missing"));
    EXPECT_EQ(fields.entries().size(), 4U);
}

TEST(UrlencodedForm, keeps_a_stray_percent_sign) {
    EXPECT_EQ(urlencoded("q=100%&r=5%zz").get("q"), "100%");
    EXPECT_EQ(urlencoded("q=100%&r=5%zz").get("r"), "5%zz");
}

TEST(UrlencodedForm, is_refused_when_it_is_not_utf8) {
    Fields fields;
    for (const std::string_view bad :
         {"a=%FF", "a=%C0%80", "a=%ED%A0%80", "%82%A0=1", "a=\xE3\x81"}) {
        EXPECT_TRUE(read_urlencoded(bad, 100, fields).has_value()) << bad;
    }
}

TEST(UrlencodedForm, takes_control_characters_in_values_for_the_reader_to_name_but_not_in_names) {
    EXPECT_EQ(urlencoded("a=x%00y%07").get("a"), std::string_view("x\0y\a", 4));
    Fields fields;
    EXPECT_TRUE(read_urlencoded("a%0Ab=1", 100, fields).has_value());
}

TEST(UrlencodedForm, has_a_limit_of_fields) {
    std::string many;
    for (int i = 0; i < 101; ++i) many += "a=1&";
    Fields fields;
    EXPECT_TRUE(read_urlencoded(many, 100, fields).has_value());
}

RC_GTEST_PROP(UrlencodedForm, reads_back_what_url_encode_wrote, ()) {
    const auto value = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
    const auto fields = urlencoded("a=" + url_encode(value));
    RC_ASSERT(fields.get("a") == value);
}

TEST(Path, is_decoded_segment_by_segment) {
    EXPECT_EQ(read_path("/cases/%E7%94%B0%20x/notes"), "/cases/田 x/notes");
    EXPECT_EQ(read_path("/"), "/");
    EXPECT_EQ(read_path("/a+b"), "/a+b");
}

TEST(Path, is_refused_when_it_leads_elsewhere_or_hides_something) {
    for (const std::string_view bad :
         {"", "cases", "/../etc/passwd", "/a/./b", "/%2e%2e/etc", "/a%2Fb", "/a%5Cb", "/a%00b",
          "/a%0d%0ab", "/%FF", "/%zz", "/a\\b", "/%", "/assets/..%2f..%2fetc"}) {
        EXPECT_FALSE(read_path(bad).has_value()) << bad;
    }
}

TEST(Query, may_not_hold_control_characters) {
    EXPECT_EQ(problem_status(get("/search?q=%E8%A8%AA%E5%95%8F%09x")), 200);
    EXPECT_EQ(problem_status(get("/search?q=a%00b")), 400);
    EXPECT_EQ(problem_status(get("/search?q=a%0Ab")), 400);
    EXPECT_EQ(problem_status(get("/search?q=%FF")), 400);
}

TEST(Cookies, are_read_and_the_first_of_a_name_counts) {
    std::map<std::string, std::string, std::less<>> cookies;
    read_cookies("__Host-kasane=abc; theme=\"dark\"; junk; =x; __Host-kasane=planted", cookies);
    EXPECT_EQ(cookies.at("__Host-kasane"), "abc");
    EXPECT_EQ(cookies.at("theme"), "dark");
    EXPECT_EQ(cookies.size(), 2U);
}

TEST(Request, knows_only_the_methods_of_pages_and_forms) {
    auto raw = get("/");
    for (const std::string_view method : {"DELETE", "PUT", "OPTIONS", "TRACE", "get"}) {
        raw.method = method;
        EXPECT_EQ(problem_status(raw), 405) << method;
    }
    raw.method = "HEAD";
    EXPECT_EQ(problem_status(raw), 200);
}

TEST(Request, needs_a_readable_host) {
    auto raw = get("/");
    raw.host = "";
    EXPECT_EQ(problem_status(raw), 400);
    raw.host = "a/b";
    EXPECT_EQ(problem_status(raw), 400);
    raw.host = "[::1]:8080";
    EXPECT_EQ(problem_status(raw), 200);
}

TEST(Request, takes_the_authority_of_an_absolute_target_as_host) {
    const auto parsed = parse_request(get("http://kasane.example/cases?x=1"), {});
    EXPECT_EQ(parsed.request.host, "kasane.example");
    EXPECT_EQ(parsed.request.path, "/cases");
    EXPECT_EQ(parsed.request.query.get("x"), "1");
}

TEST(Request, refuses_a_body_that_no_form_sends) {
    auto raw = get("/cases");
    raw.method = "POST";
    raw.body = "{}";
    raw.content_type = "application/json";
    EXPECT_EQ(problem_status(raw), 415);
    raw.content_type = "text/plain";
    EXPECT_EQ(problem_status(raw), 415);
    raw.body.clear();
    raw.content_type.clear();
    EXPECT_EQ(problem_status(raw), 200);
}

TEST(ForwardedAddress, is_believed_only_from_a_trusted_proxy_on_this_machine) {
    auto raw = get("/");
    raw.peer_address = "127.0.0.1";
    raw.peer_is_loopback = true;
    raw.forwarded_for = "6.6.6.6, 192.0.2.7";
    raw.forwarded_proto = "https";
    ParsingRules rules;
    EXPECT_EQ(parse_request(raw, rules).request.client_address, "127.0.0.1");
    EXPECT_FALSE(parse_request(raw, rules).request.secure);
    rules.trust_proxy = true;
    EXPECT_EQ(parse_request(raw, rules).request.client_address, "192.0.2.7");
    EXPECT_TRUE(parse_request(raw, rules).request.secure);
    raw.forwarded_for = "<script>";
    EXPECT_EQ(parse_request(raw, rules).request.client_address, "127.0.0.1");
    raw.forwarded_for = "192.0.2.7";
    raw.peer_is_loopback = false;
    raw.peer_address = "198.51.100.1";
    EXPECT_EQ(parse_request(raw, rules).request.client_address, "198.51.100.1");
    EXPECT_FALSE(parse_request(raw, rules).request.secure);
}

TEST(Utf8, is_recognised_as_well_formed_or_not) {
    EXPECT_TRUE(is_valid_utf8("髙橋 𠮷野 葛󠄀"));
    EXPECT_TRUE(is_valid_utf8(""));
    EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));
    EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));
    EXPECT_FALSE(is_valid_utf8("\xF5\x80\x80\x80"));
    EXPECT_FALSE(is_valid_utf8("a\x80"));
    EXPECT_FALSE(is_printable_text("a\xC2\x85z"));
}

}  // namespace
}  // namespace kasane::web
