#include "audit/journal.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "storage/database.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::audit {
namespace {

using storage::Connection;
using storage::Outcome;
using storage::Transaction;

JournalKey some_key(char letter = 'k') { return {std::string(32, letter)}; }

Entry read_entry(int number) {
    Entry entry;
    entry.kind = EntryKind::Read;
    entry.act = "case.overview";
    entry.actor = AccountId("account-1");
    entry.actor_desk = DeskId("desk-1");
    entry.case_id = CaseId(fmt::format("case-{}", number));
    entry.subjects = {"person-1", "person-2"};
    entry.categories = {"identity", "case"};
    entry.grounds = {"own_desk:ground-1"};
    entry.shown = {"case-8", "case-9"};
    entry.details = "概要";
    entry.request_id = fmt::format("request-{}", number);
    return entry;
}

class JournalChain : public tests::OnBothEngines {
protected:
    Journal& journal() {
        if (!journal_) journal_.emplace(database(), clock_, some_key(), checkpoints());
        return *journal_;
    }
    void open_journal(const JournalKey& key) {
        journal_.emplace(database(), clock_, key, checkpoints());
    }
    [[nodiscard]] std::filesystem::path checkpoints() const {
        return folder_.path() / "journal.checkpoints";
    }
    void write(int entries) {
        for (int number = 1; number <= entries; ++number) {
            journal().record(tests::one_town(), {read_entry(number)});
        }
    }
    Verification verify() { return journal().verify(tests::one_town()); }
    /// What somebody with the database's password, but without the key, can do.
    void tamper(const std::string& sql) {
        database().maintain([&](Connection& connection) {
            storage::enter_municipality(connection, tests::one_town());
            connection.script(sql);
        });
    }
    std::vector<storage::Values> rows(const std::string& sql) {
        std::vector<storage::Values> found;
        database().maintain([&](Connection& connection) {
            storage::enter_municipality(connection, tests::one_town());
            found = connection.query(sql);
        });
        return found;
    }

