// What only a server can meet: it goes away, comes back, or is lost in the middle of a commit.
#include <gtest/gtest.h>

#include <charconv>
#include <cstdlib>

#include "storage/database.hpp"
#include "storage/migrations.hpp"
#include "storage/postgresql_connection.hpp"
#include "tests/support/breaking_proxy.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::storage {
namespace {

using tests::one_town;

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
    auto address = database_.place();
    const auto host = address.find('@') + 1;
    const auto colon = address.find(':', host);
    const auto slash = address.find('/', colon);
    std::uint16_t port = 0;
    std::from_chars(address.data() + colon + 1, address.data() + slash, port);
    // "CommandComplete", as the protocol writes it for a commit.
    tests::BreakingProxy proxy(port, std::string("C\0\0\0\x0b"
                                                 "COMMIT\0",
                                                 12));
    address.replace(colon + 1, slash - colon - 1, std::to_string(proxy.port()));
    const auto behind = open_postgresql({address}, {.readers = 1});
    int runs = 0;
    proxy.arm();
    behind->write(one_town(), [&](Transaction& transaction) {
        ++runs;
        insert(transaction, "a");
        return Outcome::Commit;
    });
    EXPECT_TRUE(proxy.has_broken());
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(count(*behind), 1);
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
