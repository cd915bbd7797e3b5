#include "web/form_reading.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>

#include "kernel/id_source.hpp"
#include "kernel/japanese_text.hpp"

namespace kasane::web {

enum class FormTestChannel { Visit, Telephone };

}  // namespace kasane::web

namespace kasane {
template <>
inline constexpr auto codes<web::FormTestChannel> =
    std::array{Code<web::FormTestChannel>{web::FormTestChannel::Visit, "visit", "来所"},
               Code<web::FormTestChannel>{web::FormTestChannel::Telephone, "telephone", "電話"}};
}  // namespace kasane

namespace kasane::web {
namespace {

/// A number whose check digit is right (番号法施行令 8条).
constexpr const char* my_number = "123456789018";

Fields fields(std::initializer_list<std::pair<std::string, std::string>> all) {
    Fields made;
    for (const auto& [name, value] : all) made.add(name, value);
    return made;
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += piece;
    return all;
}

Fields date_fields(std::string era, std::string year, std::string month, std::string day) {
    return fields({{"on_era", std::move(era)},
                   {"on_year", std::move(year)},
                   {"on_month", std::move(month)},
                   {"on_day", std::move(day)}});
}

TEST(FormText, is_tidied) {
    FormReader form(fields({{"name", "  髙橋　花子 　"}}));
    EXPECT_EQ(form.text("name", "氏名"), "髙橋　花子");
    EXPECT_TRUE(form.ok());
}

TEST(FormText, that_is_missing_is_named) {
    FormReader form(fields({{"name", " 　"}}));
    EXPECT_EQ(form.text("name", "氏名", {60, Need::Required}), "");
    EXPECT_EQ(form.entered().error("name"), "氏名を入力してください。");
    EXPECT_EQ(FormReader(Fields()).text("name", "氏名"), "");
}

TEST(FormText, that_is_too_long_says_the_limit_and_how_many_there_are) {
    FormReader form(fields({{"name", repeated("𠮷", 61)}}));
    EXPECT_EQ(character_count(form.text("name", "氏名", {60, Need::Optional})), 61U);
    EXPECT_EQ(form.entered().error("name"),
              "氏名は60文字までで入力してください。いまは61文字あります。");
    EXPECT_EQ(form.entered().value("name"), repeated("𠮷", 61));
}

TEST(FormText, counts_as_a_person_counts) {
    FormReader form(fields({{"name", repeated("葛󠄀", 60)}}));
    (void)form.text("name", "氏名", {60, Need::Optional});
    EXPECT_TRUE(form.ok());
}

TEST(FormText, has_one_line_unless_it_is_long) {
    FormReader form(fields({{"name", "一行目\r\n二行目"}, {"said", "一行目\r\n二行目"}}));
    (void)form.text("name", "氏名");
    EXPECT_EQ(form.long_text("said", "相談の内容"), "一行目\n二行目");
    EXPECT_EQ(form.entered().error("name"), "氏名は改行せずに1行で入力してください。");
    EXPECT_EQ(form.entered().error("said"), "");
}

TEST(FormText, loses_control_characters_and_the_writer_is_told) {
    for (const auto& hidden :
         {std::string("\0", 1), std::string("\x07"), std::string("\x1B"), std::string("\x7F"),
          std::string("\xC2\x85"), std::string("\xE2\x80\xAE")}) {
        FormReader form(fields({{"said", "山" + hidden + "田"}}));
        EXPECT_EQ(form.long_text("said", "相談の内容"), "山田");
        EXPECT_FALSE(form.ok());
        EXPECT_NE(form.entered().error("said").find("目に見えない文字"), std::string::npos);
        EXPECT_EQ(form.entered().value("said"), "山田");
    }
}

TEST(FormText, keeps_html_and_formulas_as_they_were_typed) {
    for (const std::string typed : {"<script>alert(1)</script>", "=1+1", "+81", "@SUM(A1)",
                                    "' or 1=1 --", "{{7*7}}", "%s%n", "../../etc"}) {
        FormReader form(fields({{"said", typed}}));
        EXPECT_EQ(form.long_text("said", "相談の内容"), typed);
        EXPECT_TRUE(form.ok());
        EXPECT_EQ(form.entered().value("said"), typed);
    }
}

TEST(FormMyNumber, is_masked_and_the_writer_is_asked) {
    FormReader form(fields({{"said", std::string("番号は") + my_number + "です"}}));
    const auto read = form.long_text("said", "相談の内容");
    EXPECT_EQ(read.find(my_number), std::string::npos);
    EXPECT_FALSE(form.ok());
    EXPECT_NE(form.entered().error("said").find("個人番号"), std::string::npos);
    EXPECT_EQ(form.entered().value("said"), read);
    EXPECT_NE(my_number_question(form.entered()).text().find(my_number_checked_field),
              std::string::npos);
}

TEST(FormMyNumber, is_found_in_any_width_and_with_gaps) {
    for (const std::string typed :
         {"1234 5678 9018", "1234-5678-9018", "１２３４５６７８９０１８"}) {
        FormReader form(fields({{"said", typed}}));
        (void)form.long_text("said", "相談の内容");
        EXPECT_TRUE(form.has_masked()) << typed;
    }
}

TEST(FormMyNumber, is_saved_masked_after_the_tick) {
    FormReader first(fields({{"said", std::string("番号は") + my_number}}));
    (void)first.long_text("said", "相談の内容");
    const auto offered = first.entered().value("said");

    FormReader unticked(fields({{"said", offered}, {"my_number_asked", "yes"}}));
    (void)unticked.long_text("said", "相談の内容");
    EXPECT_FALSE(unticked.ok());
    EXPECT_NE(unticked.entered().error(my_number_checked_field), "");

    FormReader ticked(
        fields({{"said", offered}, {"my_number_asked", "yes"}, {"my_number_checked", "yes"}}));
    EXPECT_EQ(ticked.long_text("said", "相談の内容"), offered);
    EXPECT_TRUE(ticked.ok());
}

TEST(FormMyNumber, is_never_kept_even_when_somebody_ticks_without_being_asked) {
    FormReader form(fields({{"said", my_number}, {"my_number_checked", "yes"}}));
    EXPECT_EQ(form.long_text("said", "相談の内容").find(my_number), std::string::npos);
    EXPECT_TRUE(form.ok());
}

TEST(FormMyNumber, is_masked_in_fields_nobody_reads_too) {
    const FormReader form(fields({{"unknown", my_number}}));
    EXPECT_EQ(form.entered().value("unknown").find(my_number), std::string::npos);
}

TEST(FormMyNumber, is_found_when_something_unseen_divides_it) {
    FormReader form(fields({{"said", std::string("123456\x01") + "789018"}}));
    EXPECT_EQ(form.long_text("said", "相談の内容").find(my_number), std::string::npos);
    EXPECT_TRUE(form.has_masked());
}

TEST(FormMyNumber, is_not_looked_for_in_ids_and_passwords) {
    const std::string id = "01937b5c-0000-7000-8000-123456789018";
    FormReader form(fields({{"case", id}, {"password", my_number}}));
    EXPECT_EQ(form.id("case", "ケース"), id);
    EXPECT_EQ(form.entered().value("password"), my_number);
}

TEST(FormDate, is_read_from_era_year_month_and_day) {
    FormReader form(date_fields("reiwa", "８", "11", "21"));
    EXPECT_EQ(form.date("on", "訪問日"), Date::of(2026, 11, 21));
    FormReader iso(fields({{"on", "2026-11-21"}}));
    EXPECT_EQ(iso.date("on", "訪問日"), Date::of(2026, 11, 21));
}

TEST(FormDate, that_does_not_exist_is_explained) {
    const std::array<std::array<std::string, 4>, 8> wrong{{{"reiwa", "0", "1", "1"},
                                                           {"reiwa", "8", "2", "30"},
                                                           {"showa", "70", "1", "1"},
                                                           {"reiwa", "8", "13", "1"},
                                                           {"reiwa", "8", "", "1"},
                                                           {"reiwa", "八年", "1", "1"},
                                                           {"no_era", "8", "1", "1"},
                                                           {"reiwa", "999999999999", "1", "1"}}};
    for (const auto& [era, year, month, day] : wrong) {
        FormReader form(date_fields(era, year, month, day));
        EXPECT_FALSE(form.date("on", "訪問日").has_value());
        EXPECT_NE(form.entered().error("on"), "") << era << year;
        EXPECT_EQ(form.entered().value("on_year"), year);
    }
    FormReader iso(fields({{"on", "2026-02-30"}}));
    EXPECT_FALSE(iso.date("on", "訪問日").has_value());
    EXPECT_FALSE(iso.ok());
}

TEST(FormDate, may_be_left_out_unless_it_is_required) {
    FormReader form(date_fields("reiwa", "", " ", ""));
    EXPECT_FALSE(form.date("on", "訪問日").has_value());
    EXPECT_TRUE(form.ok());
    EXPECT_FALSE(form.date("on", "訪問日", Need::Required).has_value());
    EXPECT_EQ(form.entered().error("on"), "訪問日を入力してください。");
}

TEST(FormChoice, takes_codes_of_its_list_alone) {
    FormReader form(fields({{"a", "visit"}, {"b", "fax"}, {"c", ""}}));
    EXPECT_EQ(form.choice<FormTestChannel>("a", "方法"), FormTestChannel::Visit);
    EXPECT_FALSE(form.choice<FormTestChannel>("b", "方法").has_value());
    EXPECT_FALSE(form.choice<FormTestChannel>("c", "方法").has_value());
    EXPECT_EQ(form.entered().error("b"), "方法は一覧にあるものから選んでください。");
    EXPECT_EQ(form.entered().error("c"), "");
    EXPECT_FALSE(form.choice<FormTestChannel>("d", "方法", Need::Required).has_value());
    EXPECT_EQ(form.entered().error("d"), "方法を選んでください。");
}

TEST(FormChoice, takes_several_without_doubles) {
    FormReader form(fields({{"a", "visit"}, {"a", "telephone"}, {"a", "visit"}, {"a", ""}}));
    EXPECT_EQ(form.choices<FormTestChannel>("a", "方法"),
              (std::vector<FormTestChannel>{FormTestChannel::Visit, FormTestChannel::Telephone}));
    EXPECT_TRUE(form.ok());
    EXPECT_TRUE(form.choices<FormTestChannel>("b", "方法", Need::Required).empty());
    EXPECT_FALSE(form.ok());
}

TEST(FormNumber, is_whole_and_within_its_range) {
    FormReader form(fields({{"a", "１２"},
                            {"b", "12.5"},
                            {"c", "-1"},
                            {"d", "99999999999999999999"},
                            {"e", "十二"},
                            {"f", "1e3"}}));
    EXPECT_EQ(form.integer("a", "人数", 0, 100), 12);
    for (const auto* name : {"b", "c", "d", "e", "f"}) {
        EXPECT_FALSE(form.integer(name, "人数", 0, 100).has_value()) << name;
        EXPECT_NE(form.entered().error(name), "") << name;
    }
    EXPECT_EQ(form.entered().error("c"), "人数は0から100までの数字で入力してください。");
}

TEST(FormId, is_a_uuid_or_nothing) {
    const std::string id = IdSource().uuid(Instant(1'700'000'000'000'000));
    FormReader form(fields({{"a", id}, {"b", "1 or 1=1"}, {"c", ""}}));
    EXPECT_EQ(form.id("a", "ケース"), id);
    EXPECT_FALSE(form.id("b", "ケース").has_value());
    EXPECT_FALSE(form.ok());
    EXPECT_FALSE(form.id("c", "世帯").has_value());
    EXPECT_EQ(form.entered().error("c"), "");
}

TEST(FormPhone, is_kept_in_half_width) {
    FormReader form(fields({{"a", "（０２６６）４１－００１１"},
                            {"b", "090ー0000ー0011"},
                            {"c", "電話なし"},
                            {"d", "12"},
                            {"e", ""}}));
    EXPECT_EQ(form.phone("a", "電話番号"), "(0266)41-0011");
    EXPECT_EQ(form.phone("b", "電話番号"), "090-0000-0011");
    EXPECT_EQ(form.phone("c", "電話番号"), "");
    EXPECT_EQ(form.phone("d", "電話番号"), "");
    EXPECT_EQ(form.phone("e", "電話番号"), "");
    EXPECT_NE(form.entered().error("c"), "");
    EXPECT_NE(form.entered().error("d"), "");
    EXPECT_EQ(form.entered().error("e"), "");
}

TEST(FormVersion, is_zero_when_it_is_none) {
    EXPECT_EQ(FormReader(fields({{"version", "7"}})).version(), 7);
    for (const auto* wrong : {"", "x", "-1", "7x", "99999999999999999999"}) {
        EXPECT_EQ(FormReader(fields({{"version", wrong}})).version(), 0) << wrong;
    }
}

TEST(FormMistakes, of_one_field_are_told_one_at_a_time) {
    FormReader form(fields({{"name", "一\n" + repeated("あ", 200)}}));
    (void)form.text("name", "氏名", {60, Need::Required});
    EXPECT_EQ(form.entered().errors().size(), 1U);
    form.add_error("name", "二つめ");
    form.add_error("", "全体のこと");
    form.add_error("", "もう一つ");
    EXPECT_EQ(form.entered().errors().size(), 3U);
}

RC_GTEST_PROP(FormReader, never_throws_on_what_somebody_typed, (const std::string& typed)) {
    Fields all;
    for (const auto* name : {"t", "d", "d_era", "d_year", "d_month", "d_day", "version", "act"}) {
        all.add(name, typed);
    }
    FormReader form(all);
    (void)form.text("t", "文");
    (void)form.long_text("t", "文");
    (void)form.date("d", "日");
    (void)form.integer("t", "数", 0, 9);
    (void)form.phone("t", "電話");
    (void)form.id("t", "記録");
    (void)form.choice<FormTestChannel>("t", "方法");
    (void)form.choices<FormTestChannel>("t", "方法");
    (void)form.version();
    (void)form.entered();
}

TEST(TimeOfDay, is_read_as_people_write_it) {
    for (const auto* typed : {"14:00", "１４：００", " 14時 ", "14時00分", "１４時0分", "1400"}) {
        const auto sent = fields({{"starts_at", typed}});
        FormReader form(sent);
        EXPECT_EQ(form.time_of_day("starts_at", "開始時刻"), "14:00") << typed;
        EXPECT_TRUE(form.ok()) << typed;
    }
    const auto sent = fields({{"starts_at", "9:05"}});
    FormReader early(sent);
    EXPECT_EQ(early.time_of_day("starts_at", "開始時刻"), "09:05");
}

TEST(TimeOfDay, may_be_left_out) {
    const auto sent = fields({{"starts_at", "　"}});
    FormReader form(sent);
    EXPECT_EQ(form.time_of_day("starts_at", "開始時刻"), "");
    EXPECT_TRUE(form.ok());
}

TEST(TimeOfDay, refuses_what_is_no_time) {
    for (const auto* typed :
         {"24:00", "14:60", "午後", "14", "1460", "14:", "14:0x", "-1:00", "14時99分"}) {
        const auto sent = fields({{"starts_at", typed}});
        FormReader form(sent);
        EXPECT_EQ(form.time_of_day("starts_at", "開始時刻"), "") << typed;
        EXPECT_FALSE(form.ok()) << typed;
    }
}

}  // namespace
}  // namespace kasane::web
