// The two ways of a household through the acts of every room, without the browser.

#include <gtest/gtest.h>

#include "casefile/casefile.hpp"
#include "casefile/record_consent.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/item_reading.hpp"
#include "conference/record_minutes.hpp"
#include "conference/sittings.hpp"
#include "conference/take_part.hpp"
#include "plan/assess_household.hpp"
#include "plan/draft_plan.hpp"
#include "plan/follow_plan.hpp"
#include "tests/support/test_town.hpp"

namespace kasane {
namespace {

using conference::Frame;
using conference::Opinion;
using conference::Purpose;

class Household : public tests::OnBothEngines {
protected:
    void SetUp() override {
        town_ = std::make_unique<tests::TestTown>(database());
        desk_ = std::make_unique<accounts::Actor>(town_->worker("elderly"));
        other_ = std::make_unique<accounts::Actor>(town_->worker("disability"));
        coordinator_ = std::make_unique<accounts::Actor>(town_->coordinator());
        home_ = town_->accepted_household(*desk_, {"川田 節子", "川田 誠"});
    }

    SittingId sitting(const municipality::Meeting& meeting) {
        auto convened = conference::convene_sitting(
            town_->town(), *coordinator_,
            {.meeting = meeting.key, .held_on = town_->clock().today()});
        EXPECT_TRUE(convened.ok());
        return std::move(convened).value();
    }

    Result<conference::OnAgenda> put(const SittingId& sitting, Purpose purpose,
                                     std::vector<PersonId> subjects,
                                     std::optional<PlanId> plan = std::nullopt) {
        return conference::put_on_agenda(town_->town(), *coordinator_,
                                         {.sitting = sitting,
                                          .case_id = home_.case_id,
                                          .purpose = purpose,
                                          .question = "役割を決めたい",
                                          .subjects = std::move(subjects),
                                          .members = {desk_->account, other_->account},
                                          .plan = std::move(plan)});
    }

    plan::Plan draft() {
        plan::Plan plan{.case_id = home_.case_id, .drafted_on = town_->clock().today()};
        plan.subjects = {home_.persons[0]};
        plan.wishes = PrivateText("家で暮らしたい");
        plan.issues = PrivateText("介護と生計");
        plan.points_to_note = PrivateText("訪問は二人で");
        plan.integration = PrivateText("月に一度、窓口が集まる");
        plan.rows.push_back({.goal = PrivateText("介護サービスを使い始める"),
                             .due_on = town_->clock().today().plus_months(2),
                             .what = PrivateText("認定の申請を手伝う"),
                             .desk = DeskId("elderly")});
        plan.starts_on = town_->clock().today();
        plan.ends_on = town_->clock().today().plus_months(6);
        plan.next_confirmation_on = town_->clock().today().plus_months(1);
        return plan;
    }

