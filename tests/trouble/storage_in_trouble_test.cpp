// The program serves, and its database is in trouble: locked, full, read-only, gone, silent. Whoever
// sends a form meanwhile gets a page that holds what was typed; afterwards the very same form is
// sent once more, and there is one record of it.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <functional>

#include "storage/postgresql_connection.hpp"
#include "storage/sqlite_connection.hpp"
#include "tests/support/breaking_proxy.hpp"
#include "tests/support/browser.hpp"
#include "tests/support/program_town.hpp"
#include "tests/support/served_program.hpp"
#include "tests/support/small_disk.hpp"

namespace kasane {
namespace {

using storage::Engine;
using tests::BreakingProxy;
using tests::BrowsedPage;
using tests::ProgramTown;
using tests::ShownForm;

/// What happens to a database, and what puts it right again.
struct Trouble {
    std::string name;
    std::function<void()> begins;
    std::function<void()> ends;
    std::string told;  ///< to whoever reads the log
};

/// Somebody at a desk with a case, and the program that serves them.
class TroubledDesk {
public:
    TroubledDesk(const ProgramTown& town, std::vector<std::string> place)
        : town_(town), program_(patient(std::move(place))), browser_(program_.port()) {
        const auto home = browser_.sign_in("elderly", std::string(ProgramTown::password));
        if (!home || home->status != 200) throw std::runtime_error("nobody could sign in");
        const auto led_to = browser_.send(inquiry_form("はじめの相談"));
        const auto page = browser_.get(led_to.value().location);
        for (const auto& link : page.value().links()) {
            constexpr std::size_t length = std::string_view("/cases/").size() + 36;
            if (link.starts_with("/cases/") && link.size() == length) case_path_ = link;
        }
    }

    [[nodiscard]] tests::Browser& browser() { return browser_; }
    [[nodiscard]] pid_t process() const { return program_.process(); }
    [[nodiscard]] std::uint16_t port() const { return program_.port(); }
    [[nodiscard]] std::string timeline() const { return case_path_ + "/timeline"; }

    [[nodiscard]] ShownForm inquiry_form(const std::string& words) {
        auto form = browser_.get("/inquiries/new").value().form("/inquiries");
        form.fields.replace("person_1_name", "氏名不詳");
        form.fields.replace("said", words);
        form.fields.add("act", "receive");
        return form;
    }
    [[nodiscard]] ShownForm note_form(const std::string& words) {
        auto form = browser_.get(timeline()).value().form(timeline());
        form.fields.add("contact_mode", "phone");
        form.fields.replace("text", words);
        return form;
    }

    /// How many records say this.
    [[nodiscard]] int count(const std::string& words) const {
        int found = 0;
        town_.open({.readers = 1, .alone = false})
            ->read(tests::one_town(), [&](storage::Reader& rows) {
                found = rows.value<int>(
                            "select count(*) from inquiries where municipality = $1 and said = $2",
                            rows.municipality(), words) +
                        rows.value<int>(
                            "select count(*) from timeline where municipality = $1"
                            " and kind = 'note' and body = $2",
                            rows.municipality(), words);
            });
        return found;
    }

    /// In an orderly way; the log says what happened, and the journal is whole.
    void stop(const std::vector<Trouble>& troubles = {}) {
        const auto ended = program_.stop();
        EXPECT_EQ(ended.code, 0) << ended.errors;
        for (const auto& trouble : troubles) {
            EXPECT_NE(ended.output.find(trouble.told), std::string::npos) << trouble.name << "\n"
                                                                          << ended.errors;
        }
        const auto verified = town_.run({"journal", "verify"});
        EXPECT_EQ(verified.code, 0) << verified.errors;
    }

private:
    static std::vector<std::string> patient(std::vector<std::string> place) {
        place.insert(place.end(), {"--patience", "1"});
        return place;
    }

