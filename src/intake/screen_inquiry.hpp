#pragma once

#include <optional>
#include <string>

#include "access/town.hpp"
#include "casefile/casefile.hpp"
#include "casefile/events.hpp"
#include "intake/screening.hpp"

namespace kasane::intake {

/// 振り分け for a case in state `received`.
struct ScreeningRequest {
    CaseId case_id;
    Screening screening;
    std::optional<std::int64_t> expected_version;  ///< of the case, from the form
    std::string urgency = {};  ///< what the inquiry said, for the memo
};
/// What came of it, and where the work goes on: the case, or the memo that is to be written.
struct Screened {
    CaseId case_id;
    casefile::CaseState state = casefile::CaseState::Received;
    std::string next_path;
};

/// 相談を振り分ける — records the decision with its reason, moves the case, ends the task.
/// Basis: rules.md §1 `received`, gate.memo (the memo itself is referral/'s act).
[[nodiscard]] Result<Screened> screen_inquiry(access::Town& town, const accounts::Actor& actor,
                                              const casefile::Events& events,
                                              const ScreeningRequest& request);

/// The same inside an act that has been authorised (an inquiry that is screened at once).
[[nodiscard]] Result<Screened> apply_screening(access::ActScope& act,
                                               const casefile::Events& events,
                                               const ScreeningRequest& request);

/// Where the memo of an outcome that needs one is written.
/// `urgency`: what the inquiry said, empty where none is at hand.
[[nodiscard]] std::string memo_form_path(const access::Scope& scope, const CaseId& case_id,
                                         const Screening& screening, std::string_view urgency);

/// The source of the task 「つなぎメモを送る」, which the sending of a memo ends.
[[nodiscard]] std::string memo_task_source(const CaseId& case_id);

}  // namespace kasane::intake
