// The process is one table (casefile/case_states.hpp). Every row of it is taken here by the act that
// the pages call, and found on the page that offers it; nobody else can take it.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "intake/receive_inquiry.hpp"
#include "tests/support/case_driver.hpp"

namespace kasane {
namespace {

using casefile::CaseEvent;
using casefile::CaseState;
using casefile::CaseTransition;
using tests::CaseDriver;
using tests::Crew;

/// Where a step is taken, and what stands there.
struct Place {
    const accounts::Actor* who;
    std::string address;
    std::string holds;
};

std::string below(const CaseDriver& driver, std::string_view path) {
    return fmt::format("/cases/{}{}", driver.id().text(), path);
}

/// The page of a step before it is taken. Steps without a page of their own stand on 概要.
Place place_of(CaseDriver& driver, const CaseTransition& row) {
    const auto& crew = driver.crew();
    const auto memo = "/memos/" + driver.memo().text();
    const auto plan = "/plans/" + driver.plan().text();
    const auto form = [](const std::string& action) { return "action=\"" + action + "\""; };
    switch (row.event) {
        case CaseEvent::Receive:
            return {&crew.coordinator, below(driver, ""), "相談として受け付ける"};
        case CaseEvent::KeepOwn:
            return {&crew.desk, below(driver, "/screening"), "value=\"own_desk\""};
        case CaseEvent::InformAndClose:
            return {&crew.desk, below(driver, "/screening"), "value=\"info_only_closed\""};
        case CaseEvent::Refer:
            return {&crew.desk, below(driver, "/memos/new"), "value=\"coordination\""};
        case CaseEvent::Accept:
            return {&crew.coordinator, memo, "value=\"accept\""};
        case CaseEvent::ReturnWithAdvice:
            return {&crew.coordinator, memo, "value=\"answer\""};
        case CaseEvent::PutToSupportConference:
            if (row.from == CaseState::Referred) {
                return {&crew.coordinator, memo, "value=\"accept_for_support_conference\""};
            }
            return {&crew.coordinator, below(driver, ""), "会議を招集し、議題にする"};
        case CaseEvent::ConsentArrives:
            return {&crew.coordinator, below(driver, ""), "/consents/new"};
        case CaseEvent::DraftPlan:
            return {&crew.coordinator, below(driver, ""), below(driver, "/need")};
        case CaseEvent::DecideSupport:
            return {&crew.coordinator, plan, form(plan + "/decision")};
        case CaseEvent::Monitor:
            return {&crew.coordinator, plan, form(plan + "/monitorings")};
        case CaseEvent::Evaluate:
            return {&crew.coordinator, below(driver, ""), below(driver, "/evaluation")};
        case CaseEvent::Replan:
            return {&crew.coordinator, below(driver, "/conclusion"), "value=\"replan\""};
        case CaseEvent::FollowUp:
            return {&crew.coordinator, below(driver, "/conclusion"), "value=\"follow_up\""};
        case CaseEvent::Suspend:
            return {&crew.coordinator, below(driver, "/conclusion"), "value=\"suspend\""};
        case CaseEvent::Close:
            return {&crew.coordinator, below(driver, "/conclusion"), "value=\"close\""};
        case CaseEvent::StartOutreach:
        case CaseEvent::Dismiss:
        case CaseEvent::Settle:
        case CaseEvent::ReturnToNetwork:
        case CaseEvent::Watch:
        case CaseEvent::WithdrawToOutreach:
        case CaseEvent::WithdrawToNetwork:
        case CaseEvent::ReviewPlan:
        case CaseEvent::CloseAlone:
        case CaseEvent::PeriodOver:
        case CaseEvent::Reopen:
            break;
    }
    const bool of_desk = !casefile::is_coordinated(row.from) && row.from != CaseState::Noticed;
    return {of_desk ? &crew.desk : &crew.coordinator, below(driver, ""),
            below(driver, fmt::format("/steps/{}", code_of(row.event)))};
}

/// What has to be there before a step is offered: a withdrawal offers the steps after it.
void prepare(CaseDriver& driver, CaseEvent event) {
    if (event == CaseEvent::WithdrawToOutreach || event == CaseEvent::WithdrawToNetwork ||
        event == CaseEvent::ReviewPlan) {
        static_cast<void>(tests::must_do(driver.withdraw()));
        // The driver withdraws once more when it takes the step.
        static_cast<void>(tests::must_do(driver.consent_of(driver.mother())));
    }
}

TEST(EveryStep, of_the_table_stands_on_a_page_and_is_taken_by_its_act) {
    for (const auto& row : casefile::case_transitions) {
        tests::RunningSite site;  // in one town the clock would sign everybody out
        Crew crew(site);
        SCOPED_TRACE(
            fmt::format("{}: {} → {}", label_of(row.from), label_of(row.event), label_of(row.to)));
        CaseDriver driver(crew);
        driver.bring_to(row.from);
        ASSERT_EQ(driver.state(), row.from);
        prepare(driver, row.event);
        const auto place = place_of(driver, row);
        const auto page = site.get(place.address, *place.who);
        EXPECT_EQ(page.status, 200) << place.address;
        EXPECT_NE(page.body.find(place.holds), std::string::npos)
            << place.address << " does not hold " << place.holds;

        const auto taken = driver.take(row.event);
        EXPECT_TRUE(taken.ok()) << (taken.ok() ? "" : taken.refusal().message);
        EXPECT_EQ(driver.state(), row.to);
        const auto events = driver.events_so_far();
        ASSERT_FALSE(events.empty());
        EXPECT_EQ(events.back(), row.event);
    }
}

TEST(EveryStep, without_a_row_is_refused_with_the_rule_and_what_is_possible) {
    for (const auto& state : codes<CaseState>) {
        for (const auto& event : codes<CaseEvent>) {
            const auto checked = casefile::check_transition(state.value, event.value);
            if (next_state(casefile::case_transitions, state.value, event.value)) {
                EXPECT_TRUE(checked.ok());
                continue;
            }
            ASSERT_FALSE(checked.ok());
            EXPECT_EQ(checked.refusal().code, "case.illegal_step");
            EXPECT_FALSE(checked.refusal().basis.empty());
            EXPECT_TRUE(checked.refusal().instead.starts_with("いまできること: "));
        }
    }
}

TEST(EveryStep, of_the_coordinator_is_taken_by_nobody_else) {
    tests::RunningSite site;
    Crew crew(site);
    for (const auto& row : casefile::case_transitions) {
        if (!casefile::is_coordinated(row.from) || !casefile::is_lone_step(row.event)) continue;
        SCOPED_TRACE(fmt::format("{}: {}", label_of(row.from), label_of(row.event)));
        CaseDriver driver(crew);
        driver.bring_to(row.from);
        const auto by_desk = driver.step(crew.desk, driver.lone(row.event));
        EXPECT_FALSE(by_desk.ok());
        const auto by_stranger = driver.step(crew.stranger, driver.lone(row.event));
        EXPECT_FALSE(by_stranger.ok());
        EXPECT_EQ(driver.state(), row.from);
    }
}

TEST(EveryStep, of_a_noticed_case_by_another_desk_goes_by_the_coordinator) {
    tests::RunningSite site;
    Crew crew(site);
    CaseDriver driver(crew);
    driver.bring_to(CaseState::Noticed);
    // The hint lies at the coordinating desk: for another desk it does not exist.
    const auto step = driver.step(crew.desk, driver.lone(CaseEvent::StartOutreach));
    ASSERT_FALSE(step.ok());
    EXPECT_EQ(step.refusal().kind, RefusalKind::NotPermitted);
    // Reaching out opens the coordination to the coordinating desk.
    ASSERT_TRUE(driver.take(CaseEvent::StartOutreach).ok());
    const access::Item anything{access::Category::Case, std::nullopt,
                                access::Holder::desk(DeskId("elderly")), std::nullopt};
    EXPECT_TRUE(driver.may_read(crew.coordinator, anything));
}

TEST(EveryStep, out_of_the_coordination_ends_what_it_opened) {
    tests::RunningSite site;
    Crew crew(site);
    const access::Item of_the_desk{access::Category::Case, std::nullopt,
                                   access::Holder::desk(DeskId("elderly")), std::nullopt};
    const access::Item of_the_coordinator{access::Category::Plan, std::nullopt,
                                          access::Holder::desk(DeskId("coordination")),
                                          std::nullopt};
    for (const auto& row : casefile::case_transitions) {
        if (!casefile::is_coordinated(row.from) || casefile::is_coordinated(row.to)) continue;
        SCOPED_TRACE(fmt::format("{}: {}", label_of(row.from), label_of(row.event)));
        CaseDriver driver(crew);
        driver.bring_to(row.from);
        EXPECT_TRUE(driver.may_read(crew.coordinator, of_the_desk));
        ASSERT_TRUE(driver.take(row.event).ok());
        EXPECT_FALSE(driver.may_read(crew.coordinator, of_the_desk));
        // What the coordinator wrote stays the coordinator's own record.
        EXPECT_TRUE(driver.may_read(crew.coordinator, of_the_coordinator));
    }
}

TEST(EveryStep, to_the_coordinating_desk_itself_needs_no_memo) {
    tests::RunningSite site;
    Crew crew(site);
    intake::InquiryForm form;
    form.received_on = site.clock().today();
    form.persons.push_back({.name = "氏名不詳"});
    form.screening = intake::Screening{.outcome = intake::ScreeningOutcome::ReferCoordinator,
                                       .reason = "second_opinion"};
    const auto received =
        intake::receive_inquiry(site.hall().town(), crew.coordinator, site.hall().events(), form);
    ASSERT_TRUE(received.ok());
    const auto page = site.get("/cases/" + received->case_id.text(), crew.coordinator);
    EXPECT_NE(page.body.find("アセスメントを記録する"), std::string::npos);
}

}  // namespace
}  // namespace kasane
