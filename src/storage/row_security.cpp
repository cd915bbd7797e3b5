#include <fmt/format.h>

#include <string>
#include <vector>

#include "storage/dialect.hpp"
#include "storage/migrations.hpp"

namespace kasane::storage {

namespace {

constexpr std::string_view own_rows = "municipality = current_setting('app.municipality', true)";

struct UnsecuredTable {
    std::string name;
    bool lacks_policy = false;
    bool lacks_force = false;
};

std::vector<UnsecuredTable> unsecured_tables(Connection& connection) {
    const auto rows = connection.query(
        "select cast(c.relname as text), not exists (select 1 from pg_policy p"
        "  where p.polrelid = c.oid and p.polname = 'own_municipality'),"
        " not (c.relrowsecurity and c.relforcerowsecurity)"
        " from pg_class c join pg_attribute a on a.attrelid = c.oid"
        " where c.relnamespace = cast(current_schema() as regnamespace)"
        " and c.relkind in ('r', 'p') and a.attname = 'municipality' and not a.attisdropped"
        " order by 1");
    std::vector<UnsecuredTable> tables;
    for (const auto& row : rows) {
        UnsecuredTable table{text_of(row[0]), integer_of(row[1]) != 0, integer_of(row[2]) != 0};
        if (table.lacks_policy || table.lacks_force) tables.push_back(std::move(table));
    }
    return tables;
}

/// What a session may see of a table. A text index is searched by its policy: conditions of a
/// query come after row-level security and would not reach the word index (text_search.cpp).
std::string visible_rows(const std::string& table) {
    if (!table.starts_with(text_index_prefix)) return std::string(own_rows);
    return fmt::format("{} and words @@ text_query()", own_rows);
}

std::string policy_of(const std::string& table) {
    std::string sql =
        fmt::format("create policy own_municipality on {} using ({}) with check ({});", table,
                    visible_rows(table), own_rows);
    // Which municipalities there are is no secret: it is read before one of them is chosen.
    if (table == "municipalities") {
        sql +=
            "create policy whole_list_before_choosing on municipalities for select"
            " using (coalesce(current_setting('app.municipality', true), '') = '');";
    }
    return sql;
}

}  // namespace

std::vector<std::string> row_security_gaps(Connection& connection) {
    std::vector<std::string> gaps;
    if (connection.engine() == Engine::Sqlite) return gaps;
    for (const auto& table : unsecured_tables(connection)) {
        if (table.lacks_policy) gaps.push_back(table.name + ": no policy own_municipality");
        if (table.lacks_force) gaps.push_back(table.name + ": row security is not forced");
    }
    return gaps;
}

void secure_rows(Connection& connection) {
    if (connection.engine() == Engine::Sqlite) return;
    for (const auto& table : unsecured_tables(connection)) {
        std::string sql = fmt::format(
            "alter table {0} enable row level security; alter table {0} force row level security;",
            table.name);
        if (table.lacks_policy) sql += policy_of(table.name);
        connection.script(sql);
    }
}

}  // namespace kasane::storage
