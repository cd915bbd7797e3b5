// Two municipalities in one database see nothing of each other: pages, lists, searches, counts,
// addresses, sign-in, sessions, forms. Both have the same desks, the same logins and the same kinds
// of records, so that nothing but the municipality keeps them apart.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <deque>
#include <fstream>
#include <regex>
#include <set>

#include "tests/support/browser.hpp"
#include "tests/support/served_program.hpp"
#include "tests/support/tatsuno_profile.hpp"
#include "tests/support/test_database.hpp"

namespace kasane {
namespace {

using storage::Engine;
using tests::BrowsedPage;
using tests::Browser;

constexpr std::string_view password = "tsunagu-machi-2026";
const std::string here = "tatsuno.example";
const std::string there = "kakuu.example";

/// The UUIDs in a text: every record is known by one.
std::set<std::string> ids_in(const std::string& text) {
    static const std::regex uuid("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
    return {std::sregex_token_iterator(text.begin(), text.end(), uuid),
            std::sregex_token_iterator()};
}

/// A page without what is new each time it is made: the tokens of its forms.
std::string without_tokens(const std::string& body) {
    static const std::regex token("value=\"[0-9a-f]{64,}\"");
    return std::regex_replace(body, token, "");
}

/// An invented town with everything a real one has: the profile of 辰野町 under another name.
std::string invented_profile() {
    auto toml = test_support::tatsuno_toml();
    for (const auto& [before, after] : {std::pair<std::string, std::string>{"203823", "999997"},
                                        {"key = \"tatsuno\"", "key = \"kakuu\""},
                                        {"辰野", "架空"},
                                        {"たつの", "かくう"}}) {
        for (auto at = toml.find(before); at != std::string::npos;
             at = toml.find(before, at + after.size())) {
            toml.replace(at, before.size(), after);
        }
    }
    return toml;
}

/// One program that serves both towns from one database, each with a household in every state.
class TwoTowns : public testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        const auto data = (folder_.path() / "data").string();
        place_ = GetParam() == Engine::Sqlite
                     ? std::vector<std::string>{"--data", data}
                     : std::vector<std::string>{"--database", database_.place(), "--keys", data};
        database_.close();
        std::ofstream(folder_.path() / "kakuu.toml") << invented_profile();
        std::ofstream(folder_.path() / "tatsuno.toml") << test_support::tatsuno_toml();
        for (const auto* town : {"tatsuno", "kakuu"}) {
            std::vector<std::string> words{
                "demo",       "--municipality", town,
                "--profiles", folder_.path(),   "--households",
                "15",         "--seed",         town == std::string("kakuu") ? "2" : "1"};
            words.insert(words.end(), place_.begin(), place_.end());
            const auto made = tests::run_program(words);
            ASSERT_EQ(made.code, 0) << made.errors;
        }
        auto words = place_;
        words.insert(words.end(), {"--host", here + "=tatsuno", "--host", there + "=kakuu"});
        served_ = std::make_unique<tests::ServedProgram>(words);
    }

    [[nodiscard]] Browser browser(const std::string& host) const {
        return Browser(served_->port(), host);
    }
    [[nodiscard]] Browser signed_in(const std::string& host, const std::string& login) const {
        auto browser = this->browser(host);
        const auto home = browser.sign_in(login, std::string(password));
        EXPECT_TRUE(home && home->status == 200) << login << " at " << host;
        return browser;
    }

    /// Every page that somebody comes to by following links from the first one, by its address.
    static std::map<std::string, std::string> everything(Browser& browser) {
        std::map<std::string, std::string> pages;
        std::deque<std::string> waiting{"/"};
        std::set<std::string> known{"/"};
        while (!waiting.empty()) {
            const auto address = waiting.front();
            waiting.pop_front();
            const auto page = browser.get(address);
            if (!page || page->status != 200) continue;
            for (const auto& link : page->links()) {
                if (link.starts_with("/assets/") || !known.insert(link).second) continue;
                waiting.push_back(link);
            }
            pages.emplace(address, page->body);
        }
        return pages;
    }

