#include <gtest/gtest.h>

#include "audit/journal.hpp"
#include "conference/take_part.hpp"
#include "referral/answer_memo.hpp"
#include "referral/send_memo.hpp"
#include "tests/support/running_site.hpp"
#include "tests/support/written_household.hpp"
#include "web/http.hpp"

namespace kasane::desk {
namespace {

using accounts::Role;
using tests::RunningSite;

bool says(const web::Response& response, std::string_view words) {
    return response.content().find(words) != std::string_view::npos;
}

/// How many entries of that kind and act the journal holds.
std::int64_t journalled(RunningSite& site, std::string_view kind, std::string_view act) {
    std::int64_t count = 0;
    site.database().read(
        site.hall().code(),
        [&](storage::Reader& rows) {
            count = rows.value<std::int64_t>(
                "select count(*) from journal where municipality = $1 and kind = $2 and act = $3",
                rows.municipality(), kind, act);
        },
        storage::Rows::Journal);
    return count;
}

class DeskOfTheDay : public testing::TestWithParam<storage::Engine> {
protected:
    RunningSite site{GetParam()};
    accounts::Actor elder = site.person("elder", "高齢 一郎", {Role::DeskWorker}, "elderly");
    accounts::Actor child = site.person("child", "児童 二葉", {Role::DeskWorker}, "child");
    accounts::Actor coordinator = site.person(
        "coordinator", "調整 花子", {Role::Coordinator, Role::DeskWorker}, "coordination");
};
KASANE_ON_BOTH_ENGINES(DeskOfTheDay);

TEST_P(DeskOfTheDay, teaches_somebody_who_has_nothing_to_do) {
    const auto home = site.get("/", elder);
    EXPECT_EQ(home.status, 200);
    EXPECT_TRUE(says(home, "届いているものはありません"));
    EXPECT_TRUE(says(home, "今日までにすることは、ありません"));
    EXPECT_TRUE(says(home, "相談を受け付ける"));
}

TEST_P(DeskOfTheDay, shows_the_cases_of_the_own_desk_alone) {
    static_cast<void>(site.inquiry(elder, "山田 花子", "家計が苦しい"));
    EXPECT_TRUE(says(site.get("/", elder), "山田 花子"));
    const auto other = site.get("/", child);
    EXPECT_FALSE(says(other, "山田"));
    EXPECT_FALSE(says(other, "R8-0001"));
}

TEST_P(DeskOfTheDay, shows_what_is_due_today_with_the_way_to_do_it) {
    const auto case_id = site.inquiry(elder, "山田 花子", "家計が苦しい");
    site.clock().advance_seconds(60L * 24 * 60 * 60);
    EXPECT_EQ(site.get("/", elder).status, 303);  // a session does not last so long
    const auto next = site.person("elder2", "高齢 二郎", {Role::DeskWorker}, "elderly");
    const auto home = site.get("/", next);
    EXPECT_TRUE(says(home, "過ぎています"));
    EXPECT_TRUE(says(home, "href=\"/cases/" + case_id.text() + "/screening\""));
}

TEST_P(DeskOfTheDay, finds_by_name_word_and_number_what_the_reader_may_read) {
    const auto case_id = site.inquiry(elder, "髙橋 花子", "家計が苦しく、灯油を買えない");
    const auto link = "href=\"/cases/" + case_id.text() + "\"";
    EXPECT_TRUE(says(site.get("/search?q=高橋", elder), link));
    EXPECT_TRUE(says(site.get("/search?q=灯油", elder), link));
    EXPECT_TRUE(says(site.get("/search?q=ｒ８－０００１", elder), link));
    EXPECT_TRUE(says(site.get("/search?q=石油", elder), "見つかりませんでした"));
}

TEST_P(DeskOfTheDay, finds_nothing_for_somebody_without_a_ground) {
    static_cast<void>(site.inquiry(elder, "髙橋 花子", "家計が苦しく、灯油を買えない"));
    for (const std::string query : {"高橋", "灯油", "R8-0001", "花子"}) {
        SCOPED_TRACE(query);
        const auto answer = site.get("/search?q=" + query, child);
        EXPECT_EQ(answer.status, 200);
        EXPECT_TRUE(says(answer, "見つかりませんでした"));
        EXPECT_FALSE(says(answer, "1件"));
    }
}

/// What the head of the page says, 「届いたもの2件」.
std::string arrived(RunningSite& running, const accounts::Actor& reader) {
    const auto page = running.get("/", reader);
    const auto content = page.content();
    constexpr std::string_view before = "k-waiting__number\">";
    const auto from = content.find(before) + before.size();
    return std::string(content.substr(from, content.find('<', from) - from));
}

TEST_P(DeskOfTheDay, counts_memos_and_invitations_that_wait_and_lists_as_many) {
    const tests::Writers writers{elder, coordinator, {child.account}};
    EXPECT_EQ(arrived(site, child), "0件");
    auto records = tests::write_household(site, writers, "一", tests::Stage::Considered);
    EXPECT_EQ(arrived(site, child), "1件");
    const auto item = "/conference-items/" + records["item"];
    EXPECT_TRUE(says(site.get("/", child), "href=\"" + item + "\""));
    EXPECT_TRUE(says(site.get("/conferences", child), "1<span class=\"k-hidden\">件待っています"));
    // Whoever accepted the notice is not asked any more.
    ASSERT_TRUE(
        conference::accept_notice(site.hall().town(), child, AgendaItemId(records["item"])).ok());
    EXPECT_EQ(arrived(site, child), "0件");
    // A memo that waits for an answer counts beside the invitation.
    // For elder the invitation, and what became of the memo it sent.
    EXPECT_EQ(arrived(site, elder), "2件");
    const auto sent = tests::must(referral::send_memo(site.hall().town(), coordinator,
                                                      {.case_id = CaseId(records["case"]),
                                                       .to_desk = elder.desk(),
                                                       .persons = {PersonId(records["person"])},
                                                       .request = "respond",
                                                       .summary = "訪問をお願いします",
                                                       .urgency = "normal",
                                                       .reason = "second_opinion"}));
    EXPECT_EQ(arrived(site, elder), "3件");
    // What became of a memo waits for whoever sent it, until it is said to have been read.
    EXPECT_EQ(arrived(site, coordinator), "0件");
    ASSERT_TRUE(referral::answer_memo(
                    site.hall().town(), elder,
                    {.memo = sent.id, .event = referral::MemoEvent::Accept, .text = "訪問します"})
                    .ok());
    EXPECT_EQ(arrived(site, elder), "2件");
    EXPECT_EQ(arrived(site, coordinator), "1件");
    // The day after the sitting there is nothing to accept any more.
    site.clock().advance_seconds(std::int64_t{24} * 60 * 60);
    const auto colleague = site.person("elder2", "高齢 二郎", {Role::DeskWorker}, "elderly");
    EXPECT_EQ(arrived(site, colleague), "1件");
}

TEST_P(DeskOfTheDay, counts_every_search_in_the_journal_and_keeps_what_was_typed_out_of_it) {
    static_cast<void>(site.inquiry(elder, "髙橋 花子", "灯油を買えない"));
    static_cast<void>(site.get("/search?q=高橋", elder));
    static_cast<void>(site.get("/search?q=高橋", child));
    EXPECT_EQ(journalled(site, "search", "search"), 2);
    std::int64_t names = 0;
    site.database().read(
        site.hall().code(),
        [&](storage::Reader& rows) {
            names = rows.value<std::int64_t>(
                "select count(*) from journal where municipality = $1 and details like '%高橋%'",
                rows.municipality());
        },
        storage::Rows::Journal);
    EXPECT_EQ(names, 0);
}

TEST_P(DeskOfTheDay, searches_for_no_personal_number) {
    const auto answer = site.get("/search?q=123456789018", elder);
    EXPECT_TRUE(says(answer, "個人番号(マイナンバー)ではさがせません"));
    EXPECT_FALSE(says(answer, "123456789018"));
    EXPECT_EQ(journalled(site, "search", "search"), 0);
}

}  // namespace
}  // namespace kasane::desk
