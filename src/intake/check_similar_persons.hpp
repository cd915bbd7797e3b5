#pragma once

#include "access/town.hpp"
#include "people/person.hpp"

namespace kasane::intake {

/// How often one account may ask within an hour; enough for a busy counter, too little for going
/// through a list of residents.
inline constexpr int similar_checks_an_hour = 60;

/// 似た人を確認 — at registration only: the persons the desk may know of, and one line for all it
/// may not. Asked for as an act, so that it is counted and journalled.
/// Basis: rules.md §3 「Masked hit」.
[[nodiscard]] Result<people::SimilarPersons> check_similar_persons(access::Town& town,
                                                                   const accounts::Actor& actor,
                                                                   const people::NewPerson& person);

}  // namespace kasane::intake
