#pragma once

#include <optional>
#include <set>
#include <span>
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

/// The cases somebody may read, newest activity first, 50 a page by keyset. The engine merges the
/// holders' lists along their index; no case without a ground is looked at. Each case shown is
/// noted.
[[nodiscard]] std::vector<ListedCase> readable_cases(Scope& scope,
                                                     const std::optional<ListCursor>& after,
                                                     std::size_t limit = 50);

/// How many cases somebody may read, counted up to `most` (「1,000件以上」).
[[nodiscard]] std::int64_t count_readable_cases(Scope& scope, std::int64_t most = 1000);

/// Those of these cases that somebody may read (has an open `case` ground on).
[[nodiscard]] std::set<CaseId> listable(Scope& scope, std::span<const CaseId> cases);
[[nodiscard]] bool may_list(Scope& scope, const CaseId& case_id);

}  // namespace kasane::access
