#include "conference/take_off_agenda.hpp"

#include <gtest/gtest.h>

#include "casefile/casefile.hpp"
#include "conference/conference_rules.hpp"
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
