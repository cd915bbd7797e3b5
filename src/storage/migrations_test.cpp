#include "storage/migrations.hpp"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>

#include "storage/dialect.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::storage {
namespace {

using tests::one_town;
using tests::TestDatabase;

constexpr Migration first{1, "first",
                          "create table municipalities (municipality text not null,"
                          " name text not null, created_at text not null,"
                          " primary key (municipality));\n"
                          "create table things (municipality text not null, thing text not null,"
                          " primary key (municipality, thing));\n"};
constexpr Migration second{2, "second", "alter table things add column size bigint;\n"};
constexpr Migration broken{3, "broken",
                           "alter table things add column half text;\nnot a statement;\n"};

class Migrating : public testing::TestWithParam<Engine> {
protected:
    [[nodiscard]] MigrateOptions beside() const { return {.backup_folder = folder_.path()}; }
    MigrationReport migrate_to(std::span<const Migration> steps) {
        return migrate(*database_, beside(), steps);
    }
    void put_a_thing() {
        database_->write(one_town(), [](Transaction& transaction) {
            transaction.execute("insert into municipalities values ($1, $2, $3)", one_town(), "町",
                                "2026-04-01T00:00:00.000000Z");
            transaction.execute("insert into things (municipality, thing) values ($1, $2)",
                                one_town(), "髙𠮷");
            return Outcome::Commit;
        });
    }

