// Invariant 4 of rules.md: filtering equals checking. Random acts of several desks, then every
// list is compared with the single check, item by item, for every reader.

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "access/case_reading.hpp"
#include "access/ground_acts.hpp"
#include "access/reading_list.hpp"
#include "casefile/casefile.hpp"
#include "casefile/record_consent.hpp"
#include "casefile/record_note.hpp"
#include "people/person.hpp"
#include "referral/answer_memo.hpp"
#include "referral/send_memo.hpp"
#include "tests/support/test_town.hpp"

namespace kasane {
namespace {

class RandomWorld : public tests::OnBothEngines {
protected:
    void SetUp() override { town_ = std::make_unique<tests::TestTown>(database()); }

    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
    }

    void live(unsigned seed, int acts) {
        random_.seed(seed);
        workers_ = {town_->worker("elderly"), town_->worker("child"), town_->worker("livelihood"),
                    town_->coordinator()};
        for (int i = 0; i < acts; ++i) {
            town_->clock().advance_seconds(60 * static_cast<std::int64_t>(below(2000) + 1));
            one_act();
        }
    }

    void one_act() {
        switch (below(6)) {
            case 0:
                homes_.push_back(town_->household(workers_[below(3)], {"山本 一郎", "山本 二葉"}));
                return;
            case 1:
                send();
                return;
            case 2:
                answer();
                return;
            case 3:
                consent();
                return;
            case 4:
                withdraw();
                return;
            default:
                note();
                return;
        }
    }

    void send() {
        if (homes_.empty()) return;
        const auto& home = homes_[below(homes_.size())];
        const auto& from = workers_[below(workers_.size())];
        auto sent = referral::send_memo(
            town_->town(), from,
            {.case_id = home.case_id,
             .to_desk = workers_[below(workers_.size())].desk(),
             .persons = below(2) == 0 ? home.persons : std::vector<PersonId>{home.persons[0]},
             .request = "respond",
             .summary = "お願い",
             .urgency = "normal",
             .reason = "second_opinion"});
        if (sent) memos_.push_back(sent->id);
    }

    void answer() {
        if (memos_.empty()) return;
        const auto event =
            below(3) == 0 ? referral::MemoEvent::Decline : referral::MemoEvent::Accept;
        static_cast<void>(referral::answer_memo(town_->town(), workers_[below(workers_.size())],
                                                {.memo = memos_[below(memos_.size())],
                                                 .event = event,
                                                 .text = "返事",
                                                 .decline_reason = "not_our_field"}));
    }

    void consent() {
        if (homes_.empty()) return;
        const auto& home = homes_[below(homes_.size())];
        access::ConsentDeclaration declaration{.case_id = home.case_id,
                                               .person = home.persons[below(2)]};
        declaration.method = access::ConsentMethod::Signature;
        declaration.explained_version = "test";
        declaration.scopes = {access::ConsentScope::InformationSharing};
        declaration.agreed_on = town_->clock().today();
        if (below(2) == 0) declaration.expires_on = town_->clock().today().plus_days(1);
        declaration.desks = {workers_[below(3)].desk()};
        auto recorded = casefile::record_consent(town_->town(), workers_[below(workers_.size())],
                                                 town_->events(), declaration);
        if (recorded) consents_.push_back(*recorded);
    }

    void withdraw() {
        if (consents_.empty()) return;
        static_cast<void>(casefile::withdraw_consent(
            town_->town(), workers_[below(workers_.size())], town_->events(),
            {consents_[below(consents_.size())], std::nullopt, "取り消したい"}));
    }

    void note() {
        if (homes_.empty()) return;
        const auto& home = homes_[below(homes_.size())];
        casefile::Note made{.case_id = home.case_id, .contact_mode = "phone", .text = "電話"};
        if (below(2) == 0) made.subject = home.persons[below(2)];
        static_cast<void>(
            casefile::record_note(town_->town(), workers_[below(workers_.size())], made));
    }

