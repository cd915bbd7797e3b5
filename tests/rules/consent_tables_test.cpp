// 同意は同意した人だけを動かし、撤回はその場で終わらせる — the tables, against the acts themselves.

#include <gtest/gtest.h>

#include <algorithm>

#include "casefile/record_consent.hpp"
#include "outreach/outreach_reading.hpp"
#include "plan/plan_reading.hpp"
#include "tests/support/case_driver.hpp"
#include "tests/support/rule_words.hpp"

namespace kasane::tests {
namespace {

using access::Category;
using access::ConsentScope;
using casefile::CaseState;

Category category_of(const std::string& what) {
    if (what == "氏名") return Category::Identity;
    if (what == "相談の内容") return Category::Case;
    if (what == "プラン") return Category::Plan;
    if (what == "支援会議の情報") return Category::Conference;
    if (what == "秘匿") return Category::Protected;
    if (what == "通報者") return Category::Reporter;
    throw BrokenRuleCase(what + " is no kind of information");
}

/// What stands in the case about somebody, as another desk's record.
access::Item item_of(const CaseDriver& driver, const std::string& about, const std::string& what) {
    access::Item item{category_of(what), std::nullopt, access::Holder::desk(DeskId("coordination")),
                      std::nullopt};
    if (about == "母") item.subject = driver.mother();
    if (about == "息子") item.subject = driver.son();
    return item;
}

std::vector<outreach::TrackMove> moves_of(const CaseDriver& driver) {
    return driver.town().read<std::vector<outreach::TrackMove>>(
        driver.crew().coordinator, "test",
        [&](access::ReadScope& scope) { return outreach::moves_of(scope, driver.id()); });
}

/// The consent of the mother that stands now.
ConsentId standing_consent(const CaseDriver& driver) {
    return driver.town().read<ConsentId>(
        driver.crew().coordinator, "test", [&](access::ReadScope& scope) {
            return access::consents_of_case(scope, driver.id()).front().id;
        });
}

/// After a consent: what 障がい福祉係 may read, who only stands on it.
Outcome reading(CaseDriver& driver, const RuleCase& row) {
    driver.bring_to(CaseState::Assessing);
    const auto scope = by_label<ConsentScope>(row.given.text("同意の範囲"));
    for (const auto& who : row.given.list("同意した人")) {
        static_cast<void>(must_do(driver.consent_of(who == "母" ? driver.mother() : driver.son(),
                                                    {scope}, {"disability"})));
    }
    const auto item = item_of(driver, row.given.text("だれの"), row.given.text("何を"));
    return outcome_of_sight(driver.may_read(driver.crew().other, item));
}

/// Consent arrives in a case that stands somewhere; in a 支援会議 something was said already.
Outcome moving(CaseDriver& driver, const RuleCase& row) {
    const auto state = by_label<CaseState>(row.given.text("状態"));
    driver.bring_to(state);
    if (state == CaseState::ReachingOut) {
        static_cast<void>(must_do(driver.put_on_agenda(driver.town().profile().support_conference(),
                                                       conference::Purpose::InformationSharing,
                                                       {driver.mother()})));
    }
    auto outcome = outcome_of(driver.consent_of(driver.mother()));
    outcome["状態"] = label_of(driver.state());
    std::vector<std::string> moved;
    std::vector<std::string> stays;
    for (const auto& move : moves_of(driver)) {
        moved.emplace_back(move.person == driver.mother() ? "母" : "息子");
        for (const auto& line : move.stays) stays.push_back(line.substr(0, line.find(' ')));
    }
    outcome["移る人"] = listed(moved);
    outcome["残る情報"] = listed(stays);
    return outcome;
}

TEST(ConsentMovesThePerson, follows_its_table) {
    RunningSite site;
    Crew crew(site);
    check_rule_cases("consent_moves_the_person", [&](const RuleCase& row) {
        CaseDriver driver(crew);
        return row.when.text("操作") == "読む" ? reading(driver, row) : moving(driver, row);
    });
}

/// What was withdrawn, as the table says it.
Result<Done> withdraw(CaseDriver& driver, const ConsentId& consent, const std::string& what) {
    if (what == "なし") return Done{};
    access::Withdrawal withdrawal{consent, std::nullopt, "もうやめたい"};
    if (what == "プラン・サービスの利用申込み") {
        withdrawal.scope = ConsentScope::PlanAndServiceApplication;
    } else if (what != "すべて") {
        withdrawal.desk = DeskId(desk_called(what));
    }
    auto withdrawn = casefile::withdraw_consent(driver.town(), driver.crew().coordinator,
                                                driver.events(), withdrawal);
    if (!withdrawn) return withdrawn.refusal();
    return Done{};
}

TEST(Withdrawal, of_an_agency_ends_what_every_consent_of_the_person_opens_to_it) {
    RunningSite site;
    Crew crew(site);
    for (const std::string what : {"すべて", "障がい福祉係"}) {
        SCOPED_TRACE(what);
        CaseDriver driver(crew);
        driver.bring_to(CaseState::Assessing);
        const auto first = must_do(driver.consent_of(driver.mother()));
        static_cast<void>(must_do(driver.consent_of(driver.mother())));
        const access::Item said{access::Category::Case, driver.mother(),
                                access::Holder::desk(DeskId("coordination")), std::nullopt};
        ASSERT_TRUE(driver.may_read(crew.other, said));
        ASSERT_TRUE(withdraw(driver, first, what).ok());
        EXPECT_FALSE(driver.may_read(crew.other, said));
    }
}

Outcome read_after(CaseDriver& driver, const RuleCase& row) {
    const auto& crew = driver.crew();
    const auto desk = desk_called(row.given.text("読む窓口"));
    const auto& reader = desk == "disability" ? crew.other : crew.desk;
    const auto& what = row.given.text("何を");
    access::Item item{what == "プラン" ? Category::Plan : Category::Case, driver.mother(),
                      access::Holder::desk(DeskId("coordination")), std::nullopt};
    if (what == "自分の記録") item.owner = access::Holder::desk(DeskId(desk));
    return outcome_of_sight(driver.may_read(reader, item));
}

Outcome plan_after(CaseDriver& driver) {
    const auto state = driver.town().read<plan::PlanState>(
        driver.crew().coordinator, "test",
        [&](access::ReadScope& scope) { return plan::select_plan(scope, driver.plan())->state; });
    auto outcome = outcome_of_success();
    outcome["プラン"] = label_of(state);
    return outcome;
}

Outcome task_after(CaseDriver& driver) {
    const auto tasks = driver.town().read<std::vector<casefile::OpenTask>>(
        driver.crew().coordinator, "test",
        [](access::ReadScope& scope) { return casefile::open_tasks(scope, {.limit = 500}); });
    const auto found = std::ranges::find_if(tasks, [&](const casefile::OpenTask& task) {
        return task.case_id == driver.id() && task.kind == "withdrawal.review";
    });
    if (found == tasks.end()) return outcome_of_sight(false);
    auto outcome = outcome_of_success();
    outcome["期限"] = found->due_on == driver.today().plus_days(14) ? "14日後" : "ほかの日";
    const auto open = found->title.find('(') + 1;
    outcome["途切れる窓口"] = found->title.substr(open, found->title.find(')') - open);
    return outcome;
}

Outcome after_withdrawal(CaseDriver& driver, const RuleCase& row, const ConsentId& consent) {
    using casefile::CaseEvent;
    const auto& act = row.when.text("操作");
    const auto& coordinator = driver.crew().coordinator;
    if (act == "読む") return read_after(driver, row);
    if (act == "プランを見る") return plan_after(driver);
    if (act == "担当者の「今日」を見る") return task_after(driver);
    if (act == "同意を撤回する") return outcome_of(withdraw(driver, consent, "すべて"));
    const auto event = act == "アウトリーチに移す" ? CaseEvent::WithdrawToOutreach
                       : act == "窓口の連携に戻す" ? CaseEvent::WithdrawToNetwork
                                                   : CaseEvent::ReviewPlan;
    return outcome_of(driver.step(coordinator, driver.lone(event)));
}

TEST(WithdrawalOfAConsent, follows_its_table) {
    RunningSite site;
    Crew crew(site);
    check_rule_cases("withdrawal", [&](const RuleCase& row) {
        CaseDriver driver(crew);
        driver.bring_to(CaseState::Supporting);
        const auto consent = standing_consent(driver);
        static_cast<void>(must_do(withdraw(driver, consent, row.given.text("撤回"))));
        if (row.given.has("そのあとの日数")) {
            site.clock().advance_seconds(row.given.number("そのあとの日数") * 86'400);
        }
        return after_withdrawal(driver, row, consent);
    });
}

}  // namespace
}  // namespace kasane::tests
