// What only a file can meet: no space, no permission, another program, another kind of file.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "storage/database.hpp"
#include "storage/migrations.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::storage {
namespace {

using tests::one_town;

class SqliteFile : public testing::Test {
protected:
    SqliteFile() {
        open();
        database_->maintain([](Connection& connection) {
            connection.script(
                "create table things (municipality text not null, thing text not null,"
                " primary key (municipality, thing)) strict");
        });
    }
    void open(const OpenOptions& options = {.readers = 1,
                                            .patience = std::chrono::milliseconds(20)}) {
        database_.reset();
        database_ = open_sqlite({file()}, options);
    }
    [[nodiscard]] std::string file() const { return (folder_.path() / "k.sqlite").string(); }

    void put(const std::string& thing) {
        database_->write(one_town(), [&](Transaction& transaction) {
            transaction.execute("insert into things values ($1, $2)", one_town(), thing);
            return Outcome::Commit;
        });
    }
    /// As a page does that was read: nothing but the journal is written.
    void journal(const std::string& thing) {
        database_->write(
            one_town(),
            [&](Transaction& transaction) {
                transaction.execute("insert into things values ($1, $2)", one_town(), thing);
                return Outcome::Commit;
            },
            Rows::Journal);
    }
    [[nodiscard]] int count() {
        int found = 0;
        database_->read(one_town(), [&](Reader& reader) {
            found = reader.value<int>("select count(*) from things");
        });
        return found;
    }
    /// The sentence of the fault that the work meets, and whether trying again helps.
    template <class Work>
    static std::pair<std::string, bool> fault_of(const Work& work) {
        try {
            work();
        } catch (const StorageFault& fault) {
            return {fault.what(), fault.retry_helps()};
        }
        return {"no fault", false};
    }

