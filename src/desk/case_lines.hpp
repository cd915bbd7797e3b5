#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "access/reading_list.hpp"
#include "casefile/case_list.hpp"

namespace kasane::desk {

/// The lines of the cases that tasks, roles and hits belong to. Each case is asked about once; one
/// the reader may not list has no line.
class CaseLines {
public:
    explicit CaseLines(access::Scope& scope) : scope_(scope) {}
    void add(const CaseId& case_id) { asked_.insert(case_id); }
    /// Reads what was added, all of it together.
    void load();
    [[nodiscard]] std::optional<casefile::ListedCaseRow> line(const CaseId& case_id) const;

private:
    access::Scope& scope_;
    std::set<CaseId> asked_;
    std::map<CaseId, casefile::ListedCaseRow> rows_;
};

}  // namespace kasane::desk
