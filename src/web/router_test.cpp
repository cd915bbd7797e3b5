#include "web/router.hpp"

#include <gtest/gtest.h>

#include "kernel/ensure.hpp"
#include "web/error_page.hpp"

namespace kasane::web {
namespace {

Handler says(std::string words) {
    return [words = std::move(words)](const Request& request) {
        std::string all = words;
        for (const auto& [name, value] : request.parameters) all += " " + name + "=" + value;
        return plain_text(all);
    };
}

Router router() {
    return Router({{Method::Get, "/", says("home")},
                   {Method::Get, "/cases/new", says("new")},
                   {Method::Get, "/cases/{case}", says("case")},
                   {Method::Post, "/cases/{case}/notes", says("note")},
                   {Method::Get, "/cases/{case}/notes/{note}", says("one note")},
                   {Method::Get, "/cases/new/draft", says("draft")}},
                  plain_error_page);
}

Response ask(Method method, std::string path) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    return router().answer(request);
}

TEST(Router, prefers_a_word_to_a_parameter) {
    EXPECT_EQ(ask(Method::Get, "/cases/new").body, "new");
    EXPECT_EQ(ask(Method::Get, "/cases/0193").body, "case case=0193");
    EXPECT_EQ(ask(Method::Get, "/cases/new/draft").body, "draft");
}

TEST(Router, turns_back_from_a_word_that_leads_nowhere) {
    EXPECT_EQ(ask(Method::Post, "/cases/new/notes").body, "note case=new");
}

TEST(Router, hands_over_all_parameters) {
    EXPECT_EQ(ask(Method::Get, "/cases/田 x/notes/7").body, "one note case=田 x note=7");
}

TEST(Router, answers_404_for_an_unknown_path) {
    for (const auto* path :
         {"/nowhere", "/cases", "/cases/", "/cases/1/", "//", "/cases//notes/1"}) {
        EXPECT_EQ(ask(Method::Get, path).status, 404) << path;
    }
}

TEST(Router, answers_405_for_the_wrong_method_and_says_which_is_right) {
    const auto response = ask(Method::Post, "/cases/1");
    EXPECT_EQ(response.status, 405);
    ASSERT_EQ(response.headers.size(), 1U);
    EXPECT_EQ(response.headers[0].second, "GET, HEAD");
    EXPECT_EQ(ask(Method::Get, "/cases/1/notes").status, 405);
}

TEST(Router, lists_every_route_for_the_tests_that_walk_them) {
    EXPECT_EQ(router().routes().size(), 6U);
    EXPECT_EQ(router().routes()[1].pattern, "/cases/new");
}

TEST(Router, refuses_two_handlers_for_one_path) {
    EXPECT_THROW(Router({{Method::Get, "/a/{x}", says("1")}, {Method::Get, "/a/{y}", says("2")}},
                        plain_error_page),
                 BrokenInvariant);
    EXPECT_THROW(Router({{Method::Get, "/a/{x}/{x}", says("1")}}, plain_error_page),
                 BrokenInvariant);
}

TEST(Router, tells_a_handler_that_asks_for_a_parameter_of_another_route) {
    Request request;
    EXPECT_THROW((void)request.parameter("case"), BrokenInvariant);
}

}  // namespace
}  // namespace kasane::web
