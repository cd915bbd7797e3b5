#pragma once

#include <filesystem>
#include <string>

namespace kasane::storage {

/// Writes a folder with the schema and one file of rows for each municipality, all of one moment,
/// by PostgreSQL's own pg_dump. Under row-level security nobody's rows are seen at once, so each
/// municipality is dumped as itself; no role that may see everything is needed.
void back_up_postgresql(const std::string& url, const std::filesystem::path& to);

}  // namespace kasane::storage
