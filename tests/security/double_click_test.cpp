// Every form of the program, pressed again and again before the first answer is there.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <barrier>
#include <map>
#include <set>
#include <thread>
#include <vector>

#include "tests/support/browser.hpp"
#include "tests/support/running_server.hpp"
#include "tests/support/stored_records.hpp"
#include "tests/support/walked_form.hpp"
#include "web/form_names.hpp"

namespace kasane {
namespace {

using tests::BrowsedPage;
using tests::GuardedForm;
using tests::WalkedForm;

/// A form of the table and the engine its town is kept on.
struct Pressed {
    GuardedForm form;
    storage::Engine engine;
};

void PrintTo(const Pressed& pressed, std::ostream* out) { *out << pressed.form.name; }

/// How many rows each table of the town's records holds.
std::map<std::string, int> rows_stored(WalkedForm& walked) {
    const auto all = tests::stored_records(walked.site().database());
    std::map<std::string, int> rows;
    std::string table;
    for (std::string_view rest = all; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (line.starts_with(' ')) {
            ++rows[table];
        } else {
            table = line;
        }
    }
    return rows;
}

/// The same form, sent so many times at the same moment by a browser that waits for no answer:
/// each press has a connection of its own, as it has in a browser without our script.
std::vector<BrowsedPage> press(WalkedForm& walked, int times) {
    const tests::RunningServer server(walked.site().site().application());
    const tests::ShownForm sent{.action = walked.action(), .fields = walked.filled_in()};
    std::vector<std::optional<BrowsedPage>> answers(static_cast<std::size_t>(times));
    std::barrier together(times);
    {
        std::vector<std::jthread> fingers;
        for (auto& answer : answers) {
            fingers.emplace_back([&] {
                tests::Browser browser(server.port(), "127.0.0.1");
                browser.set_cookie("kasane", walked.site().session_of(walked.writer()));
                // The connection is there before the moment comes.
                static_cast<void>(browser.get("/sign-in"));
                together.arrive_and_wait();
                answer = browser.send(sent);
            });
        }
    }
    std::vector<BrowsedPage> all;
    for (auto& answer : answers) {
        ensure(answer.has_value(), "every press gets an answer");
        all.push_back(std::move(*answer));
    }
    return all;
}

class DoubleClick : public testing::TestWithParam<Pressed> {};

std::vector<Pressed> all_forms() {
    std::vector<Pressed> all;
    for (const auto engine : {storage::Engine::Sqlite, storage::Engine::Postgresql}) {
        for (const auto& form : tests::guarded_forms()) all.push_back({form, engine});
    }
    return all;
}

INSTANTIATE_TEST_SUITE_P(Forms, DoubleClick, testing::ValuesIn(all_forms()),
                         [](const testing::TestParamInfo<Pressed>& pressed) {
                             const bool sqlite = pressed.param.engine == storage::Engine::Sqlite;
                             return fmt::format("{}_{}", pressed.param.form.name,
                                                sqlite ? "sqlite" : "postgresql");
                         });

TEST_P(DoubleClick, stores_what_one_click_stores_and_leads_to_its_page) {
    const auto& row = GetParam().form;
    WalkedForm once(row, GetParam().engine);
    ASSERT_EQ(press(once, 1).front().status, row.done);

    WalkedForm often(row, GetParam().engine);
    const auto answers = press(often, 4);
    EXPECT_EQ(rows_stored(often), rows_stored(once)) << "pressing again stored something more";

    std::set<std::string> pages;
    int shown_once = 0;
    for (const auto& answer : answers) {
        // What a page shows only once (a first password) is shown to the press that made it.
        if (answer.status == 200 && row.done == 200) {
            ++shown_once;
            continue;
        }
        EXPECT_EQ(answer.status, 303) << tests::read_html(answer.body).text;
        pages.insert(answer.location.substr(0, answer.location.find('?')));
    }
    EXPECT_EQ(shown_once, row.done == 200 ? 1 : 0);
    EXPECT_EQ(pages.size(), 1U) << "the answers lead to several pages";
    for (const auto& page : pages) {
        const auto opened = often.site().get(page, often.writer());
        EXPECT_EQ(opened.status, 200) << page;
    }
}

}  // namespace
}  // namespace kasane
