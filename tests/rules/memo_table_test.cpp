// つなぎメモ: what its receiver may answer, its clock, and what comes back to the sender.

#include <gtest/gtest.h>

#include "referral/memo_reading.hpp"
#include "referral/memo_rules.hpp"
#include "referral/send_memo.hpp"
#include "tests/support/case_driver.hpp"
#include "tests/support/rule_words.hpp"
#include "tests/support/tatsuno_profile.hpp"

namespace kasane::tests {
namespace {

using casefile::CaseState;
using referral::MemoEvent;
using referral::MemoState;

/// The rule itself: from 高齢者相談支援センター to 障がい福祉係.
Outcome answered(const RuleCase& row) {
    referral::Memo memo{.from_desk = DeskId("elderly"),
                        .to_desk = DeskId("disability"),
                        .state = by_label<MemoState>(row.given.text("状態")),
                        .reply_due_on = *Date::of(2026, 9, 4)};
    referral::AnswerMemo answer{.event = by_label<MemoEvent>(row.when.text("操作"))};
    if (row.given.flag_or("ひとこと", false)) answer.text = "窓口で続けられます";
    if (row.given.flag_or("お断りする理由", false)) answer.decline_reason = "no_capacity_now";
    if (const auto to = row.given.text_or("回す先", "なし"); to != "なし") {
        answer.redirect_to = DeskId(desk_called(to));
    }
    return outcome_of(referral::check_answer(memo, answer, *test_support::tatsuno_profile(),
                                             *Date::of(2026, 9, 1)));
}

Outcome clock_of(const RuleCase& row) {
    const auto urgency = row.given.text("急ぎの度合い") == "今日中" ? "immediate" : "normal";
    auto outcome = outcome_of_success();
    outcome["期限"] =
        referral::reply_due(*test_support::tatsuno_profile(), row.given.date("送った日"), urgency)
            .text();
    return outcome;
}

/// What the sender sees of the answer of 障がい福祉係.
Outcome seen_by_sender(CaseDriver& driver, const RuleCase& row) {
    const auto& crew = driver.crew();
    driver.bring_to(CaseState::InNetwork);
    if (row.given.flag("送り手への同意")) {
        for (const auto& person : {driver.mother(), driver.son()}) {
            static_cast<void>(must_do(driver.consent_of_by(
                crew.desk, person, {access::ConsentScope::InformationSharing}, {"elderly"})));
        }
    }
    static_cast<void>(must_do(driver.refer_to(DeskId("disability"))));
    const auto event = by_label<MemoEvent>(row.given.text("返事"));
    static_cast<void>(must_do(referral::answer_memo(
        driver.town(), crew.other,
        {.memo = driver.memo(),
         .event = event,
         .text = event == MemoEvent::Answer ? "サービスの利用歴があります" : ""})));
    return driver.town().read<Outcome>(crew.desk, "test", [&](access::ReadScope& scope) {
        const auto view = referral::read_memo(scope, driver.memo());
        if (!view) return outcome_of_sight(false);
        auto outcome = outcome_of_success();
        outcome["見える状態"] = label_of(view->memo.state);
        outcome["ことば"] = view->replies.empty()  ? "なし"
                            : view->words_withheld ? "見えない"
                                                   : "見える";
        return outcome;
    });
}

Outcome sent(CaseDriver& driver, const RuleCase& row) {
    driver.bring_to(by_label<CaseState>(row.given.text("ケースの状態")));
    return outcome_of(driver.refer_to(DeskId("disability")));
}

/// A memo reaches the coordinator; meanwhile the case ended at its desk.
Outcome accepted_too_late(CaseDriver& driver, const RuleCase& row) {
    EXPECT_EQ(row.given.text("ケースの状態"), "メモのあとで終結");
    driver.bring_to(CaseState::InNetwork);
    static_cast<void>(must_do(driver.refer_to(DeskId("disability"))));
    static_cast<void>(
        must_do(driver.step(driver.crew().desk, driver.lone(casefile::CaseEvent::Settle))));
    const auto redirected = referral::answer_memo(driver.town(), driver.crew().other,
                                                  {.memo = driver.memo(),
                                                   .event = MemoEvent::Redirect,
                                                   .redirect_to = DeskId("coordination")});
    static_cast<void>(must_do(redirected));
    const auto onward = driver.newest_memo_to(driver.crew().coordinator);
    return outcome_of(referral::answer_memo(driver.town(), driver.crew().coordinator,
                                            {.memo = onward, .event = MemoEvent::Accept}));
}

TEST(MemoTable, is_followed) {
    RunningSite site;
    Crew crew(site);
    check_rule_cases("memo", [&](const RuleCase& row) {
        const auto& act = row.when.text("操作");
        if (act == "期限を決める") return clock_of(row);
        CaseDriver driver(crew);
        if (act == "返事を見る") return seen_by_sender(driver, row);
        if (act == "メモを送る") return sent(driver, row);
        if (act == "多機関協働で引き受ける") return accepted_too_late(driver, row);
        return answered(row);
    });
}

}  // namespace
}  // namespace kasane::tests
