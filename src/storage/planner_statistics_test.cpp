#include "storage/planner_statistics.hpp"

#include <gtest/gtest.h>

#include <string>

#include "storage/migrations.hpp"
#include "tests/support/test_database.hpp"

namespace kasane::storage {
namespace {

/// How a reader would find the rows, in SQLite's words: one line a step.
std::string plan_of(Database& database, std::string_view sql) {
    std::string plan;
    database.read(tests::one_town(), [&](Reader& reader) {
        plan.clear();
        for (const auto& [id, parent, unused, detail] :
             reader.rows<int, int, int, std::string>("explain query plan " + std::string(sql))) {
            plan += detail + "\n";
        }
    });
    return plan;
}

constexpr std::string_view entries_of_case =
    "select entry from timeline where municipality = '203823' and case_id = 'x' order by entry";

TEST(PlannerStatistics, finds_the_entries_of_a_case_without_reading_the_whole_town) {
    const tests::TestDatabase database(Engine::Sqlite);
    EXPECT_NE(plan_of(*database, entries_of_case).find("timeline_by_case"), std::string::npos)
        << plan_of(*database, entries_of_case);
}

TEST(PlannerStatistics, goes_from_a_person_to_the_grounds_of_their_cases) {
    const tests::TestDatabase database(Engine::Sqlite);
    const auto plan = plan_of(*database,
                              "select distinct g.holder from tracks t join grounds g"
                              " on g.municipality = t.municipality and g.case_id = t.case_id"
                              " where t.municipality = '203823' and t.person = 'x'"
                              " and g.category = 'identity'");
    EXPECT_NE(plan.find("tracks_by_person"), std::string::npos) << plan;
    EXPECT_NE(plan.find("SEARCH g USING PRIMARY KEY (municipality=? AND case_id=?)"),
              std::string::npos)
        << plan;
}

TEST(PlannerStatistics, reach_connections_that_were_open_before) {
    const tests::TestDatabase database(Engine::Sqlite, tests::TestDatabase::Schema::Empty);
    // Each reader has looked at the schema when it was opened.
    migrate(*database, {.back_up = false});
    EXPECT_NE(plan_of(*database, entries_of_case).find("timeline_by_case"), std::string::npos);
}

TEST(PlannerStatistics, are_written_anew_when_a_table_is_added) {
    tests::TestDatabase database(
        Engine::Sqlite, Migration{9200, "added",
                                  "create table added (municipality text not null, id text not"
                                  " null, case_id text not null, primary key (municipality, id));\n"
                                  "create index added_by_case on added (municipality, case_id);"});
    const auto plan = plan_of(*database,
                              "select id from added where municipality = '203823'"
                              " and case_id = 'x' order by id");
    EXPECT_NE(plan.find("added_by_case"), std::string::npos) << plan;
}

}  // namespace
}  // namespace kasane::storage
