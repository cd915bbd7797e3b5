#pragma once

#include <string>

#include "storage/database.hpp"

namespace kasane::tests {

/// Every row of every table that holds work: what a refused form must leave as it was. The notes
/// that a refusal itself makes (journal, sessions, drafts, used tokens, counted questions) are
/// left out.
[[nodiscard]] std::string stored_records(storage::Database& database);

}  // namespace kasane::tests