    tests::TemporaryFolder folder_;
    TestDatabase database_{GetParam(), TestDatabase::Schema::Empty};
};
KASANE_ON_BOTH_ENGINES(Migrating);

TEST_P(Migrating, brings_an_empty_database_to_the_newest_state_without_a_copy) {
    const std::array steps{first, second};
    const auto report = migrate_to(steps);
    EXPECT_EQ(report.applied, 2);
    EXPECT_TRUE(report.backup.empty());
    EXPECT_EQ(schema_state(*database_, steps).newest_applied, 2);
}

TEST_P(Migrating, does_nothing_the_second_time) {
    const std::array steps{first, second};
    migrate_to(steps);
    const auto before = dump(*database_);
    EXPECT_EQ(migrate_to(steps).applied, 0);
    EXPECT_EQ(dump(*database_), before);
}

TEST_P(Migrating, copies_an_older_database_first) {
    migrate_to(std::array{first});
    put_a_thing();
    const auto report = migrate_to(std::array{first, second});
    EXPECT_EQ(report.applied, 1);
    ASSERT_TRUE(std::filesystem::exists(report.backup));
    if (GetParam() == Engine::Sqlite) {
        const auto copy = open_sqlite({report.backup.string()}, {.readers = 1});
        EXPECT_EQ(schema_state(*copy, std::array{first}).newest_applied, 1);
        EXPECT_NE(dump(*copy).find("thing='髙𠮷'"), std::string::npos);
    } else {
        EXPECT_GT(std::filesystem::file_size(report.backup / "schema.dump"), 0U);
        EXPECT_GT(std::filesystem::file_size(report.backup / (one_town().text() + ".dump")), 0U);
    }
}

TEST_P(Migrating, changes_nothing_where_the_copy_cannot_be_made) {
    migrate_to(std::array{first});
    const std::array steps{first, second};
    EXPECT_THROW(migrate(*database_, {.backup_folder = "/proc/nowhere"}, steps), std::exception);
    EXPECT_EQ(schema_state(*database_, steps).newest_applied, 1);
    EXPECT_TRUE(migrate(*database_, {.back_up = false}, steps).backup.empty());
    EXPECT_EQ(schema_state(*database_, steps).newest_applied, 2);
}

TEST_P(Migrating, refuses_a_database_of_a_newer_program) {
    migrate_to(std::array{first, second});
    try {
        migrate_to(std::array{first});
        ADD_FAILURE() << "a newer database was opened";
    } catch (const StorageFault& fault) {
        EXPECT_EQ(std::string_view(fault.what()),
                  "このデータベースは新しい版のKasaneで使われています (データの版 2、"
                  "このプログラムの版 1)。新しい版のKasaneで開いてください。");
        EXPECT_FALSE(fault.retry_helps());
    }
}

TEST_P(Migrating, refuses_a_step_that_was_changed_after_it_was_applied) {
    migrate_to(std::array{first});
    auto changed = first;
    changed.sql = "create table others (municipality text primary key);\n";
    EXPECT_THROW(migrate_to(std::array{changed}), StorageFault);
}

TEST_P(Migrating, leaves_no_half_of_a_step_that_fails) {
    migrate_to(std::array{first, second});
    const auto before = dump(*database_);
    EXPECT_THROW(migrate_to(std::array{first, second, broken}), BrokenInvariant);
    EXPECT_EQ(dump(*database_), before);
    EXPECT_EQ(schema_state(*database_, std::array{first, second, broken}).newest_applied, 2);
}

TEST_P(Migrating, applies_a_step_that_was_numbered_between_others) {
    migrate_to(std::array{first, Migration{5, "later", "alter table things add column a text;\n"}});
    EXPECT_EQ(
        migrate_to(std::array{first, second,
                              Migration{5, "later", "alter table things add column a text;\n"}})
            .applied,
        1);
}

TEST(Migrations, of_the_program_are_numbered_from_one_upwards) {
    ASSERT_FALSE(migrations().empty());
    EXPECT_EQ(migrations().front().number, 1);
    int previous = 0;
    for (const auto& step : migrations()) {
        EXPECT_GT(step.number, previous);
        EXPECT_FALSE(step.sql.empty());
        previous = step.number;
    }
}

TEST(Dialect, gives_each_engine_its_types_and_sqlite_strict_tables) {
    const std::string_view sql =
        "-- A table; with a comment.\n"
        "create table kept (size bigint not null, bytes bytes, words text default 'bytes bigint',\n"
        "    primary key (size));\n"
        "create index kept_by_bytes on kept (bytes);\n"
        "alter table kept add column more bytes;\n";
    EXPECT_EQ(fit_to_engine(sql, Engine::Sqlite),
              "-- A table; with a comment.\n"
              "create table kept (size integer not null, bytes blob, words text default"
              " 'bytes bigint',\n"
              "    primary key (size)) strict;\n"
              "create index kept_by_bytes on kept (bytes);\n"
              "alter table kept add column more blob;\n");
    EXPECT_EQ(fit_to_engine(sql, Engine::Postgresql),
              "-- A table; with a comment.\n"
              "create table kept (size bigint not null, bytes bytea, words text default"
              " 'bytes bigint',\n"
              "    primary key (size));\n"
              "create index kept_by_bytes on kept (bytes);\n"
              "alter table kept add column more bytea;\n");
}

TEST(Dialect, keeps_the_sections_of_one_engine_from_the_other) {
    const std::string_view sql =
        "create table a (x text);\n-- @sqlite\ncreate table b (x any);\n-- @end\n"
        "-- @postgresql\ncreate table c (x jsonb);\n-- @end\n";
    EXPECT_EQ(fit_to_engine(sql, Engine::Sqlite),
              "create table a (x text) strict;\ncreate table b (x any);\n");
    EXPECT_EQ(fit_to_engine(sql, Engine::Postgresql),
              "create table a (x text);\ncreate table c (x jsonb);\n");
}

TEST(Dialect, keeps_marked_tables_in_the_order_of_their_key_on_sqlite) {
    const std::string_view sql =
        "-- Short.\n-- @in_key_order\ncreate table a (x text, primary key (x));\n"
        "create table b (y text);\n";
    EXPECT_EQ(fit_to_engine(sql, Engine::Sqlite),
              "-- Short.\ncreate table a (x text, primary key (x)) strict, without rowid;\n"
              "create table b (y text) strict;\n");
    EXPECT_EQ(fit_to_engine(sql, Engine::Postgresql),
              "-- Short.\ncreate table a (x text, primary key (x));\n"
              "create table b (y text);\n");
}

TEST(Dialect, refuses_marks_it_does_not_know) {
    for (const auto* sql :
         {"-- @mysql\n", "-- @in_key_order\n", "-- @in_key_order\ncreate index a_by_x on a (x);\n",
          "-- @end\n", "-- @sqlite\n", "-- @sqlite\n-- @sqlite\n", "-- @text_index two words\n",
          "create table a (x text;\n"}) {
        EXPECT_THROW(static_cast<void>(fit_to_engine(sql, Engine::Sqlite)), BrokenInvariant) << sql;
    }
}

}  // namespace
}  // namespace kasane::storage