    std::unique_ptr<tests::TestTown> town_;
    std::unique_ptr<accounts::Actor> desk_;
    std::unique_ptr<accounts::Actor> other_;
    std::unique_ptr<accounts::Actor> coordinator_;
    tests::TestTown::Household home_;
};
KASANE_ON_BOTH_ENGINES(Household);

TEST_P(Household, with_consent_comes_from_acceptance_to_its_end) {
    auto& town = town_->town();
    EXPECT_EQ(town_->state(home_.case_id), "assessing");
    ASSERT_TRUE(plan::assess_household(town, *coordinator_,
                                       {.case_id = home_.case_id,
                                        .made_on = town_->clock().today(),
                                        .summary = PrivateText("8050の世帯"),
                                        .problems = {{.code = "poverty", .is_main = true}}})
                    .ok());
    // The plan waits for the recognition, and the recognition for nobody's consent.
    const auto too_early = plan::draft_plan(town, *coordinator_, draft());
    ASSERT_FALSE(too_early.ok());
    EXPECT_EQ(too_early.refusal().code, "gate.need_recognised");
    ASSERT_TRUE(plan::recognise_need(town, *coordinator_, home_.case_id, "課題が重なる").ok());
    const auto without_consent = plan::draft_plan(town, *coordinator_, draft());
    ASSERT_FALSE(without_consent.ok());
    EXPECT_EQ(without_consent.refusal().code, "gate.coordination_needs_consent");

    town_->consent(*coordinator_, home_.case_id, home_.persons[0],
                   {"elderly", "disability", "coordination"});
    const auto plan = plan::draft_plan(town, *coordinator_, draft());
    ASSERT_TRUE(plan.ok());
    EXPECT_EQ(town_->state(home_.case_id), "planning");

    const auto undecided = plan::decide_support(town, *coordinator_, {.plan = *plan});
    ASSERT_FALSE(undecided.ok());
    EXPECT_EQ(undecided.refusal().code, "gate.plan_decision");
    EXPECT_FALSE(undecided.refusal().basis.empty());

    const auto coordination = sitting(town_->profile().coordination_conference());
    const auto item = put(coordination, Purpose::PlanAppropriateness, {home_.persons[0]}, *plan);
    ASSERT_TRUE(item.ok());
    ASSERT_TRUE(conference::record_minutes(town, *coordinator_,
                                           {.item = item->item,
                                            .minutes = "役割を確かめた",
                                            .attended = {desk_->account},
                                            .roles = {{DeskId("disability"), "受診の付添い",
                                                       town_->clock().today().plus_months(1)}},
                                            .lead_desk = DeskId("elderly"),
                                            .lead_reason = "介護が中心になるため",
                                            .opinion = Opinion::Appropriate})
                    .ok());
    ASSERT_TRUE(conference::confirm_minutes(town, *coordinator_, coordination).ok());
    ASSERT_TRUE(plan::decide_support(town, *coordinator_, {.plan = *plan}).ok());
    EXPECT_EQ(town_->state(home_.case_id), "supporting");

    town_->clock().advance_seconds(30 * 86'400);
    const auto today = town_->clock().today();
    const auto no_next = plan::monitor_plan(
        town, *coordinator_, {.plan = *plan, .held_on = today, .findings = "落ち着いている"});
    ASSERT_FALSE(no_next.ok());
    EXPECT_EQ(no_next.refusal().code, "gate.plan_is_reviewed");
    ASSERT_TRUE(plan::monitor_plan(town, *coordinator_,
                                   {.plan = *plan,
                                    .held_on = today,
                                    .findings = "落ち着いている",
                                    .next_on = today.plus_months(1)})
                    .ok());
    ASSERT_TRUE(plan::evaluate_case(town, *coordinator_,
                                    {.case_id = home_.case_id,
                                     .evaluated_on = today,
                                     .achievement = "achieved",
                                     .remaining = PrivateText("なし")})
                    .ok());
    EXPECT_EQ(town_->state(home_.case_id), "evaluating");

    const plan::ConcludeCase end{.case_id = home_.case_id,
                                 .conclusion = plan::Conclusion::Close,
                                 .reason = "役割が整った",
                                 .remaining = "息子さんと二人で暮らしている",
                                 .companion = DeskId("elderly")};
    const auto without_meeting = plan::conclude_case(town, *coordinator_, town_->events(), end);
    ASSERT_FALSE(without_meeting.ok());
    EXPECT_EQ(without_meeting.refusal().code, "gate.closing");

    const auto last = sitting(town_->profile().coordination_conference());
    const auto closing = put(last, Purpose::ClosureEvaluation, {home_.persons[0]});
    ASSERT_TRUE(closing.ok());
    ASSERT_TRUE(conference::record_minutes(town, *coordinator_,
                                           {.item = closing->item, .minutes = "終結でよい"})
                    .ok());
    ASSERT_TRUE(plan::conclude_case(town, *coordinator_, town_->events(), end).ok());
    EXPECT_EQ(town_->state(home_.case_id), "closed");
}

TEST_P(Household, without_consent_is_considered_in_secrecy_and_moves_when_consent_comes) {
    auto& town = town_->town();
    // No consent: a 重層的支援会議 is refused, a 支援会議 takes the case.
    const auto coordination = sitting(town_->profile().coordination_conference());
    const auto refused = put(coordination, Purpose::InformationSharing, home_.persons);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.refusal().code, "gate.coordination_needs_consent");

    const auto support = sitting(town_->profile().support_conference());
    const auto item = put(support, Purpose::InformationSharing, home_.persons);
    ASSERT_TRUE(item.ok());
    EXPECT_EQ(town_->state(home_.case_id), "reaching_out");

    const auto view = [&](const accounts::Actor& reader) {
        return town.read<std::optional<conference::ItemView>>(
            reader, "test",
            [&](access::ReadScope& scope) { return conference::read_item(scope, item->item); });
    };
    const auto stranger = town_->worker("child");
    EXPECT_FALSE(view(stranger).has_value());
    ASSERT_TRUE(view(*other_).has_value());
    EXPECT_TRUE(view(*other_)->awaits_notice);
    EXPECT_TRUE(view(*other_)->item.question.empty());
    EXPECT_FALSE(conference::contribute(town, *other_, {.item = item->item, .text = "x"}).ok());

    ASSERT_TRUE(conference::accept_notice(town, *other_, item->item).ok());
    EXPECT_EQ(view(*other_)->item.question.reveal(), "役割を決めたい");
    ASSERT_TRUE(
        conference::contribute(town, *other_, {.item = item->item, .text = "手帳の申請歴がある"})
            .ok());
    EXPECT_FALSE(conference::accept_notice(town, stranger, item->item).ok());
    // The secretariat accepts the notice like everybody else.
    EXPECT_FALSE(conference::record_minutes(town, *coordinator_,
                                            {.item = item->item, .minutes = "訪問を続ける"})
                     .ok());
    ASSERT_TRUE(conference::accept_notice(town, *coordinator_, item->item).ok());
    ASSERT_TRUE(conference::record_minutes(town, *coordinator_,
                                           {.item = item->item,
                                            .minutes = "訪問を続ける",
                                            .roles = {{DeskId("disability"), "訪問に同行する",
                                                       town_->clock().today().plus_months(1)}}})
                    .ok());
    const auto roles = town.read<std::vector<conference::RoleView>>(
        *other_, "test",
        [](access::ReadScope& scope) { return conference::readable_roles(scope); });
    ASSERT_EQ(roles.size(), 1U);

    // After the profile's days the material closes; the role stays while it lasts.
    ASSERT_TRUE(conference::confirm_minutes(town, *coordinator_, support).ok());
    const int days = town_->profile().settings.conference_grounds_close_days.value;
    town_->clock().advance_seconds((days + 2) * std::int64_t{86'400});
    EXPECT_FALSE(view(*other_).has_value());
    EXPECT_EQ(town.read<std::size_t>(*other_, "test",
                                     [](access::ReadScope& scope) {
                                         return conference::readable_roles(scope).size();
                                     }),
              1U);

    // Consent arrives: only the person who gave it moves, and the case with them.
    town_->consent(*coordinator_, home_.case_id, home_.persons[0], {"disability"});
    EXPECT_EQ(town_->state(home_.case_id), "assessing");
    const access::Item about_mother{access::Category::Case, home_.persons[0],
                                    access::Holder::desk(DeskId("elderly")), std::nullopt};
    const access::Item about_son{access::Category::Case, home_.persons[1],
                                 access::Holder::desk(DeskId("elderly")), std::nullopt};
    EXPECT_TRUE(town_->may_read(*other_, home_.case_id, about_mother));
    EXPECT_FALSE(town_->may_read(*other_, home_.case_id, about_son));
}

TEST_P(Household, closes_to_an_agency_in_the_moment_its_consent_is_withdrawn) {
    const auto consent =
        town_->consent(*coordinator_, home_.case_id, home_.persons[0], {"disability", "child"});
    const auto child = town_->worker("child");
    EXPECT_TRUE(town_->may_open(*other_, home_.case_id));
    EXPECT_TRUE(town_->may_open(child, home_.case_id));
    ASSERT_TRUE(casefile::withdraw_consent(town_->town(), *coordinator_, town_->events(),
                                           {consent, DeskId("disability"), "もう知らせないで"})
                    .ok());
    EXPECT_FALSE(town_->may_open(*other_, home_.case_id));
    EXPECT_TRUE(town_->may_open(child, home_.case_id));
    ASSERT_TRUE(casefile::withdraw_consent(town_->town(), *coordinator_, town_->events(),
                                           {consent, std::nullopt, "全部やめたい"})
                    .ok());
    EXPECT_FALSE(town_->may_open(child, home_.case_id));
}

TEST_P(Household, ends_the_role_of_a_desk_that_a_newer_consent_excludes_and_no_other) {
    const auto& mother = home_.persons[0];
    const std::vector<std::string> desks{"elderly", "disability", "child"};
    static_cast<void>(town_->consent(*coordinator_, home_.case_id, mother, desks));
    const auto child = town_->worker("child");
    const auto conference = sitting(town_->profile().coordination_conference());
    const auto item = put(conference, Purpose::InformationSharing, {mother});
    ASSERT_TRUE(item.ok());
    const auto until = town_->clock().today().plus_months(1);
    const auto recorded = conference::record_minutes(
        town_->town(), *coordinator_,
        {.item = item->item,
         .minutes = "分担を決めた",
         .attended = {desk_->account},
         .roles = {{DeskId("disability"), "手帳の相談", until}, {DeskId("child"), "見守り", until}},
         .lead_desk = std::nullopt,
         .lead_reason = {},
         .opinion = std::nullopt,
         .opinion_note = {},
         .expected_version = std::nullopt});
    ASSERT_TRUE(recorded.ok()) << recorded.refusal().message;
    const auto roles_of = [&](const accounts::Actor& who) {
        std::size_t count = 0;
        static_cast<void>(town_->town().read<int>(who, "test", [&](access::ReadScope& scope) {
            count = conference::readable_roles(scope).size();
            return 0;
        }));
        return count;
    };
    EXPECT_EQ(roles_of(*other_), 1U);
    EXPECT_EQ(roles_of(child), 1U);
    access::ConsentDeclaration newer{.case_id = home_.case_id, .person = mother};
    newer.method = access::ConsentMethod::Signature;
    newer.agreed_on = town_->clock().today();
    newer.explained_version = "1";
    newer.scopes = {access::ConsentScope::InformationSharing};
    newer.desks = {DeskId("child")};
    newer.excluded_desks = {DeskId("disability")};
    const auto declared =
        casefile::record_consent(town_->town(), *coordinator_, town_->events(), newer);
    ASSERT_TRUE(declared.ok()) << declared.refusal().message;
    EXPECT_EQ(roles_of(*other_), 0U);
    EXPECT_EQ(roles_of(child), 1U);
    EXPECT_FALSE(town_->may_open(*other_, home_.case_id));
    // What is lost is shown to the coordinator, as after a withdrawal.
    std::size_t asked = 0;
    static_cast<void>(town_->town().read<int>(*coordinator_, "test", [&](access::ReadScope& scope) {
        asked = casefile::open_tasks(scope, {.only = "withdrawal.review", .limit = 5}).size();
        return 0;
    }));
    EXPECT_EQ(asked, 1U);
}

}  // namespace
}  // namespace kasane
