#include "desk/excerpt.hpp"

#include <gtest/gtest.h>

namespace kasane::desk {
namespace {

TEST(Excerpt, keeps_a_short_line_whole) {
    EXPECT_EQ(excerpt("家計の相談あり。", {"家計"}), "家計の相談あり。");
}

TEST(Excerpt, is_the_line_that_holds_the_word) {
    EXPECT_EQ(excerpt("自宅を訪問。\n留守だった。\n手紙を置く。", {"手紙"}), "手紙を置く。");
}

TEST(Excerpt, finds_the_word_as_the_search_does) {
    EXPECT_EQ(excerpt("晴れ\nスーパーのレジで会う", {"すーぱー"}), "スーパーのレジで会う");
}

TEST(Excerpt, cuts_between_characters_around_the_word) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "あ";
    text += "家計";
    for (int i = 0; i < 200; ++i) text += "い";
    const auto cut = excerpt(text, {"家計"}, 10);
    EXPECT_EQ(cut, "…あああ家計いいいいい…");
}

TEST(Excerpt, begins_at_the_beginning_when_no_line_holds_a_word) {
    EXPECT_EQ(excerpt("\n一行目\n二行目", {"三"}), "一行目");
    EXPECT_EQ(excerpt("", {"三"}), "");
}

TEST(WordsOfASearch, are_divided_by_blanks_of_both_widths) {
    EXPECT_EQ(words_of("  山田　花子 家計 "), (std::vector<std::string>{"山田", "花子", "家計"}));
    EXPECT_TRUE(words_of("　 ").empty());
}

}  // namespace
}  // namespace kasane::desk
