#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/actor.hpp"
#include "casefile/case_states.hpp"
#include "kernel/date.hpp"
#include "kernel/ids.hpp"
#include "kernel/result.hpp"

namespace kasane::casefile {

/// Steps that a desk or the coordinator takes alone, with a reason: dismissed, settled in the
/// network, returned, reached out to, watched on, handed back, ended by death, move or duplicate,
/// the end of the follow-up, taken up again. What needs a meeting or a decision has an act of its
/// own.
struct LoneStep {
    CaseId case_id;
    CaseEvent event = CaseEvent::Settle;
    std::string reason;
    std::string reason_code;  ///< CloseAlone: deceased, moved_out or duplicate of closing_reasons
    std::string remaining;  ///< a look at who remains in the household (gate.closing)
    std::optional<DeskId> companion;  ///< 伴走: who stays at their side after the end
    std::optional<Date> next_on;  ///< when to look again
    std::optional<std::int64_t> expected_version;
};

/// Who may take a lone step: any desk with the case on its own record, the coordinating desk, or
/// the coordinator while the case is coordinated.
enum class StepTaker { Desk, CoordinatingDesk, Coordinator };

/// What a step asks for besides its reason.
enum class StepNeed {
    Nothing,
    Ending,  ///< who remains in the household, who accompanies (gate.closing)
    CodedEnding,  ///< the same, with death, move or duplicate named
    Recheck,  ///< a day to look again
    Withdrawal,  ///< a consent of the case that was withdrawn or ran out (gate.withdrawal)
};

struct StepRule {
    CaseEvent event = CaseEvent::Settle;
    StepTaker taker = StepTaker::Desk;
    StepNeed need = StepNeed::Nothing;
    accounts::Act act = accounts::Act::CloseCase;
};
/// The rule of an event, or nullptr when it is no lone step. A closed case is reopened by any desk
/// that has it, one that is suspended or followed up by its coordinator.
[[nodiscard]] const StepRule* lone_rule(CaseEvent event, CaseState from);
/// What the lone step asks for besides its reason: the same from every state.
[[nodiscard]] StepNeed need_of(CaseEvent event);
/// Whether the event is a lone step from some state.
[[nodiscard]] bool is_lone_step(CaseEvent event);
/// The lone steps possible from a state, in the order of the table.
[[nodiscard]] std::vector<CaseEvent> lone_steps_from(CaseState state);

/// Reasons a case ends without a meeting, codes of the list closing_reasons. Basis: gate.closing.
inline constexpr std::array<std::string_view, 3> lone_ending_reasons{"deceased", "moved_out",
                                                                     "duplicate"};

/// What is known of the case and of whoever wants to take the step.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): a Date has no empty value
struct StepFacts {
    CaseState state = CaseState::Received;
    bool coordinates = false;  ///< the coordination is open to the actor
    bool at_coordinating_desk = false;
    bool consent_ended = false;  ///< some consent of the case was withdrawn or ran out
    Date today;
};
/// Whether the step may be taken now. Basis: rules.md §1, gate.closing, gate.withdrawal.
[[nodiscard]] Result<Done> check_lone_step(const LoneStep& step, const StepFacts& facts);

/// Whether the table has the step, with the refusal that says why not and what is possible.
[[nodiscard]] Result<CaseState> check_transition(CaseState from, CaseEvent event);

}  // namespace kasane::casefile