    const ProgramTown& town_;
    tests::ServedProgram program_;
    tests::Browser browser_;
    std::string case_path_;
};

/// The page that answers a form in trouble holds all of it; returns the form that stands on it.
ShownForm expect_kept(const std::optional<BrowsedPage>& page, const ShownForm& sent,
                      const std::string& words) {
    if (!page) {
        ADD_FAILURE() << "there was no answer";
        return sent;
    }
    EXPECT_EQ(page->status, 503);
    EXPECT_TRUE(page->says("ただいま保存できません"));
    EXPECT_TRUE(page->says("これまでに保存した記録は失われていません"));
    EXPECT_TRUE(page->says("二重には保存されません"));
    EXPECT_TRUE(page->says(words));
    if (page->status != 503) return sent;
    auto kept = page->form(sent.action);
    for (const auto& [name, value] : sent.fields.entries()) {
        EXPECT_EQ(kept.fields.get(name), sent.fields.get(name)) << name;
    }
    return kept;
}

/// Sends a form twice; it leads to the same place, and there is one record.
void expect_stored_once(TroubledDesk& desk, const ShownForm& form, const std::string& words) {
    const auto stored = desk.browser().send(form);
    ASSERT_TRUE(stored.has_value());
    EXPECT_EQ(stored->status, 303) << stored->body;
    const auto again = desk.browser().send(form);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->status, 303);
    EXPECT_EQ(again->location, stored->location);
    EXPECT_EQ(desk.count(words), 1);
}

void expect_nothing_lost_in(const Trouble& trouble, TroubledDesk& desk) {
    const testing::ScopedTrace where(__FILE__, __LINE__, trouble.name);
    const auto note = fmt::format("電話で話を聞いた。\n{}", trouble.name);
    const auto inquiry = fmt::format("窓口で「{}」と言われた。", trouble.name);
    const auto note_form = desk.note_form(note);
    const auto inquiry_form = desk.inquiry_form(inquiry);
    trouble.begins();
    auto kept_note = expect_kept(desk.browser().send(note_form), note_form, trouble.name);
    const auto kept_inquiry =
        expect_kept(desk.browser().send(inquiry_form), inquiry_form, trouble.name);
    // It may be tried too early.
    kept_note = expect_kept(desk.browser().send(kept_note), note_form, trouble.name);
    const auto page = desk.browser().get(desk.timeline());
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->status, 503);
    EXPECT_TRUE(page->says("ただいま処理できません"));
    trouble.ends();
    EXPECT_EQ(desk.count(note) + desk.count(inquiry), 0);
    expect_stored_once(desk, kept_note, note);
    expect_stored_once(desk, kept_inquiry, inquiry);
    EXPECT_EQ(desk.browser().get(desk.timeline()).value().status, 200);
}

/// Files of the program may not grow, and then they may again.
void limit_files(pid_t process, rlim_t largest) {
    rlimit limit{};
    ASSERT_EQ(::prlimit(process, RLIMIT_FSIZE, nullptr, &limit), 0);
    limit.rlim_cur = largest;
    ASSERT_EQ(::prlimit(process, RLIMIT_FSIZE, &limit, nullptr), 0);
}

TEST(SqliteInTrouble, loses_nothing_while_another_program_holds_the_file) {
    const ProgramTown town(Engine::Sqlite);
    TroubledDesk desk(town, town.place());
    storage::SqliteConnection other(town.file(), storage::SqliteConnection::Access::ReadWrite,
                                    std::chrono::milliseconds(0));
    const Trouble held{.name = "ほかのプログラムが使っている",
                       .begins = [&] { other.script("begin exclusive"); },
                       .ends = [&] { other.script("rollback"); },
                       .told = "データベースをほかのプログラムが使っています。"};
    expect_nothing_lost_in(held, desk);
    desk.stop({held});
}

