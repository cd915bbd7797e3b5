#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/case_reading.hpp"
#include "casefile/casefile.hpp"

namespace kasane::casefile {

/// 多機関協働に引き受ける — the coordinator takes a case up: by accepting it, by convening a 支援会議
/// about it, or by beginning to reach out to somebody nobody has spoken to yet.
struct TakeUp {
    CaseId case_id;
    std::vector<PersonId> persons;  ///< who is named to the coordinating desk by it
    CaseEvent event = CaseEvent::Accept;  ///< Accept, PutToSupportConference or StartOutreach
    std::string reason;
    std::string source;  ///< the memo or record it stands on
};
/// Opens the coordination, and the desk's own record, to the coordinating desk and moves the case;
/// one that is coordinated already stays where it is. A closed case is refused: it is reopened
/// first. Basis: rules.md §3 `coordination`, `referral` (acceptance opens own_desk).
[[nodiscard]] Result<CaseState> take_up(ActScope& act, const TakeUp& wanted);

/// For acts of the coordinator: the case (of a record that was named) must be open to the actor as
/// its coordination; otherwise it does not exist.
[[nodiscard]] Result<access::CaseReading> authorise_coordination(
    Scope& scope, const std::optional<CaseId>& case_id);

}  // namespace kasane::casefile
