#include "casefile/coordination.hpp"

#include "access/ground_acts.hpp"
#include "law/gates.hpp"

namespace kasane::casefile {
namespace {

/// What the coordinating desk writes while it coordinates stays its own record afterwards, the plan
/// included; it knows by name whom it was told of.
void open_to_coordinator(ActScope& act, const TakeUp& wanted) {
    using access::Basis;
    using access::Category;
    const auto holder = access::Holder::desk(act.profile.coordinating_desk);
    const auto open = [&](Basis basis, std::vector<Category> categories,
                          const std::optional<PersonId>& subject = std::nullopt) {
        access::open_grounds(act, {.case_id = wanted.case_id,
                                   .subject = subject,
                                   .holder = holder,
                                   .basis = basis,
                                   .categories = std::move(categories),
                                   .source = wanted.source,
                                   .until = std::nullopt});
    };
    open(Basis::Coordination, access::opened_by(Basis::Coordination));
    open(Basis::OwnDesk, {Category::Identity, Category::Case, Category::Plan});
    for (const auto& person : wanted.persons) open(Basis::OwnDesk, {Category::Identity}, person);
}

Result<CaseState> step(ActScope& act, const TakeUp& wanted, CaseEvent event) {
    return move_case(act, wanted.case_id, {event, wanted.reason, wanted.source, std::nullopt});
}

/// The way from where the case stands to the coordinator.
Result<CaseState> bring(ActScope& act, const TakeUp& wanted, CaseState from) {
    switch (from) {
        case CaseState::Noticed:
            return step(act, wanted, CaseEvent::StartOutreach);
        case CaseState::Received:
        case CaseState::InNetwork:
            if (auto referred = step(act, wanted, CaseEvent::Refer); !referred) return referred;
            return step(act, wanted, wanted.event);
        case CaseState::Referred:
            return step(act, wanted, wanted.event);
        case CaseState::Assessing:
        case CaseState::ReachingOut:
        case CaseState::Planning:
        case CaseState::Supporting:
        case CaseState::Evaluating:
        case CaseState::FollowingUp:
        case CaseState::Suspended:
            return from;
        case CaseState::Closed:
            return law::refuse(law::gates::memo, "このケースは、すでに終結しています。",
                               "受付の窓口に再開を頼むか、メモに回答してください。");
    }
    broken_invariant("every state has its way to the coordinator", std::source_location::current());
}

}  // namespace

Result<CaseState> take_up(ActScope& act, const TakeUp& wanted) {
    const auto from = state_of(act, wanted.case_id);
    auto taken = bring(act, wanted, from);
    if (!taken) return taken;
    open_to_coordinator(act, wanted);
    if (*taken == CaseState::Assessing && from != CaseState::Assessing) {
        const int days = act.profile.settings.plan_draft_days.value;
        add_task(act, {.case_id = wanted.case_id,
                       .holder = access::Holder::desk(act.profile.coordinating_desk),
                       .kind = "plan.draft",
                       .title = "アセスメントとプラン案",
                       .due_on = act.today().plus_days(days),
                       .source = "case:" + wanted.case_id.text()});
    }
    return taken;
}

Result<access::CaseReading> authorise_coordination(Scope& scope,
                                                   const std::optional<CaseId>& case_id) {
    auto authorised = access::authorise(scope, case_id);
    if (!authorised) return authorised;
    if (!authorised->stands_on(access::Basis::Coordination)) return access::not_found();
    return authorised;
}

}  // namespace kasane::casefile
