#pragma once

#include "access/town.hpp"
#include "casefile/casefile.hpp"
#include "casefile/events.hpp"
#include "casefile/step_rules.hpp"

namespace kasane::casefile {

/// Takes a lone step: by whom the rule says, with what it asks for. Basis: rules.md §1.
[[nodiscard]] Result<CaseState> step_case(access::Town& town, const accounts::Actor& actor,
                                          const Events& events, const LoneStep& step);

/// What the rules of lone steps have to know about this case and this reader.
[[nodiscard]] StepFacts step_facts(Scope& scope, const access::CaseReading& reading,
                                   const CaseHead& head);

}  // namespace kasane::casefile
