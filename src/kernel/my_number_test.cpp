#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "kernel/japanese_text.hpp"

namespace kasane {
namespace {

/// The rule as the ordinance puts it: P1 is the lowest of the eleven digits, Q1…Q6 are 2…7 and
/// Q7…Q11 are 2…6.
char check_digit(const std::string& eleven) {
    static const std::vector<int> weights{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 11; ++i) sum += (eleven[i] - '0') * weights[i];
    const int remainder = sum % 11;
    return static_cast<char>('0' + (remainder <= 1 ? 0 : 11 - remainder));
}

std::string any_digits(std::size_t count) {
    const auto digits = rc::gen::container<std::string>(count, rc::gen::inRange('0', ':'));
    return *digits;
}

std::string any_number() {
    const auto eleven = any_digits(11);
    return eleven + check_digit(eleven);
}

std::string full_width(const std::string& digits) {
    std::string text;
    for (const char c : digits) {
        text += "\xEF\xBC";
        text += static_cast<char>('\x90' + (c - '0'));
    }
    return text;
}

std::string in_fours(const std::string& number, const std::string& between) {
    return number.substr(0, 4) + between + number.substr(4, 4) + between + number.substr(8);
}

const std::string number = "123456789018";  // by the rule above
const std::string mask = "●●●●●●●●●●●●";

TEST(MyNumber, is_masked_however_it_is_written) {
    ASSERT_EQ(check_digit(number.substr(0, 11)), number.back());
    EXPECT_EQ(mask_my_number("番号は" + number + "です"), "番号は" + mask + "です");
    EXPECT_EQ(mask_my_number(full_width(number)), mask);
    EXPECT_EQ(mask_my_number("1234 5678 9018"), "●●●● ●●●● ●●●●");
    EXPECT_EQ(mask_my_number("1234-5678-9018"), "●●●●-●●●●-●●●●");
    EXPECT_EQ(mask_my_number("1234　5678　9018"), "●●●●　●●●●　●●●●");
    EXPECT_EQ(mask_my_number("１２３４－５６７８－９０１８"), "●●●●－●●●●－●●●●");
    EXPECT_EQ(mask_my_number("1234ー5678ー9018"), "●●●●ー●●●●ー●●●●");
    EXPECT_EQ(mask_my_number("1234 - 5678 - 9018"), "●●●● - ●●●● - ●●●●");
    EXPECT_EQ(mask_my_number("1234-5678 9018"), "●●●●-●●●● ●●●●");
    EXPECT_EQ(mask_my_number("123456 789018"), "●●●●●● ●●●●●●");
    EXPECT_EQ(mask_my_number("1 2 3 4 5 6 7 8 9 0 1 8"), "● ● ● ● ● ● ● ● ● ● ● ●");
}

TEST(MyNumber, is_found_beside_other_numbers) {
    EXPECT_EQ(mask_my_number("父 " + number + "、母 " + number), "父 " + mask + "、母 " + mask);
    EXPECT_EQ(mask_my_number("1234-5678-9018 1234-5678-9018"), "●●●●-●●●●-●●●● ●●●●-●●●●-●●●●");
    EXPECT_EQ(mask_my_number("2026 1234 5678 9018"), "2026 ●●●● ●●●● ●●●●");
    EXPECT_EQ(mask_my_number("000-0000-0001 " + number), "000-0000-0001 " + mask);
    EXPECT_EQ(mask_my_number("8人 " + number), "8人 " + mask);
}

TEST(MyNumber, is_not_seen_where_there_is_none) {
    for (const char* text :
         {"", "電話 000-0000-0001", "12345678901", "123456789017", "1234567890188", "0123456789018",
          "12345678901\n8", "1234、5678、9018", "1234567890a18", "R8-0123", "令和8年11月21日 14:05",
          "000-0000-0001 5", "0000-00-0001 000-0000-0002"}) {
        EXPECT_EQ(mask_my_number(text), std::nullopt) << text;
    }
}

RC_GTEST_PROP(MyNumber, leaves_no_valid_number_behind, ()) {
    std::string text;
    for (const auto kind : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 8))) {
        static const std::vector<std::string> between{" ", "-", "　", "、", "\n", "相談"};
        if (kind == 0) text += any_number();
        if (kind == 1) text += in_fours(any_number(), *rc::gen::elementOf(between));
        if (kind == 2) text += any_digits(4);
        if (kind == 3) text += full_width(any_number());
        if (kind >= 4) text += *rc::gen::elementOf(between);
    }
    const auto masked = mask_my_number(text);
    if (masked) RC_ASSERT(mask_my_number(*masked) == std::nullopt);
}

RC_GTEST_PROP(MyNumber, is_always_found_standing_alone_in_a_sentence, ()) {
    const auto masked = mask_my_number("本人の番号 " + any_number() + " を聞いた");
    RC_ASSERT(masked == "本人の番号 " + mask + " を聞いた");
}

RC_GTEST_PROP(MyNumber, is_no_number_with_a_wrong_check_digit, ()) {
    auto wrong = any_number();
    wrong.back() = static_cast<char>('0' + (wrong.back() - '0' + *rc::gen::inRange(1, 10)) % 10);
    RC_ASSERT(mask_my_number(wrong) == std::nullopt);
    RC_ASSERT(mask_my_number(in_fours(wrong, "-")) == std::nullopt);
}

RC_GTEST_PROP(MyNumber, is_no_telephone_number, ()) {
    const auto digits = any_digits(9);
    const auto mobile =
        "0" + digits.substr(0, 2) + "-" + digits.substr(2, 4) + "-" + digits.substr(5);
    const auto landline =
        "0" + digits.substr(0, 3) + "-" + digits.substr(3, 2) + "-" + digits.substr(5);
    RC_ASSERT(mask_my_number(mobile) == std::nullopt);
    RC_ASSERT(mask_my_number("自宅 " + landline + " 携帯 " + mobile) == std::nullopt);
    RC_ASSERT(mask_my_number(mobile + " " + landline + "\n" + mobile) == std::nullopt);
    RC_ASSERT(mask_my_number("0" + digits + "0") == std::nullopt);
}

}  // namespace
}  // namespace kasane
