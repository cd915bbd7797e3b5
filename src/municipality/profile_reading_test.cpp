// Every mistake a person can make in a profile is found, with its line and its key. Each test
// takes the shipped profile and spoils one place.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "municipality/profile.hpp"
#include "tests/support/tatsuno_profile.hpp"

namespace kasane::municipality {
namespace {

using test_support::profile_vocabulary;
using test_support::tatsuno_toml;

unsigned line_at(const std::string& text, std::size_t position) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(position);
    return static_cast<unsigned>(1 + std::count(text.begin(), end, '\n'));
}

/// The shipped profile with the first place that reads `before` changed.
struct Spoiled {
    std::string text;
    unsigned line = 0;

    Spoiled(const std::string& before, const std::string& after) : text(tatsuno_toml()) {
        const auto position = text.find(before);
        if (position == std::string::npos) throw std::logic_error("not in the profile: " + before);
        text.replace(position, before.size(), after);
        line = line_at(text, position);
    }
    [[nodiscard]] std::vector<Problem> problems() const {
        const auto reading = read_profile(text, "tatsuno.toml", profile_vocabulary());
        EXPECT_EQ(reading.ok(), reading.problems.empty());
        return reading.problems;
    }
};

/// Expects exactly one problem, `lines_below` lines under the changed place.
void expect_problem(const Spoiled& spoiled, const std::string& key, const std::string& words,
                    int lines_below = 0) {
    const auto problems = spoiled.problems();
    ASSERT_EQ(problems.size(), 1U) << describe(problems);
    EXPECT_EQ(problems.front().file, "tatsuno.toml");
    EXPECT_EQ(static_cast<int>(problems.front().line), static_cast<int>(spoiled.line) + lines_below)
        << describe(problems);
    EXPECT_EQ(problems.front().key, key);
    EXPECT_NE(problems.front().message.find(words), std::string::npos) << describe(problems);
}

TEST(ReadProfile, says_where_the_text_is_no_toml) {
    const Spoiled spoiled("name = \"辰野町\"", "name = \"辰野町");
    const auto problems = spoiled.problems();
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems.front().line, spoiled.line);
    EXPECT_NE(problems.front().message.find("TOMLとして読めません"), std::string::npos);
}

TEST(ReadProfile, says_where_a_key_stands_twice) {
    const Spoiled spoiled("name = \"辰野町\"", "name = \"辰野町\"\nname = \"辰野町\"");
    const auto problems = spoiled.problems();
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems.front().line, spoiled.line + 1);
    EXPECT_NE(problems.front().message.find("二度"), std::string::npos) << describe(problems);
}

TEST(ReadProfile, refuses_text_that_is_not_utf_8) {
    const Spoiled spoiled("name = \"辰野町\"", "name = \"\x92\x43\x96\xec\x92\xac\"");
    const auto problems = spoiled.problems();
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_NE(problems.front().message.find("UTF-8"), std::string::npos) << describe(problems);
}

TEST(ReadProfile, finds_an_unknown_key_in_a_row_and_at_the_top) {
    expect_problem(
        {"department = \"保健福祉課\"", "departmemt = \"x\"\ndepartment = \"保健福祉課\""},
        "municipality.departmemt", "キーはありません");
    expect_problem({"format = 1", "format = 1\ncolour = \"blue\""}, "colour", "キーはありません",
                   1);
    expect_problem({"[coordination]", "[cordination]\ndesk = \"x\"\n\n[coordination]"},
                   "cordination", "キーはありません");
}

