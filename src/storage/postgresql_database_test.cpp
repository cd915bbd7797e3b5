// What only a server can meet: it goes away, comes back, or is lost in the middle of a commit.
#include <gtest/gtest.h>

#include <chrono>

#include "storage/database.hpp"
#include "storage/migrations.hpp"
#include "storage/postgresql_connection.hpp"
#include "tests/support/breaking_proxy.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::storage {
namespace {

using tests::BreakingProxy;
using tests::one_town;

/// "CommandComplete", as the protocol writes it for a commit.
const std::string commit_complete(
    "C\0\0\0\x0b"
    "COMMIT\0",
    12);
constexpr std::chrono::milliseconds limit{300};

constexpr Migration things{9004, "things",
                           "create table things (municipality text not null, thing text not null,"
                           " primary key (municipality, thing));\n"};

class PostgresqlServer : public testing::Test {
protected:
    /// Ends every session of the test's database but the one that asks, as a restart would.
    void end_sessions() {
        PostgresqlConnection other(database_.place());
        other.query(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()");
    }
    static void insert(Transaction& transaction, const std::string& thing) {
        transaction.execute("insert into things values ($1, $2)", one_town(), thing);
    }
    static void put(Database& database, const std::string& thing) {
        database.write(one_town(), [&](Transaction& transaction) {
            insert(transaction, thing);
            return Outcome::Commit;
        });
    }
    /// The sentence of the fault that the work meets.
    template <class Work>
    static std::string sentence_of(const Work& work) {
        try {
            work();
        } catch (const StorageFault& fault) {
            return fault.what();
        }
        return "no fault";
    }
    static int count(Database& database) {
        int found = -1;
        database.read(one_town(), [&](Reader& reader) {
            found = reader.value<int>("select count(*) from things");
        });
        return found;
    }

    tests::TestDatabase database_{Engine::Postgresql, things};
};

TEST_F(PostgresqlServer, that_was_restarted_is_found_again_by_readers_and_the_writer) {
    EXPECT_EQ(count(*database_), 0);
    end_sessions();
    database_->write(one_town(), [](Transaction& transaction) {
        insert(transaction, "a");
        return Outcome::Commit;
    });
    EXPECT_EQ(count(*database_), 1);
    EXPECT_EQ(count(*database_), 1);
}

TEST_F(PostgresqlServer, lost_inside_an_act_runs_the_act_once_more_and_keeps_it_once) {
    int runs = 0;
    database_->write(one_town(), [&](Transaction& transaction) {
        insert(transaction, "a");
        if (++runs == 1) end_sessions();
        insert(transaction, "b");
        return Outcome::Commit;
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(count(*database_), 2);
}

TEST_F(PostgresqlServer, lost_twice_inside_an_act_is_a_fault_and_keeps_nothing) {
    EXPECT_THROW(database_->write(one_town(),
                                  [&](Transaction& transaction) {
                                      insert(transaction, "a");
                                      end_sessions();
                                      insert(transaction, "b");
                                      return Outcome::Commit;
                                  }),
                 StorageFault);
    EXPECT_EQ(count(*database_), 0);
    database_->write(one_town(), [](Transaction& transaction) {
        insert(transaction, "afterwards");
        return Outcome::Commit;
    });
    EXPECT_EQ(count(*database_), 1);
}

TEST_F(PostgresqlServer, lost_inside_a_read_is_a_fault_of_that_read_alone) {
    EXPECT_THROW(database_->read(one_town(),
                                 [&](Reader& reader) {
                                     end_sessions();
                                     static_cast<void>(reader.value<int>("select 1"));
                                 }),
                 StorageFault);
    EXPECT_EQ(count(*database_), 0);
}

TEST_F(PostgresqlServer, whose_answer_to_a_commit_is_lost_is_asked_what_became_of_it) {
    BreakingProxy proxy(tests::port_of(database_.place()));
    const auto behind =
        open_postgresql({tests::with_port(database_.place(), proxy.port())}, {.readers = 1});
    int runs = 0;
    proxy.break_at({.bytes = commit_complete});
    behind->write(one_town(), [&](Transaction& transaction) {
        ++runs;
        insert(transaction, "a");
        return Outcome::Commit;
    });
    EXPECT_TRUE(proxy.has_broken());
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(count(*behind), 1);
}

TEST_F(PostgresqlServer, that_swallows_what_it_is_asked_is_a_fault_in_time_and_found_again) {
    BreakingProxy proxy(tests::port_of(database_.place()));
    const auto behind =
        open_postgresql({tests::with_port(database_.place(), proxy.port())},
                        {.readers = 1, .patience = limit, .statement_limit = limit});
    EXPECT_EQ(count(*behind), 0);
    proxy.becomes(BreakingProxy::Way::Silent);
    // The session in use, and then no new one.
    for (int attempt = 0; attempt < 2; ++attempt) {
        EXPECT_NE(sentence_of([&] { static_cast<void>(count(*behind)); }).find("答えませんでした"),
                  std::string::npos);
        EXPECT_NE(sentence_of([&] { put(*behind, "swallowed"); }).find("答えませんでした"),
                  std::string::npos);
    }
    proxy.becomes(BreakingProxy::Way::Open);
    put(*behind, "afterwards");
    EXPECT_EQ(count(*behind), 1);
}

TEST_F(PostgresqlServer, that_works_too_long_ends_the_statement_and_keeps_the_session) {
    const auto impatient = open_postgresql(
        {database_.place()}, {.readers = 1, .statement_limit = std::chrono::milliseconds(50)});
    EXPECT_NE(sentence_of([&] {
                  impatient->read(one_town(), [](Reader& reader) {
                      static_cast<void>(reader.value<std::int64_t>(
                          "select count(*) from generate_series(1, 1000000000)"));
                  });
              }).find("57014"),
              std::string::npos);
    EXPECT_EQ(count(*impatient), 0);
}

TEST_F(PostgresqlServer, whose_turn_of_writing_is_held_lets_nobody_begin_and_waits_in_vain) {
    const auto other = open_postgresql({database_.place()},
                                       {.readers = 1, .patience = limit, .statement_limit = limit});
    PostgresqlConnection holder(database_.place());
    holder.script("begin; select pg_advisory_xact_lock(82881919676005)");
    const auto begin = [&] {
        static_cast<void>(open_postgresql({database_.place()}, {.readers = 1, .patience = limit}));
    };
    EXPECT_NE(sentence_of(begin).find("55P03"), std::string::npos);
    EXPECT_NE(sentence_of([&] { put(*other, "meanwhile"); }).find("57014"), std::string::npos);
    // Who only looks in needs no turn.
    EXPECT_EQ(count(*open_postgresql({database_.place()}, {.readers = 1, .alone = false})), 0);
    holder.script("rollback");
    put(*other, "afterwards");
    EXPECT_EQ(count(*other), 1);
}

TEST_F(PostgresqlServer, that_takes_no_writes_is_refused_by_whoever_writes) {
    const auto read_only = database_.place() + "?options=-c%20default_transaction_read_only%3Don";
    EXPECT_NE(sentence_of([&] {
                  static_cast<void>(open_postgresql({read_only}, {.readers = 1}));
              }).find("読取り専用"),
              std::string::npos);
    EXPECT_EQ(count(*open_postgresql({read_only}, {.readers = 1, .alone = false})), 0);
}

TEST_F(PostgresqlServer, that_does_not_answer_is_named_without_its_password) {
    try {
        static_cast<void>(open_postgresql({"postgresql://kasane:geheim@127.0.0.1:1/kasane"}));
        ADD_FAILURE() << "nobody answers on port 1";
    } catch (const StorageFault& fault) {
        const std::string sentence = fault.what();
        EXPECT_EQ(sentence.find("geheim"), std::string::npos);
        EXPECT_NE(sentence.find("postgresql://kasane@127.0.0.1:1/kasane"), std::string::npos);
        EXPECT_TRUE(fault.retry_helps());
    }
}

TEST_F(PostgresqlServer, lets_several_programs_write_one_after_the_other) {
    const auto second = open_postgresql({database_.place()}, {.readers = 1});
    std::vector<std::thread> writers;
    for (auto* database : {&*database_, second.get()}) {
        for (int thread = 0; thread < 2; ++thread) {
            writers.emplace_back([database] {
                for (int act = 0; act < 15; ++act) {
                    database->write(one_town(), [](Transaction& transaction) {
                        // Two at once would find the same number and break the key.
                        const auto next =
                            transaction.value<std::int64_t>("select count(*) from things");
                        insert(transaction, std::to_string(next));
                        return Outcome::Commit;
                    });
                }
            });
        }
    }
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(count(*database_), 60);
}

}  // namespace
}  // namespace kasane::storage
