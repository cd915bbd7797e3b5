// Invariant 5 of rules.md: nothing entered is lost. The program is killed (SIGKILL) again and again
// while several people send forms; what was answered is there afterwards, once and whole, and what
// was not answered can be sent again without becoming two.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

#include "tests/support/browser.hpp"
#include "tests/support/program_town.hpp"
#include "tests/support/rounds.hpp"
#include "tests/support/served_program.hpp"

namespace kasane {
namespace {

using storage::Engine;
using tests::Browser;
using tests::ShownForm;

/// A form somebody sent, until it is known where it led.
struct Sending {
    std::string words;  ///< what only this form says
    ShownForm form;
    int times = 0;
    std::string led_to;  ///< empty: not answered yet
};

/// `kasane serve` on its own data, which comes back on another port each time it is killed. Those
/// who send forms wait here while it is down.
class MortalServer {
public:
    explicit MortalServer(std::vector<std::string> data) : data_(std::move(data)) {}

    /// False when it does not come up: then those who wait are told to end.
    bool start() {
        try {
            program_ = std::make_unique<tests::ServedProgram>(data_);
        } catch (const std::runtime_error& failure) {
            ADD_FAILURE() << failure.what();
            close();
            return false;
        }
        const std::lock_guard lock(mutex_);
        port_ = program_->port();
        changed_.notify_all();
        return true;
    }
    void kill() {
        {
            const std::lock_guard lock(mutex_);
            port_.reset();
        }
        program_->kill();
    }
    /// In an orderly way.
    void stop() {
        const auto ended = program_->stop();
        EXPECT_EQ(ended.code, 0) << ended.errors;
    }

    /// The port, once the server is up; nothing when it stays down.
    [[nodiscard]] std::optional<std::uint16_t> port() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return port_.has_value() || closing_; });
        return port_;
    }
    void answered() {
        const std::lock_guard lock(mutex_);
        ++answers_;
        changed_.notify_all();
    }
    /// Waits for so many more answers, and then a moment that nobody can foresee.
    void wait_for_answers(int more, std::chrono::microseconds moment) {
        std::unique_lock lock(mutex_);
        const int wanted = answers_ + more;
        changed_.wait(lock, [&] { return answers_ >= wanted || closing_; });
        changed_.wait_for(lock, moment, [] { return false; });
    }
    /// Nobody begins another form; what was begun is finished.
    void close() {
        const std::lock_guard lock(mutex_);
        closing_ = true;
        changed_.notify_all();
    }
    [[nodiscard]] bool is_closing() {
        const std::lock_guard lock(mutex_);
        return closing_;
    }

private:
    std::vector<std::string> data_;
    std::unique_ptr<tests::ServedProgram> program_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<std::uint16_t> port_;
    int answers_ = 0;
    bool closing_ = false;
};

/// Somebody at a desk who writes one form after the other, and sends a form again when no answer
/// came: the very same form, with its one-time token.
class Writer {
public:
    Writer(MortalServer& server, std::string login)
        : server_(server), login_(std::move(login)), browser_(server.port().value()) {}

    void sign_in() {
        const auto home = browser_.sign_in(login_, std::string(tests::ProgramTown::password));
        ASSERT_TRUE(home.has_value());
        ASSERT_EQ(home->status, 200) << home->location;
    }

    void work() {
        try {
            while (!server_.is_closing() || is_unanswered()) {
                const auto port = server_.port();
                if (!port) return;
                browser_.moves_to(*port);
                if (is_unanswered() || write_next()) send(sent_.back());
            }
        } catch (const std::exception& failure) {
            ADD_FAILURE() << login_ << ": " << failure.what();
            server_.close();
        }
    }

    /// Sends what was answered long ago once more.
    void send_all_again() {
        browser_.moves_to(server_.port().value());
        for (const auto& each : sent_) {
            const auto again = browser_.send(each.form);
            ASSERT_TRUE(again.has_value()) << each.words;
            EXPECT_EQ(again->status, 303) << each.words;
            EXPECT_EQ(again->location, each.led_to) << each.words;
        }
    }

    [[nodiscard]] const std::vector<Sending>& sent() const { return sent_; }

private:
    [[nodiscard]] bool is_unanswered() const {
        return !sent_.empty() && sent_.back().led_to.empty();
    }

    /// Opens the next form and fills it in; false when the server went away meanwhile.
    bool write_next() {
        const auto number = sent_.size();
        const auto words = fmt::format("{}-{}-の話", login_, number);
        const bool is_note = number % 3 != 0 && !case_path_.empty();
        const auto page = browser_.get(is_note ? case_path_ + "/timeline" : "/inquiries/new");
        if (!page) return false;
        EXPECT_EQ(page->status, 200) << page->body;
        auto form = page->form(is_note ? case_path_ + "/timeline" : "/inquiries");
        if (is_note) {
            form.fields.add("contact_mode", "phone");
            form.fields.replace("text", words);
        } else {
            form.fields.replace("person_1_name", words);
            form.fields.replace("said", words);
            form.fields.add("act", "receive");
        }
        sent_.push_back({.words = words, .form = std::move(form)});
        return true;
    }

    void send(Sending& sending) {
        ++sending.times;
        const auto answer = browser_.send(sending.form);
        if (!answer) return;
        EXPECT_EQ(answer->status, 303) << answer->body;
        sending.led_to = answer->location.empty() ? "nowhere" : answer->location;
        server_.answered();
        if (sending.form.action == "/inquiries") find_case(sending.led_to);
    }