// Nothing is guessed: whichever key of the file is misspelt, its line says so.
TEST(ReadProfile, finds_every_key_that_is_misspelt) {
    const auto text = tatsuno_toml();
    std::size_t begin = 0;
    for (unsigned line = 1; begin < text.size(); ++line) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto words = std::string_view(text).substr(begin, end - begin);
        const bool is_key = words.find(" = ") != std::string_view::npos && words.front() >= 'a' &&
                            words.front() <= 'z';
        // One key in five is enough to meet every kind of table.
        if (is_key && line % 5 == 0) {
            auto spoiled = text;
            spoiled.insert(begin, "x");
            const auto reading = read_profile(spoiled, "tatsuno.toml", profile_vocabulary());
            const auto wrong = "x" + std::string(words.substr(0, words.find(' ')));
            EXPECT_TRUE(std::ranges::any_of(reading.problems,
                                            [&](const Problem& problem) {
                                                return problem.line == line &&
                                                       problem.key.ends_with(wrong);
                                            }))
                << "line " << line << ": " << words << "\n"
                << describe(reading.problems);
        }
        begin = end + 1;
    }
}

TEST(ReadProfile, finds_a_missing_key) {
    expect_problem({"department = \"保健福祉課\"\n", "# \n"}, "municipality.department",
                   "がありません", -6);
    expect_problem({"existing_forms = { value = \"accepted\", source = \"plan\" }", "#"},
                   "settings.existing_forms", "がありません", -21);
}

TEST(ReadProfile, finds_a_missing_table) {
    const auto problems = Spoiled("[coordination]\ndesk = \"coordination\"\n", "").problems();
    ASSERT_EQ(problems.size(), 1U) << describe(problems);
    EXPECT_EQ(problems.front().key, "coordination");
    EXPECT_EQ(problems.front().line, 0U);
}

TEST(ReadProfile, finds_values_of_another_type) {
    expect_problem({"name = \"辰野町\"", "name = 1"}, "municipality.name", "文字列");
    expect_problem({"start = 2026-04-01", "start = \"2026-04-01\""}, "plan.period.start", "日付");
    expect_problem({"memo_answer_business_days = { value = 3,",
                    "memo_answer_business_days = { value = \"3\","},
                   "settings.memo_answer_business_days.value", "整数");
    expect_problem({"screening_days = { value = 14,", "screening_days = { value = 14.5,"},
                   "settings.screening_days.value", "整数");
    expect_problem({"screening_days = { value = 14, source = \"default\" }", "screening_days = 14"},
                   "settings.screening_days", "表");
    expect_problem({"aliases = [\"高齢者\"]", "aliases = \"高齢者\""}, "field[1].aliases", "一覧");
    expect_problem({"aliases = [\"高齢者\"]", "aliases = [\"高齢者\", 3]"}, "field[1].aliases[2]",
                   "文字列だけ");
    expect_problem({"category = \"shakyo\"", "category = \"shakyo\"\nshared_records = \"yes\""},
                   "agency[7].shared_records", "true か false", 1);
}

