#include "desk/search_reading.hpp"

#include <utility>

#include "desk/case_lines.hpp"
#include "kernel/utf8.hpp"

namespace kasane::desk {
std::string as_case_number(std::string_view query) {
    constexpr int full_width_first = 0xFF01;
    constexpr int full_width_last = 0xFF5E;
    constexpr int full_width_distance = 0xFEE0;
    std::string number;
    std::size_t position = 0;
    while (position < query.size()) {
        int letter = next_code_point(query, position);
        if (letter >= full_width_first && letter <= full_width_last) letter -= full_width_distance;
        // What the keyboard makes of a hyphen while Japanese is typed.
        if (letter == 0x30FC || letter == 0x2010 || letter == 0x2212) letter = '-';
        if (letter >= 'a' && letter <= 'z') letter += 'A' - 'a';
        if (letter <= ' ' || letter > '~') return {};
        number += static_cast<char>(letter);
    }
    return number;
}

SearchResult search(access::Scope& scope, std::string_view query) {
    scope.log.searched();
    SearchResult result;
    if (const auto number = as_case_number(query); !number.empty()) {
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
