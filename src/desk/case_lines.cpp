#include "desk/case_lines.hpp"

#include <utility>

namespace kasane::desk {

void CaseLines::add(const CaseId& case_id) {
    if (!asked_.insert(case_id).second || !access::may_list(scope_, case_id)) return;
    readable_.push_back({case_id, scope_.now});
}

void CaseLines::load() {
    for (auto& row : casefile::lines_of_cases(scope_, readable_)) {
        rows_.emplace(row.case_id, std::move(row));
    }
}

std::optional<casefile::ListedCaseRow> CaseLines::line(const CaseId& case_id) const {
    const auto row = rows_.find(case_id);
    return row == rows_.end() ? std::nullopt : std::optional(row->second);
}

}  // namespace kasane::desk
