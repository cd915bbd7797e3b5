#include "web/components.hpp"

#include <gtest/gtest.h>

#include <string>

#include "kernel/ensure.hpp"

namespace kasane::web {
namespace {

bool has(const Html& html, std::string_view part) {
    return html.text().find(part) != std::string::npos;
}

Entered typed(const std::vector<std::pair<std::string, std::string>>& entries,
              std::vector<FieldError> errors = {}) {
    Fields fields;
    for (const auto& [name, value] : entries) fields.add(name, value);
    return Entered(fields, std::move(errors));
}

Date on(int year, unsigned month, unsigned day_of_month) {
    return *Date::of(year, month, day_of_month);
}

TEST(TextFieldPiece, shows_the_pages_value_until_something_was_typed) {
    const TextField field{.name = "name", .label = "氏名", .value = "中村"};
    EXPECT_TRUE(has(text_field(field), "value=\"中村\""));
    EXPECT_TRUE(has(text_field(field, typed({{"name", "原"}})), "value=\"原\""));
    EXPECT_TRUE(has(text_field(field, typed({})), "value=\"\""));
}

TEST(TextFieldPiece, shows_what_was_typed_as_text_and_not_as_markup) {
    const auto html =
        text_field({.name = "name", .label = "氏名"}, typed({{"name", "\"><script>"}}));
    EXPECT_TRUE(has(html, "value=\"&quot;&gt;&lt;script&gt;\""));
}

TEST(TextFieldPiece, never_sends_a_password_back) {
    const TextField field{.name = "password", .label = "パスワード", .kind = TextKind::Password};
    EXPECT_FALSE(has(text_field(field, typed({{"password", "himitsu"}})), "himitsu"));
}

TEST(TextFieldPiece, ties_help_and_error_to_the_control) {
    const auto html =
        text_field({.name = "name", .label = "氏名", .help = "通称でも", .required = true},
                   typed({}, {{"name", "氏名を書いてください"}}));
    EXPECT_TRUE(has(html, "aria-invalid=\"true\""));
    EXPECT_TRUE(has(html, "aria-describedby=\"field-name-error field-name-help\""));
    EXPECT_TRUE(has(html, "id=\"field-name-error\""));
    EXPECT_TRUE(has(html, "※必須"));
}

TEST(LongTextFieldPiece, keeps_a_line_break_at_the_beginning) {
    const auto html =
        long_text_field({.name = "said", .label = "話"}, typed({{"said", "\n一行目"}}));
    // The browser drops the first of two line breaks.
    EXPECT_TRUE(has(html, ">\n\n一行目</textarea>"));
}

TEST(DateFieldPiece, shows_a_date_in_its_era_and_what_was_typed_as_it_was_typed) {
    const DateField field{.name = "born", .label = "生年月日", .value = on(1978, 4, 2)};
    const auto filled = date_field(field);
    EXPECT_TRUE(has(filled, "value=\"showa\" selected"));
    EXPECT_TRUE(has(filled,
                    "name=\"born_year\" type=\"text\" inputmode=\"numeric\" "
                    "autocomplete=\"off\" maxlength=\"4\" value=\"53\""));
    const auto again = date_field(
        field,
        typed(
            {{"born_era", "heisei"}, {"born_year", "元"}, {"born_month", "2"}, {"born_day", "30"}},
            {{"born", "2月30日はありません"}}));
    EXPECT_TRUE(has(again, "value=\"heisei\" selected"));
    EXPECT_TRUE(has(again, "value=\"元\" aria-invalid=\"true\""));
    EXPECT_TRUE(has(again, "2月30日はありません"));
}

TEST(CheckAreaPiece, shows_nothing_ticked_when_everything_was_unticked) {
    const ChoiceArea area{.name = "topics",
                          .legend = "相談の種類",
                          .values = {"debt"},
                          .groups = ungrouped({{"debt", "債務"}, {"housing", "住まい"}})};
    EXPECT_TRUE(has(check_area(area), " checked"));
    EXPECT_FALSE(has(check_area(area, typed({})), " checked"));
}

TEST(CheckAreaPiece, says_why_a_choice_is_not_possible) {
    const auto html = check_area(
        {.name = "agencies",
         .legend = "機関",
         .groups = ungrouped({{.code = "a", .label = "NPO", .not_possible = "委託の期間外です"}})});
    EXPECT_TRUE(has(html, " disabled"));
    EXPECT_TRUE(has(html, "委託の期間外です"));
}

TEST(ErrorSummaryPiece, links_to_the_fields_and_is_absent_without_errors) {
    EXPECT_TRUE(error_summary(typed({})).empty());
    const auto html =
        error_summary(typed({}, {{"name", "氏名を書いてください"}, {"", "もう一度"}}));
    EXPECT_TRUE(has(html, "href=\"#field-name\""));
    EXPECT_TRUE(has(html, "2か所"));
}

TEST(PostFormPiece, carries_its_tokens_and_saves_drafts_only_when_asked) {
    const auto html =
        post_form({.action = "/memos",
                   .tokens = {.csrf = "c", .form_token = "f", .version = "7", .draft_key = "memo"}},
                  Html());
    for (const auto* field : {"name=\"csrf_token\" value=\"c\"", "name=\"form_token\" value=\"f\"",
                              "name=\"version\" value=\"7\"", "name=\"draft_key\" value=\"memo\"",
                              "data-draft-path=\"/drafts\"", "method=\"post\""}) {
        EXPECT_TRUE(has(html, field)) << field;
    }
    EXPECT_FALSE(has(post_form({.action = "/x", .tokens = {.csrf = "c"}}, Html()), "data-draft"));
}

TEST(BothTextsPiece, shows_both_texts_where_they_differ) {
    const auto html = both_texts({{"様子", "一行目\n二行目"}, {"連絡先", "同じ"}},
                                 {{"様子", "別の話"}, {"連絡先", "同じ"}, {"見立て", "新しい"}});
    EXPECT_TRUE(has(html, "一行目\n二行目"));
    EXPECT_TRUE(has(html, "別の話"));
    EXPECT_TRUE(has(html, "新しい"));
    EXPECT_FALSE(has(html, "連絡先"));
}

TEST(DeadlinePiece, says_in_words_how_much_time_is_left) {
    const Date today = on(2026, 11, 21);
    EXPECT_EQ(days_left(on(2026, 11, 24), today), "あと3日");
    EXPECT_EQ(days_left(today, today), "今日まで");
    EXPECT_EQ(days_left(on(2026, 11, 19), today), "2日過ぎています");
    EXPECT_TRUE(has(deadline(on(2026, 11, 19), today), "data-tone=\"alert\""));
    EXPECT_TRUE(has(deadline(on(2026, 12, 19), today), "data-tone=\"plain\""));
}

TEST(CountText, says_when_the_counting_stopped) {
    EXPECT_EQ(count_text(12), "12件");
    EXPECT_EQ(count_text(1000, true), "1,000件以上");
    EXPECT_EQ(grouped_digits(-1234567), "-1,234,567");
}

TEST(DataTablePiece, shows_the_empty_state_in_place_of_an_empty_table) {
    const auto html = data_table({.caption = "ケース",
                                  .columns = {{.label = "番号"}},
                                  .rows = {},
                                  .empty = empty_state("ケースはまだありません。")});
    EXPECT_FALSE(has(html, "<table"));
    EXPECT_TRUE(has(html, "ケースはまだありません。"));
}

TEST(DataTablePiece, insists_on_a_cell_for_each_column) {
    const DataTable table{.caption = "ケース",
                          .columns = {{.label = "番号"}, {.label = "世帯"}},
                          .rows = {{.cells = {text("R8-0001")}}}};
    EXPECT_THROW(static_cast<void>(data_table(table)), BrokenInvariant);
}

TEST(NextStepPiece, shows_what_is_not_possible_with_reason_and_provision) {
    const auto html = next_step(
        {.blocked = {{.label = "終結する", .reason = "評価がまだです。", .basis = "実施要綱"}}});
    for (const auto* words : {"その他の操作", "終結する", "評価がまだです。", "根拠: 実施要綱"}) {
        EXPECT_TRUE(has(html, words)) << words;
    }
}

TEST(RefusalPiece, says_what_was_tried_which_rule_what_instead_and_whom_to_ask) {
    const auto html = refusal_block({.tried = "支援決定",
                                     .refusal = {.code = "gate.plan_decision",
                                                 .message = "まだ決定できません。",
                                                 .basis = "社会福祉法106条の4第2項第6号",
                                                 .instead = "会議に諮ってください。"},
                                     .ask = "多機関協働担当"});
    for (const auto* words : {"支援決定", "まだ決定できません。", "社会福祉法106条の4第2項第6号",
                              "会議に諮ってください。", "多機関協働担当"}) {
        EXPECT_TRUE(has(html, words)) << words;
    }
    EXPECT_FALSE(has(html, "gate."));
}

TEST(TimelinePiece, opens_a_heading_for_each_month) {
    const auto entry = [](Date day_of_entry) {
        return TimelineEntry{.on = day_of_entry, .kind = "電話", .who = "山田"};
    };
    const auto html = timeline(
        {.entries = {entry(on(2026, 11, 3)), entry(on(2026, 11, 1)), entry(on(2026, 10, 31))}});
    EXPECT_TRUE(has(html, "令和8年11月</h3>"));
    EXPECT_TRUE(has(html, "令和8年10月</h3>"));
}

TEST(Frame, signs_out_by_a_form_and_keeps_the_person_out_of_the_window_title) {
    PageFrame frame;
    frame.site = {.town = "町", .system = "かさね", .assets = {.style = "/style.css"}};
    frame.viewer = {.name = "山田", .desk = "福祉係", .csrf_token = "token"};
    frame.title = "中村さん世帯";
    frame.window_title = "ケース R8-0031";
    const auto html = page(frame, text("本文"));
    EXPECT_TRUE(has(html, "<title>ケース R8-0031｜かさね</title>"));
    EXPECT_TRUE(has(html, "action=\"/sign-out\""));
    EXPECT_TRUE(has(html, "name=\"csrf_token\" value=\"token\""));
    EXPECT_FALSE(has(html, "架空のデータ"));
}

}  // namespace
}  // namespace kasane::web
