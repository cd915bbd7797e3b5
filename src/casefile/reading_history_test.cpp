#include "casefile/reading_history.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "access/case_reading.hpp"
#include "casefile/casefile.hpp"
#include "tests/support/test_town.hpp"

namespace kasane::casefile {
namespace {

using access::Category;

class History : public tests::OnBothEngines {
protected:
    void SetUp() override {
        town = std::make_unique<tests::TestTown>(database());
        desk = std::make_unique<accounts::Actor>(town->worker("elderly", "窓口 一"));
        officer = std::make_unique<accounts::Actor>(town->privacy_officer());
        home = town->household(*desk, {"川田 節子", "川田 誠"});
        other = town->household(*desk, {"山本 一"});
        number = number_of(home);
    }
    std::string number_of(const tests::TestTown::Household& household) {
        std::string found;
        town->town().database().read(town->town().code(), [&](storage::Reader& rows) {
            found = rows.value<std::string>(
                "select number from cases where municipality = $1 and case_id = $2",
                rows.municipality(), household.case_id);
        });
        return found;
    }
    /// Somebody opens what concerns one person.
    void look(const tests::TestTown::Household& household, std::size_t who, std::string_view page) {
        static_cast<void>(town->town().read<int>(*desk, page, [&](access::ReadScope& scope) {
            auto reading = access::CaseReading::open(scope, household.case_id);
            EXPECT_TRUE(reading &&
                        reading->may_read({Category::Identity, household.persons[who],
                                           access::Holder::desk(desk->desk()), std::nullopt}));
            return 0;
        }));
    }
    ReadingHistory ask(const HistoryQuestion& question) {
        return read_history(town->town(), *officer, question);
    }
    static std::size_t times(const std::vector<audit::FoundEntry>& entries, std::string_view act) {
        return static_cast<std::size_t>(std::ranges::count(entries, act, &audit::FoundEntry::act));
    }

    std::unique_ptr<tests::TestTown> town;
    std::unique_ptr<accounts::Actor> desk;
    std::unique_ptr<accounts::Actor> officer;
    tests::TestTown::Household home;
    tests::TestTown::Household other;
    std::string number;
};
KASANE_ON_BOTH_ENGINES(History);

TEST_P(History, says_who_saw_a_case_when_and_on_which_ground) {
    look(home, 0, "case.first");
    look(other, 0, "case.other");
    const auto history = ask({.case_number = number});
    EXPECT_EQ(times(history.entries, "case.first"), 1U);
    EXPECT_EQ(times(history.entries, "case.other"), 0U);
    const auto seen =
        std::ranges::find(history.entries, std::string("case.first"), &audit::FoundEntry::act);
    ASSERT_NE(seen, history.entries.end());
    EXPECT_EQ(seen->kind, audit::EntryKind::Read);
    EXPECT_EQ(seen->at, town->clock().now());
    EXPECT_EQ(history.names.at(*seen->actor), "窓口 一");
    EXPECT_EQ(history.numbers.at(home.case_id), number);
    ASSERT_FALSE(seen->grounds.empty());
    EXPECT_TRUE(seen->grounds.front().starts_with("own_desk:"));
    EXPECT_EQ(history.members.size(), 2U);
}

TEST_P(History, says_who_saw_one_person_of_the_household) {
    look(home, 0, "case.mother");
    look(home, 1, "case.son");
    const auto history = ask({.case_number = number, .login = {}, .person = home.persons[1]});
    EXPECT_EQ(times(history.entries, "case.son"), 1U);
    EXPECT_EQ(times(history.entries, "case.mother"), 0U);
    // Somebody of another household does not narrow to nothing, nor to themself.
    const auto stranger = ask({.case_number = number, .login = {}, .person = other.persons[0]});
    EXPECT_EQ(times(stranger.entries, "case.son"), 1U);
}

TEST_P(History, is_asked_by_reader_kind_ground_and_period) {
    look(home, 0, "case.today");
    town->clock().advance_seconds(std::int64_t{48} * 60 * 60);
    look(home, 0, "case.later");
    const auto today = town->clock().today();
    EXPECT_EQ(times(ask({.case_number = {}, .login = "no-such-login"}).entries, "case.today"), 0U);
    HistoryQuestion question;
    question.basis = "own_desk";
    EXPECT_EQ(times(ask(question).entries, "case.today"), 1U);
    question.basis = "consent";
    EXPECT_EQ(times(ask(question).entries, "case.today"), 0U);
    question = {};
    question.kind = audit::EntryKind::Write;
    EXPECT_EQ(times(ask(question).entries, "case.today"), 0U);
    question = {};
    question.until = today.plus_days(-1);
    EXPECT_EQ(times(ask(question).entries, "case.today"), 1U);
    EXPECT_EQ(times(ask(question).entries, "case.later"), 0U);
    question = {};
    question.from = today;
    EXPECT_EQ(times(ask(question).entries, "case.today"), 0U);
    EXPECT_EQ(times(ask(question).entries, "case.later"), 1U);
}

TEST_P(History, says_what_it_does_not_know) {
    EXPECT_TRUE(ask({.case_number = "R8-9999"}).case_unknown);
    EXPECT_TRUE(ask({.case_number = {}, .login = "nobody"}).login_unknown);
    EXPECT_TRUE(ask({.case_number = "R8-9999"}).entries.empty());
}

TEST_P(History, goes_back_page_by_page_to_the_beginning) {
    for (int round = 0; round < 70; ++round) look(home, 0, "case.often");
    HistoryQuestion question{.case_number = number};
    std::size_t seen = 0;
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    for (int page = 0; page < 20; ++page) {
        const auto history = ask(question);
        for (const auto& entry : history.entries) {
            EXPECT_LT(entry.seq, last);
            last = entry.seq;
        }
        seen += times(history.entries, "case.often");
        if (history.entries.size() < entries_a_page) break;
        question.before = last;
    }
    EXPECT_EQ(seen, 70U);
}

TEST_P(History, names_the_lists_that_showed_a_case_or_a_person) {
    static_cast<void>(town->town().read<int>(*desk, "case.list", [&](access::ReadScope& scope) {
        scope.log.listed(home.case_id);
        scope.log.listed(home.persons[0]);
        return 0;
    }));
    EXPECT_EQ(times(ask({.case_number = number}).mentions, "case.list"), 1U);
    const auto mother = ask({.case_number = number, .login = {}, .person = home.persons[0]});
    EXPECT_EQ(times(mother.mentions, "case.list"), 1U);
    const auto son = ask({.case_number = number, .login = {}, .person = home.persons[1]});
    EXPECT_EQ(times(son.mentions, "case.list"), 0U);
}

TEST_P(History, is_itself_entered_and_opens_nothing) {
    static_cast<void>(ask({.case_number = number}));
    HistoryQuestion own;
    own.kind = audit::EntryKind::Search;
    // This question, too, is entered before it is answered.
    EXPECT_EQ(times(ask(own).entries, "journal.question"), 2U);
    EXPECT_FALSE(town->may_open(*officer, home.case_id));
}

}  // namespace
}  // namespace kasane::casefile
