#include "plan/draft_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "casefile/casefile.hpp"
#include "casefile/coordination.hpp"
#include "conference/record_minutes.hpp"
#include "law/gates.hpp"
#include "plan/coordination.hpp"
#include "plan/plan_rules.hpp"
#include "plan/plan_store.hpp"

namespace kasane::plan {
namespace {

using access::ActScope;

Refusal stale() {
    return {.kind = RefusalKind::Stale,
            .code = "plan.stale",
            .message = "ほかの人が先にこのプランを保存しました。",
            .instead = "最新の内容を確認し、書き足してください。"};
}

std::optional<Refusal> check_draft(ActScope& act, const access::CaseReading& reading,
                                   const Plan& wanted) {
    if (!newest_need(act, wanted.case_id)) {
        return law::refuse(law::gates::need_recognised,
                           "支援の必要の認定が、まだ記録されていません。",
                           "先に「支援の必要を認定する」を記録してください。");
    }
    if (wanted.subjects.empty()) {
        return Refusal{.kind = RefusalKind::Invalid,
                       .code = "plan.subjects",
                       .message = "だれのためのプランかを選んでください。",
                       .field = "subjects"};
    }
    if (!subjects_consent(reading, wanted.subjects)) {
        return law::refuse_field(law::gates::coordination_needs_consent, "subjects",
                                 "同意のない方を、プランの対象にすることはできません。"
                                 "同意を得てから加えてください。");
    }
    for (std::size_t i = 0; i < wanted.rows.size(); ++i) {
        const auto& row = wanted.rows[i];
        const auto field = fmt::format("row{}_", i + 1);
        if (!row.due_on) {
            return law::refuse_field(law::gates::plan_contents, field + "due",
                                     "目標の達成時期を入力してください。");
        }
        if (row.desk) {
            auto known = act.profile.check_desk(*row.desk, act.today(), field + "desk");
            if (!known) return known.refusal();
        }
    }
    if (auto possible = check_draft_dates(wanted, act.today()); !possible) {
        return possible.refusal();
    }
    return std::nullopt;
}

PlanId begin_plan(ActScope& act, const Plan& wanted) {
    Plan plan = wanted;
    const auto year = FiscalYear::of(act.today());
    plan.id = act.new_id<PlanId>();
    plan.number =
        fmt::format("プ-{}-{:04}", year.short_label(), casefile::next_number(act, "plan", year));
    plan.state = PlanState::Draft;
    plan.drafted_on = act.today();
    plan.changed_at = act.now;
    insert_plan(act, plan);
    return plan.id;
}

/// A plan that is changed belongs to the case and is no longer, or not yet, decided.
Result<Plan> plan_to_change(ActScope& act, const Plan& wanted) {
    auto before = select_plan(act, wanted.id);
    if (!before || before->case_id != wanted.case_id) return access::not_found();
    if (!next_state(plan_transitions, before->state, PlanEvent::Change)) {
        return law::refuse(law::gates::plan_decision, "支援決定したプランは、書き換えられません。",
                           "内容を変えるときは、再プランを作ってください。");
    }
    if (wanted.version != before->version) return stale();
    return std::move(*before);
}

PlanId change_plan(ActScope& act, const Plan& before, const Plan& wanted) {
    // What was decided before stays written down: a plan under review keeps its decision.
    Plan plan = before;
    plan.wishes = wanted.wishes;
    plan.issues = wanted.issues;
    plan.policy = wanted.policy;
    plan.points_to_note = wanted.points_to_note;
    plan.integration = wanted.integration;
    plan.starts_on = wanted.starts_on;
    plan.ends_on = wanted.ends_on;
    plan.next_confirmation_on = wanted.next_confirmation_on;
    plan.subjects = wanted.subjects;
    plan.rows = wanted.rows;
    plan.changed_at = act.now;
    ensure(update_plan(act, plan), "the writer works alone: a checked version still holds");
    return plan.id;
}

void tell(ActScope& act, const Plan& plan, std::string title, std::string body) {
    casefile::NewEntry entry{.case_id = plan.case_id,
                             .kind = casefile::EntryKind::Plan,
                             .category = access::Category::Plan,
                             .title = std::move(title),
                             .body = std::move(body),
                             .link = "/plans/" + plan.id.text(),
                             .owner = act.profile.coordinating_desk};
    if (plan.subjects.size() == 1) entry.subject = plan.subjects.front();
    casefile::post(act, entry);
}

}  // namespace

Result<PlanId> draft_plan(access::Town& town, const accounts::Actor& actor, const Plan& wanted) {
    return town.act<PlanId>(actor, accounts::Act::DraftPlan, [&](ActScope& act) -> Result<PlanId> {
        auto authorised = casefile::authorise_coordination(act, wanted.case_id);
        if (!authorised) return authorised.refusal();
        const auto head = casefile::head_for_act(act, *authorised);
        const bool is_new = wanted.id.empty();
        std::optional<Plan> before;
        if (!is_new) {
            auto found = plan_to_change(act, wanted);
            if (!found) return found.refusal();
            before = std::move(*found);
        }
        if (head.state != casefile::CaseState::Planning) {
            auto possible = casefile::check_step(head, casefile::CaseEvent::DraftPlan);
            if (!possible) return possible.refusal();
        }
        if (auto refusal = check_draft(act, *authorised, wanted)) return *refusal;
        const auto saved = before ? change_plan(act, *before, wanted) : begin_plan(act, wanted);
        // Also a plan that a withdrawal put under review is worked on as a draft again.
        if (head.state == casefile::CaseState::Assessing) {
            auto moved = casefile::move_case(act, wanted.case_id,
                                             {casefile::CaseEvent::DraftPlan, "プラン案の作成",
                                              "plan:" + saved.text(), std::nullopt});
            if (!moved) return moved.refusal();
        }
        Plan plan = wanted;
        plan.id = saved;
        tell(act, plan, is_new ? "プラン案を作りました" : "プラン案を直しました", {});
        act.leads_to("/plans/" + saved.text());
        return saved;
    });
}

Result<Done> decide_support(access::Town& town, const accounts::Actor& actor,
                            const DecideSupport& decision) {
    return town.act<Done>(actor, accounts::Act::DecideSupport, [&](ActScope& act) -> Result<Done> {
        auto authorised = casefile::authorise_coordination(act, case_of_plan(act, decision.plan));
        if (!authorised) return authorised.refusal();
        auto plan = select_plan(act, decision.plan);
        ensure(plan.has_value(), "a plan of a case is stored");
        if (decision.expected_version && *decision.expected_version != plan->version) {
            return stale();
        }
        const auto opinion = conference::opinion_on_plan(act, plan->case_id, plan->id);
        const DecisionFacts facts{
            .need_recognised = newest_need(act, plan->case_id).has_value(),
            .found_appropriate = opinion && opinion->opinion == conference::Opinion::Appropriate,
            .found_conditional = opinion && opinion->opinion == conference::Opinion::Conditional,
            .change_made = !decision.change_made.empty(),
            .subjects_consent = subjects_consent(*authorised, plan->subjects),
            .changed_since =
                opinion && plan->changed_at && *plan->changed_at > opinion->recorded_at,
            .has_lead = casefile::head_for_act(act, *authorised).lead_desk.has_value()};
        if (auto possible = check_decision(*plan, facts); !possible) {
            auto refusal = possible.refusal();
            refusal.kind = RefusalKind::Rule;
            return refusal;
        }
        const auto year = FiscalYear::of(act.today());
        plan->state = PlanState::Decided;
        plan->decision_number = fmt::format("支-{}-{:04}", year.short_label(),
                                            casefile::next_number(act, "decision", year));
        plan->decided_on = act.today();
        plan->decided_by = act.actor.account;
        plan->decision_item = opinion->item;
        plan->change_made = PrivateText(decision.change_made);
        ensure(update_plan(act, *plan), "the writer works alone: a checked version still holds");
        auto moved = casefile::move_case(
            act, plan->case_id,
            {casefile::CaseEvent::DecideSupport, "支援決定 " + plan->decision_number,
             "plan:" + plan->id.text(), std::nullopt});
        if (!moved) return moved.refusal();
        casefile::finish_tasks(act, "case:" + plan->case_id.text(), "plan.draft");
        casefile::add_task(act, {.case_id = plan->case_id,
                                 .holder = access::Holder::desk(act.profile.coordinating_desk),
                                 .kind = "monitoring",
                                 .title = "プランの状況の確認(モニタリング)",
                                 .due_on = *plan->next_confirmation_on,
                                 .source = "plan:" + plan->id.text()});
        const int notice = act.profile.settings.plan_end_notice_days.value;
        casefile::add_task(act, {.case_id = plan->case_id,
                                 .holder = access::Holder::desk(act.profile.coordinating_desk),
                                 .kind = "plan.end",
                                 .title = "プランの終わりに向けた評価",
                                 .due_on = std::max(plan->ends_on->plus_days(-notice), act.today()),
                                 .source = "plan:" + plan->id.text()});
        casefile::set_next_on(act, plan->case_id, plan->next_confirmation_on);
        tell(act, *plan, fmt::format("支援決定 {}", plan->decision_number), decision.change_made);
        act.leads_to("/plans/" + plan->id.text());
        return Done{};
    });
}

}  // namespace kasane::plan
