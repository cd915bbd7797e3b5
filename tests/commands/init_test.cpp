// `kasane init` as the officer at the town hall runs it: the program itself, from an empty place to
// the first sign-in.

#include <gtest/gtest.h>

#include <charconv>
#include <csignal>
#include <filesystem>
#include <regex>

#include "storage/migrations.hpp"
#include "tests/support/browser.hpp"
#include "tests/support/child_program.hpp"
#include "tests/support/served_program.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::cli {
namespace {

using storage::Engine;
using tests::run_program;

class Init : public testing::TestWithParam<Engine> {
protected:
    [[nodiscard]] std::vector<std::string> place() const {
        const auto folder = (folder_.path() / "data").string();
        if (GetParam() == Engine::Sqlite) return {"--data", folder};
        return {"--database", database_.place(), "--keys", folder};
    }
    [[nodiscard]] std::vector<std::string> at_place(std::vector<std::string> words) const {
        for (auto& word : place()) words.push_back(std::move(word));
        return words;
    }
    [[nodiscard]] tests::Ended init() const {
        return run_program(at_place({"init", "--municipality", "tatsuno"}));
    }

    tests::TemporaryFolder folder_;
    tests::TestDatabase database_{GetParam(), tests::TestDatabase::Schema::Empty};
};
KASANE_ON_BOTH_ENGINES(Init);

std::string one_time_password_in(const std::string& text) {
    static const std::regex pattern("[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){3}");
    std::smatch found;
    return std::regex_search(text, found, pattern) ? found.str() : std::string();
}

TEST_P(Init, makes_a_town_whose_administrator_chooses_a_password_at_the_first_sign_in) {
    const auto made = init();
    ASSERT_EQ(made.code, 0) << made.errors;
    EXPECT_NE(made.output.find("辰野町のデータを作りました"), std::string::npos);
    const auto one_time = one_time_password_in(made.output);
    ASSERT_FALSE(one_time.empty()) << made.output;

    tests::ServedProgram served(place());
    tests::Browser administrator(served.port());
    const auto first = administrator.sign_in("admin", one_time).value();
    // Whatever page is asked for, the new password comes first.
    EXPECT_TRUE(first.says("はじめに、ご自分だけが知っているパスワードに変えてください"));
    for (const auto* address : {"/", "/settings/accounts", "/cases"}) {
        const auto sent_away = administrator.get(address).value();
        EXPECT_EQ(sent_away.status, 303) << address;
        EXPECT_TRUE(sent_away.location.starts_with("/account/password")) << address;
    }
    auto form = first.form("/account/password");
    form.fields.replace("current_password", one_time);
    form.fields.replace("new_password", one_time);
    form.fields.replace("repeated_password", one_time);
    EXPECT_EQ(administrator.send(form).value().status, 422) << "the same password is no change";
    auto again = administrator.get("/account/password").value().form("/account/password");
    again.fields.replace("current_password", one_time);
    again.fields.replace("new_password", "山と川のあいだの小さな町");
    again.fields.replace("repeated_password", "山と川のあいだの小さな町");
    EXPECT_EQ(administrator.send(again).value().status, 303);
    // 辰野町 asks its administrators for a second factor; it is the next thing, and the last.
    const auto next = administrator.get("/settings/accounts").value();
    EXPECT_EQ(next.status, 303);
    EXPECT_TRUE(next.location.starts_with("/account/second-factor")) << next.location;

    tests::Browser later(served.port());
    EXPECT_NE(later.sign_in("admin", one_time).value().status, 200);
    EXPECT_TRUE(later.cookies().find("kasane") == later.cookies().end());
    EXPECT_TRUE(later.sign_in("admin", "山と川のあいだの小さな町").has_value());
    EXPECT_FALSE(later.cookies().find("kasane") == later.cookies().end());
    EXPECT_EQ(served.stop().code, 0);
    EXPECT_EQ(run_program(at_place({"journal", "verify"})).code, 0);
}

TEST_P(Init, leaves_a_journal_that_shows_when_it_was_emptied_whole) {
    ASSERT_EQ(init().code, 0);
    std::filesystem::remove(folder_.path() / "data" / "journal.checkpoints");
    {
        const auto database =
            GetParam() == Engine::Sqlite
                ? storage::open_sqlite({(folder_.path() / "data" / "kasane.sqlite").string()})
                : storage::open_postgresql({database_.place()});
        database->maintain([](storage::Connection& connection) {
            storage::enter_municipality(connection, tests::one_town());
            connection.script("delete from journal; delete from journal_heads");
        });
    }
    const auto verified = run_program(at_place({"journal", "verify"}));
    EXPECT_EQ(verified.code, 1);
    EXPECT_NE(verified.errors.find("記録簿が空です"), std::string::npos) << verified.errors;
}

TEST_P(Init, refuses_a_place_where_the_town_is_already_and_changes_nothing) {
    ASSERT_EQ(init().code, 0);
    const auto rows = [&] {
        const auto folder = (folder_.path() / "data" / "kasane.sqlite").string();
        const auto database = GetParam() == Engine::Sqlite
                                  ? storage::open_sqlite({folder})
                                  : storage::open_postgresql({database_.place()});
        return storage::dump(*database);
    };
    const auto before = rows();
    const auto second = init();
    EXPECT_EQ(second.code, 1);
    EXPECT_TRUE(second.output.empty());
    EXPECT_NE(second.errors.find("すでに辰野町のデータがあります。何も変えていません。"),
              std::string::npos)
        << second.errors;
    EXPECT_EQ(rows(), before);
}

TEST_P(Init, is_what_serve_asks_for_where_nothing_is_yet) {
    const auto refused = run_program(at_place({"serve", "--listen", "127.0.0.1:0"}));
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.errors.find("kasane init --municipality"), std::string::npos)
        << refused.errors;
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "data" / "kasane.sqlite"));
}

TEST(InitWords, name_a_municipality_that_has_a_profile) {
    const tests::TemporaryFolder folder;
    const auto data = (folder.path() / "data").string();
    const auto unknown = run_program({"init", "--municipality", "nowhere", "--data", data});
    EXPECT_EQ(unknown.code, 1);
    EXPECT_NE(unknown.errors.find("nowhere.toml"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(data)) << "nothing is begun before all is known";
    EXPECT_EQ(run_program({"init", "--data", data}).code, 2);
    EXPECT_EQ(run_program({"init", "--municipality", "tatsuno"}).code, 2);
}

}  // namespace
}  // namespace kasane::cli
