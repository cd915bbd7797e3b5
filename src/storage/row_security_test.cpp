// PostgreSQL keeps municipalities apart even where a query forgets to.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cstdlib>

#include "storage/migrations.hpp"
#include "storage/postgresql_connection.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::storage {
namespace {

using tests::one_town;
using tests::other_town;

constexpr Migration a_table{9003, "a_table",
                            "create table things (municipality text not null, thing text not null,"
                            " primary key (municipality, thing));\n"};

class RowSecurity : public testing::Test {
protected:
    RowSecurity() {
        put(one_town(), "here");
        put(other_town(), "there");
    }
    void put(const MunicipalityCode& town, const std::string& thing) {
        database_->write(town, [&](Transaction& transaction) {
            transaction.execute("insert into things values ($1, $2)", town, thing);
            return Outcome::Commit;
        });
    }

    tests::TestDatabase database_{Engine::Postgresql, a_table};
};

TEST_F(RowSecurity, shows_a_query_without_where_the_rows_of_its_own_town) {
    for (const auto& [town, thing] :
         {std::pair{one_town(), "here"}, std::pair{other_town(), "there"}}) {
        database_->read(town, [&, expected = thing](Reader& reader) {
            EXPECT_EQ(reader.value<std::string>("select thing from things"), expected);
        });
    }
}

TEST_F(RowSecurity, shows_nothing_where_no_town_is_set) {
    database_->maintain([](Connection& connection) {
        EXPECT_TRUE(connection.query("select * from things").empty());
        enter_municipality(connection, one_town());
        EXPECT_EQ(connection.query("select * from things").size(), 1U);
    });
    database_->maintain([](Connection& connection) {
        EXPECT_TRUE(connection.query("select * from things").empty());
    });
}

TEST_F(RowSecurity, lets_a_town_write_change_and_delete_its_own_rows_only) {
    database_->write(one_town(), [&](Transaction& transaction) {
        EXPECT_EQ(transaction.execute("update things set thing = $1", "changed"), 1);
        EXPECT_EQ(transaction.execute("delete from things"), 1);
        return Outcome::Commit;
    });
    EXPECT_THROW(database_->write(one_town(),
                                  [&](Transaction& transaction) {
                                      transaction.execute("insert into things values ($1, $2)",
                                                          other_town(), "smuggled");
                                      return Outcome::Commit;
                                  }),
                 BrokenInvariant);
    database_->read(other_town(), [](Reader& reader) {
        EXPECT_EQ(reader.value<std::string>("select thing from things"), "there");
    });
}

TEST_F(RowSecurity, sets_the_town_anew_for_each_act_of_a_group) {
    std::vector<std::thread> writers;
    for (int thread = 0; thread < 8; ++thread) {
        writers.emplace_back([&, thread] {
            const auto town = thread % 2 == 0 ? one_town() : other_town();
            for (int act = 0; act < 10; ++act) {
                database_->write(town, [&](Transaction& transaction) {
                    transaction.execute("insert into things values ($1, $2)", town,
                                        fmt::format("{}-{}", thread, act));
                    EXPECT_EQ(transaction.value<int>(
                                  "select count(*) from things where municipality <> $1", town),
                              0);
                    return act % 3 == 0 ? Outcome::RollBack : Outcome::Commit;
                });
            }
        });
    }
    for (auto& writer : writers) writer.join();
    database_->read(one_town(), [](Reader& reader) {
        EXPECT_EQ(reader.value<int>("select count(*) from things"), 4 * 6 + 1);
    });
}

TEST_F(RowSecurity, finds_the_table_that_somebody_forgot_to_protect) {
    database_->maintain([](Connection& connection) {
        EXPECT_EQ(row_security_gaps(connection), std::vector<std::string>{});
        connection.script(
            "create table forgotten (municipality text primary key);"
            "alter table things no force row level security");
        EXPECT_EQ(row_security_gaps(connection),
                  (std::vector<std::string>{"forgotten: no policy own_municipality",
                                            "forgotten: row security is not forced",
                                            "things: row security is not forced"}));
        secure_rows(connection);
        EXPECT_EQ(row_security_gaps(connection), std::vector<std::string>{});
    });
}

TEST_F(RowSecurity, is_not_opened_by_a_role_that_it_does_not_bind) {
    const char* administrator = std::getenv("KASANE_TEST_POSTGRESQL_ADMIN");
    ASSERT_NE(administrator, nullptr) << "the test runner gives the server's administrator";
    const std::string server(administrator);
    const auto address = server.substr(0, server.rfind('/')) +
                         database_.place().substr(database_.place().rfind('/'));
    try {
        static_cast<void>(open_postgresql({address}));
        ADD_FAILURE() << "a superuser was let in";
    } catch (const StorageFault& fault) {
        EXPECT_EQ(std::string(fault.what()).substr(0, 60),
                  std::string("このデータベースの利用者は行単位の保護を受けません").substr(0, 60));
    }
    EXPECT_NE(open_postgresql({address}, {.readers = 1, .allow_unbound_role = true}), nullptr);
}

TEST_F(RowSecurity, lists_the_municipalities_only_before_one_is_chosen) {
    for (const auto& town : {one_town(), other_town()}) {
        database_->write(town, [&](Transaction& transaction) {
            transaction.execute("insert into municipalities values ($1, $2, $3)", town, "町",
                                "2026-04-01T00:00:00.000000Z");
            return Outcome::Commit;
        });
    }
    database_->maintain([](Connection& connection) {
        EXPECT_EQ(municipalities(connection), (std::vector{other_town(), one_town()}));
    });
    database_->read(one_town(), [](Reader& reader) {
        EXPECT_EQ(reader.value<std::string>("select municipality from municipalities"),
                  one_town().text());
    });
}

}  // namespace
}  // namespace kasane::storage
