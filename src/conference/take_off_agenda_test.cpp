#include "conference/take_off_agenda.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "conference/conference_rules.hpp"
#include "conference/conference_store.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/record_minutes.hpp"
#include "conference/sittings.hpp"
#include "tests/support/written_household.hpp"

namespace kasane::conference {
namespace {

using tests::must;

class TakingOff : public testing::Test {
protected:
    tests::RunningSite site_;
    tests::Writers writers_{
        site_.person("worker", "窓口 一", {accounts::Role::DeskWorker}, "elderly"),
        site_.person("coordinator", "調整 二", {accounts::Role::Coordinator}, "coordination")};

    access::Town& town() { return site_.hall().town(); }
    bool says(const accounts::Actor& who, const std::string& path, std::string_view words) {
        return site_.get(path, who).content().find(words) != std::string_view::npos;
    }
    Result<OnAgenda> put_again(tests::RecordIds& ids) {
        return put_on_agenda(town(), writers_.coordinator,
                             {.sitting = SittingId(ids["sitting"]),
                              .case_id = CaseId(ids["case"]),
                              .question = "もう一度",
                              .subjects = {PersonId(ids["person"])},
                              .members = {writers_.worker.account}});
    }
};

TEST_F(TakingOff, asks_for_a_reason) {
    auto ids = tests::write_household(site_, writers_, "一", tests::Stage::Considered);
    const auto done =
        take_off_agenda(town(), writers_.coordinator, {AgendaItemId(ids["item"]), ""});
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.refusal().field, "reason");
}

TEST_F(TakingOff, is_the_secretariats_alone) {
    auto ids = tests::write_household(site_, writers_, "一", tests::Stage::Considered);
    const auto elsewhere =
        site_.person("elsewhere", "ほか 三", {accounts::Role::Coordinator}, "child");
    EXPECT_FALSE(take_off_agenda(town(), elsewhere, {AgendaItemId(ids["item"]), "延期"}).ok());
}

TEST_F(TakingOff, takes_the_item_from_every_page_and_tells_the_case_why) {
    auto ids = tests::write_household(site_, writers_, "一", tests::Stage::Considered);
    const auto item = "/conference-items/" + ids["item"];
    const auto sitting = "/conferences/" + ids["sitting"];
    EXPECT_EQ(site_.get(item, writers_.worker).status, 200);
    EXPECT_TRUE(says(writers_.coordinator, sitting, item + "/take-off"));
    static_cast<void>(must(take_off_agenda(town(), writers_.coordinator,
                                           {AgendaItemId(ids["item"]), "本人が延期を望んだ"})));
    EXPECT_EQ(site_.get(item, writers_.worker).status, 404);
    EXPECT_EQ(site_.get(item, writers_.coordinator).status, 404);
    EXPECT_EQ(site_.get(sitting, writers_.worker).status, 404);
    EXPECT_TRUE(says(writers_.coordinator, sitting, "議題1は、"));
    const auto timeline = "/cases/" + ids["case"] + "/timeline";
    EXPECT_TRUE(says(writers_.coordinator, timeline, "本人が延期を望んだ"));
    // What the meeting is called is not for everybody who may read the case.
    EXPECT_FALSE(says(writers_.coordinator, timeline, "さぽネット会議の議題から"));
    // A second time there is nothing to take off.
    EXPECT_FALSE(
        take_off_agenda(town(), writers_.coordinator, {AgendaItemId(ids["item"]), "延期"}).ok());
}

TEST_F(TakingOff, lets_the_rest_of_the_sitting_be_confirmed_and_gives_no_number_twice) {
    auto ids = tests::write_household(site_, writers_, "一", tests::Stage::Recorded);
    const auto second = must(put_again(ids)).item;
    EXPECT_FALSE(confirm_minutes(town(), writers_.coordinator, SittingId(ids["sitting"])).ok());
    static_cast<void>(
        must(take_off_agenda(town(), writers_.coordinator, {second, "本人が延期を望んだ"})));
    const auto third = must(put_again(ids)).item;
    static_cast<void>(town().read<int>(writers_.coordinator, "test", [&](access::ReadScope& scope) {
        const auto items = items_of(scope, SittingId(ids["sitting"]));
        EXPECT_EQ(items.size(), 2U);
        EXPECT_EQ(items.back().id, third);
        EXPECT_EQ(items.back().position, 3);
        return 0;
    }));
    static_cast<void>(
        must(take_off_agenda(town(), writers_.coordinator, {third, "本人が延期を望んだ"})));
    EXPECT_TRUE(confirm_minutes(town(), writers_.coordinator, SittingId(ids["sitting"])).ok());
}

TEST_F(TakingOff, is_possible_after_the_beginning_once_the_case_is_over) {
    Sitting sitting{.held_on = *Date::of(2026, 9, 1), .starts_at = "09:30"};
    const auto noon = *Instant::parse("2026-09-01T03:00:00.000000Z");
    EXPECT_FALSE(check_taking_off(sitting, {}, noon, Recordable::Yes).ok());
    EXPECT_TRUE(check_taking_off(sitting, {}, noon, Recordable::NotAnyMore).ok());
}

class Cancelling : public TakingOff {
protected:
    Result<Done> cancel(tests::RecordIds& ids, const accounts::Actor& who) {
        return cancel_sitting(town(), who, SittingId(ids["sitting"]), "会場が使えない");
    }
};

TEST_F(Cancelling, closes_what_the_sitting_opened_and_tells_the_case_without_naming_the_meeting) {
    auto ids = tests::write_household(site_, writers_, "一", tests::Stage::Considered);
    const auto item = "/conference-items/" + ids["item"];
    EXPECT_EQ(site_.get(item, writers_.coordinator).status, 200);
    static_cast<void>(must(cancel(ids, writers_.coordinator)));
    EXPECT_EQ(site_.get(item, writers_.coordinator).status, 404);
    EXPECT_EQ(site_.get(item, writers_.worker).status, 404);
    const auto timeline = "/cases/" + ids["case"] + "/timeline";
    EXPECT_TRUE(says(writers_.coordinator, timeline, "会場が使えない"));
    EXPECT_TRUE(says(writers_.coordinator, timeline, "予定していた会議は、中止になりました"));
    std::int64_t open = 1;
    site_.database().read(site_.hall().code(), [&](storage::Reader& rows) {
        open = rows.value<std::int64_t>(
            "select count(*) from grounds where municipality = $1"
            " and basis = 'support_conference' and (until is null or until > $2)",
            rows.municipality(), site_.clock().now());
    });
    EXPECT_EQ(open, 0);
}

TEST_F(Cancelling, is_the_secretariats_alone) {
    auto ids = tests::write_household(site_, writers_, "一", tests::Stage::Considered);
    const auto elsewhere =
        site_.person("elsewhere", "ほか 三", {accounts::Role::Coordinator}, "child");
    EXPECT_FALSE(cancel(ids, elsewhere).ok());
    EXPECT_TRUE(cancel(ids, writers_.coordinator).ok());
}

TEST_F(TakingOff, leaves_attendance_to_be_corrected_until_the_minutes_are_confirmed) {
    auto ids = tests::write_household(site_, writers_, "一", tests::Stage::Considered);
    const AgendaItemId item(ids["item"]);
    const auto attended = [&] {
        std::ptrdiff_t count = 0;
        static_cast<void>(
            town().read<int>(writers_.coordinator, "test", [&](access::ReadScope& scope) {
                count = std::ranges::count_if(members_of(scope, item), &ItemMember::attended);
                return 0;
            }));
        return count;
    };
    Minutes minutes{.item = item,
                    .minutes = "話し合った",
                    .attended = {writers_.coordinator.account},
                    .accepted_in_room = {writers_.worker.account},
                    .roles = {},
                    .lead_desk = std::nullopt,
                    .lead_reason = {},
                    .opinion = std::nullopt,
                    .opinion_note = {},
                    .expected_version = std::nullopt};
    static_cast<void>(must(record_minutes(town(), writers_.coordinator, minutes)));
    EXPECT_EQ(attended(), 2);
    minutes.accepted_in_room.clear();
    static_cast<void>(must(record_minutes(town(), writers_.coordinator, minutes)));
    EXPECT_EQ(attended(), 1);
}

class SupportConferenceItem : public TakingOff {};

TEST_F(SupportConferenceItem, gives_roles_only_to_desks_that_are_bound_to_secrecy) {
    auto ids = tests::write_household(site_, writers_, "一", tests::Stage::Considered);
    Minutes minutes{.item = AgendaItemId(ids["item"]),
                    .minutes = "話し合った",
                    .attended = {},
                    .accepted_in_room = {},
                    .roles = {{writers_.worker.desk(), "訪問する", site_.clock().today()}},
                    .lead_desk = std::nullopt,
                    .lead_reason = {},
                    .opinion = std::nullopt,
                    .opinion_note = {},
                    .expected_version = std::nullopt};
    const auto refused = record_minutes(town(), writers_.coordinator, minutes);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.refusal().code, "gate.support_conference");
    minutes.accepted_in_room = {writers_.worker.account};
    EXPECT_TRUE(record_minutes(town(), writers_.coordinator, minutes).ok());
}

