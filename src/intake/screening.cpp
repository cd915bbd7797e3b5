#include "intake/screening.hpp"

#include "kernel/ensure.hpp"
#include "law/gates.hpp"

namespace kasane::intake {

casefile::CaseEvent step_of(ScreeningOutcome outcome) {
    switch (outcome) {
        case ScreeningOutcome::OwnDesk:
        case ScreeningOutcome::Network:
        case ScreeningOutcome::ReferDesk:
            return casefile::CaseEvent::KeepOwn;
        case ScreeningOutcome::ReferCoordinator:
            return casefile::CaseEvent::Refer;
        case ScreeningOutcome::InformationOnly:
            return casefile::CaseEvent::InformAndClose;
    }
    broken_invariant("every outcome of screening is a step", std::source_location::current());
}

bool needs_memo(ScreeningOutcome outcome) {
    switch (outcome) {
        case ScreeningOutcome::ReferDesk:
        case ScreeningOutcome::ReferCoordinator:
            return true;
        case ScreeningOutcome::OwnDesk:
        case ScreeningOutcome::Network:
        case ScreeningOutcome::InformationOnly:
            return false;
    }
    broken_invariant("every outcome of screening says whether a memo follows",
                     std::source_location::current());
}

Date screening_due(const municipality::Profile& profile, const Date& received_on) {
    return received_on.plus_days(profile.settings.screening_days.value);
}

Result<Done> check_screening(const Screening& screening) {
    if (screening.outcome == ScreeningOutcome::ReferCoordinator && screening.reason.empty()) {
        return Refusal{
            .kind = RefusalKind::Invalid,
            .code = "screening.reason",
            .message = "つなぐ理由を選んでください。迷うときは「判断に迷う」で構いません。",
            .field = "screening_reason"};
    }
    // Somebody who goes home with an answer is not seen again: what was told must stand somewhere.
    if (screening.outcome == ScreeningOutcome::InformationOnly && screening.note.empty()) {
        return law::refuse_field(law::gates::closing, "screening_note",
                                 "お伝えした内容を、振り分けのメモに入力してください。");
    }
    return Done{};
}

}  // namespace kasane::intake
