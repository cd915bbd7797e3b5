// The rule tables are proved by a runner that must itself be able to fail.

#include "tests/support/rule_cases.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "law/gates.hpp"

namespace kasane::tests {
namespace {

const std::string table = R"(# 説明の行
case 次に確認する日があれば、プランを始められる
given
    確認日: 2027-02-01
    関係機関: 地域包括支援センター、社会福祉協議会
    人数: 2
when
    操作: プランを始める
expect
    結果: できる
basis
    gate.plan_is_reviewed
    plan_review

case 次に確認する日がなければ、始められない
when
    操作: プランを始める
expect
    結果: できない
    理由: gate.plan_is_reviewed
    根拠: 社会福祉法施行規則34条の8
basis
    gate.plan_is_reviewed
)";

Outcome begin_plan(const RuleCase& rule_case) {
    static_cast<void>(rule_case.when.text("操作"));
    static_cast<void>(rule_case.given.has("関係機関"));
    static_cast<void>(rule_case.given.has("人数"));
    if (rule_case.given.has("確認日")) return outcome_of_success();
    return outcome_of_refusal(law::refuse(law::gates::plan_is_reviewed, "確認日がありません。"));
}

Outcome begin_without_asking(const RuleCase& rule_case) {
    static_cast<void>(rule_case.when.text("操作"));
    return outcome_of_success();
}

Outcome refuse_without_reading(const RuleCase&) {
    return outcome_of_refusal(law::refuse(law::gates::plan_is_reviewed, "確認日がありません。"));
}

Outcome ask_for_what_is_missing(const RuleCase& rule_case) {
    return {{"結果", rule_case.given.text("確認日")}};
}

std::vector<RuleCase> cases_of(const std::string& text) {
    return parse_rule_cases(text, "x.cases");
}

std::string why_broken(const std::string& text) {
    try {
        static_cast<void>(cases_of(text));
        return "read";
    } catch (const BrokenRuleCase& broken) {
        return broken.what();
    }
}

TEST(RuleCases, are_read_with_their_places_and_values) {
    const auto cases = cases_of(table);
    ASSERT_EQ(cases.size(), 2U);
    EXPECT_EQ(cases[0].title, "次に確認する日があれば、プランを始められる");
    EXPECT_EQ(cases[0].place, "x.cases:2");
    EXPECT_EQ(cases[0].given.date("確認日").text(), "2027-02-01");
    EXPECT_EQ(cases[0].given.number("人数"), 2);
    EXPECT_EQ(cases[0].given.list("関係機関"),
              (std::vector<std::string>{"地域包括支援センター", "社会福祉協議会"}));
    EXPECT_TRUE(cases[0].given.unread().empty());
    EXPECT_EQ(cases[0].basis, (std::vector<std::string>{"gate.plan_is_reviewed", "plan_review"}));
    EXPECT_EQ(cases[1].place, "x.cases:15");
    EXPECT_THROW(static_cast<void>(cases[0].given.flag("人数")), BrokenRuleCase);
    EXPECT_THROW(static_cast<void>(cases[0].given.number("確認日")), BrokenRuleCase);
    EXPECT_THROW(static_cast<void>(cases[0].given.date("人数")), BrokenRuleCase);
    EXPECT_THROW(static_cast<void>(cases[0].given.text("氏名")), BrokenRuleCase);
    EXPECT_TRUE(cases[0].given.flag_or("氏名", true));
    EXPECT_EQ(cases[0].given.text_or("氏名", "不明"), "不明");
}

TEST(RuleCases, pass_when_the_rule_says_what_they_expect) {
    check_rule_cases(cases_of(table), begin_plan);
}

TEST(RuleCases, fail_when_the_rule_says_something_else) {
    static const auto second = std::vector{cases_of(table)[1]};
    EXPECT_NONFATAL_FAILURE(check_rule_cases(second,
                                             [](const RuleCase& rule_case) {
                                                 auto outcome = begin_plan(rule_case);
                                                 outcome["結果"] = "できる";
                                                 return outcome;
                                             }),
                            "under `結果`");
}

TEST(RuleCases, fail_when_the_provision_is_not_printed_or_not_the_one_of_the_gate) {
    static const auto silent = cases_of(
        "case 一\nwhen\n    操作: 始める\nexpect\n    結果: できない\n    理由: "
        "gate.plan_is_reviewed\nbasis\n    gate.plan_is_reviewed\n");
    EXPECT_NONFATAL_FAILURE(check_rule_cases(silent, begin_plan), "says the provision under 根拠");
    static const auto second = std::vector{cases_of(table)[1]};
    static std::vector<RuleCase> other = second;
    other.front().expect = {};
    other.front().expect.add("結果", "できない");
    other.front().expect.add("根拠", "要綱");
    EXPECT_NONFATAL_FAILURE(check_rule_cases(other,
                                             [](const RuleCase& rule_case) {
                                                 auto outcome = begin_plan(rule_case);
                                                 outcome["根拠"] = "要綱";
                                                 return outcome;
                                             }),
                            "cites what the gate rests on");
}

TEST(RuleCases, fail_when_a_condition_is_not_read) {
    static const auto second = std::vector{cases_of(table)[1]};
    EXPECT_NONFATAL_FAILURE(check_rule_cases(second, refuse_without_reading),
                            "no test reads `操作`");
}

TEST(RuleCases, fail_when_an_expected_line_has_no_answer) {
    static const auto cases = cases_of(
        "case 一\nwhen\n    操作: 始める\nexpect\n    状態: 支援中\nbasis\n    gate.memo\n");
    EXPECT_NONFATAL_FAILURE(check_rule_cases(cases, begin_without_asking),
                            "says nothing about `状態`");
}

TEST(RuleCases, fail_when_refused_by_a_gate_they_do_not_name) {
    static const auto cases = cases_of(
        "case 一\nwhen\n    操作: 始める\nexpect\n    結果: できない\n    根拠: "
        "社会福祉法施行規則34条の8\nbasis\n    gate.memo\n");
    EXPECT_NONFATAL_FAILURE(check_rule_cases(cases, begin_plan), "does not name under basis");
}

TEST(RuleCases, fail_when_a_value_is_missing_and_when_the_table_is) {
    static const auto second = std::vector{cases_of(table)[1]};
    static const std::vector<RuleCase> none;
    EXPECT_NONFATAL_FAILURE(check_rule_cases(second, ask_for_what_is_missing),
                            "`確認日` is missing");
    EXPECT_NONFATAL_FAILURE(check_rule_cases(none, begin_plan), "a table without a case");
    EXPECT_NONFATAL_FAILURE(check_rule_cases("no_such_table", begin_plan), "cannot be read");
}

TEST(RuleCases, are_refused_with_the_line_that_is_no_table) {
    const std::string head = "case 一\nwhen\n    操作: 始める\nexpect\n    結果: できる\n";
    EXPECT_EQ(why_broken(head + "basis\n    gate.memo\n"), "read");
    EXPECT_EQ(why_broken(head + "basis\n    gate.no_such\n"),
              "x.cases:7: `gate.no_such` is no gate and no provision");
    EXPECT_EQ(why_broken(head), "x.cases:5: the case before names no basis");
    EXPECT_EQ(why_broken("case 一\nexpect\n    結果: できる\nwhen\n"),
              "x.cases:4: sections come once each, in the order given, when, expect, basis");
    EXPECT_EQ(why_broken("case 一\nwhen\n    操作 始める\n"),
              "x.cases:3: a line of a section is `key: value`");
    EXPECT_EQ(why_broken("case 一\nwhen\n    操作: 一\n    操作: 二\n"),
              "x.cases:4: `操作` is given twice");
    EXPECT_EQ(why_broken("case 一\n    操作: 一\n"),
              "x.cases:2: an indented line stands within a section");
    EXPECT_EQ(why_broken("when\n"), "x.cases:1: a section stands within a case");
    EXPECT_EQ(why_broken("操作: 一\n"),
              "x.cases:1: a line at the margin is `case …`, given, when, expect or basis");
    EXPECT_EQ(why_broken("case 一\ngiven\n    日: 1\ncase 二\n"),
              "x.cases:4: the case before says nothing under `when`");
    EXPECT_EQ(why_broken("case 一\nwhen\n    操作: 一\nbasis\n    gate.memo\n"),
              "x.cases:5: the case before expects nothing");
    EXPECT_EQ(why_broken("case \xFF\n"), "x.cases: this is not clean UTF-8 text");
}

}  // namespace
}  // namespace kasane::tests
