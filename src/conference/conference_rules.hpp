#pragma once

#include <optional>
#include <vector>

#include "access/scope.hpp"
#include "conference/conference.hpp"
#include "kernel/result.hpp"
#include "municipality/meeting.hpp"

namespace kasane::conference {

/// The frame a meeting gives to its items; a council without cases has none.
/// Basis: gate.frame, gate.council_without_cases.
[[nodiscard]] Result<Frame> frame_of(const municipality::Meeting& meeting);

/// Which of the wanted persons a 重層的支援会議 may speak about: those whose consent, at this
/// moment, covers every desk that takes part. The others drop off and the chair sees it.
/// Basis: gate.coordination_needs_consent.
struct Coverage {
    std::vector<PersonId> covered;
    std::vector<PersonId> dropped;
};
[[nodiscard]] Coverage coverage(access::Scope& scope, const CaseId& case_id,
                                const std::vector<PersonId>& persons,
                                const std::vector<DeskId>& desks);

}  // namespace kasane::conference
