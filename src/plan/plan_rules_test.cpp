#include "plan/plan_rules.hpp"

#include <gtest/gtest.h>

#include "tests/support/rule_cases.hpp"

namespace kasane::plan {
namespace {

Plan whole_plan() {
    Plan plan{.drafted_on = *Date::of(2026, 9, 1)};
    plan.subjects = {PersonId("person")};
    plan.wishes = PrivateText("家で暮らしたい");
    plan.issues = PrivateText("介護");
    plan.points_to_note = PrivateText("夕方は避ける");
    plan.integration = PrivateText("月に一度集まる");
    plan.rows = {{.goal = PrivateText("申請する"),
                  .due_on = Date::of(2026, 12, 1),
                  .what = PrivateText("手伝う"),
                  .desk = DeskId("elderly")}};
    plan.starts_on = Date::of(2026, 9, 1);
    plan.ends_on = Date::of(2027, 2, 28);
    plan.next_confirmation_on = Date::of(2026, 10, 1);
    return plan;
}

Plan plan_from(const tests::RuleFields& given) {
    auto plan = whole_plan();
    const auto missing = given.text_or("欠けている項目", "");
    if (missing == "次に確認する日") plan.next_confirmation_on.reset();
    if (missing == "意向") plan.wishes = PrivateText();
    if (missing == "課題") plan.issues = PrivateText();
    if (missing == "目標") plan.rows.front().goal = PrivateText();
    if (missing == "内容") plan.rows.front().what = PrivateText();
    if (missing == "役割分担") plan.rows.front().desk.reset();
    if (missing == "開始日") plan.starts_on.reset();
    if (missing == "終了日") plan.ends_on.reset();
    if (missing == "対象の人") plan.subjects.clear();
    if (missing == "達成時期") plan.rows.front().due_on.reset();
    if (missing == "留意事項") plan.points_to_note = PrivateText();
    if (missing == "方策") plan.integration = PrivateText();
    if (given.text_or("状態", "案") == "決定済み") plan.state = PlanState::Decided;
    return plan;
}

TEST(SupportDecision, follows_its_table) {
    tests::check_rule_cases("support_decision", [](const tests::RuleCase& row) {
        EXPECT_EQ(row.when.text("操作"), "支援決定");
        const auto opinion = row.given.text("会議の意見");
        return tests::outcome_of(
            check_decision(plan_from(row.given), {.need_recognised = row.given.flag("認定"),
                                                  .found_appropriate = opinion == "適切",
                                                  .found_conditional = opinion == "条件付き",
                                                  .change_made = row.given.flag_or("修正", false),
                                                  .subjects_consent = row.given.flag("同意"),
                                                  .has_lead = row.given.flag_or("主担当", true)}));
    });
}

TEST(PlanContents, follow_their_table) {
    tests::check_rule_cases("plan_contents", [](const tests::RuleCase& row) {
        auto plan = plan_from(row.given);
        if (row.given.has("開始日")) plan.starts_on = row.given.date("開始日");
        if (row.given.has("終了日")) plan.ends_on = row.given.date("終了日");
        if (row.given.has("達成時期")) plan.rows.front().due_on = row.given.date("達成時期");
        if (row.when.text("操作") == "プランの内容を確かめる") {
            return tests::outcome_of(check_contents(plan));
        }
        EXPECT_EQ(row.when.text("操作"), "プラン案を保存する");
        const auto checked = check_draft_dates(plan, *Date::of(2026, 9, 1));
        auto outcome = tests::outcome_of(checked);
        if (!checked) outcome["欄"] = checked.refusal().field;
        return outcome;
    });
}

}  // namespace
}  // namespace kasane::plan
