#include "intake/inquiry.hpp"

#include <gtest/gtest.h>

#include "intake/report_duties.hpp"
#include "kernel/id_source.hpp"
#include "municipality/code_lists.hpp"
#include "tests/support/rule_cases.hpp"

namespace kasane::intake {
namespace {

const Date today = *Date::of(2026, 9, 1);

InquiryForm smallest() {
    InquiryForm form;
    form.received_on = today;
    form.persons = {{.identity_status = people::IdentityStatus::Unidentified, .name = "氏名不詳"}};
    return form;
}

Result<Done> check(const InquiryForm& form) {
    return check_inquiry(form, municipality::standard_code_lists(), today);
}

TEST(AnInquiry, is_complete_with_a_day_and_somebody_of_unknown_name) {
    EXPECT_TRUE(check(smallest()).ok());
}

TEST(AnInquiry, asks_for_the_day_and_names_the_gate) {
    auto form = smallest();
    form.received_on = std::nullopt;
    const auto checked = check(form);
    ASSERT_FALSE(checked.ok());
    EXPECT_EQ(checked.refusal().code, "gate.no_wrong_door");
    EXPECT_EQ(checked.refusal().field, "received_on");
}

TEST(AnInquiry, asks_for_something_to_call_the_person_by) {
    auto form = smallest();
    form.persons.clear();
    EXPECT_EQ(check(form).refusal().field, "person_1_name");
}

TEST(AnInquiry, needs_no_new_person_when_it_joins_a_case) {
    auto form = smallest();
    form.persons.clear();
    form.case_id = IdSource().next<CaseId>(Instant(0));
    EXPECT_TRUE(check(form).ok());
}

TEST(AnInquiry, is_of_today_or_earlier) {
    auto form = smallest();
    form.received_on = today.plus_days(1);
    EXPECT_EQ(check(form).refusal().code, "inquiry.future");
}

TEST(AnInquiry, knows_only_the_codes_of_its_lists) {
    auto form = smallest();
    form.topics = {"housing", "no such topic"};
    EXPECT_EQ(check(form).refusal().field, "topics");
    form = smallest();
    form.contact_method = "pigeon";
    EXPECT_EQ(check(form).refusal().field, "contact_method");
    form = smallest();
    form.persons.push_back({.name = "山田", .relation = "enemy"});
    EXPECT_EQ(check(form).refusal().field, "person_2_relation");
}

TEST(AnInquiry, marks_as_most_urgent_only_what_it_is_about) {
    auto form = smallest();
    form.topics = {"housing"};
    form.primary_topic = "debt";
    EXPECT_EQ(check(form).refusal().code, "inquiry.primary_topic");
}

TEST(NoWrongDoor, follows_its_table) {
    tests::check_rule_cases("no_wrong_door", [](const tests::RuleCase& row) {
        EXPECT_EQ(row.when.text("操作"), "相談の受付");
        InquiryForm form;
        if (row.given.text("受付日") != "なし") form.received_on = row.given.date("受付日");
        if (row.given.text("呼び名") != "なし") {
            form.persons = {{.name = row.given.text("呼び名")}};
        }
        if (row.given.flag_or("既存のケース", false))
            form.case_id = IdSource().next<CaseId>(Instant(0));
        return tests::outcome_of(check(form));
    });
}

TEST(AScreening, to_the_coordinator_has_a_reason_and_being_unsure_is_one) {
    EXPECT_FALSE(check_screening({.outcome = ScreeningOutcome::ReferCoordinator}).ok());
    EXPECT_TRUE(
        check_screening({.outcome = ScreeningOutcome::ReferCoordinator, .reason = "second_opinion"})
            .ok());
}

TEST(AScreening, that_ends_with_information_says_what_was_told) {
    EXPECT_FALSE(check_screening({.outcome = ScreeningOutcome::InformationOnly}).ok());
    EXPECT_TRUE(check_screening({.outcome = ScreeningOutcome::InformationOnly,
                                 .note = "制度の窓口をご案内した"})
                    .ok());
}

TEST(AScreening, leaves_state_received_by_a_step_of_the_table) {
    for (const auto& each : codes<ScreeningOutcome>) {
        EXPECT_TRUE(next_state(casefile::case_transitions, casefile::CaseState::Received,
                               step_of(each.value)))
            << each.code;
    }
}

TEST(AScreening, has_its_outcomes_in_the_list_of_results) {
    const auto& results = municipality::standard_code_lists().list("screening_results");
    for (const auto& each : codes<ScreeningOutcome>) {
        EXPECT_TRUE(results.has(each.code)) << each.code;
    }
}

TEST(TheChannel, follows_from_who_came_and_how) {
    EXPECT_EQ(channel_of("self", "visit"), "self_visit");
    EXPECT_EQ(channel_of("self", "phone"), "self_phone_mail");
    EXPECT_EQ(channel_of("family", "phone"), "family_phone_mail");
    EXPECT_EQ(channel_of("neighbor", "phone"), "resident_info");
    EXPECT_EQ(channel_of("school", "visit"), "agency_referral");
    EXPECT_EQ(channel_of("self", "meeting"), "conference");
    EXPECT_EQ(channel_of("", "phone"), "");
    const auto& channels = municipality::standard_code_lists().list("intake_channel");
    for (const auto* relation : {"self", "family", "neighbor", "school", "employer"}) {
        EXPECT_TRUE(channels.has(channel_of(relation, "phone"))) << relation;
    }
}

TEST(ReportDuties, are_shown_when_somebody_speaks_of_abuse_and_only_then) {
    EXPECT_TRUE(report_duties(std::vector<std::string>{"housing"}, {}, today).empty());
    const auto duties = report_duties(std::vector<std::string>{"dv_abuse"}, {}, today);
    ASSERT_FALSE(duties.empty());
    EXPECT_EQ(duties.front().provision->article, "児童虐待防止法6条1項");
    EXPECT_EQ(duties.front().weight, "義務");
    EXPECT_FALSE(report_duties({}, std::vector<std::string>{"abuse"}, today).empty());
}

}  // namespace
}  // namespace kasane::intake
