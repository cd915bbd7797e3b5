#include "desk/search_reading.hpp"

#include <utility>

#include "casefile/case_number.hpp"
#include "desk/case_lines.hpp"

namespace kasane::desk {

SearchResult search(access::Scope& scope, std::string_view query) {
    scope.log.searched();
    SearchResult result;
    if (const auto number = casefile::as_case_number(query); !number.empty()) {
        if (const auto numbered = casefile::case_with_number(scope, number)) {
            result.numbered = std::move(casefile::lines_of_cases(scope, {*numbered}).front());
        }
    }
    CaseLines cases(scope);
    for (auto& person : people::find_by_name(scope, query, shown_hits)) {
        cases.add(person.case_id);
        result.persons.push_back({std::move(person), std::nullopt});
    }
    for (auto& note : casefile::find_notes(scope, query, shown_hits)) {
        cases.add(note.case_id);
        result.notes.push_back({std::move(note), std::nullopt});
    }
    cases.load();
    for (auto& hit : result.persons) hit.of_case = cases.line(hit.person.case_id);
    for (auto& hit : result.notes) hit.of_case = cases.line(hit.note.case_id);
    return result;
}

}  // namespace kasane::desk