TEST(SqliteInTrouble, loses_nothing_when_its_files_may_not_grow) {
    const ProgramTown town(Engine::Sqlite);
    TroubledDesk desk(town, town.place());
    const Trouble limited{.name = "容量を使い切った",
                          .begins = [&] { limit_files(desk.process(), 0); },
                          .ends = [&] { limit_files(desk.process(), RLIM_INFINITY); },
                          .told = "ディスクの空きがないため保存できません。"};
    expect_nothing_lost_in(limited, desk);
    desk.stop({limited});
}

TEST(UploadInTrouble, leaves_the_words_of_its_form_when_there_is_no_room_for_the_file) {
    const ProgramTown town(Engine::Sqlite);
    TroubledDesk desk(town, town.place());
    // Nothing of it is taken, or only its beginning; a small one is written at once.
    for (const auto& [room, bytes] :
         {std::pair<rlim_t, std::size_t>{0, 3'000'000}, {400'000, 3'000'000}, {0, 9'000}}) {
        const auto words = fmt::format("書類を持って来られた({}/{})", room, bytes);
        auto form = desk.inquiry_form(words);
        form.files = {{"attached", "診断書.txt", std::string(bytes, 'p')}};
        limit_files(desk.process(), room);
        auto kept = expect_kept(desk.browser().send(form), form, "診断書.txt");
        limit_files(desk.process(), RLIM_INFINITY);
        EXPECT_EQ(desk.count(words), 0);
        EXPECT_TRUE(kept.upload);
        kept.files = form.files;
        expect_stored_once(desk, kept, words);
    }
    desk.stop();
}

/// Only root can make a small disk; for anybody else the test above is the nearest to it.
TEST(SqliteInTrouble, loses_nothing_when_its_disk_is_full) {
    if (!tests::SmallDisk::can_be_made()) return;
    const tests::SmallDisk disk(64);
    const ProgramTown town(disk.path() / "data");
    TroubledDesk desk(town, town.place());
    const Trouble full{.name = "ディスクに空きがない",
                       .begins = [&] { disk.fill(); },
                       .ends = [&] { disk.make_room(); },
                       .told = "ディスクの空きがないため保存できません。"};
    expect_nothing_lost_in(full, desk);
    desk.stop({full});
}

