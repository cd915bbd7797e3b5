// A database that cannot be used: every command says so at its start, in a sentence that names the
// place and says what to do, and changes nothing. Commands that only read go on where that is true.

#include <gtest/gtest.h>

#include <filesystem>

#include "storage/postgresql_connection.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/breaking_proxy.hpp"
#include "tests/support/program_town.hpp"

namespace kasane::cli {
namespace {

using std::filesystem::perms;
using storage::Engine;
using tests::ProgramTown;
using tests::RunsAs;
using Words = std::vector<std::string>;

/// The commands that write, but for serve. init asks for a place of its own to begin in.
const std::vector<Words>& writing_commands() {
    static const std::vector<Words> commands{
        {"serve", "--listen", "127.0.0.1:0", "--patience", "1"},
        {"migrate"},
        {"rebuild"},
    };
    return commands;
}

void expect_refused(const tests::Ended& ended, const std::vector<std::string>& says) {
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(ended.errors.substr(0, 8), "kasane: ");
    for (const auto& words : says) {
        EXPECT_NE(ended.errors.find(words), std::string::npos) << words << "\n" << ended.errors;
    }
}

/// A file that a program which is not root may only read.
class SqliteAtStart : public testing::Test {
protected:
    void give_away_and_protect(perms file, perms folder) {
        tests::give_to_nobody(town_.folder());
        std::filesystem::permissions(town_.file(), file);
        std::filesystem::permissions(town_.folder(), folder);
        // The folder of the test itself must let nobody through.
        std::filesystem::permissions(town_.folder().parent_path(),
                                     perms::owner_all | perms::group_exec | perms::others_exec);
    }
    void TearDown() override { std::filesystem::permissions(town_.folder(), perms::owner_all); }

    ProgramTown town_{Engine::Sqlite};
};

constexpr auto read_only_file = perms::owner_read;
constexpr auto own_file = perms::owner_read | perms::owner_write;
constexpr auto read_only_folder = perms::owner_read | perms::owner_exec;

TEST_F(SqliteAtStart, read_only_is_said_by_every_command_that_writes) {
    give_away_and_protect(read_only_file, perms::owner_all);
    for (const auto& command : writing_commands()) {
        const testing::ScopedTrace trace(__FILE__, __LINE__, command.front());
        expect_refused(town_.run(command, RunsAs::Nobody),
                       {"データベースのファイルに書き込めません。", "権限", town_.file()});
    }
}

TEST_F(SqliteAtStart, read_only_can_still_be_verified_and_copied) {
    give_away_and_protect(read_only_file, perms::owner_all);
    const auto verified = town_.run({"journal", "verify"}, RunsAs::Nobody);
    EXPECT_EQ(verified.code, 0) << verified.errors;
    const auto copy = (town_.folder() / "copy.sqlite").string();
    const auto copied = town_.run({"backup", "-o", copy}, RunsAs::Nobody);
    EXPECT_EQ(copied.code, 0) << copied.errors;
    EXPECT_TRUE(std::filesystem::exists(copy));
}

TEST_F(SqliteAtStart, in_a_read_only_folder_is_said_by_every_command_that_writes) {
    std::filesystem::remove(town_.file() + ".lock");
    give_away_and_protect(own_file, read_only_folder);
    for (const auto& command : writing_commands()) {
        const testing::ScopedTrace trace(__FILE__, __LINE__, command.front());
        expect_refused(town_.run(command, RunsAs::Nobody),
                       {"データの置き場所に書き込めません", town_.file(), "権限がありません"});
    }
}

TEST_F(SqliteAtStart, a_backup_that_has_no_place_names_it) {
    give_away_and_protect(own_file, perms::owner_all);
    const auto copy = (town_.folder().parent_path() / "copy.sqlite").string();
    expect_refused(town_.run({"backup", "-o", copy}, RunsAs::Nobody),
                   {"控えを " + copy + " に作れませんでした。権限がありません。"});
}

TEST_F(SqliteAtStart, held_by_another_program_is_said_by_every_command_that_writes) {
    storage::SqliteConnection other(town_.file(), storage::SqliteConnection::Access::ReadWrite,
                                    std::chrono::milliseconds(0));
    other.script("begin exclusive");
    expect_refused(town_.run(writing_commands().front()),
                   {"データベースをほかのプログラムが使っています。", town_.file()});
    const auto verified = town_.run({"journal", "verify"});
    EXPECT_EQ(verified.code, 0) << verified.errors;
}

TEST_F(SqliteAtStart, a_place_without_data_is_not_made_by_looking_at_it) {
    const auto nowhere = town_.folder() / "nowhere";
    for (const Words& command : {Words{"profile", "show", "203823"}, Words{"journal", "verify"}}) {
        auto words = command;
        words.insert(words.end(), {"--data", nowhere.string()});
        expect_refused(tests::run_program(words), {"にデータがありません。"});
        EXPECT_FALSE(std::filesystem::exists(nowhere));
    }
}

class AtStart : public testing::TestWithParam<Engine> {
protected:
    ProgramTown town_{GetParam()};
};
KASANE_ON_BOTH_ENGINES(AtStart);

TEST_P(AtStart, a_database_of_a_newer_program_is_refused) {
    town_.open()->maintain([](storage::Connection& connection) {
        connection.query(
            "insert into schema_migrations (number, name, fingerprint)"
            " values (9999, 'later', 'later')");
    });
    for (const auto& command : writing_commands()) {
        expect_refused(town_.run(command), {"新しい版のKasaneで開いてください。"});
    }
}

class PostgresqlAtStart : public testing::Test {
protected:
    [[nodiscard]] tests::Ended serve_at(const std::string& url) const {
        Words words = writing_commands().front();
        for (auto& word : town_.place_at(url)) words.push_back(std::move(word));
        return tests::run_program(words);
    }

