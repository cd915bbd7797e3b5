#include "intake/screen_inquiry.hpp"

#include <fmt/format.h>

#include "casefile/coordination.hpp"
#include "intake/inquiry_store.hpp"
#include "people/person.hpp"
#include "web/http.hpp"

namespace kasane::intake {
namespace {

/// What stands on the timeline with the step.
std::string reason_text(const access::Scope& scope, const Screening& screening) {
    std::string text(label_of(screening.outcome));
    if (!screening.reason.empty()) {
        text += fmt::format("\n理由: {}",
                            scope.profile.codes.list("referral_reasons").label(screening.reason));
    }
    if (screening.to_desk) {
        text += fmt::format("\nつなぎ先: {}", scope.profile.desk_name(*screening.to_desk));
    }
    if (!screening.note.empty()) text += "\n" + screening.note;
    return text;
}

std::optional<DeskId> receiver_of(const access::Scope& scope, const Screening& screening) {
    if (screening.outcome == ScreeningOutcome::ReferCoordinator) {
        return scope.profile.coordinating_desk;
    }
    return screening.to_desk;
}

/// The coordinating desk sends no memo to itself: it takes up what it received.
Result<casefile::CaseState> take_up_own(access::ActScope& act, const ScreeningRequest& request) {
    if (!accounts::may(act.actor, accounts::Act::AcceptCoordination)) {
        return Refusal{.kind = RefusalKind::NotPermitted,
                       .code = "role.not_permitted",
                       .message = "多機関協働での受理は、多機関協働の担当者が行います。",
                       .basis = "役割と行為の表",
                       .instead = "「受け付けだけ保存する」で残し、担当者に伝えてください。"};
    }
    auto reading = access::CaseReading::open(act, request.case_id);
    ensure(reading.has_value(), "the case was authorised");
    casefile::TakeUp wanted{.case_id = request.case_id,
                            .event = casefile::CaseEvent::Accept,
                            .reason = "自分の窓口で受けた相談を、多機関協働で受理",
                            .source = "case:" + request.case_id.text()};
    for (const auto& person : people::persons_of_case(act, *reading)) {
        wanted.persons.push_back(person.id);
    }
    return casefile::take_up(act, wanted);
}

/// The step may be decided and the memo forgotten; a task of today remembers it.
void remember_memo(access::ActScope& act, const CaseId& case_id) {
    casefile::add_task(act, {.case_id = case_id,
                             .holder = access::Holder::desk(act.actor.desk()),
                             .kind = "memo.write",
                             .title = fmt::format("{}を送る", act.profile.term("memo")),
                             .due_on = act.today(),
                             .source = memo_task_source(case_id)});
}

Refusal unknown_choice(std::string_view field, std::string_view message) {
    return {.kind = RefusalKind::Invalid,
            .code = "screening.choice",
            .message = std::string(message),
            .field = std::string(field)};
}

std::optional<Refusal> check_request(const access::Scope& scope, const Screening& screening) {
    if (auto checked = check_screening(screening); !checked) return checked.refusal();
    if (!screening.reason.empty() &&
        !scope.profile.codes.list("referral_reasons").has(screening.reason)) {
        return unknown_choice("screening_reason", "つなぐ理由を選び直してください。");
    }
    if (screening.to_desk) {
        auto known = scope.profile.check_desk(*screening.to_desk, scope.today(), "screening_to");
        if (!known) return known.refusal();
    }
    return std::nullopt;
}

}  // namespace

std::string memo_form_path(const access::Scope& scope, const CaseId& case_id,
                           const Screening& screening, std::string_view urgency) {
    auto path = fmt::format("/cases/{}/memos/new", case_id.text());
    std::string_view between = "?";
    if (const auto to = receiver_of(scope, screening)) {
        path += fmt::format("{}to={}", std::exchange(between, "&"), web::url_encode(to->text()));
    }
    if (!screening.reason.empty()) {
        path += fmt::format("{}reason={}", std::exchange(between, "&"),
                            web::url_encode(screening.reason));
    }
    if (!urgency.empty()) path += fmt::format("{}urgency={}", between, web::url_encode(urgency));
    return path;
}

std::string memo_task_source(const CaseId& case_id) { return casefile::memo_task_source(case_id); }

Result<Screened> apply_screening(access::ActScope& act, const casefile::Events& events,
                                 const ScreeningRequest& request) {
    const auto& screening = request.screening;
    if (auto refusal = check_request(act, screening)) return *refusal;
    const auto inquiry = select_newest_for_screening(act.rows, request.case_id);
    auto moved = casefile::move_case(
        act, request.case_id,
        {step_of(screening.outcome), reason_text(act, screening),
         fmt::format("screening:{}", code_of(screening.outcome)), request.expected_version});
    if (!moved) return moved.refusal();
    insert_screening(act, request.case_id, inquiry, screening);
    act.wrote(request.case_id, fmt::format("screening: {}", code_of(screening.outcome)));
    if (inquiry) casefile::finish_tasks(act, "inquiry:" + inquiry->text(), "screening");
    const bool to_itself = receiver_of(act, screening) == act.actor.desk();
    if (to_itself && screening.outcome == ScreeningOutcome::ReferCoordinator) {
        moved = take_up_own(act, request);
        if (!moved) return moved.refusal();
    }
    Screened screened{request.case_id, *moved, fmt::format("/cases/{}", request.case_id.text())};
    if (needs_memo(screening.outcome) && !to_itself) {
        remember_memo(act, request.case_id);
        screened.next_path = memo_form_path(act, request.case_id, screening, request.urgency);
    }
    if (*moved == casefile::CaseState::Closed) events.case_closed.ring(act, {request.case_id});
    act.leads_to(screened.next_path);
    return screened;
}

Result<Screened> screen_inquiry(access::Town& town, const accounts::Actor& actor,
                                const casefile::Events& events, const ScreeningRequest& request) {
    return town.act<Screened>(actor, accounts::Act::ScreenInquiry,
                              [&](access::ActScope& act) -> Result<Screened> {
                                  auto authorised = access::authorise(act, request.case_id);
                                  if (!authorised) return authorised.refusal();
                                  return apply_screening(act, events, request);
                              });
}

}  // namespace kasane::intake
