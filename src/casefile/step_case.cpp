#include "casefile/step_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "law/gates.hpp"

namespace kasane::casefile {
namespace {

enum class Who { Desk, Coordinator };

struct Lone {
    CaseEvent event;
    Who who;
    accounts::Act act;
};

constexpr std::array lone_steps{
    Lone{CaseEvent::KeepOwn, Who::Desk, accounts::Act::ScreenInquiry},
    Lone{CaseEvent::Settle, Who::Desk, accounts::Act::CloseCase},
    Lone{CaseEvent::Dismiss, Who::Desk, accounts::Act::CloseCase},
    Lone{CaseEvent::CloseAlone, Who::Desk, accounts::Act::CloseCase},
    Lone{CaseEvent::ReturnWithAdvice, Who::Coordinator, accounts::Act::AcceptCoordination},
    Lone{CaseEvent::ReturnToNetwork, Who::Coordinator, accounts::Act::AcceptCoordination},
    Lone{CaseEvent::Watch, Who::Coordinator, accounts::Act::AcceptCoordination},
    Lone{CaseEvent::WithdrawToOutreach, Who::Coordinator, accounts::Act::AcceptCoordination},
    Lone{CaseEvent::WithdrawToNetwork, Who::Coordinator, accounts::Act::AcceptCoordination},
    Lone{CaseEvent::ReviewPlan, Who::Coordinator, accounts::Act::AcceptCoordination},
    Lone{CaseEvent::PeriodOver, Who::Coordinator, accounts::Act::CloseCase},
    Lone{CaseEvent::Reopen, Who::Desk, accounts::Act::ReopenCase},
};

const Lone* find(CaseEvent event) {
    const auto found = std::ranges::find(lone_steps, event, &Lone::event);
    return found == lone_steps.end() ? nullptr : &*found;
}

/// gate.closing: a reason, a look at who remains, and who accompanies afterwards.
std::optional<Refusal> check_ending(const LoneStep& step) {
    if (step.remaining.empty()) {
        return law::refuse_field(law::gates::closing, "remaining",
                                 "世帯に残る人の様子を確認し、入力してください。");
    }
    if (!step.companion) {
        return law::refuse_field(law::gates::closing, "companion",
                                 "終結のあと、伴走する窓口を選んでください。");
    }
    return std::nullopt;
}

bool ends_case(CaseEvent event) {
    return event == CaseEvent::Settle || event == CaseEvent::CloseAlone ||
           event == CaseEvent::PeriodOver;
}

}  // namespace

bool is_lone_step(CaseEvent event) { return find(event) != nullptr; }

bool needs_coordinator(CaseEvent event) {
    const auto* lone = find(event);
    return lone != nullptr && lone->who == Who::Coordinator;
}

std::vector<CaseEvent> lone_steps_from(CaseState state) {
    std::vector<CaseEvent> events;
    for (const auto& row : case_transitions) {
        if (row.from == state && is_lone_step(row.event)) events.push_back(row.event);
    }
    return events;
}

Result<CaseState> step_case(access::Town& town, const accounts::Actor& actor, const Events& events,
                            const LoneStep& step) {
    ensure(is_lone_step(step.event), "a step with a gate of its own has an act of its own");
    return town.act<CaseState>(
        actor, find(step.event)->act, [&](ActScope& act) -> Result<CaseState> {
            auto authorised = access::authorise(act, step.case_id);
            if (!authorised) return authorised.refusal();
            const auto head = head_for_act(act, *authorised);
            if (auto possible = check_step(head, step.event); !possible) return possible.refusal();
            if (needs_coordinator(step.event) &&
                !authorised->stands_on(access::Basis::Coordination)) {
                return access::not_found();
            }
            // A desk ends alone only what no coordinator holds; the others it asks the coordinator.
            if (step.event == CaseEvent::CloseAlone &&
                !authorised->stands_on(access::Basis::Coordination) &&
                head.state != CaseState::Received && head.state != CaseState::InNetwork) {
                return law::refuse(law::gates::closing,
                                   "このケースは多機関協働で対応中です。"
                                   "窓口だけで終えることはできません。",
                                   "多機関協働の担当者に、終結を相談してください。");
            }
            if (step.reason.empty()) {
                return Refusal{.kind = RefusalKind::Invalid,
                               .code = "case.reason",
                               .message = "理由を入力してください。",
                               .field = "reason"};
            }
            if (ends_case(step.event)) {
                if (auto refusal = check_ending(step)) return *refusal;
            }
            if (step.companion) {
                auto known = act.profile.check_desk(*step.companion, act.today(), "companion");
                if (!known) return known.refusal();
            }
            std::string reason = step.reason;
            if (!step.remaining.empty()) reason += "\n世帯に残る人: " + step.remaining;
            if (step.companion)
                reason += "\n伴走する窓口: " + act.profile.desk_name(*step.companion);
            auto moved =
                move_case(act, step.case_id, {step.event, reason, "", step.expected_version});
            if (!moved) return moved;
            if (step.companion)
                set_lead(act, step.case_id, *step.companion, "終結後の伴走", "closing");
            set_next_on(act, step.case_id, step.next_on);
            if (*moved == CaseState::Closed) events.case_closed.ring(act, {step.case_id});
            act.leads_to(fmt::format("/cases/{}", step.case_id.text()));
            return moved;
        });
}

}  // namespace kasane::casefile
