#include "kernel/japanese_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string>
#include <vector>

#include "kernel/name_variants.hpp"
#include "kernel/utf8.hpp"

namespace kasane {
namespace {

std::string utf8(char32_t c) {
    std::string text;
    icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(text);
    return text;
}

/// Text as it reaches a desk: kana of both kinds and widths, names, marks, signs, anything at all.
std::string any_text() {
    const auto character = rc::gen::weightedOneOf<char32_t>({
        {6, rc::gen::inRange<char32_t>(0x3041, 0x30FF)},
        {4, rc::gen::inRange<char32_t>(0x4E00, 0x9FA0)},
        {2, rc::gen::inRange<char32_t>(0x20, 0x7F)},
        {2, rc::gen::inRange<char32_t>(0xFF01, 0xFFA0)},
        {2,
         rc::gen::element<char32_t>(0x3099, 0x309A, 0x0301, 0xE0100, 0xFE00, 0x3000, 0x200D, 0x3C,
                                    0x338, 0x345, 0x130, 0xDF, 0x2460, 0x3231, 0xFDFA, 0x301C)},
        {1, rc::gen::inRange<char32_t>(0xA0, 0xD7FF)},
        {1, rc::gen::inRange<char32_t>(0xE000, 0x10FFFF)},
    });
    std::string text;
    for (const auto c : *rc::gen::container<std::vector<char32_t>>(character)) text += utf8(c);
    return text;
}

std::vector<std::string> characters_of(const std::string& text) {
    std::vector<std::string> characters;
    for (std::size_t position = 0; position < text.size();) {
        const std::size_t start = position;
        static_cast<void>(next_code_point(text, position));
        characters.push_back(text.substr(start, position - start));
    }
    return characters;
}

/// What an index does: a single character by prefix, more by its bigrams standing in a row.
bool is_found(const std::vector<std::string>& pieces, const std::string& wanted) {
    auto wanted_pieces = bigrams(wanted);
    if (wanted_pieces.size() == 1) {
        return std::ranges::any_of(
            pieces, [&wanted](const std::string& piece) { return piece.starts_with(wanted); });
    }
    wanted_pieces.pop_back();
    return !std::ranges::search(pieces, wanted_pieces).empty();
}

TEST(SearchKeys, are_alike_for_what_people_take_to_be_the_same) {
    EXPECT_EQ(search_key("渡邉　ﾊﾅｺ"), "渡辺ハナコ");
    EXPECT_EQ(search_key("わたなべ はなこ"), "ワタナベハナコ");
    EXPECT_EQ(search_key("葛󠄀城"), "葛城");
    EXPECT_EQ(search_key("髙橋・﨑山"), "高橋崎山");
    EXPECT_EQ(search_key("𠮷野"), "吉野");
    EXPECT_EQ(search_key("齋藤"), search_key("斉藤"));
    EXPECT_EQ(search_key("神谷"), search_key("神谷"));
    EXPECT_EQ(search_key("ABC abc ＡＢＣ"), "abcabcabc");
    EXPECT_EQ(search_key("か゛っこう"), search_key("がっこう"));
    EXPECT_EQ(search_key("辰野1−2-3"), search_key("辰野１－２―３"));
    EXPECT_EQ(search_key("コーヒー"), search_key("コ〜ヒ～"));
    EXPECT_EQ(search_key("相談、\r\n\t訪問。"), "相談訪問");
    EXPECT_EQ(search_key("○○…？"), "");
    EXPECT_EQ(search_key(""), "");
}

TEST(SearchKeys, keep_different_names_apart) {
    EXPECT_NE(search_key("大阪"), search_key("大坂"));
    EXPECT_NE(search_key("おおの"), search_key("おの"));
    EXPECT_NE(search_key("びょういん"), search_key("びよういん"));
}

RC_GTEST_PROP(SearchKeys, of_a_key_are_the_key, ()) {
    const auto key = search_key(any_text());
    RC_ASSERT(search_key(key) == key);
}

RC_GTEST_PROP(SearchKeys, ignore_the_kind_and_width_of_kana, ()) {
    const auto kana =
        *rc::gen::container<std::vector<char32_t>>(rc::gen::inRange<char32_t>(0x3041, 0x3097));
    std::string hiragana;
    std::string katakana;
    for (const auto c : kana) {
        hiragana += utf8(c);
        katakana += utf8(c + 0x60);
    }
    RC_ASSERT(search_key(hiragana) == search_key(katakana));
}

RC_GTEST_PROP(Bigrams, find_every_part_of_a_text, ()) {
    const auto key = characters_of(search_key(any_text()));
    RC_PRE(!key.empty());
    const auto begin = *rc::gen::inRange<std::size_t>(0, key.size());
    const auto length = *rc::gen::inRange<std::size_t>(1, key.size() - begin + 1);
    std::string whole;
    std::string part;
    for (std::size_t i = 0; i < key.size(); ++i) {
        whole += key[i];
        if (i >= begin && i < begin + length) part += key[i];
    }
    RC_ASSERT(is_found(bigrams(whole), part));
}

RC_GTEST_PROP(Bigrams, find_nothing_that_is_not_there, ()) {
    const auto key = search_key(any_text());
    const auto wanted = search_key(any_text());
    RC_PRE(!wanted.empty());
    RC_ASSERT(is_found(bigrams(key), wanted) == (key.find(wanted) != std::string::npos));
}

TEST(Bigrams, end_with_the_last_character_alone) {
    EXPECT_EQ(bigrams("家庭訪問"), (std::vector<std::string>{"家庭", "庭訪", "訪問", "問"}));
    EXPECT_EQ(bigrams("訪"), (std::vector<std::string>{"訪"}));
    EXPECT_TRUE(bigrams("").empty());
}

TEST(NameVariants, are_written_as_a_key_would_meet_them) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
    ASSERT_TRUE(U_SUCCESS(status));
    EXPECT_GE(name_variants().size(), 150U);
    for (const auto& [variant, common] : name_variants()) {
        for (const auto c : {variant, common}) {
            const icu::UnicodeString text(static_cast<UChar32>(c));
            EXPECT_TRUE(normalizer->isNormalized(text, status)) << utf8(c);
        }
        EXPECT_EQ(search_key(utf8(variant)), utf8(common)) << utf8(variant);
    }
}

TEST(Characters, are_counted_as_a_person_counts_them) {
    EXPECT_EQ(character_count(""), 0U);
    EXPECT_EQ(character_count("abc"), 3U);
    EXPECT_EQ(character_count("葛󠄀城"), 2U);
    EXPECT_EQ(character_count("𠮷野家"), 3U);
    EXPECT_EQ(character_count("か\u3099"), 1U);
    EXPECT_EQ(character_count("👨‍👩‍👧"), 1U);
    EXPECT_EQ(character_count("一\n二"), 3U);
}

TEST(CleanText, has_no_control_characters_but_line_feed_and_tab) {
    EXPECT_TRUE(is_clean_text("一行目\n\t二行目 髙𠮷葛󠄀"));
    EXPECT_TRUE(is_clean_text(""));
    for (const std::string& text :
         {std::string("a\0b", 3), std::string("\x1b[31m"), std::string("a\r\n"),
          std::string("\x7f"), std::string("\xC2\x85"), std::string("\u202Eabc"),
          std::string("\u2066abc"), std::string("\xE3\x81"), std::string("\xFF"),
          std::string("\xED\xA0\x80"), std::string("\xC0\xAF")}) {
        EXPECT_FALSE(is_clean_text(text)) << text;
    }
}

TEST(TidyText, loses_what_nobody_meant_to_enter) {
    EXPECT_EQ(tidy_text("　 一行目\r\n二行目\r三行目\n　"), "一行目\n二行目\n三行目");
    EXPECT_EQ(tidy_text("か\u3099"), "が");
    EXPECT_EQ(tidy_text(" 　\n"), "");
    EXPECT_EQ(tidy_text("山田　太郎"), "山田　太郎");
}

TEST(TidyText, keeps_names_as_the_family_register_writes_them) {
    EXPECT_EQ(tidy_text("神谷 朗 髙橋 﨑 葛󠄀 𠮷"), "神谷 朗 髙橋 﨑 葛󠄀 𠮷");
}

TEST(TidyText, leaves_broken_bytes_for_the_check_that_refuses_them) {
    EXPECT_EQ(tidy_text(" \xFF "), " \xFF ");
}

RC_GTEST_PROP(TidyText, changes_nothing_the_second_time, ()) {
    const auto tidy = tidy_text(any_text());
    RC_ASSERT(tidy_text(tidy) == tidy);
}

TEST(Digits, are_read_in_both_widths) {
    EXPECT_EQ(half_width_digits("Ａ０１２９あ"), "Ａ0129あ");
    EXPECT_EQ(half_width_digits("\xEF\xBC"), "\xEF\xBC");
    EXPECT_EQ(digits_of("電話 000-００００-0001(夜)"), "00000000001");
    EXPECT_EQ(digits_of("なし"), "");
}

}  // namespace
}  // namespace kasane
