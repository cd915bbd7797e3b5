// What is derived from the records can be thrown away and made again: reading list, name search and
// note search are then what they were, and nobody reads more or less.
#include "cli/rebuild_command.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "access/reading_list.hpp"
#include "casefile/note_search.hpp"
#include "casefile/record_note.hpp"
#include "cli/migrate_command.hpp"
#include "people/person.hpp"
#include "storage/text_search.hpp"
#include "tests/support/running_site.hpp"

namespace kasane::cli {
namespace {

using accounts::Role;

class Rebuild : public testing::TestWithParam<storage::Engine> {
protected:
    tests::RunningSite site{GetParam()};
    accounts::Actor elder = site.person("elder", "高齢 一郎", {Role::DeskWorker}, "elderly");
    accounts::Actor child = site.person("child", "児童 二葉", {Role::DeskWorker}, "child");

    access::Town& town() { return site.hall().town(); }

    void write_down(const std::string& name, const std::string& text) {
        const auto case_id = site.inquiry(elder, name, "話を聞く");
        site.clock().advance_seconds(60);
        ASSERT_TRUE(casefile::record_note(
                        town(), elder, {.case_id = case_id, .contact_mode = "phone", .text = text})
                        .ok());
        site.clock().advance_seconds(60);
    }

    /// Everything a worker finds, in the order it is shown.
    std::vector<std::string> found(const accounts::Actor& who) {
        return town().read<std::vector<std::string>>(who, "test", [](access::ReadScope& scope) {
            std::vector<std::string> all;
            for (const auto& each : access::readable_cases(scope, std::nullopt, 50)) {
                all.push_back("case " + each.case_id.text());
            }
            for (const auto& each : people::find_by_name(scope, "山田", 50)) {
                all.push_back("person " + each.person.text());
            }
            for (const auto& each : casefile::find_notes(scope, "灯油", 50)) {
                all.push_back("note " + each.body.reveal());
            }
            return all;
        });
    }

    /// As a database looks that was written to before there was anything to derive.
    void forget() {
        site.database().write(town().code(), [](storage::Transaction& store) {
            store.execute("delete from reading_list where municipality = $1", store.municipality());
            store.execute("delete from note_search_holders where municipality = $1",
                          store.municipality());
            storage::clear_index(store, "persons");
            storage::clear_index(store, "notes");
            return storage::Outcome::Commit;
        });
    }
};
KASANE_ON_BOTH_ENGINES(Rebuild);

TEST_P(Rebuild, finds_again_what_was_written_before_there_was_an_index) {
    write_down("山田 花子", "灯油を買えない");
    write_down("山田 太郎", "灯油券を届けた");
    const auto before = found(elder);
    ASSERT_EQ(before.size(), 6U);
    forget();
    EXPECT_TRUE(found(elder).empty());
    rebuild_derived(site.database(), site.clock().now());
    EXPECT_EQ(found(elder), before);
    EXPECT_TRUE(found(child).empty());
    // A second time it is the same: nothing is there twice.
    rebuild_derived(site.database(), site.clock().now());
    EXPECT_EQ(found(elder), before);
}

TEST_P(Rebuild, lets_later_acts_go_on_where_it_ended) {
    write_down("山田 花子", "灯油を買えない");
    forget();
    rebuild_derived(site.database(), site.clock().now());
    write_down("山田 太郎", "灯油券を届けた");
    const auto all = found(elder);
    ASSERT_EQ(all.size(), 6U);
    EXPECT_EQ(all.at(4), "note 灯油券を届けた");
    EXPECT_EQ(all.at(5), "note 灯油を買えない");
}

TEST_P(Rebuild, needs_no_migration_that_is_done_already) {
    std::ostringstream output;
    EXPECT_FALSE(migrate_with_words(site.database(), false, output));
    EXPECT_EQ(output.str(), "");
}

}  // namespace
}  // namespace kasane::cli