    ProgramTown town_{Engine::Postgresql};
    storage::PostgresqlConnection owner_{town_.url()};
    std::string name_ = owner_.script_for_text("select current_database()");
};

TEST_F(PostgresqlAtStart, that_lets_nobody_in_is_named_with_the_reason) {
    expect_refused(serve_at(tests::with_port(town_.url(), 1)),
                   {"データベースに接続できません: ", "サーバーが動いているか"});
    auto elsewhere = town_.url();
    elsewhere.replace(elsewhere.rfind('/'), std::string::npos, "/kasane_test_nowhere");
    expect_refused(serve_at(elsewhere), {"その名前のデータベースがありません。"});
    auto stranger = town_.url();
    stranger.replace(stranger.find("kasane@"), 6, "kasane:geheim");
    const auto refused = serve_at(stranger);
    expect_refused(refused, {"利用者名かパスワードが合いません。"});
    EXPECT_EQ(refused.errors.find("geheim"), std::string::npos);
    owner_.script("alter database " + name_ + " connection limit 0");
    expect_refused(serve_at(town_.url()), {"接続の数が上限に達しています。"});
}

TEST_F(PostgresqlAtStart, that_does_not_answer_is_said_in_time) {
    tests::BreakingProxy proxy(tests::port_of(town_.url()));
    proxy.becomes(tests::BreakingProxy::Way::Silent);
    expect_refused(serve_at(tests::with_port(town_.url(), proxy.port())),
                   {"サーバーが1秒のうちに答えませんでした。"});
}

TEST_F(PostgresqlAtStart, read_only_is_said_by_every_command_that_writes) {
    owner_.script("alter database " + name_ + " set default_transaction_read_only = on");
    for (const auto& command : writing_commands()) {
        expect_refused(town_.run(command), {"データベースは読取り専用です。"});
    }
    const auto verified = town_.run({"journal", "verify"});
    EXPECT_EQ(verified.code, 0) << verified.errors;
}

TEST_F(PostgresqlAtStart, whose_turn_of_writing_is_held_is_said_in_time) {
    owner_.script("begin; select pg_advisory_xact_lock(82881919676005)");
    expect_refused(town_.run(writing_commands().front()),
                   {"決めた時間のうちに終わりませんでした。"});
}

}  // namespace
}  // namespace kasane::cli
