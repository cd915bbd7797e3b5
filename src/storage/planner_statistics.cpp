#include "storage/planner_statistics.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <tuple>
#include <vector>

namespace kasane::storage {

namespace {

/// One line of sqlite_stat1: table, index, and how many rows are left after each column.
using Line = std::tuple<std::string, std::string, std::string>;

/// What is left of a large town after each further column of an index: the second is nearly always
/// an id (case, person, record), which few rows share.
std::string rows_left(std::int64_t columns, bool unique) {
    constexpr int large_town = 1'000'000;
    constexpr std::array left_after{20, 5, 2};
    // A table with one row for each municipality.
    if (columns == 1 && unique) return "10 1";
    auto figures = fmt::format("{0} {0}", large_town);
    for (std::int64_t further = 0; further + 1 < columns; ++further) {
        const bool is_whole_key = unique && further + 2 == columns;
        const bool is_known = further < std::ssize(left_after);
        const int left = is_known ? left_after.at(static_cast<std::size_t>(further)) : 1;
        figures += fmt::format(" {}", is_whole_key ? 1 : left);
    }
    return figures;
}

std::vector<Line> wanted_lines(Connection& connection) {
    std::vector<Line> lines;
    for (const auto& row : connection.query(
             "select m.name, i.name, i.\"unique\","
             " (select count(*) from pragma_index_info(i.name))"
             " from sqlite_master m join pragma_index_list(m.name) i"
             " where m.type = 'table' and exists (select 1 from pragma_index_info(i.name) c"
             " where c.seqno = 0 and c.name = 'municipality') order by m.name, i.name")) {
        lines.emplace_back(text_of(row[0]), text_of(row[1]),
                           rows_left(integer_of(row[3]), integer_of(row[2]) != 0));
    }
    return lines;
}

std::vector<Line> known_lines(Connection& connection) {
    std::vector<Line> lines;
    if (connection.query("select 1 from sqlite_master where name = 'sqlite_stat1'").empty()) {
        return lines;
    }
    for (const auto& row : connection.query(
             "select tbl, idx, stat from sqlite_stat1 where idx is not null order by tbl, idx")) {
        lines.emplace_back(text_of(row[0]), text_of(row[1]), text_of(row[2]));
    }
    return lines;
}

}  // namespace

void tell_planner(Connection& connection) {
    if (connection.engine() != Engine::Sqlite) return;
    const auto wanted = wanted_lines(connection);
    if (known_lines(connection) == wanted) return;
    connection.script("begin immediate");
    // Only ANALYZE makes the table, and only a table that is made anew tells the connections that
    // are open already to read it.
    connection.script("drop table if exists sqlite_stat1");
    connection.script("analyze schema_migrations");
    connection.script("delete from sqlite_stat1");
    for (const auto& [table, index, stat] : wanted) {
        connection.query("insert into sqlite_stat1 (tbl, idx, stat) values ($1, $2, $3)", table,
                         index, stat);
    }
    connection.script("commit");
    connection.script("analyze sqlite_schema");
}

}  // namespace kasane::storage
