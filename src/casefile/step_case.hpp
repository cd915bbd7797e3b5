#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/town.hpp"
#include "casefile/casefile.hpp"
#include "casefile/events.hpp"

namespace kasane::casefile {

/// Steps that a desk or the coordinator takes alone, with a reason: settled in the network,
/// returned with advice, watched on, handed back, ended by death, move or duplicate, the end of
/// the follow-up, taken up again. What needs a meeting or a decision has an act of its own.
struct LoneStep {
    CaseId case_id;
    CaseEvent event = CaseEvent::Settle;
    std::string reason;
    std::string remaining;  ///< a look at who remains in the household (gate.closing)
    std::optional<DeskId> companion;  ///< 伴走: who stays at their side after the end
    std::optional<Date> next_on;      ///< when to look again
    std::optional<std::int64_t> expected_version;
};

/// Which events are such steps, and which role may take them.
[[nodiscard]] bool is_lone_step(CaseEvent event);
[[nodiscard]] bool needs_coordinator(CaseEvent event);
/// The lone steps possible from a state, in the order of the table.
[[nodiscard]] std::vector<CaseEvent> lone_steps_from(CaseState state);

[[nodiscard]] Result<CaseState> step_case(access::Town& town, const accounts::Actor& actor,
                                          const Events& events, const LoneStep& step);

}  // namespace kasane::casefile