    FrozenClock clock_{*Instant::parse("2026-11-21T01:00:00.000000Z")};
    tests::TemporaryFolder folder_;

private:
    std::optional<Journal> journal_;
};
KASANE_ON_BOTH_ENGINES(JournalChain);

TEST_P(JournalChain, is_whole_when_nothing_was_ever_written) {
    const auto found = verify();
    EXPECT_TRUE(found.holds()) << found.sentence;
    EXPECT_EQ(found.entries, 0);
}

TEST_P(JournalChain, is_whole_over_more_than_one_page_of_entries) {
    std::vector<Entry> many;
    for (int number = 0; number < 1'003; ++number) many.push_back(read_entry(number));
    journal().record(tests::one_town(), many);
    write(2);
    const auto found = verify();
    EXPECT_TRUE(found.holds()) << found.sentence;
    EXPECT_EQ(found.entries, 1'005);
    EXPECT_NE(found.sentence.find("1005件"), std::string::npos) << found.sentence;
}

TEST_P(JournalChain, keeps_every_column_as_it_was_given) {
    write(1);
    const auto found = rows(
        "select kind, act, actor, actor_desk, case_id, subjects, categories, grounds, shown, "
        "details, request_id, at from journal");
    ASSERT_EQ(found.size(), 1U);
    const storage::Values expected{"read",           "case.overview",
                                   "account-1",      "desk-1",
                                   "case-1",         "person-1\nperson-2",
                                   "identity\ncase", "own_desk:ground-1",
                                   "case-8\ncase-9", "概要",
                                   "request-1",      "2026-11-21T01:00:00.000000Z"};
    EXPECT_EQ(found.front(), expected);
}

TEST_P(JournalChain, finds_a_change_in_any_column) {
    write(3);
    const auto original = rows("select * from journal where seq = 2").front();
    for (const auto* column :
         {"at", "kind", "act", "actor", "actor_desk", "case_id", "subjects", "categories",
          "grounds", "shown", "details", "request_id", "previous_mac", "mac"}) {
        SCOPED_TRACE(column);
        const auto kept = rows(fmt::format("select {} from journal where seq = 2", column));
        const auto text = std::get<std::string>(kept.front().front());
        tamper(fmt::format("update journal set {0} = {0} || 'x' where seq = 2", column));
        const auto found = verify();
        EXPECT_EQ(found.finding, Finding::Changed) << found.sentence;
        EXPECT_EQ(found.broken_at, 2);
        tamper(fmt::format("update journal set {} = '{}' where seq = 2", column, text));
        EXPECT_TRUE(verify().holds());
    }
    EXPECT_EQ(rows("select * from journal where seq = 2").front(), original);
}

TEST_P(JournalChain, tells_an_absent_value_from_an_empty_one) {
    auto entry = read_entry(1);
    entry.actor_desk.reset();
    journal().record(tests::one_town(), {entry});
    tamper("update journal set actor_desk = '' where seq = 1");
    EXPECT_EQ(verify().finding, Finding::Changed);
}

TEST_P(JournalChain, finds_text_that_moved_from_one_column_to_the_next) {
    write(1);
    tamper("update journal set details = details || request_id, request_id = ''");
    EXPECT_EQ(verify().finding, Finding::Changed);
}

TEST_P(JournalChain, finds_an_entry_missing_in_the_middle) {
    write(4);
    tamper("delete from journal where seq = 3");
    const auto found = verify();
    EXPECT_EQ(found.finding, Finding::Removed) << found.sentence;
    EXPECT_EQ(found.broken_at, 3);
}

TEST_P(JournalChain, finds_an_entry_missing_at_the_beginning) {
    write(3);
    tamper("delete from journal where seq = 1");
    const auto found = verify();
    EXPECT_EQ(found.finding, Finding::Removed);
    EXPECT_EQ(found.broken_at, 1);
}

TEST_P(JournalChain, finds_an_entry_missing_at_the_end) {
    write(3);
    tamper("delete from journal where seq = 3");
    const auto found = verify();
    EXPECT_EQ(found.finding, Finding::Removed) << found.sentence;
    EXPECT_EQ(found.broken_at, 3);
}

TEST_P(JournalChain, finds_a_head_that_was_moved_back_by_hand) {
    write(3);
    tamper(
        "delete from journal where seq = 3;"
        "update journal_heads set seq = 2, mac = (select mac from journal where seq = 2)");
    EXPECT_EQ(verify().finding, Finding::Removed);
    tamper("delete from journal_heads");
    EXPECT_EQ(verify().finding, Finding::Removed);
}

TEST_P(JournalChain, finds_two_entries_that_changed_places) {
    write(4);
    tamper(
        "update journal set seq = 99 where seq = 2;"
        "update journal set seq = 2 where seq = 3;"
        "update journal set seq = 3 where seq = 99");
    const auto found = verify();
    EXPECT_EQ(found.finding, Finding::Changed) << found.sentence;
    EXPECT_EQ(found.broken_at, 2);
}

TEST_P(JournalChain, finds_an_entry_that_was_put_in_front) {
    write(2);
    tamper(
        "insert into journal select municipality, -7, at, kind, act, actor, actor_desk, case_id, "
        "subjects, categories, grounds, shown, details, request_id, previous_mac, mac "
        "from journal where seq = 1");
    const auto found = verify();
    EXPECT_EQ(found.finding, Finding::Changed);
    EXPECT_EQ(found.broken_at, -7);
}

TEST_P(JournalChain, finds_an_entry_that_was_copied_from_another_town) {
    write(1);
    journal().record(tests::other_town(), {read_entry(1)});
    std::string mac;
    database().read(
        tests::other_town(),
        [&](storage::Reader& reader) {
            mac = reader.value<std::string>("select mac from journal where municipality = $1",
                                            reader.municipality());
        },
        storage::Rows::Journal);
    tamper(fmt::format("update journal set mac = '{}' where municipality = '{}'", mac,
                       tests::one_town().text()));
    EXPECT_EQ(verify().finding, Finding::Changed);
    EXPECT_TRUE(journal().verify(tests::other_town()).holds());
}

TEST_P(JournalChain, is_kept_for_each_municipality_by_itself) {
    write(2);
    journal().record(tests::other_town(), {read_entry(1)});
    write(1);
    EXPECT_EQ(verify().entries, 3);
    EXPECT_EQ(journal().verify(tests::other_town()).entries, 1);
}

TEST_P(JournalChain, does_not_fit_another_key) {
    write(2);
    open_journal(some_key('w'));
    const auto found = verify();
    EXPECT_EQ(found.finding, Finding::KeyDoesNotFit) << found.sentence;
    EXPECT_FALSE(found.holds());
}

TEST_P(JournalChain, notices_that_the_whole_database_was_replaced_by_an_older_copy) {
    write(3);
    const auto head = rows("select mac, seal from journal_heads").front();
    write(2);
    journal().checkpoint(tests::one_town());
    const auto put_back = [&] {
        tamper(
            fmt::format("delete from journal where seq > 3;"
                        "update journal_heads set seq = 3, mac = '{}', seal = '{}'",
                        std::get<std::string>(head[0]), std::get<std::string>(head[1])));
    };
    put_back();
    const auto found = verify();
    EXPECT_EQ(found.finding, Finding::OlderCopy) << found.sentence;
    EXPECT_EQ(found.broken_at, 4);

    // Writing on does not hide it.
    clock_.advance_seconds(60);
    write(4);
    EXPECT_EQ(verify().finding, Finding::OlderCopy);
    EXPECT_EQ(verify().broken_at, 5);
}

TEST_P(JournalChain, notices_that_everything_was_removed) {
    write(2);
    journal().checkpoint(tests::one_town());
    tamper("delete from journal; delete from journal_heads");
    EXPECT_EQ(verify().finding, Finding::OlderCopy);
}

TEST_P(JournalChain, notices_a_checkpoint_that_was_written_without_the_key) {
    write(2);
    journal().checkpoint(tests::one_town());
    std::ofstream(checkpoints(), std::ios::app)
        << tests::one_town().text() << "\t1\tabc\t2026-11-21T01:00:00.000000Z\tdef\n";
    EXPECT_EQ(verify().finding, Finding::CheckpointForged);
}

TEST_P(JournalChain, forgives_a_checkpoint_that_a_crash_cut_off) {
    write(2);
    journal().checkpoint(tests::one_town());
    std::ofstream(checkpoints(), std::ios::app) << tests::one_town().text() << "\t2\tab";
    EXPECT_TRUE(verify().holds());
    journal().checkpoint(tests::one_town());
    EXPECT_TRUE(verify().holds()) << verify().sentence;
}

TEST_P(JournalChain, notes_a_checkpoint_every_hour_and_every_ten_thousand_entries) {
    const auto lines = [&] {
        std::ifstream input(checkpoints());
        std::string line;
        int count = 0;
        while (std::getline(input, line)) ++count;
        return count;
    };
    write(2);
    EXPECT_EQ(lines(), 0);
    clock_.advance_seconds(3'600);
    write(1);
    EXPECT_EQ(lines(), 1);
    journal().record(tests::one_town(), std::vector<Entry>(10'000, read_entry(1)));
    EXPECT_EQ(lines(), 2);
    EXPECT_TRUE(verify().holds()) << verify().sentence;
}

TEST_P(JournalChain, forgets_what_a_rolled_back_act_wanted_to_write) {
    write(1);
    database().write(tests::one_town(), [&](Transaction& transaction) {
        journal().append(transaction, {read_entry(2)});
        return Outcome::RollBack;
    });
    EXPECT_EQ(verify().entries, 1);
    database().write(tests::one_town(), [&](Transaction& transaction) {
        journal().append(transaction, {read_entry(3), read_entry(4)});
        return Outcome::Commit;
    });
    EXPECT_TRUE(verify().holds());
    EXPECT_EQ(verify().entries, 3);
}

TEST_P(JournalChain, stays_whole_when_acts_and_reads_are_written_at_once) {
    constexpr int callers = 8;
    constexpr int rounds = 25;
    auto& journal = this->journal();
    {
        std::vector<std::jthread> threads;
        for (int caller = 0; caller < callers; ++caller) {
            threads.emplace_back([&, caller] {
                for (int round = 0; round < rounds; ++round) {
                    const auto town = caller % 4 == 3 ? tests::other_town() : tests::one_town();
                    if (caller % 2 == 0) {
                        journal.record(town, {read_entry(round), read_entry(caller)});
                        continue;
                    }
                    database().write(town, [&](Transaction& transaction) {
                        journal.append(transaction, {read_entry(round)});
                        return round % 5 == 0 ? Outcome::RollBack : Outcome::Commit;
                    });
                }
            });
        }
    }
    const auto one = verify();
    const auto other = journal.verify(tests::other_town());
    EXPECT_TRUE(one.holds()) << one.sentence;
    EXPECT_TRUE(other.holds()) << other.sentence;
    // Four callers read two entries a round; two act in one town, two in the other, and every
    // fifth act is rolled back.
    EXPECT_EQ(one.entries, 4 * rounds * 2 + 2 * (rounds - rounds / 5));
    EXPECT_EQ(other.entries, 2 * (rounds - rounds / 5));
}

TEST_P(JournalChain, hands_a_fault_of_the_disk_to_everybody_who_waited) {
    write(1);
    tamper("alter table journal_heads rename to journal_heads_away");
    EXPECT_ANY_THROW(journal().record(tests::one_town(), {read_entry(2)}));
    tamper("alter table journal_heads_away rename to journal_heads");
    write(1);
    EXPECT_TRUE(verify().holds());
    EXPECT_EQ(verify().entries, 2);
}

}  // namespace
}  // namespace kasane::audit
