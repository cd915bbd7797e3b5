#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/scope.hpp"
#include "casefile/case_list.hpp"
#include "casefile/note_search.hpp"
#include "people/person.hpp"

namespace kasane::desk {

/// At most so many of each kind are shown.
inline constexpr std::size_t shown_hits = 50;

/// A person who was found, with the case they belong to where it may be opened.
struct PersonHit {
    people::FoundPerson person;
    std::optional<casefile::ListedCaseRow> of_case;
};
/// An entry of a timeline that holds the words, with its case.
struct NoteHit {
    casefile::FoundNote note;
    std::optional<casefile::ListedCaseRow> of_case;
};

/// さがした結果 — only what the reader may read, and counted as shown: what has no ground is in no
/// list and in no number.
struct SearchResult {
    std::optional<casefile::ListedCaseRow> numbered;  ///< the case of that number
    std::vector<PersonHit> persons;
    std::vector<NoteHit> notes;

    [[nodiscard]] bool empty() const { return !numbered && persons.empty() && notes.empty(); }
};
[[nodiscard]] SearchResult search(access::Scope& scope, std::string_view query);

}  // namespace kasane::desk