TEST_F(SupportConferenceItem, sets_no_day_that_others_see) {
    auto ids = tests::write_household(site_, writers_, "一", tests::Stage::Considered);
    const auto overview = "/cases/" + ids["case"];
    EXPECT_TRUE(says(writers_.worker, overview, "予定はありません"));
}

TEST(BeginningOfASitting, is_its_hour_where_one_was_set) {
    const auto noon = *Instant::parse("2026-09-01T03:00:00.000000Z");  // 12:00 in Japan
    Sitting sitting{.held_on = *Date::of(2026, 9, 1), .starts_at = "14:00"};
    EXPECT_FALSE(has_begun(sitting, noon));
    sitting.starts_at = "09:30";
    EXPECT_TRUE(has_begun(sitting, noon));
    sitting.starts_at = "";
    EXPECT_FALSE(has_begun(sitting, noon));
    sitting.held_on = *Date::of(2026, 8, 31);
    EXPECT_TRUE(has_begun(sitting, noon));
    sitting.form = SittingForm::Circulation;
    EXPECT_FALSE(has_begun(sitting, noon));
    sitting = {.held_on = *Date::of(2026, 9, 2), .starts_at = "09:30"};
    EXPECT_FALSE(has_begun(sitting, noon));
}

}  // namespace
}  // namespace kasane::conference
