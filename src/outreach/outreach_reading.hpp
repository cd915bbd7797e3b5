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

/// 働きかけ in a line of the list: when, by whom, what came of it.
struct Attempt {
    Date happened_on;
    std::string outcome;
    std::string stage;
    std::string recorded_by;
};
/// Cases in 支援会議・アウトリーチ that are on somebody's reading list, the next contact first.
struct TargetLine {
    CaseId case_id;
    std::optional<Date> next_on;
    std::vector<Attempt> attempts;  ///< the newest three, newest first
};

[[nodiscard]] std::vector<TargetLine> target_list(access::Scope& scope, std::size_t limit);

}  // namespace kasane::outreach
