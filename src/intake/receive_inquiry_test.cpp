#include "intake/receive_inquiry.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "intake/check_similar_persons.hpp"
#include "intake/inquiry_record.hpp"
#include "intake/screen_inquiry.hpp"
#include "tests/support/test_town.hpp"

namespace kasane::intake {
namespace {

class ReceiveInquiry : public tests::OnBothEngines {
protected:
    tests::TestTown town{database()};
    accounts::Actor desk = town.worker("child");
    accounts::Actor other = town.worker("elderly");

    InquiryForm form_about(std::string name) {
        InquiryForm form;
        form.received_on = town.clock().today();
        form.contact_method = "phone";
        form.persons = {{.name = std::move(name), .relation = "self"}};
        form.said = "家賃が払えないとのこと。";
        return form;
    }
    Result<ReceivedInquiry> receive(const InquiryForm& form) {
        return receive_inquiry(town.town(), desk, town.events(), form);
    }
    std::optional<Caller> caller_seen_by(const accounts::Actor& reader,
                                         const ReceivedInquiry& received) {
        return town.town().read<std::optional<Caller>>(
            reader, "test", [&](access::ReadScope& scope) -> std::optional<Caller> {
                auto reading = access::CaseReading::open(scope, received.case_id);
                if (!reading) return std::nullopt;
                const auto inquiry = find_inquiry(scope, *reading, received.inquiry);
                if (!inquiry) return std::nullopt;
                return caller_of(scope, *reading, *inquiry);
            });
    }
    std::vector<casefile::OpenTask> tasks_of(const accounts::Actor& reader) {
        return town.town().read<std::vector<casefile::OpenTask>>(
            reader, "test", [&](access::ReadScope& scope) { return casefile::open_tasks(scope); });
    }
    std::vector<ListedInquiry> listed_for(const accounts::Actor& reader) {
        return town.town().read<std::vector<ListedInquiry>>(
            reader, "test",
            [&](access::ReadScope& scope) { return listed_inquiries(scope, std::nullopt); });
    }
    std::int64_t rows_in(std::string_view table) {
        std::int64_t count = 0;
        database().read(town.town().code(), [&](storage::Reader& rows) {
            count = rows.value<std::int64_t>(
                "select count(*) from " + std::string(table) + " where municipality = $1",
                rows.municipality());
        });
        return count;
    }
};
KASANE_ON_BOTH_ENGINES(ReceiveInquiry);

TEST_P(ReceiveInquiry, takes_anybody_with_nothing_but_a_day_and_an_unknown_name) {
    InquiryForm form;
    form.received_on = town.clock().today();
    form.persons = {{.identity_status = people::IdentityStatus::Unidentified, .name = "氏名不詳"}};
    const auto received = receive(form);
    ASSERT_TRUE(received.ok());
    EXPECT_EQ(town.state(received->case_id), "received");
    EXPECT_EQ(received->next_path, "/inquiries/" + received->inquiry.text());
}

TEST_P(ReceiveInquiry, opens_the_desks_own_record_and_nobody_elses) {
    const auto received = receive(form_about("山田 花子"));
    ASSERT_TRUE(received.ok());
    EXPECT_TRUE(town.may_open(desk, received->case_id));
    EXPECT_FALSE(town.may_open(other, received->case_id));
    EXPECT_FALSE(town.may_open(town.coordinator(), received->case_id));
    EXPECT_EQ(listed_for(desk).size(), 1U);
    EXPECT_TRUE(listed_for(other).empty());
}

TEST_P(ReceiveInquiry, keeps_a_reporter_with_the_receiving_desk) {
    auto form = form_about("山田 花子");
    form.caller = {"neighbor", "佐藤 次郎", "000-0000-0021", true};
    const auto received = receive(form);
    ASSERT_TRUE(received.ok());
    ASSERT_TRUE(caller_seen_by(desk, *received).has_value());
    EXPECT_EQ(caller_seen_by(desk, *received)->name, "佐藤 次郎");
    // Somebody else gets to know the whole case, and still not who reported.
    auto opened = town.town().act<Done>(
        desk, accounts::Act::EditPerson, [&](access::ActScope& act) -> Result<Done> {
            access::open_grounds(
                act, {.case_id = received->case_id,
                      .holder = access::Holder::desk(other.desk()),
                      .basis = access::Basis::Coordination,
                      .categories = {access::Category::Identity, access::Category::Case},
                      .source = "test"});
            return Done{};
        });
    ASSERT_TRUE(opened.ok());
    EXPECT_TRUE(town.may_open(other, received->case_id));
    EXPECT_FALSE(caller_seen_by(other, *received).has_value());
}

TEST_P(ReceiveInquiry, opens_the_locating_facts_of_a_protected_person_to_the_desk) {
    auto form = form_about("山田 花子");
    form.persons.front().is_protected = true;
    form.persons.front().address = "中央1-2";
    const auto received = receive(form);
    ASSERT_TRUE(received.ok());
    const auto person =
        town.town().read<people::Person>(desk, "test", [&](access::ReadScope& scope) {
            auto reading = access::CaseReading::open(scope, received->case_id);
            return people::persons_of_case(scope, *reading).at(0);
        });
    ASSERT_TRUE(person.locating.has_value());
    EXPECT_EQ(person.locating->address.reveal(), "中央1-2");
}

TEST_P(ReceiveInquiry, asks_for_a_screening_within_the_days_of_the_town) {
    ASSERT_TRUE(receive(form_about("山田 花子")).ok());
    const auto tasks = tasks_of(desk);
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks.front().kind, "screening");
    // 「受付から2週間」 is two weeks by the calendar, holidays and weekends included.
    EXPECT_EQ(town.profile().settings.screening_days.value, 14);
    EXPECT_EQ(tasks.front().due_on.text(), "2026-09-15");
}

TEST_P(ReceiveInquiry, stores_nothing_at_all_when_one_part_is_refused) {
    auto form = form_about("山田 花子");
    form.attached = {{"相談票.pdf", "<html><body>no document</body></html>"}};
    const auto received = receive(form);
    ASSERT_FALSE(received.ok());
    EXPECT_EQ(received.refusal().field, "attached");
    EXPECT_EQ(rows_in("inquiries"), 0);
    EXPECT_EQ(rows_in("cases"), 0);
    EXPECT_EQ(rows_in("persons"), 0);
}

TEST_P(ReceiveInquiry, screens_at_once_when_the_form_says_so) {
    auto form = form_about("山田 花子");
    form.screening =
        Screening{.outcome = ScreeningOutcome::ReferCoordinator, .reason = "second_opinion"};
    const auto received = receive(form);
    ASSERT_TRUE(received.ok());
    EXPECT_EQ(town.state(received->case_id), "referred");
    EXPECT_EQ(received->next_path, "/cases/" + received->case_id.text() +
                                       "/memos/new?to=" + town.profile().coordinating_desk.text() +
                                       "&reason=second_opinion");
    const auto tasks = tasks_of(desk);
    EXPECT_TRUE(std::ranges::none_of(tasks, [](const auto& t) { return t.kind == "screening"; }));
    EXPECT_TRUE(std::ranges::any_of(tasks, [](const auto& t) { return t.kind == "memo.write"; }));
    ASSERT_EQ(listed_for(desk).size(), 1U);
    EXPECT_EQ(listed_for(desk).front().outcome, ScreeningOutcome::ReferCoordinator);
}

TEST_P(ReceiveInquiry, joins_a_case_of_the_desk_and_leaves_others_unknown) {
    const auto mine = receive(form_about("山田 花子"));
    ASSERT_TRUE(mine.ok());
    auto again = form_about("山田 太郎");
    again.case_id = mine->case_id;
    const auto joined = receive(again);
    ASSERT_TRUE(joined.ok());
    EXPECT_EQ(joined->case_id, mine->case_id);

    const auto theirs = town.household(other, {"佐藤 一郎"});
    again.case_id = theirs.case_id;
    EXPECT_EQ(receive(again).refusal().kind, RefusalKind::NotFound);
    again.case_id = mine->case_id;
    again.known_persons = {theirs.persons.front()};
    EXPECT_EQ(receive(again).refusal().kind, RefusalKind::NotFound);
}

TEST_P(ReceiveInquiry, takes_up_a_closed_case_again) {
    auto form = form_about("山田 花子");
    form.screening =
        Screening{.outcome = ScreeningOutcome::InformationOnly, .note = "窓口をご案内した"};
    const auto first = receive(form);
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(town.state(first->case_id), "closed");
    auto second = form_about("山田 花子");
    second.persons.clear();
    second.case_id = first->case_id;
    ASSERT_TRUE(receive(second).ok());
    EXPECT_EQ(town.state(first->case_id), "received");
}

TEST_P(ReceiveInquiry, is_refused_to_somebody_whose_role_reads_no_cases) {
    const auto received =
        receive_inquiry(town.town(), town.administrator(), town.events(), form_about("山田 花子"));
    ASSERT_FALSE(received.ok());
    EXPECT_EQ(received.refusal().kind, RefusalKind::NotPermitted);
}

TEST_P(ReceiveInquiry, puts_nothing_of_the_caller_on_the_timeline) {
    auto form = form_about("山田 花子");
    form.caller = {"neighbor", "佐藤 次郎", "000-0000-0021", true};
    const auto received = receive(form);
    ASSERT_TRUE(received.ok());
    const auto entries = town.town().read<std::vector<casefile::TimelineEntry>>(
        desk, "test", [&](access::ReadScope& scope) {
            auto reading = access::CaseReading::open(scope, received->case_id);
            return casefile::timeline(scope, *reading, std::nullopt);
        });
    ASSERT_FALSE(entries.empty());
    for (const auto& entry : entries) {
        EXPECT_EQ(entry.body.reveal().find("佐藤"), std::string::npos);
        EXPECT_EQ(entry.title.find("近隣"), std::string::npos);
    }
}

using ScreenInquiry = ReceiveInquiry;
KASANE_ON_BOTH_ENGINES(ScreenInquiry);

TEST_P(ScreenInquiry, moves_the_case_and_ends_the_task) {
    const auto received = receive(form_about("山田 花子"));
    ASSERT_TRUE(received.ok());
    const auto screened = screen_inquiry(
        town.town(), desk, town.events(),
        {.case_id = received->case_id, .screening = {.outcome = ScreeningOutcome::OwnDesk}});
    ASSERT_TRUE(screened.ok());
    EXPECT_EQ(screened->state, casefile::CaseState::InNetwork);
    EXPECT_TRUE(tasks_of(desk).empty());
}

TEST_P(ScreenInquiry, is_done_once_and_the_second_time_names_the_rule) {
    const auto received = receive(form_about("山田 花子"));
    ASSERT_TRUE(received.ok());
    const ScreeningRequest request{.case_id = received->case_id,
                                   .screening = {.outcome = ScreeningOutcome::Network}};
    ASSERT_TRUE(screen_inquiry(town.town(), desk, town.events(), request).ok());
    const auto second = screen_inquiry(town.town(), desk, town.events(), request);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.refusal().code, "case.illegal_step");
    EXPECT_FALSE(second.refusal().basis.empty());
}