    std::unique_ptr<tests::TestTown> town_;
    std::mt19937 random_;
    std::vector<accounts::Actor> workers_;
    std::vector<tests::TestTown::Household> homes_;
    std::vector<MemoId> memos_;
    std::vector<ConsentId> consents_;
};
KASANE_ON_BOTH_ENGINES(RandomWorld);

/// Every entry there is, straight from the table.
std::vector<std::pair<std::string, access::Item>> every_entry(access::Scope& scope,
                                                              const CaseId& case_id) {
    std::vector<std::pair<std::string, access::Item>> all;
    for (auto& [id, category, subject, owner, mark] :
         scope.rows.rows<std::string, access::Category, std::optional<PersonId>, std::string,
                         std::optional<std::string>>(
             "select entry, category, subject, owner, mark from timeline"
             " where municipality = $1 and case_id = $2",
             scope.municipality(), case_id)) {
        all.emplace_back(id, access::Item{category, subject, access::Holder::stored(owner), mark});
    }
    return all;
}

TEST_P(RandomWorld, lists_exactly_what_the_single_check_allows) {
    for (unsigned seed = 1; seed <= 4; ++seed) {
        live(seed, 40);
        std::size_t opened = 0;
        std::size_t closed = 0;
        for (const auto& reader : workers_) {
            static_cast<void>(
                town_->town().read<int>(reader, "test", [&](access::ReadScope& scope) {
                    std::set<CaseId> listed;
                    for (const auto& each : access::readable_cases(scope, std::nullopt, 1000)) {
                        listed.insert(each.case_id);
                    }
                    for (const auto& home : homes_) {
                        auto reading = access::CaseReading::open(scope, home.case_id);
                        const bool allowed =
                            reading && reading->any(access::Category::Case).has_value();
                        EXPECT_EQ(allowed, listed.contains(home.case_id)) << "seed " << seed;
                        allowed ? ++opened : ++closed;
                        if (!reading) continue;
                        std::set<std::string> shown;
                        for (const auto& entry :
                             casefile::timeline(scope, *reading, std::nullopt, 1000)) {
                            shown.insert(entry.id.text());
                        }
                        for (const auto& [id, item] : every_entry(scope, home.case_id)) {
                            EXPECT_EQ(reading->may_read(item).has_value(), shown.contains(id))
                                << "seed " << seed;
                        }
                    }
                    return 0;
                }));
        }
        // The worlds are mixed enough to mean something.
        EXPECT_GT(opened, 0U);
        EXPECT_GT(closed, 0U);
    }
}

TEST_P(RandomWorld, keeps_a_reading_list_that_can_be_made_anew_from_the_grounds) {
    live(7, 60);
    const auto list = [&] {
        std::vector<std::tuple<std::string, std::string, std::string, std::string>> rows;
        database().read(town_->town().code(), [&](storage::Reader& reader) {
            // Rows past their end may still stand in the kept list; a reader never sees them.
            rows = reader.rows<std::string, std::string, std::string, std::string>(
                "select holder, case_id, last_at, coalesce(until, '') from reading_list"
                " where municipality = $1 and (until is null or until > $2)"
                " order by holder, case_id",
                reader.municipality(), town_->clock().now());
        });
        return rows;
    };
    const auto kept = list();
    database().write(town_->town().code(), [&](storage::Transaction& store) {
        access::rebuild_reading_list(store, town_->clock().now());
        return storage::Outcome::Commit;
    });
    EXPECT_EQ(kept, list());
    EXPECT_FALSE(kept.empty());
}

TEST_P(RandomWorld, leaves_a_journal_that_verifies) {
    live(11, 30);
    const auto verified = town_->journal().verify(town_->town().code());
    EXPECT_TRUE(verified.holds()) << verified.sentence;
    EXPECT_GT(verified.entries, 0);
}

}  // namespace
}  // namespace kasane