/// PostgreSQL and the ways to put it into trouble; its owner has a session of their own beside.
class PostgresqlInTrouble : public testing::Test {
protected:
    void change_database(const std::string& change) {
        owner_.script(fmt::format("alter database {} {}", name_, change));
        end_other_sessions();
    }
    void end_other_sessions() {
        owner_.query(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()");
    }

    ProgramTown town_{Engine::Postgresql};
    BreakingProxy proxy_{tests::port_of(town_.url())};
    storage::PostgresqlConnection owner_{town_.url()};
    std::string name_ = owner_.script_for_text("select current_database()");
    TroubledDesk desk_{town_, town_.place_at(tests::with_port(town_.url(), proxy_.port()))};
};

TEST_F(PostgresqlInTrouble, loses_nothing_and_goes_on_afterwards) {
    const std::vector<Trouble> troubles{
        {"サーバーがいない", [&] { proxy_.becomes(BreakingProxy::Way::Cut); },
         [&] { proxy_.becomes(BreakingProxy::Way::Open); }, "データベースに接続できません: "},
        {"サーバーが答えない", [&] { proxy_.becomes(BreakingProxy::Way::Silent); },
         [&] { proxy_.becomes(BreakingProxy::Way::Open); },
         "データベースが1秒のうちに答えませんでした"},
        {"ほかのプログラムが順番を放さない",
         [&] { owner_.script("begin; select pg_advisory_xact_lock(82881919676005)"); },
         [&] { owner_.script("rollback"); }, "決めた時間のうちに終わりませんでした。"},
        {"読取り専用になった", [&] { change_database("set default_transaction_read_only = on"); },
         [&] {
             owner_.script(
                 fmt::format("alter database {} reset default_transaction_read_only", name_));
             end_other_sessions();
         },
         "データベースは読取り専用です。"},
        {"接続が多すぎる", [&] { change_database("connection limit 0"); },
         [&] { owner_.script(fmt::format("alter database {} connection limit -1", name_)); },
         "接続の数が上限に達しています。"},
        // The server's own disk is not ours to fill; it says so in this way.
        {"サーバーのディスクに空きがない",
         [&] {
             owner_.script(
                 "create function full_disk() returns trigger language plpgsql as"
                 " $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;"
                 "create trigger full_disk before insert on journal"
                 " for each row execute function full_disk()");
         },
         [&] { owner_.script("drop trigger full_disk on journal; drop function full_disk()"); },
         "データベースのディスクに空きがありません。"},
    };
    for (const auto& trouble : troubles) expect_nothing_lost_in(trouble, desk_);
    desk_.stop(troubles);
}

TEST_F(PostgresqlInTrouble, that_is_restarted_answers_as_if_nothing_had_been) {
    const auto form = desk_.note_form("再起動のあと");
    end_other_sessions();
    expect_stored_once(desk_, form, "再起動のあと");
    desk_.stop();
}

TEST_F(PostgresqlInTrouble, cut_off_before_a_commit_stores_the_form_once_when_it_is_sent_again) {
    const auto form = desk_.note_form("届かなかった");
    proxy_.break_at({.passing = BreakingProxy::Moment::Passing::Request,
                     .bytes = "savepoint act;commit",
                     .afterwards = BreakingProxy::Way::Cut});
    const auto kept = expect_kept(desk_.browser().send(form), form, "届かなかった");
    EXPECT_TRUE(proxy_.has_broken());
    EXPECT_EQ(desk_.count("届かなかった"), 0);
    proxy_.becomes(BreakingProxy::Way::Open);
    expect_stored_once(desk_, kept, "届かなかった");
    desk_.stop();
}

TEST_F(PostgresqlInTrouble, cut_off_after_a_commit_stores_the_form_once_when_it_is_sent_again) {
    const auto form = desk_.note_form("届いていた");
    proxy_.break_at({.passing = BreakingProxy::Moment::Passing::Answer,
                     .bytes = std::string("C\0\0\0\x0b"
                                          "COMMIT\0",
                                          12),
                     .afterwards = BreakingProxy::Way::Cut});
    const auto kept = expect_kept(desk_.browser().send(form), form, "届いていた");
    EXPECT_TRUE(proxy_.has_broken());
    EXPECT_EQ(desk_.count("届いていた"), 1);
    proxy_.becomes(BreakingProxy::Way::Open);
    expect_stored_once(desk_, kept, "届いていた");
    desk_.stop();
}

class AnswerLost : public testing::TestWithParam<Engine> {};
KASANE_ON_BOTH_ENGINES(AnswerLost);

TEST_P(AnswerLost, on_its_way_to_the_browser_or_with_the_form_stores_it_once) {
    using enum BreakingProxy::Moment::Passing;
    const ProgramTown town(GetParam());
    TroubledDesk desk(town, town.place());
    BreakingProxy proxy(desk.port());
    for (const auto& [passing, bytes, words, stored] :
         {std::tuple(Answer, "HTTP/1.1 303", "返事が届かなかった", 1),
          std::tuple(Request, "POST /cases/", "送ったものが届かなかった", 0)}) {
        const auto form = desk.note_form(words);
        proxy.break_at({.passing = passing, .bytes = bytes});
        desk.browser().moves_to(proxy.port());
        EXPECT_FALSE(desk.browser().send(form).has_value());
        EXPECT_TRUE(proxy.has_broken());
        desk.browser().moves_to(desk.port());
        EXPECT_EQ(desk.count(words), stored);
        expect_stored_once(desk, form, words);
    }
    desk.stop();
}

}  // namespace
}  // namespace kasane