TEST_P(ScreenInquiry, of_a_case_without_a_ground_finds_nothing) {
    const auto received = receive(form_about("山田 花子"));
    ASSERT_TRUE(received.ok());
    const auto screened = screen_inquiry(
        town.town(), other, town.events(),
        {.case_id = received->case_id, .screening = {.outcome = ScreeningOutcome::OwnDesk}});
    ASSERT_FALSE(screened.ok());
    EXPECT_EQ(screened.refusal().kind, RefusalKind::NotFound);
}

TEST_P(ScreenInquiry, over_a_version_somebody_changed_is_stale) {
    const auto received = receive(form_about("山田 花子"));
    ASSERT_TRUE(received.ok());
    const auto screened = screen_inquiry(town.town(), desk, town.events(),
                                         {.case_id = received->case_id,
                                          .screening = {.outcome = ScreeningOutcome::OwnDesk},
                                          .expected_version = 99});
    ASSERT_FALSE(screened.ok());
    EXPECT_EQ(screened.refusal().kind, RefusalKind::Stale);
}

TEST_P(ScreenInquiry, to_a_desk_that_does_not_exist_is_a_mistake) {
    const auto received = receive(form_about("山田 花子"));
    ASSERT_TRUE(received.ok());
    const auto screened = screen_inquiry(
        town.town(), desk, town.events(),
        {.case_id = received->case_id,
         .screening = {.outcome = ScreeningOutcome::ReferDesk, .to_desk = DeskId("nowhere")}});
    ASSERT_FALSE(screened.ok());
    EXPECT_EQ(screened.refusal().field, "screening_to");
}

using CheckSimilarPersons = ReceiveInquiry;
KASANE_ON_BOTH_ENGINES(CheckSimilarPersons);

TEST_P(CheckSimilarPersons, is_possible_sixty_times_an_hour) {
    const people::NewPerson person{.name = "山田 花子"};
    for (int i = 0; i < similar_checks_an_hour; ++i) {
        ASSERT_TRUE(check_similar_persons(town.town(), desk, person).ok());
    }
    const auto refused = check_similar_persons(town.town(), desk, person);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.refusal().kind, RefusalKind::TooMany);
    town.clock().advance_seconds(3601);
    EXPECT_TRUE(check_similar_persons(town.town(), desk, person).ok());
}

}  // namespace
}  // namespace kasane::intake