    tests::TemporaryFolder folder_;
    std::unique_ptr<Database> database_;
};

void expect_sentence(const std::pair<std::string, bool>& fault, std::string_view begin,
                     bool retry_helps) {
    EXPECT_EQ(fault.first.substr(0, begin.size()), begin);
    EXPECT_EQ(fault.second, retry_helps);
}

TEST_F(SqliteFile, shows_every_record_that_was_committed_before_while_journals_are_written) {
    open({.readers = 3});
    std::atomic<int> committed = 0;
    std::atomic<bool> over = false;
    std::thread writer([&] {
        for (int number = 1; number <= 300; ++number) {
            put(std::to_string(number));
            committed = number;
        }
        over = true;
    });
    std::vector<std::thread> readers;
    for (int thread = 0; thread < 4; ++thread) {
        readers.emplace_back([&, thread] {
            for (int page = 0; !over; ++page) {
                const int before = committed;
                int found = 0;
                database_->read(one_town(), [&](Reader& reader) {
                    found = reader.value<int>("select count(*) from things where thing < 'a'");
                });
                EXPECT_GE(found, before);
                journal(fmt::format("page {} {}", thread, page));
            }
        });
    }
    writer.join();
    for (auto& reader : readers) reader.join();
}

TEST_F(SqliteFile, shows_the_newest_journal_to_who_asks_for_it) {
    EXPECT_EQ(count(), 0);
    journal("an entry");
    int found = 0;
    database_->read(
        one_town(),
        [&](Reader& reader) { found = reader.value<int>("select count(*) from things"); },
        Rows::Journal);
    EXPECT_EQ(found, 1);
}

TEST_F(SqliteFile, shows_what_maintenance_changed) {
    put("before");
    EXPECT_EQ(count(), 1);
    database_->maintain([](Connection& connection) { connection.script("delete from things"); });
    EXPECT_EQ(count(), 0);
}

TEST_F(SqliteFile, keeps_its_log_short_while_readers_keep_their_snapshots) {
    open({.readers = 2});
    const std::string entry(40'000, 'x');
    for (int page = 0; page < 400; ++page) {
        static_cast<void>(count());
        journal(std::to_string(page) + entry);
    }
    // 4 MB is when it is written back; what was written meanwhile stays in it.
    EXPECT_LT(std::filesystem::file_size(file() + "-wal"), 10'000'000U);
}

TEST_F(SqliteFile, full_says_so_keeps_nothing_by_halves_and_can_be_used_again) {
    put("before");
    database_->maintain([](Connection& connection) {
        const auto pages = integer_of(connection.query("pragma page_count").front().front());
        connection.script("pragma max_page_count = " + std::to_string(pages + 4));
    });
    const std::string large(100'000, 'x');
    expect_sentence(
        fault_of([&] {
            database_->write(one_town(), [&](Transaction& transaction) {
                transaction.execute("insert into things values ($1, $2)", one_town(), "half");
                transaction.execute("insert into things values ($1, $2)", one_town(), large);
                return Outcome::Commit;
            });
        }),
        "ディスクの空きがないため保存できません。", false);
    EXPECT_EQ(count(), 1);
    put("after");
    EXPECT_EQ(count(), 2);
}

TEST_F(SqliteFile, full_for_one_act_keeps_the_small_acts_queued_with_it) {
    database_->maintain([](Connection& connection) {
        const auto pages = integer_of(connection.query("pragma page_count").front().front());
        connection.script("pragma max_page_count = " + std::to_string(pages + 20));
    });
    std::vector<std::thread> writers;
    std::atomic<int> refused = 0;
    for (int thread = 0; thread < 8; ++thread) {
        writers.emplace_back([&, thread] {
            const std::string thing = std::to_string(thread);
            const bool too_large = thread == 3;
            try {
                put(too_large ? std::string(1'000'000, 'x') : thing);
            } catch (const StorageFault&) {
                EXPECT_TRUE(too_large);
                ++refused;
            }
        });
    }
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(refused, 1);
    EXPECT_EQ(count(), 7);
}

TEST_F(SqliteFile, read_only_says_so_and_reading_goes_on) {
    put("before");
    database_->maintain(
        [](Connection& connection) { connection.script("pragma query_only = on"); });
    expect_sentence(fault_of([&] { put("after"); }), "データベースのファイルに書き込めません。",
                    false);
    EXPECT_EQ(count(), 1);
}

TEST_F(SqliteFile, held_by_another_program_says_so_and_works_afterwards) {
    {
        SqliteConnection other(file(), SqliteConnection::Access::ReadWrite,
                               std::chrono::milliseconds(0));
        other.script("begin immediate");
        expect_sentence(fault_of([&] { put("meanwhile"); }),
                        "データベースをほかのプログラムが使っています。", true);
        EXPECT_EQ(count(), 0);
    }
    put("afterwards");
    EXPECT_EQ(count(), 1);
}

TEST_F(SqliteFile, is_served_by_one_program_only) {
    expect_sentence(fault_of([&] { static_cast<void>(open_sqlite({file()})); }),
                    "ほかのKasaneが使用中です。", true);
    const auto looking_in = open_sqlite({file()}, {.readers = 1, .alone = false});
    looking_in->read(one_town(), [](Reader& reader) {
        EXPECT_EQ(reader.value<int>("select count(*) from things"), 0);
    });
    database_.reset();
    open();
}

TEST_F(SqliteFile, of_another_kind_or_damaged_is_refused) {
    const auto other = (folder_.path() / "letter.sqlite").string();
    std::ofstream(other) << std::string(4096, 'a');
    expect_sentence(fault_of([&] { static_cast<void>(open_sqlite({other})); }),
                    "このファイルはKasaneのデータベースではありません。", false);
    expect_sentence(fault_of([&] {
                        const auto nowhere = folder_.path() / "missing" / "k.sqlite";
                        static_cast<void>(open_sqlite({nowhere.string()}));
                    }),
                    "データの置き場所に書き込めません", false);
}

TEST_F(SqliteFile, damaged_inside_says_so) {
    for (int number = 0; number < 300; ++number)
        put(std::to_string(number) + std::string(500, 'x'));
    database_.reset();
    {
        std::fstream bytes(file(), std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(4096 * 2);
        bytes << std::string(4096 * 20, '\x5a');
    }
    open();
    expect_sentence(fault_of([&] {
                        database_->read(one_town(), [](Reader& reader) {
                            static_cast<void>(reader.rows<std::string>("select thing from things"));
                        });
                    }),
                    "データベースのファイルが壊れています。", false);
}

TEST_F(SqliteFile, is_readable_by_its_owner_alone) {
    using std::filesystem::perms;
    put("a");
    for (const auto* ending : {"", "-wal", "-shm", ".lock"}) {
        const auto permissions = std::filesystem::status(file() + ending).permissions();
        EXPECT_EQ(permissions & perms::all, perms::owner_read | perms::owner_write) << ending;
    }
}

TEST_F(SqliteFile, refuses_parameters_out_of_order_and_more_than_one_statement) {
    database_->read(one_town(), [](Reader& reader) {
        EXPECT_THROW(static_cast<void>(reader.rows<int, int>("select $2, $1", 1, 2)),
                     BrokenInvariant);
        EXPECT_THROW(static_cast<void>(reader.rows<int>("select $1", 1, 2)), BrokenInvariant);
        EXPECT_THROW(static_cast<void>(reader.rows<int>("select 1; select 2")), BrokenInvariant);
        EXPECT_THROW(static_cast<void>(reader.rows<std::string>("select \"text\"")),
                     BrokenInvariant);
        EXPECT_THROW(static_cast<void>(reader.rows<int>("select 1.5")), BrokenInvariant);
    });
}

TEST_F(SqliteFile, is_copied_whole_while_others_write) {
    for (int number = 0; number < 100; ++number) put(std::to_string(number));
    const auto copy = folder_.path() / "copy.sqlite";
    std::thread writer([&] {
        for (int number = 100; number < 200; ++number) put(std::to_string(number));
    });
    database_->back_up(copy);
    writer.join();
    const auto copied = open_sqlite({copy.string()}, {.readers = 1});
    copied->read(one_town(), [](Reader& reader) {
        EXPECT_GE(reader.value<int>("select count(*) from things"), 100);
        EXPECT_EQ(reader.value<std::string>("select integrity_check from pragma_integrity_check"),
                  "ok");
    });
    expect_sentence(fault_of([&] { database_->back_up(copy); }), "控えの書き先がすでにあります",
                    false);
}

}  // namespace
}  // namespace kasane::storage