    void find_case(const std::string& inquiry) {
        const auto page = browser_.get(inquiry);
        if (!page) return;  // the next notes go to the case before
        EXPECT_EQ(page->status, 200) << inquiry;
        for (const auto& link : page->links()) {
            constexpr std::size_t length = std::string_view("/cases/").size() + 36;
            if (link.starts_with("/cases/") && link.size() == length) case_path_ = link;
        }
    }

    MortalServer& server_;
    std::string login_;
    Browser browser_;
    std::string case_path_;
    std::vector<Sending> sent_;
};

/// What must be true of every record, whenever the power goes: an act is stored whole. Each query
/// counts what breaks it.
constexpr std::array whole_or_nothing{
    "select count(*) from inquiries i where municipality = $1 and not exists (select 1 from cases c"
    " where c.municipality = i.municipality and c.case_id = i.case_id)",
    "select count(*) from cases c where municipality = $1 and not exists (select 1 from inquiries i"
    " where i.municipality = c.municipality and i.case_id = c.case_id)",
    "select count(*) from cases c where municipality = $1 and not exists (select 1 from"
    " household_members m where m.municipality = c.municipality and m.household = c.household)",
    "select count(*) from cases c where municipality = $1 and not exists (select 1 from grounds g"
    " where g.municipality = c.municipality and g.case_id = c.case_id)",
    "select count(*) from cases c where municipality = $1 and not exists (select 1 from"
    " reading_list r where r.municipality = c.municipality and r.case_id = c.case_id)",
    "select count(*) from cases c where municipality = $1 and not exists (select 1 from"
    " case_transitions t where t.municipality = c.municipality and t.case_id = c.case_id)",
    "select count(*) from cases c where municipality = $1 and not exists (select 1 from timeline t"
    " where t.municipality = c.municipality and t.case_id = c.case_id)",
    "select count(*) from cases c where municipality = $1 and not exists (select 1 from journal j"
    " where j.municipality = c.municipality and j.case_id = c.case_id and j.kind = 'write')",
    "select count(*) from used_form_tokens where municipality = $1 and result_path = ''",
};

class KillNine : public testing::TestWithParam<Engine> {
protected:
    void expect_everything_once(const std::vector<std::unique_ptr<Writer>>& writers) {
        const auto database = town_.open();
        database->read(tests::one_town(), [&](storage::Reader& rows) {
            std::int64_t inquiries = 0;
            std::int64_t notes = 0;
            for (const auto& writer : writers) {
                for (const auto& each : writer->sent()) {
                    const bool is_inquiry = each.form.action == "/inquiries";
                    ++(is_inquiry ? inquiries : notes);
                    EXPECT_EQ(
                        rows.value<int>(
                            is_inquiry ? "select count(*) from inquiries where municipality = $1"
                                         " and said = $2"
                                       : "select count(*) from timeline where municipality = $1"
                                         " and kind = 'note' and body = $2",
                            rows.municipality(), each.words),
                        1)
                        << each.words;
                }
            }
            const auto count = [&](std::string_view sql) {
                return rows.value<std::int64_t>(sql, rows.municipality());
            };
            EXPECT_EQ(count("select count(*) from inquiries where municipality = $1"), inquiries);
            EXPECT_EQ(count("select count(*) from timeline where municipality = $1"
                            " and kind = 'note'"),
                      notes);
            EXPECT_EQ(count("select count(*) from used_form_tokens where municipality = $1"),
                      inquiries + notes);
            for (const auto* broken : whole_or_nothing) EXPECT_EQ(count(broken), 0) << broken;
        });
        if (GetParam() == Engine::Postgresql) return;
        database->maintain([](storage::Connection& connection) {
            EXPECT_EQ(storage::text_of(connection.query("pragma integrity_check").front().front()),
                      "ok");
            EXPECT_TRUE(connection.query("pragma foreign_key_check").empty());
        });
    }

    tests::ProgramTown town_{GetParam()};
};
KASANE_ON_BOTH_ENGINES(KillNine);

TEST_P(KillNine, under_load_loses_nothing_that_was_answered_and_doubles_nothing) {
    constexpr unsigned seed = 9;
    std::mt19937 chance(seed);
    const auto below = [&](unsigned bound) { return static_cast<int>(chance() % bound); };
    MortalServer server(town_.place());
    ASSERT_TRUE(server.start());
    std::vector<std::unique_ptr<Writer>> writers;
    for (const auto* login : {"elderly", "child", "livelihood", "disability"}) {
        writers.push_back(std::make_unique<Writer>(server, login));
        ASSERT_NO_FATAL_FAILURE(writers.back()->sign_in());
    }
    {
        std::vector<std::jthread> threads;
        for (const auto& writer : writers) threads.emplace_back([&] { writer->work(); });
        for (int round = 0; round < tests::rounds(6); ++round) {
            server.wait_for_answers(1 + below(20), std::chrono::microseconds(below(20'000)));
            server.kill();
            if (!server.start()) break;
        }
        server.close();
    }
    ASSERT_TRUE(server.port().has_value());
    int sent_again = 0;
    for (const auto& writer : writers) {
        for (const auto& each : writer->sent()) sent_again += each.times > 1 ? 1 : 0;
        writer->send_all_again();
    }
    // Somebody was in the middle of sending, or nothing was tried.
    EXPECT_GT(sent_again, 0);
    server.stop();
    const auto verified = town_.run({"journal", "verify"});
    EXPECT_EQ(verified.code, 0) << verified.errors;
    expect_everything_once(writers);
}

}  // namespace
}  // namespace kasane
