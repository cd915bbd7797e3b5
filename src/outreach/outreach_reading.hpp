#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/scope.hpp"
#include "outreach/outreach.hpp"

namespace kasane::outreach {

/// Newest first.
[[nodiscard]] std::vector<Contact> contacts_of(access::Scope& scope, const CaseId& case_id);

[[nodiscard]] std::vector<TrackMove> moves_of(access::Scope& scope, const CaseId& case_id);

/// Cases in 支援会議・アウトリーチ that are on somebody's reading list, the next contact first.
struct TargetLine {
    CaseId case_id;
    std::string number;
    std::optional<Date> next_on;
    std::optional<Date> last_on;
    std::string last_outcome;
    std::string stage;
};

[[nodiscard]] std::vector<TargetLine> target_list(access::Scope& scope, std::size_t limit);

}  // namespace kasane::outreach