TEST(ReadProfile, finds_empty_unclean_and_endless_text) {
    expect_problem({"name = \"辰野町\"", "name = \"\""}, "municipality.name", "空の文字列");
    expect_problem({"name = \"辰野町\"", "name = \"辰野\\u0000町\""}, "municipality.name",
                   "使えない文字");
    std::string endless;
    for (int i = 0; i < 100'000; ++i) endless += "あ";
    expect_problem({"name = \"辰野町\"", "name = \"" + endless + "\""}, "municipality.name",
                   "長すぎます");
}

TEST(ReadProfile, finds_keys_that_are_no_keys_or_stand_twice) {
    expect_problem({"key = \"general_plan\"", "key = \"総合計画\""}, "related_plan[1].key",
                   "キーに使えません");
    expect_problem({"key = \"tatsuno\"", "key = \"Tatsuno\""}, "municipality.key", "小文字");
    const Spoiled spoiled("key = \"field_plans\"", "key = \"general_plan\"");
    const auto first = line_at(spoiled.text, spoiled.text.find("key = \"general_plan\""));
    expect_problem(spoiled, "related_plan[4].key", std::to_string(first) + "行目にもあります");
}

TEST(ReadProfile, finds_every_kind_of_broken_reference) {
    expect_problem(
        {"key = \"child\"\nagency = \"child_support\"", "key = \"child\"\nagency = \"nobody\""},
        "desk[5].agency", "機関 (agency)", 1);
    expect_problem({"unit = \"elderly_center\"", "unit = \"nobody\""}, "desk[2].unit",
                   "部署 (unit)");
    expect_problem({"fields = [\"disability\"]", "fields = [\"nothing\"]"}, "desk[3].fields[1]",
                   "分野 (field)");
    expect_problem({"responsible = [\"elderly_center\"]", "responsible = [\"nobody\"]"},
                   "programme[1].responsible[1]", "部署 (unit)");
    expect_problem({"agencies = [\"health_welfare\", \"kiraria\"]",
                    "agencies = [\"health_welfare\", \"nobody\"]"},
                   "programme[2].agencies[2]", "機関 (agency)");
    expect_problem({"contractor = \"shakyo\"", "contractor = \"nobody\""},
                   "programme[7].operations[1].contractor", "機関 (agency)");
    expect_problem({"row = \"target\"", "row = \"targets\""}, "programme[1].cell[3].row",
                   "事業の表の行");
    expect_problem({"host_desk = \"coordination\"", "host_desk = \"nobody\""},
                   "meeting[2].host_desk", "窓口 (desk)");
    expect_problem({"[coordination]\ndesk = \"coordination\"", "[coordination]\ndesk = \"nobody\""},
                   "coordination.desk", "窓口 (desk)", 1);
    expect_problem({"with_plan = \"welfare_plan_4\"", "with_plan = \"welfare_plan_9\""},
                   "plan.review.with_plan", "関連計画");
    expect_problem({"desks = [\"commissioners\"]", "desks = [\"commissioner\"]"},
                   "role[6].desks[1]", "窓口 (desk)");
    expect_problem({"parent = \"health_welfare_division\"", "parent = \"nobody\""},
                   "unit[2].parent", "部署 (unit)");
}

TEST(ReadProfile, finds_codes_that_are_in_no_list) {
    expect_problem({"roles = [\"coordinator\"]", "roles = [\"queen\"]"}, "role[1].roles[1]",
                   "役割はありません");
    expect_problem({"roles = [\"coordinator\"]", "roles = []"}, "role[1].roles", "一つ以上");
    expect_problem({"category = \"shakyo\"", "category = \"circus\""}, "agency[7].category",
                   "機関の分類はありません");
    expect_problem({"items = [\"2\"]", "items = [\"7\"]"}, "programme[5].items",
                   "使える値は 1、1i");
    expect_problem({"items = [\"2\"]", "items = []"}, "programme[5].items", "号を一つ以上");
    expect_problem({"concept = \"memo\"", "concept = \"mem\""}, "term[9].concept",
                   "概念はありません");
    expect_problem({"concept = \"existing_form\"", "concept = \"memo\""}, "term[10].concept",
                   "前にもあります");
    expect_problem({"source = \"general_knowledge\" }\nprogramme_name",
                    "source = \"hearsay\" }\nprogramme_name"},
                   "municipality.prefecture.source", "使える値は plan");
    expect_problem({"belonging = \"outside\"", "belonging = \"abroad\""}, "agency[7].belonging",
                   "使えません");
    expect_problem({"reason = \"second_opinion\"", "reason = \"mood\""},
                   "screening_criterion[2].reason", "つなぐ理由");
    expect_problem({"\"no_food\",\n    \"other\",", "\"no_food\",\n    \"weather\","},
                   "intake.topics[16]", "相談内容の選択肢にありません", 1);
}

TEST(ReadProfile, finds_a_municipality_code_with_a_wrong_check_digit) {
    expect_problem({"code = \"203823\"", "code = \"203824\""}, "municipality.code", "検査数字");
    expect_problem({"code = \"203823\"", "code = \"20382\""}, "municipality.code", "検査数字");
    expect_problem({"code = \"203823\"", "code = \"２０３８２３\""}, "municipality.code",
                   "検査数字");
}

TEST(ReadProfile, finds_periods_that_end_before_they_begin) {
    expect_problem({"end = 2029-03-31", "end = 2025-03-31"}, "plan.period.end",
                   "終わりが始まりより前");
    expect_problem({"end = 2029-03-31", "end = 2029-03-30"}, "plan.period.end", "3月31日");
    expect_problem({"start = 2026-04-01", "start = 2026-07-01"}, "plan.period.start", "4月1日");
    expect_problem({"project_start = \"2026-07\"", "project_start = \"2026-13\""},
                   "plan.period.project_start", "年と月");
    expect_problem({"name = \"町立辰野病院\"",
                    "valid_from = 2026-07-01\nvalid_to = 2026-06-30\nname = \"町立辰野病院\""},
                   "agency[6].valid_to", "前になっています", 1);
}

TEST(ReadProfile, finds_dates_that_do_not_exist) {
    const auto problems = Spoiled("start = 2026-04-01", "start = 2026-02-30").problems();
    ASSERT_FALSE(problems.empty());
    EXPECT_GT(problems.front().line, 0U);
}

TEST(ReadProfile, finds_numbers_out_of_range) {
    expect_problem(
        {"memo_answer_business_days = { value = 3,", "memo_answer_business_days = { value = 0,"},
        "settings.memo_answer_business_days.value", "1から60まで");
    expect_problem(
        {"session_longest_hours = { value = 12,", "session_longest_hours = { value = 99999999999,"},
        "settings.session_longest_hours.value", "1から24まで");
}

TEST(ReadProfile, needs_both_lawful_conferences) {
    const auto support = Spoiled("type = \"support_conference\"", "type = \"other_council\"");
    auto problems = support.problems();
    ASSERT_EQ(problems.size(), 1U) << describe(problems);
    EXPECT_EQ(problems.front().key, "meeting");
    EXPECT_NE(problems.front().message.find("支援会議 (type = support_conference)"),
              std::string::npos);

    problems = Spoiled("type = \"coordination_conference\"", "type = \"other_council\"").problems();
    ASSERT_EQ(problems.size(), 1U) << describe(problems);
    EXPECT_NE(problems.front().message.find("重層的支援会議"), std::string::npos);
}

TEST(ReadProfile, needs_the_type_of_every_meeting) {
    expect_problem({"type = \"informal_meeting\"\n", "#\n"}, "meeting[1].type", "がありません", -2);
    expect_problem({"type = \"informal_meeting\"", "type = \"party\""}, "meeting[1].type",
                   "使えません");
}

TEST(ReadProfile, finds_meetings_that_contradict_their_type) {
    expect_problem({"consent = \"required\"", "consent = \"not_required\""}, "meeting[3].consent",
                   "required");
    expect_problem({"consent = \"not_required\"", "consent = \"required\""}, "meeting[2].consent",
                   "not_required");
    expect_problem({"personal_data = \"de_identified\"", "personal_data = \"shared\""},
                   "meeting[1].personal_data", "de_identified");
    expect_problem({"penalty = \"社会福祉法159条2号\"", "penalty = \"not_stated\""},
                   "meeting[2].secrecy", "罰則");
}

TEST(ReadProfile, finds_desks_and_fields_that_do_not_fit_together) {
    expect_problem({"[coordination]\ndesk = \"coordination\"", "[coordination]\ndesk = \"child\""},
                   "coordination.desk", "多機関協働の窓口", 1);
    expect_problem({"unit = \"family_center\"", "unit = \"elderly_center\""}, "desk[5].unit",
                   "のものではありません");
    expect_problem({"items = [\"1ro\"]", "items = [\"1i\"]"}, "programme[2].field", "高齢", 1);
    const auto problems = Spoiled("standard = \"poverty\"", "standard = \"other\"").problems();
    ASSERT_FALSE(problems.empty());
    EXPECT_EQ(problems.front().key, "field");
}

TEST(ReadProfile, finds_units_that_are_above_themselves) {
    expect_problem({"name = \"重層推進室\"\nparent = \"health_welfare_division\"",
                    "name = \"重層推進室\"\nparent = \"coordination_office\""},
                   "unit[2].parent", "輪", 1);
}

TEST(ReadProfile, needs_a_consultation_counter) {
    auto text = tatsuno_toml();
    const std::string counter = "\"consultation_counter\", source";
    for (auto at = text.find(counter); at != std::string::npos; at = text.find(counter)) {
        text.replace(at, counter.size(), "\"support_agency\", source");
    }
    const auto reading = read_profile(text, "tatsuno.toml", profile_vocabulary());
    ASSERT_EQ(reading.problems.size(), 1U) << describe(reading.problems);
    EXPECT_EQ(reading.problems.front().key, "desk");
}

TEST(ReadProfile, takes_choices_the_town_adds_and_refuses_those_that_are_there) {
    const auto text = tatsuno_toml();
    const std::string added =
        "\n[[choice]]\nlist = \"topics\"\ncode = \"bear\"\nlabel = \"熊のこと\"\n";
    const auto reading = read_profile(text + added, "tatsuno.toml", profile_vocabulary());
    ASSERT_TRUE(reading.ok()) << describe(reading.problems);
    const auto* choice = reading.profile->codes.list("topics").find("bear");
    ASSERT_NE(choice, nullptr);
    EXPECT_EQ(choice->origin, ChoiceOrigin::Town);
    EXPECT_EQ(reading.profile->codes.list("topics").label("debt"), "債務について");
    EXPECT_EQ(standard_code_lists().list("topics").find("bear"), nullptr);

    const auto refused = [&](const std::string& row, const std::string& key) {
        const auto again = read_profile(text + row, "tatsuno.toml", profile_vocabulary());
        ASSERT_EQ(again.problems.size(), 1U) << describe(again.problems);
        EXPECT_EQ(again.problems.front().key, key);
        EXPECT_GT(again.problems.front().line, 0U);
    };
    refused("\n[[choice]]\nlist = \"topics\"\ncode = \"debt\"\nlabel = \"借金\"\n",
            "choice[1].code");
    refused("\n[[choice]]\nlist = \"tropics\"\ncode = \"x\"\nlabel = \"借金\"\n", "choice[1].list");
    refused("\n[[choice]]\nlist = \"topics\"\ncode = \"借金\"\nlabel = \"借金\"\n",
            "choice[1].code");
}

TEST(ReadProfile, finds_all_mistakes_at_once_in_the_order_of_the_file) {
    auto text = tatsuno_toml();
    const auto spoil = [&](const std::string& before, const std::string& after) {
        text.replace(text.find(before), before.size(), after);
    };
    spoil("type = \"support_conference\"", "type = \"party\"");
    spoil("code = \"203823\"", "code = \"203824\"");
    spoil("agency = \"hospital\"", "agency = \"nobody\"");
    const auto reading = read_profile(text, "tatsuno.toml", profile_vocabulary());
    ASSERT_GE(reading.problems.size(), 3U);
    EXPECT_TRUE(std::ranges::is_sorted(reading.problems, {}, &Problem::line));
    for (const auto* key : {"municipality.code", "desk[10].agency", "meeting[2].type"}) {
        EXPECT_NE(std::ranges::find(reading.problems, key, &Problem::key), reading.problems.end())
            << key;
    }
    EXPECT_FALSE(reading.ok());
}

TEST(ReadProfile, refuses_a_format_it_does_not_know) {
    expect_problem({"format = 1", "format = 2"}, "format", "読めません");
}

TEST(ReadProfile, survives_an_empty_a_huge_and_a_deep_file) {
    EXPECT_FALSE(read_profile("", "empty.toml", profile_vocabulary()).ok());
    EXPECT_FALSE(read_profile(std::string(3'000'000, '#'), "huge.toml", profile_vocabulary()).ok());
    EXPECT_FALSE(
        read_profile("x = " + std::string(100'000, '['), "deep.toml", profile_vocabulary()).ok());
}

TEST(DescribeProblems, gives_one_line_each_with_file_line_and_key) {
    EXPECT_EQ(describe({{"a.toml", 12, "meeting[2].type", "「type」がありません。"},
                        {"a.toml", 0, "", "ファイルが大きすぎます。"}}),
              "a.toml:12: meeting[2].type — 「type」がありません。\n"
              "a.toml: ファイルが大きすぎます。\n");
}

}  // namespace
}  // namespace kasane::municipality
