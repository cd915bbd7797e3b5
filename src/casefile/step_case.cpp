#include "casefile/step_case.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/consent.hpp"
#include "casefile/coordination.hpp"
#include "people/person.hpp"

namespace kasane::casefile {
namespace {

bool has_ended(const access::ConsentRow& row, const Date& today) {
    return row.status == access::ConsentStatus::Withdrawn || !row.withdrawn_desks.empty() ||
           (row.status == access::ConsentStatus::Obtained && row.expires_on &&
            *row.expires_on < today);
}

std::string reason_text(const ActScope& act, const LoneStep& step) {
    std::string text;
    if (!step.reason_code.empty()) {
        text = act.profile.codes.list("closing_reasons").label(step.reason_code) + "\n";
    }
    text += step.reason;
    if (!step.remaining.empty()) text += "\n世帯に残る人: " + step.remaining;
    if (step.companion) text += "\n伴走する窓口: " + act.profile.desk_name(*step.companion);
    return text;
}

/// Reaching out begins the coordination; every other step moves along the table.
Result<CaseState> move(ActScope& act, access::CaseReading& reading, const LoneStep& step) {
    const auto reason = reason_text(act, step);
    if (step.event != CaseEvent::StartOutreach) {
        return move_case(act, step.case_id,
                         {step.event, reason,
                          step.reason_code.empty() ? std::string() : "closing:" + step.reason_code,
                          step.expected_version});
    }
    TakeUp wanted{.case_id = step.case_id,
                  .event = step.event,
                  .reason = reason,
                  .source = "case:" + step.case_id.text()};
    for (const auto& person : people::persons_of_case(act, reading)) {
        wanted.persons.push_back(person.id);
    }
    return take_up(act, wanted);
}

}  // namespace

StepFacts step_facts(Scope& scope, const access::CaseReading& reading, const CaseHead& head) {
    StepFacts facts{.state = head.state,
                    .coordinates = reading.stands_on(access::Basis::Coordination),
                    .at_coordinating_desk = scope.actor.works_at(scope.profile.coordinating_desk),
                    .today = scope.today()};
    facts.consent_ended = std::ranges::any_of(
        access::consents_of_case(scope, head.id),
        [&](const access::ConsentRow& row) { return has_ended(row, facts.today); });
    return facts;
}

Result<CaseState> step_case(access::Town& town, const accounts::Actor& actor, const Events& events,
                            const LoneStep& step) {
    ensure(is_lone_step(step.event), "a step with a gate of its own has an act of its own");
    // The act of an event is the same from every state.
    const auto act_of_step = lone_rule(step.event, CaseState::Closed)->act;
    return town.act<CaseState>(actor, act_of_step, [&](ActScope& act) -> Result<CaseState> {
        auto authorised = access::authorise(act, step.case_id);
        if (!authorised) return authorised.refusal();
        const auto head = head_for_act(act, *authorised);
        auto checked = check_lone_step(step, step_facts(act, *authorised, head));
        if (!checked) return checked.refusal();
        if (step.companion) {
            auto known = act.profile.check_desk(*step.companion, act.today(), "companion");
            if (!known) return known.refusal();
        }
        auto moved = move(act, *authorised, step);
        if (!moved) return moved;
        if (step.event == CaseEvent::Watch) {
            remember_watch(act, step.case_id, act.profile.coordinating_desk, *step.next_on);
        }
        if (step.companion) {
            set_lead(act, step.case_id, *step.companion, "終結後の伴走", "closing");
        }
        set_next_on(act, step.case_id, step.next_on);
        if (is_coordinated(head.state) && !is_coordinated(*moved)) {
            events.coordination_ended.ring(act, {step.case_id});
        }
        if (*moved == CaseState::Closed) events.case_closed.ring(act, {step.case_id});
        act.leads_to(fmt::format("/cases/{}", step.case_id.text()));
        return moved;
    });
}

}  // namespace kasane::casefile
