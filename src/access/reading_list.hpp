#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/scope.hpp"

namespace kasane::access {

/// Where a page of a list begins: after this row (newest first).
struct ListCursor {
    Instant last_at;
    CaseId case_id;
};

struct ListedCase {
    CaseId case_id;
    Instant last_at;
};

/// The cases somebody may read, newest activity first, 50 a page by keyset. Reads 50 rows per
/// holder, merges and cuts; nothing is filtered in memory. Each case shown is noted.
[[nodiscard]] std::vector<ListedCase> readable_cases(Scope& scope,
                                                     const std::optional<ListCursor>& after,
                                                     std::size_t limit = 50);

/// How many cases somebody may read, counted up to `most` (「1,000件以上」).
[[nodiscard]] std::int64_t count_readable_cases(Scope& scope, std::int64_t most = 1000);

/// The cases of these that somebody may read (has an open `case` ground on).
[[nodiscard]] bool may_list(Scope& scope, const CaseId& case_id);

}  // namespace kasane::access
