#pragma once

#include <string>
#include <string_view>

#include "storage/database.hpp"

namespace kasane::storage {

/// Fits portable schema SQL to an engine. Types of columns: text, integer, bigint, bytes. SQLite
/// gets STRICT tables, so that it refuses a wrong type as PostgreSQL does. Sections between
/// `-- @sqlite` / `-- @postgresql` and `-- @end` are taken as they are by their engine and left
/// out by the other; `-- @text_index NAME` makes an index of storage/text_search.
/// `-- @in_key_order` before a table of short rows keeps them in the order of their primary key on
/// SQLite (WITHOUT ROWID): one tree instead of two, and what the key joins is read together.
[[nodiscard]] std::string fit_to_engine(std::string_view sql, Engine engine);

/// How the tables of storage/text_search begin; they are derived, and no dump compares them.
inline constexpr std::string_view text_index_prefix = "text_index_";

}  // namespace kasane::storage