    tests::TemporaryFolder folder_;
    tests::TestDatabase database_{GetParam(), tests::TestDatabase::Schema::Empty};
    std::vector<std::string> place_;
    std::unique_ptr<tests::ServedProgram> served_;
};
KASANE_ON_BOTH_ENGINES(TwoTowns);

TEST_P(TwoTowns, are_chosen_by_the_name_of_the_host) {
    const auto page = [&](const std::string& host) {
        return browser(host).get("/sign-in").value();
    };
    EXPECT_TRUE(page(here).says("辰野町"));
    EXPECT_FALSE(page(here).says("架空町"));
    EXPECT_TRUE(page(there).says("架空町"));
    EXPECT_FALSE(page(there).says("辰野町"));
    const auto nowhere = page("somewhere.example");
    EXPECT_EQ(nowhere.status, 404);
    EXPECT_FALSE(nowhere.says("辰野町") || nowhere.says("架空町"));
}

TEST_P(TwoTowns, show_nobody_a_record_of_the_other) {
    auto ours = signed_in(here, "coordination");
    auto theirs = signed_in(there, "coordination");
    const auto our_pages = everything(ours);
    const auto their_pages = everything(theirs);
    EXPECT_GT(our_pages.size(), 100U);
    EXPECT_GT(their_pages.size(), 100U);
    std::set<std::string> our_ids;
    for (const auto& [address, body] : our_pages) our_ids.merge(ids_in(address + body));
    EXPECT_GT(our_ids.size(), 50U);
    for (const auto& [address, body] : their_pages) {
        EXPECT_EQ(body.find("辰野"), std::string::npos) << address;
        for (const auto& id : ids_in(body)) {
            EXPECT_FALSE(our_ids.contains(id)) << id << " of the other town on " << address;
        }
    }
    // Whatever opens there opens nothing here: to the other town the record does not exist.
    int asked = 0;
    for (const auto& [address, body] : our_pages) {
        if (ids_in(address).empty()) continue;
        EXPECT_EQ(theirs.get(address).value().status, 404) << address;
        ++asked;
    }
    EXPECT_GT(asked, 80);
}

TEST_P(TwoTowns, find_and_count_nothing_of_the_other) {
    auto ours = signed_in(here, "elderly");
    auto theirs = signed_in(there, "elderly");
    auto their_coordinator = signed_in(there, "coordination");
    const std::vector<std::string> lists{"/",
                                         "/cases",
                                         "/inquiries",
                                         "/memos",
                                         "/search?q=" + web::url_encode("見立て"),
                                         "/search?q=" + web::url_encode("合言葉 花子")};
    const auto seen = [&](Browser& browser) {
        std::vector<std::string> bodies;
        for (const auto& address : lists) {
            bodies.push_back(without_tokens(browser.get(address).value().body));
        }
        return bodies;
    };
    const auto before = seen(theirs);
    const auto before_coordinator = seen(their_coordinator);
    const auto nothing_yet = seen(ours);
    for (int number = 0; number < 3; ++number) {
        auto form = ours.get("/inquiries/new").value().form("/inquiries");
        form.fields.replace("person_1_name", "合言葉 花子");
        form.fields.replace("said", "秘密の合言葉を話す");
        form.fields.add("act", "receive");
        ASSERT_EQ(ours.send(form).value().status, 303);
    }
    EXPECT_EQ(seen(theirs), before);
    EXPECT_EQ(seen(their_coordinator), before_coordinator);
    EXPECT_NE(seen(ours), nothing_yet);
    EXPECT_TRUE(ours.get(lists.back()).value().says("合言葉 花子"));
}

TEST_P(TwoTowns, let_nobody_in_with_an_account_or_a_session_of_the_other) {
    auto administrator = signed_in(here, "admin");
    auto form = administrator.get("/settings/accounts/new").value().form("/settings/accounts");
    form.fields.replace("login", "only-here");
    form.fields.replace("name", "こちら だけ");
    form.fields.add("roles", "privacy_officer");
    const auto made = administrator.send(form).value();
    ASSERT_EQ(made.status, 200) << made.body;
    static const std::regex one_time("[a-z0-9]{4}(?:-[a-z0-9]{4}){3}");
    std::smatch found;
    ASSERT_TRUE(std::regex_search(made.body, found, one_time));
    EXPECT_EQ(browser(here).sign_in("only-here", found.str()).value().status, 200);
    const auto refused = browser(there).sign_in("only-here", found.str()).value();
    EXPECT_NE(refused.status, 200);
    EXPECT_FALSE(refused.says("こちら だけ"));

    const auto ours = signed_in(here, "elderly");
    auto carried = browser(there);
    for (const auto& [name, value] : ours.cookies()) carried.set_cookie(name, value);
    const auto answer = carried.get("/cases").value();
    EXPECT_EQ(answer.status, 303);
    EXPECT_TRUE(answer.location.starts_with("/sign-in"));
}

TEST_P(TwoTowns, take_no_form_of_the_other) {
    auto ours = signed_in(here, "elderly");
    auto theirs = signed_in(there, "elderly");
    const auto fill = [](tests::ShownForm form) {
        form.fields.replace("person_1_name", "よその 書類");
        form.fields.replace("said", "よその書類で送る");
        form.fields.add("act", "receive");
        return form;
    };
    const auto our_form = fill(ours.get("/inquiries/new").value().form("/inquiries"));
    // Somebody else's paper: refused, and nothing of it is shown or kept here.
    const auto returned = theirs.send(our_form).value();
    EXPECT_EQ(returned.status, 403);
    EXPECT_FALSE(returned.says("よその"));
    EXPECT_FALSE(theirs.get("/inquiries/new").value().says("よその"));
    // With the right mark of the session, and the other town's one-time token.
    auto mixed = fill(theirs.get("/inquiries/new").value().form("/inquiries"));
    mixed.fields.replace("form_token", std::string(our_form.fields.get("form_token")));
    EXPECT_EQ(theirs.send(mixed).value().status, 422);
    EXPECT_FALSE(theirs.get("/inquiries").value().says("よその"));
    EXPECT_EQ(ours.send(our_form).value().status, 303);
}

/// PostgreSQL alone can hide rows from a query that forgot to ask for its municipality.
TEST_P(TwoTowns, are_apart_in_the_database_too) {
    EXPECT_EQ(served_->stop().code, 0);
    if (GetParam() == Engine::Sqlite) return;
    const auto database = storage::open_postgresql({database_.place()});
    database->maintain([](storage::Connection& connection) {
        const auto tables = connection.query(
            "select cast(c.relname as text) from pg_class c join pg_attribute a on"
            " a.attrelid = c.oid where c.relkind = 'r' and a.attname = 'municipality'"
            " and c.relnamespace = cast(current_schema() as regnamespace)"
            " and c.relname not like 'text\\_index\\_%' order by 1");
        EXPECT_GT(tables.size(), 40U);
        for (const auto& row : tables) {
            const auto table = storage::text_of(row.front());
            const auto seen_as = [&](const std::string& town) {
                connection.query("select set_config('app.municipality', $1, false)", town);
                std::set<std::string> towns;
                for (const auto& each : connection.query("select municipality from " + table)) {
                    towns.insert(storage::text_of(each.front()));
                }
                return towns;
            };
            // The list of names alone may be read before a town is chosen.
            if (table != "municipalities") {
                EXPECT_TRUE(seen_as("").empty()) << table;
            }
            for (const std::string town : {"203823", "999997"}) {
                for (const auto& seen : seen_as(town)) EXPECT_EQ(seen, town) << table;
            }
        }
        EXPECT_EQ(
            storage::integer_of(connection.query("select count(*) from cases").front().front()),
            15);
    });
}

}  // namespace
}  // namespace kasane
