#include "web/send_again.hpp"

#include <gtest/gtest.h>

namespace kasane::web {
namespace {

Request sent(const std::vector<std::pair<std::string, std::string>>& more = {}) {
    Request request;
    request.method = Method::Post;
    request.path = "/cases/0193f000/timeline";
    request.query.add("kind", "電話 1");
    request.form.add("csrf_token", "c");
    request.form.add("form_token", "t");
    request.form.add("version", "3");
    request.form.add("act", "save");
    request.form.add("text", "一行目\n二行目 <b>");
    for (const auto& [name, value] : more) request.form.add(name, value);
    return request;
}

bool has(const std::optional<Html>& page, std::string_view words) {
    return page && page->text().find(words) != std::string::npos;
}

TEST(SendAgain, holds_every_field_as_it_was_sent_and_shows_what_was_written) {
    const auto page = send_again(sent());
    EXPECT_TRUE(has(page, "action=\"/cases/0193f000/timeline?kind=%E9%9B%BB%E8%A9%B1%201\""));
    for (const auto* field : {"name=\"csrf_token\" value=\"c\"", "name=\"form_token\" value=\"t\"",
                              "name=\"version\" value=\"3\"", "name=\"act\" value=\"save\"",
                              "name=\"text\" value=\"一行目\n二行目 &lt;b&gt;\""}) {
        EXPECT_TRUE(has(page, field)) << field;
    }
    EXPECT_TRUE(has(page, "もう一度送る"));
    EXPECT_TRUE(has(page, "入力していた内容"));
    EXPECT_TRUE(has(page, "二重には保存されません"));
}

TEST(SendAgain, asks_for_the_files_once_more) {
    auto request = sent();
    request.files.push_back({.field = "attached", .file_name = "診断書.pdf"});
    request.files.push_back({.field = "attached", .file_name = "地図.png"});
    const auto page = send_again(request);
    EXPECT_TRUE(has(page, "enctype=\"multipart/form-data\""));
    EXPECT_TRUE(has(page, "「診断書.pdf」「地図.png」を、もう一度選んでください"));
    EXPECT_TRUE(has(page, "type=\"file\""));
    EXPECT_FALSE(has(send_again(sent()), "type=\"file\""));
}

TEST(SendAgain, shows_nothing_written_where_only_choices_were_made) {
    auto request = sent();
    request.form.replace("text", "");
    EXPECT_FALSE(has(send_again(request), "入力していた内容"));
}

TEST(SendAgain, is_not_offered_for_what_no_page_carries) {
    EXPECT_FALSE(send_again(sent({{"new_password", "secret"}})).has_value());
    EXPECT_FALSE(send_again(sent({{"said", "個人番号は123456789018です"}})).has_value());
    auto opened = sent();
    opened.method = Method::Get;
    EXPECT_FALSE(send_again(opened).has_value());
    auto without_token = sent();
    without_token.form.replace("form_token", "");
    EXPECT_FALSE(send_again(without_token).has_value());
    auto elsewhere = sent();
    elsewhere.path = "//elsewhere.example";
    EXPECT_FALSE(send_again(elsewhere).has_value());
}

}  // namespace
}  // namespace kasane::web
