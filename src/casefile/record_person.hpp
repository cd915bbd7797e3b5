#pragma once

#include "access/town.hpp"
#include "casefile/casefile.hpp"
#include "people/person.hpp"

namespace kasane::casefile {

/// 世帯員を加える — writes a person into the household of a case. They begin without consent: what
/// others of the household agreed to opens nothing about them.
[[nodiscard]] Result<PersonId> add_person(access::Town& town, const accounts::Actor& actor,
                                          const CaseId& case_id, const people::NewPerson& person);

/// 本人・世帯の記録を直す — the corrected facts of one person, over the version that was read.
struct PersonCorrection {
    CaseId case_id;
    PersonId person;
    people::NewPerson facts;
    std::int64_t version = 0;
};
/// Refuses as stale when somebody else saved first. A form that did not show locating facts keeps
/// them as they are. Basis: gate.protected.
[[nodiscard]] Result<Done> correct_person(access::Town& town, const accounts::Actor& actor,
                                          const PersonCorrection& correction);

}  // namespace kasane::casefile
