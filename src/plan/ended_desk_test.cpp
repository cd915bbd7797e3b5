// A desk that has ended is named by no act any more, whatever an old page or a bookmark still offers.

#include <gtest/gtest.h>

#include "casefile/record_consent.hpp"
#include "casefile/step_case.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/record_minutes.hpp"
#include "intake/screen_inquiry.hpp"
#include "referral/answer_memo.hpp"
#include "referral/send_memo.hpp"
#include "tests/support/tatsuno_profile.hpp"
#include "tests/support/test_town.hpp"

namespace kasane {
namespace {

const DeskId ended("disability");

class EndedDesk : public ::testing::Test {
protected:
    EndedDesk()
        : database_(storage::Engine::Sqlite),
          town_(*database_, test_support::tatsuno_with("name = \"障がい福祉係\"\nkind",
                                                       "name = \"障がい福祉係\"\n"
                                                       "valid_to = 2026-08-31\nkind")) {}

    template <class T>
    static void expect_asked_for_another(const Result<T>& result, std::string_view field) {
        ASSERT_FALSE(result.ok());
        EXPECT_EQ(result.refusal().code, "profile.desk");
        EXPECT_EQ(result.refusal().kind, RefusalKind::Invalid);
        EXPECT_EQ(result.refusal().field, field);
        EXPECT_NE(result.refusal().message.find("令和8年8月31日で終わった窓口"), std::string::npos);
    }

    tests::TestDatabase database_;
    tests::TestTown town_;
};

TEST_F(EndedDesk, gets_no_memo_and_is_handed_none) {
    const auto desk = town_.worker("elderly");
    const auto home = town_.household(desk, {"川田 節子"});
    referral::SendMemo memo{.case_id = home.case_id,
                            .to_desk = ended,
                            .request = "respond",
                            .summary = "相談",
                            .urgency = "normal",
                            .reason = "second_opinion"};
    expect_asked_for_another(referral::send_memo(town_.town(), desk, memo), "to");
    memo.to_desk = DeskId("child");
    const auto sent = referral::send_memo(town_.town(), desk, memo);
    ASSERT_TRUE(sent.ok());
    expect_asked_for_another(
        referral::answer_memo(
            town_.town(), town_.worker("child"),
            {.memo = sent->id, .event = referral::MemoEvent::Redirect, .redirect_to = ended}),
        "redirect_to");
    expect_asked_for_another(
        intake::screen_inquiry(town_.town(), desk, town_.events(),
                               {home.case_id,
                                {.outcome = intake::ScreeningOutcome::ReferDesk, .to_desk = ended},
                                std::nullopt}),
        "screening_to");
}

TEST_F(EndedDesk, is_named_by_no_consent_but_may_be_excluded) {
    const auto desk = town_.worker("elderly");
    const auto home = town_.household(desk, {"川田 節子"});
    access::ConsentDeclaration declaration{.case_id = home.case_id, .person = home.persons[0]};
    declaration.method = access::ConsentMethod::Signature;
    declaration.explained_version = "test";
    declaration.scopes = {access::ConsentScope::InformationSharing};
    declaration.agreed_on = town_.clock().today();
    declaration.desks = {ended};
    expect_asked_for_another(
        casefile::record_consent(town_.town(), desk, town_.events(), declaration), "desks");
    declaration.desks = {DeskId("child")};
    declaration.excluded_desks = {ended};
    EXPECT_TRUE(casefile::record_consent(town_.town(), desk, town_.events(), declaration).ok());
}

TEST_F(EndedDesk, takes_no_role_no_lead_and_accompanies_nobody) {
    const auto desk = town_.worker("elderly");
    const auto coordinator = town_.coordinator();
    const auto home = town_.accepted_household(desk, {"川田 節子"});
    town_.consent(coordinator, home.case_id, home.persons[0], {"elderly"});
    const auto sitting =
        conference::convene_sitting(town_.town(), coordinator,
                                    {.meeting = town_.profile().coordination_conference().key,
                                     .held_on = town_.clock().today()});
    ASSERT_TRUE(sitting.ok());
    const auto item = conference::put_on_agenda(town_.town(), coordinator,
                                                {.sitting = *sitting,
                                                 .case_id = home.case_id,
                                                 .question = "役割",
                                                 .subjects = home.persons,
                                                 .members = {desk.account}});
    ASSERT_TRUE(item.ok());
    conference::Minutes minutes{.item = item->item, .minutes = "話した"};
    minutes.roles = {{ended, "訪問", town_.clock().today()}};
    expect_asked_for_another(conference::record_minutes(town_.town(), coordinator, minutes),
                             "roles");
    minutes.roles.clear();
    minutes.lead_desk = ended;
    minutes.lead_reason = "関わりが深い";
    expect_asked_for_another(conference::record_minutes(town_.town(), coordinator, minutes),
                             "lead_desk");
    expect_asked_for_another(casefile::step_case(town_.town(), coordinator, town_.events(),
                                                 {.case_id = home.case_id,
                                                  .event = casefile::CaseEvent::CloseAlone,
                                                  .reason = "転出",
                                                  .reason_code = "moved_out",
                                                  .remaining = "いません",
                                                  .companion = ended}),
                             "companion");
}

}  // namespace
}  // namespace kasane
