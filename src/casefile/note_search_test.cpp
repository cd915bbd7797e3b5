#include "casefile/note_search.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "access/consent.hpp"
#include "casefile/record_consent.hpp"
#include "casefile/record_note.hpp"
#include "tests/support/running_site.hpp"

namespace kasane::casefile {
namespace {

using accounts::Role;

class NoteSearch : public testing::TestWithParam<storage::Engine> {
protected:
    tests::RunningSite site{GetParam()};
    accounts::Actor elder = site.person("elder", "高齢 一郎", {Role::DeskWorker}, "elderly");
    accounts::Actor child = site.person("child", "児童 二葉", {Role::DeskWorker}, "child");

    access::Town& town() { return site.hall().town(); }

    void note(const accounts::Actor& who, const CaseId& case_id, const std::string& text) {
        const auto noted =
            record_note(town(), who, {.case_id = case_id, .contact_mode = "phone", .text = text});
        ASSERT_TRUE(noted.ok()) << noted.refusal().message;
    }
    std::set<EntryId> found(const accounts::Actor& who, const std::string& words) {
        return town().read<std::set<EntryId>>(who, "search", [&](access::ReadScope& scope) {
            std::set<EntryId> entries;
            for (const auto& each : find_notes(scope, words, 500)) entries.insert(each.entry);
            return entries;
        });
    }
    /// The same by asking about every entry of every case.
    std::set<EntryId> readable(const accounts::Actor& who, const std::vector<CaseId>& cases,
                               std::string_view word) {
        return town().read<std::set<EntryId>>(who, "search", [&](access::ReadScope& scope) {
            std::set<EntryId> entries;
            for (const auto& case_id : cases) {
                auto reading = access::CaseReading::open(scope, case_id);
                if (!reading) continue;
                for (const auto& entry : timeline(scope, *reading, std::nullopt, 500)) {
                    const auto text = entry.title + "\n" + entry.body.reveal();
                    if (text.find(word) != std::string::npos) entries.insert(entry.id);
                }
            }
            return entries;
        });
    }
    PersonId person_of(const accounts::Actor& who, const CaseId& case_id) {
        return town().read<PersonId>(who, "test", [&](access::ReadScope& scope) {
            auto reading = access::CaseReading::open(scope, case_id);
            return people::persons_of_case(scope, *reading).front().id;
        });
    }
    ConsentId consent(const accounts::Actor& who, const CaseId& case_id, const std::string& desk) {
        const auto given = record_consent(town(), who, site.hall().events(),
                                          {.case_id = case_id,
                                           .person = person_of(who, case_id),
                                           .method = access::ConsentMethod::Signature,
                                           .explained_version = "1",
                                           .purpose = "支援のため",
                                           .scopes = {access::ConsentScope::InformationSharing},
                                           .desks = {DeskId(desk)},
                                           .agreed_on = site.clock().today()});
        EXPECT_TRUE(given.ok()) << given.refusal().message;
        return *given;
    }
};
KASANE_ON_BOTH_ENGINES(NoteSearch);

TEST_P(NoteSearch, follows_a_consent_and_its_withdrawal_at_once) {
    const auto case_id = site.inquiry(elder, "山田 花子", "話を聞く");
    note(elder, case_id, "灯油を買えないとのこと");
    EXPECT_EQ(found(elder, "灯油").size(), 1U);
    EXPECT_TRUE(found(child, "灯油").empty());

    const auto given = consent(elder, case_id, "child");
    const auto shared = found(child, "灯油");
    EXPECT_EQ(shared, readable(child, {case_id}, "灯油"));
    EXPECT_EQ(shared.size(), 1U);
    note(elder, case_id, "灯油券を届けた");
    EXPECT_EQ(found(child, "灯油").size(), 2U);

    const auto withdrawn =
        withdraw_consent(town(), elder, site.hall().events(), {.consent = given});
    ASSERT_TRUE(withdrawn.ok()) << withdrawn.refusal().message;
    EXPECT_TRUE(found(child, "灯油").empty());
    EXPECT_EQ(found(elder, "灯油").size(), 2U);
}

TEST_P(NoteSearch, finds_what_asking_about_every_entry_finds) {
    std::mt19937 random(20260901);  // the same world every time
    std::vector<CaseId> cases;
    for (int round = 0; round < 60; ++round) {
        const auto& who = random() % 2 == 0 ? elder : child;
        const auto& other = &who == &elder ? std::string("child") : std::string("elderly");
        switch (random() % 3) {
            case 0:
                cases.push_back(site.inquiry(who, "山田 花子", "訪問の希望。灯油が要る"));
                break;
            case 1:
                if (const auto case_id = cases.empty() ? CaseId() : cases[random() % cases.size()];
                    !readable(who, {case_id}, "").empty()) {
                    note(who, case_id, random() % 2 == 0 ? "灯油を届けた" : "留守だった");
                }
                break;
            default:
                if (const auto case_id = cases.empty() ? CaseId() : cases[random() % cases.size()];
                    !readable(who, {case_id}, "").empty()) {
                    const auto given = consent(who, case_id, other);
                    if (random() % 2 == 0) {
                        static_cast<void>(withdraw_consent(town(), who, site.hall().events(),
                                                           {.consent = given}));
                    }
                }
        }
        site.clock().advance_seconds(1);
    }
    ASSERT_GT(cases.size(), 5U);
    for (const auto* who : {&elder, &child}) {
        EXPECT_EQ(found(*who, "灯油"), readable(*who, cases, "灯油"));
        EXPECT_FALSE(found(*who, "灯油").empty());
    }
}

TEST_P(NoteSearch, wants_every_word_and_shows_the_newest_first) {
    const auto first = site.inquiry(elder, "山田 花子", "話を聞く");
    note(elder, first, "灯油を買えない");
    site.clock().advance_seconds(60);
    note(elder, first, "灯油券を届けた");
    EXPECT_EQ(found(elder, "灯油 届けた").size(), 1U);
    const auto newest = town().read<std::string>(elder, "search", [](access::ReadScope& scope) {
        return find_notes(scope, "灯油", 1).at(0).body.reveal();
    });
    EXPECT_EQ(newest, "灯油券を届けた");
}

}  // namespace
}  // namespace kasane::casefile
