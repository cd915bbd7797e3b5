// From the need to the end: the tables of what a plan and an ending need, against the rules and acts.

#include <gtest/gtest.h>

#include "casefile/step_rules.hpp"
#include "plan/assess_household.hpp"
#include "plan/draft_plan.hpp"
#include "plan/follow_plan.hpp"
#include "plan/plan_reading.hpp"
#include "plan/plan_rules.hpp"
#include "tests/support/case_driver.hpp"
#include "tests/support/rule_words.hpp"

namespace kasane::tests {
namespace {

using casefile::CaseEvent;
using casefile::CaseState;
using conference::Opinion;
using conference::Purpose;
using plan::Conclusion;

std::string reason_when(bool given) { return given ? "課題が重なるため" : ""; }

Outcome recognise(CaseDriver& driver, const RuleCase& row) {
    const auto& crew = driver.crew();
    const auto& who = row.given.text("する人") == "窓口の担当者" ? crew.desk : crew.coordinator;
    return outcome_of(
        plan::recognise_need(driver.town(), who, driver.id(), reason_when(row.given.flag("理由"))));
}

Outcome draft_on_need(CaseDriver& driver, const RuleCase& row) {
    if (row.given.flag("認定")) {
        static_cast<void>(must_do(plan::recognise_need(driver.town(), driver.crew().coordinator,
                                                       driver.id(), "課題が重なるため")));
    }
    if (row.given.flag_or("同意", false)) {
        static_cast<void>(must_do(driver.consent_of(driver.mother())));
    }
    return outcome_of(driver.draft(driver.whole_plan()));
}

TEST(NeedRecognised, follows_its_table) {
    RunningSite site;
    Crew crew(site);
    check_rule_cases("need_recognised", [&](const RuleCase& row) {
        CaseDriver driver(crew);
        driver.bring_to(by_label<CaseState>(row.given.text("状態")));
        return row.when.text("操作") == "必要を認定する" ? recognise(driver, row)
                                                         : draft_on_need(driver, row);
    });
}

std::optional<Opinion> opinion_from(const std::string& word) {
    if (word == "適切") return Opinion::Appropriate;
    if (word == "条件付き") return Opinion::Conditional;
    if (word == "再検討") return Opinion::Returned;
    return std::nullopt;
}

/// The meeting that considered the plan, as the row says.
void consider(CaseDriver& driver, const RuleCase& row) {
    const auto& meeting = driver.town().profile().coordination_conference();
    EXPECT_EQ(row.given.text("会議"), "重層的支援会議");
    const auto form = by_label<conference::SittingForm>(row.given.text_or("開き方", "集まって"));
    const auto item = must_do(
        driver.put_on_agenda(meeting, Purpose::PlanAppropriateness, {driver.mother()}, form));
    std::optional<DeskId> lead;
    if (row.given.flag("主担当")) lead = DeskId("elderly");
    static_cast<void>(must_do(driver.record(item, opinion_from(row.given.text("意見")), lead)));
    driver.crew().site.clock().advance_seconds(60);
}

plan::Plan stored_plan(const CaseDriver& driver) {
    return driver.town().read<plan::Plan>(
        driver.crew().coordinator, "test",
        [&](access::ReadScope& scope) { return *plan::select_plan(scope, driver.plan()); });
}

Result<Done> change_plan(CaseDriver& driver) {
    auto plan = stored_plan(driver);
    plan.policy = PrivateText("順に進める");
    return driver.draft(plan);
}

TEST(PlanDecision, follows_its_table) {
    check_rule_cases("plan_decision", [&](const RuleCase& row) {
        RunningSite site;  // decisions are numbered from one in each
        Crew crew(site);
        CaseDriver driver(crew);
        driver.bring_to(CaseState::Planning);
        consider(driver, row);
        if (row.given.has("会議のあと")) static_cast<void>(must_do(change_plan(driver)));
        EXPECT_EQ(row.when.text("操作"), "支援決定");
        auto decided =
            driver.decide(row.given.flag_or("修正した点", false) ? "訪問を月二回にした" : "");
        const auto afterwards = row.given.text_or("決定のあと", "");
        if (afterwards == "プラン案を直す") decided = change_plan(driver);
        if (afterwards == "別の人のモニタリング") {
            const auto colleague =
                site.person("colleague", "原 五月", {accounts::Role::Coordinator}, "coordination");
            static_cast<void>(
                must_do(plan::monitor_plan(driver.town(), colleague,
                                           {.plan = driver.plan(),
                                            .held_on = driver.today(),
                                            .findings = "変わりない",
                                            .next_on = driver.today().plus_months(1)})));
        }
        auto outcome = outcome_of(decided);
        const auto plan = stored_plan(driver);
        outcome["決定番号"] = plan.decision_number;
        outcome["決裁した人"] = plan.decided_by_name;
        if (plan.decided_on) outcome["決定日"] = plan.decided_on->text();
        return outcome;
    });
}

Outcome monitored(CaseDriver& driver, const RuleCase& row) {
    const auto next = row.given.text("次の確認日");
    std::optional<Date> on;
    if (next == "はい") on = driver.today().plus_months(1);
    if (next == "同じ日") on = driver.today();
    return outcome_of(plan::monitor_plan(driver.town(), driver.crew().coordinator,
                                         {.plan = driver.plan(),
                                          .held_on = driver.today(),
                                          .findings = "変わりない",
                                          .next_on = on}));
}

Outcome watched(CaseDriver& driver, const RuleCase& row) {
    auto step = driver.lone(CaseEvent::Watch);
    if (row.given.text("次の確認日") == "いいえ") step.next_on.reset();
    auto outcome = outcome_of(driver.step(driver.crew().coordinator, step));
    const auto tasks = driver.town().read<std::vector<casefile::OpenTask>>(
        driver.crew().coordinator, "test",
        [](access::ReadScope& scope) { return casefile::open_tasks(scope, {.limit = 500}); });
    for (const auto& task : tasks) {
        if (task.case_id != driver.id() || task.kind != "watch") continue;
        outcome["課題の期限"] =
            task.due_on == driver.today().plus_days(30) ? "30日後" : task.due_on.text();
    }
    return outcome;
}

/// A draft that is due to begin tomorrow, or has begun, with its next confirmation on some day.
Outcome drafted(CaseDriver& driver, const RuleCase& row) {
    driver.bring_to(CaseState::Planning);
    auto plan = driver.whole_plan();
    const auto& next = row.given.text("次の確認日");
    if (next == "昨日") plan.starts_on = driver.today().plus_months(-1);
    if (next == "始まりの前の日") plan.starts_on = driver.today().plus_days(8);
    plan.next_confirmation_on = next == "昨日"             ? driver.today().plus_days(-1)
                                : next == "始まりの前の日" ? driver.today().plus_days(7)
                                : next == "終わりの次の日" ? plan.ends_on->plus_days(1)
                                                           : driver.today();
    return outcome_of(driver.draft(plan));
}

TEST(PlanIsReviewed, follows_its_table) {
    RunningSite site;
    Crew crew(site);
    check_rule_cases("plan_is_reviewed", [&](const RuleCase& row) {
        CaseDriver driver(crew);
        const auto& act = row.when.text("操作");
        if (act == "プランの内容を確かめる") {
            driver.bring_to(CaseState::Received);
            auto plan = driver.whole_plan();
            if (!row.given.flag("次の確認日")) plan.next_confirmation_on.reset();
            return outcome_of(plan::check_contents(plan));
        }
        if (act == "プラン案を保存する") return drafted(driver, row);
        driver.bring_to(by_label<CaseState>(row.given.text("状態")));
        return act == "見守りを続ける" ? watched(driver, row) : monitored(driver, row);
    });
}

/// gate.closing with a meeting: the rule itself.
Outcome concluded(const RuleCase& row, Conclusion conclusion) {
    const Date today = *Date::of(2026, 9, 1);
    plan::ConcludeCase wanted{.conclusion = conclusion, .reason = "役割が整った"};
    if (row.given.flag("世帯に残る人")) wanted.remaining = "息子が一人で暮らす";
    if (row.given.flag("伴走する窓口")) wanted.companion = DeskId("elderly");
    if (row.given.flag_or("次に確かめる日", false)) wanted.next_on = today.plus_days(30);
    plan::EndingFacts facts{.evaluated = row.given.flag("評価"),
                            .considered = row.given.flag("会議での検討"),
                            .opinion = opinion_from(row.given.text_or("会議の意見", "")),
                            .meeting_name = "たつのまるごと会議",
                            .today = today};
    if (row.given.text_or("会議の役割", "意見を聴く") == "決める") {
        facts.meeting_role = municipality::ClosingRole::Decides;
    }
    return outcome_of(plan::check_conclusion(wanted, facts));
}

std::string ending_reason(const std::string& word) {
    if (word == "死亡") return "deceased";
    if (word == "転出") return "moved_out";
    if (word == "重複") return "duplicate";
    return word.empty() ? "" : "goal_achieved";
}

/// gate.closing without a meeting: the rule itself.
Outcome ended_alone(const RuleCase& row, CaseEvent event) {
    const Date today = *Date::of(2026, 9, 1);
    casefile::LoneStep step{.event = event};
    if (row.given.flag("理由")) step.reason = "理由";
    step.reason_code = ending_reason(row.given.text_or("終える理由", ""));
    if (row.given.flag("世帯に残る人")) step.remaining = "息子が一人で暮らす";
    if (row.given.flag("伴走する窓口")) step.companion = DeskId("elderly");
    return outcome_of(
        casefile::check_lone_step(step, {.state = by_label<CaseState>(row.given.text("状態")),
                                         .coordinates = row.given.flag_or("担当者", false),
                                         .today = today}));
}

/// Brings a household to the point where it may end, with or without anybody's consent.
void bring_to_its_end(CaseDriver& driver, bool consented) {
    if (consented) {
        driver.bring_to(CaseState::Evaluating);
        return;
    }
    driver.bring_to(CaseState::ReachingOut);
    static_cast<void>(must_do(driver.evaluate()));
}

Outcome ended_by_meeting(CaseDriver& driver, const RuleCase& row) {
    const bool consented = row.given.text("世帯") == "同意あり";
    const auto& where = row.given.text("検討した会議");
    bring_to_its_end(driver, consented);
    if (where == "前の終結のとき") {
        static_cast<void>(must_do(driver.consider_ending(Opinion::Appropriate)));
        static_cast<void>(must_do(driver.conclude(driver.conclusion(Conclusion::Suspend))));
        driver.crew().site.clock().advance_seconds(40 * 86'400);
        static_cast<void>(must_do(driver.take(CaseEvent::Reopen)));
        static_cast<void>(must_do(driver.take(CaseEvent::DraftPlan)));
        static_cast<void>(must_do(driver.take(CaseEvent::DecideSupport)));
        static_cast<void>(must_do(driver.evaluate()));
    } else if ((where == "重層的支援会議") == consented) {
        static_cast<void>(must_do(driver.consider_ending(std::nullopt)));
    } else {
        static_cast<void>(must_do(
            driver.consider_ending_in(driver.town().profile().support_conference(), std::nullopt)));
    }
    auto outcome = outcome_of(driver.conclude(driver.conclusion(Conclusion::Close)));
    outcome["主担当"] = driver.lead_name();
    return outcome;
}

TEST(Closing, follows_its_table) {
    RunningSite site;
    Crew crew(site);
    check_rule_cases("closing", [&](const RuleCase& row) {
        const auto& act = row.when.text("操作");
        if (act == "終結する") return concluded(row, Conclusion::Close);
        if (act == "フォローアップに移る") return concluded(row, Conclusion::FollowUp);
        if (act == "中断する") return concluded(row, Conclusion::Suspend);
        if (act == "再プランする") return concluded(row, Conclusion::Replan);
        if (act == "死亡・転出・重複で終える") return ended_alone(row, CaseEvent::CloseAlone);
        if (act == "連携の中で解決して終える") return ended_alone(row, CaseEvent::Settle);
        if (act == "取り下げる") return ended_alone(row, CaseEvent::Dismiss);
        if (act == "フォローアップを終える") return ended_alone(row, CaseEvent::PeriodOver);
        CaseDriver driver(crew);
        return ended_by_meeting(driver, row);
    });
}

}  // namespace
}  // namespace kasane::tests
