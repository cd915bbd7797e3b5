#include "desk/case_lines.hpp"

#include <utility>

namespace kasane::desk {

void CaseLines::load() {
    const std::vector<CaseId> asked(asked_.begin(), asked_.end());
    std::vector<access::ListedCase> readable;
    for (const auto& case_id : access::listable(scope_, asked)) {
        readable.push_back({case_id, scope_.now});
    }
    for (auto& row : casefile::lines_of_cases(scope_, readable)) {
        rows_.emplace(row.case_id, std::move(row));
    }
}

std::optional<casefile::ListedCaseRow> CaseLines::line(const CaseId& case_id) const {
    const auto row = rows_.find(case_id);
    return row == rows_.end() ? std::nullopt : std::optional(row->second);
}

}  // namespace kasane::desk
