#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "storage/dialect.hpp"
#include "storage/migrations.hpp"

namespace kasane::storage {

namespace {

bool is_dumped(const std::string& table) {
    return table != "schema_migrations" && !table.starts_with("sqlite_") &&
           !table.starts_with(text_index_prefix);
}

std::vector<std::string> first_column(const std::vector<Values>& rows) {
    std::vector<std::string> texts;
    for (const auto& row : rows) texts.push_back(text_of(row[0]));
    std::sort(texts.begin(), texts.end());
    return texts;
}

std::vector<std::string> tables_of(Connection& connection) {
    auto tables =
        first_column(connection.engine() == Engine::Sqlite
                         ? connection.query("select name from sqlite_master where type = 'table'")
                         : connection.query("select cast(tablename as text) from pg_tables"
                                            " where schemaname = current_schema()"));
    std::erase_if(tables, [](const std::string& table) { return !is_dumped(table); });
    return tables;
}

std::vector<std::string> columns_of(Connection& connection, const std::string& table) {
    return first_column(
        connection.engine() == Engine::Sqlite
            ? connection.query("select name from pragma_table_info($1)", table)
            : connection.query("select cast(attname as text) from pg_attribute"
                               " where attrelid = cast($1 as regclass) and attnum > 0"
                               " and not attisdropped",
                               table));
}

std::string written(const Value& value) {
    if (std::holds_alternative<std::nullptr_t>(value)) return "null";
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* bytes = std::get_if<Bytes>(&value)) {
        std::string text = "x'";
        for (const char byte : bytes->data) {
            text += fmt::format("{:02x}", static_cast<unsigned char>(byte));
        }
        return text + '\'';
    }
    std::string text = "'";
    for (const char character : text_of(value)) {
        if (character == '\n') {
            text += "\\n";
        } else if (character == '\\') {
            text += "\\\\";
        } else {
            text += character;
        }
    }
    return text + '\'';
}

/// Each row once: a table without a municipality is seen from every one of them.
std::set<std::string> rows_of(Connection& connection, const std::string& table,
                              const std::vector<std::string>& columns) {
    std::set<std::string> rows;
    for (const auto& row :
         connection.query(fmt::format("select {} from {}", fmt::join(columns, ", "), table))) {
        std::string line;
        for (std::size_t index = 0; index < columns.size(); ++index) {
            line += fmt::format("  {}={}", columns[index], written(row[index]));
        }
        rows.insert(std::move(line));
    }
    return rows;
}

}  // namespace

std::string dump(Database& database) {
    std::string text;
    database.maintain([&](Connection& connection) {
        const bool is_sqlite = connection.engine() == Engine::Sqlite;
        connection.script(is_sqlite ? "begin" : "begin isolation level repeatable read read only");
        std::vector<MunicipalityCode> visits = municipalities(connection);
        if (is_sqlite || visits.empty()) visits = {MunicipalityCode("000000")};
        for (const auto& table : tables_of(connection)) {
            const auto columns = columns_of(connection, table);
            std::set<std::string> rows;
            for (const auto& municipality : visits) {
                enter_municipality(connection, municipality);
                rows.merge(rows_of(connection, table, columns));
            }
            text += table + '\n';
            for (const auto& row : rows) text += row + '\n';
        }
        connection.script("rollback");
    });
    return text;
}

}  // namespace kasane::storage
