#include "plan/follow_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "conference/record_minutes.hpp"
#include "law/gates.hpp"
#include "plan/coordination.hpp"
#include "plan/plan_store.hpp"

namespace kasane::plan {
namespace {

using access::ActScope;

std::string source_of(const PlanId& plan) { return "plan:" + plan.text(); }

void tell(ActScope& act, const CaseId& case_id, std::string title, std::string body) {
    casefile::post(act, {.case_id = case_id,
                         .kind = casefile::EntryKind::Plan,
                         .category = access::Category::Plan,
                         .title = std::move(title),
                         .body = std::move(body),
                         .link = fmt::format("/cases/{}/plans", case_id.text()),
                         .owner = act.profile.coordinating_desk});
}

bool anybody_consents(const access::CaseReading& reading) {
    return std::ranges::any_of(reading.concerned(), [](const access::Concerned& concerned) {
        return concerned.track == access::Track::Consented;
    });
}

/// gate.closing: evaluation, then the meeting of the track the household stands on.
std::optional<Refusal> check_ending(ActScope& act, const access::CaseReading& reading,
                                    const ConcludeCase& wanted) {
    if (!newest_evaluation(act, wanted.case_id)) {
        return law::refuse(law::gates::closing, "評価が、まだ記録されていません。",
                           "先に評価を記録してください。");
    }
    const bool consented = anybody_consents(reading);
    const auto frame = consented ? conference::Frame::CoordinationConference
                                 : conference::Frame::SupportConference;
    const auto& meeting =
        consented ? act.profile.coordination_conference() : act.profile.support_conference();
    if (!conference::recorded_item(act, wanted.case_id, frame,
                                   conference::Purpose::ClosureEvaluation)) {
        return law::refuse(
            law::gates::closing,
            fmt::format("「{}」で、終結・中断の評価をした記録がありません。", meeting.local_name),
            "会議の目的を「終結・中断の評価」にして議題にし、意見を記録してください。");
    }
    if (wanted.remaining.empty()) {
        return law::refuse_field(law::gates::closing, "remaining",
                                 "世帯に残る人の様子を確認し、入力してください。");
    }
    if (!wanted.companion) {
        return law::refuse_field(law::gates::closing, "companion",
                                 "終結のあと、伴走する窓口を選んでください。");
    }
    if (auto known = act.profile.check_desk(*wanted.companion, act.today(), "companion"); !known) {
        return known.refusal();
    }
    return std::nullopt;
}

casefile::CaseEvent event_of(Conclusion conclusion) {
    switch (conclusion) {
        case Conclusion::Close:
            return casefile::CaseEvent::Close;
        case Conclusion::FollowUp:
            return casefile::CaseEvent::FollowUp;
        case Conclusion::Replan:
            return casefile::CaseEvent::Replan;
        case Conclusion::Suspend:
            return casefile::CaseEvent::Suspend;
    }
    broken_invariant("every conclusion moves the case", std::source_location::current());
}

void end_plans(ActScope& act, const CaseId& case_id) {
    for (auto& plan : plans_of(act, case_id)) {
        if (plan.state == PlanState::Ended) continue;
        plan.state = PlanState::Ended;
        ensure(update_plan(act, plan), "the writer works alone: a loaded version still holds");
        casefile::finish_tasks(act, source_of(plan.id));
    }
}

void begin_follow_up(ActScope& act, const ConcludeCase& wanted) {
    const int months = act.profile.settings.follow_up_months.value;
    const auto until = act.today().plus_months(std::max(months, 1));
    casefile::add_task(act, {.case_id = wanted.case_id,
                             .holder = access::Holder::desk(*wanted.companion),
                             .kind = "follow_up",
                             .title = "フォローアップ",
                             .due_on = until,
                             .source = "follow-up:" + wanted.case_id.text()});
    casefile::set_next_on(act, wanted.case_id, until);
}

}  // namespace

Result<Done> monitor_plan(access::Town& town, const accounts::Actor& actor,
                          const MonitorPlan& monitoring) {
    return town.act<Done>(actor, accounts::Act::MonitorPlan, [&](ActScope& act) -> Result<Done> {
        auto authorised = authorise_coordination(act, case_of_plan(act, monitoring.plan));
        if (!authorised) return authorised.refusal();
        auto plan = select_plan(act, monitoring.plan);
        ensure(plan.has_value(), "a plan of a case is stored");
        if (plan->state != PlanState::Decided) {
            return law::refuse(law::gates::plan_is_reviewed,
                               "支援決定されたプランについて、モニタリングを記録します。",
                               "先に支援決定をしてください。");
        }
        if (!monitoring.held_on || *monitoring.held_on > act.today()) {
            return law::refuse_field(law::gates::plan_is_reviewed, "held_on",
                                     "確認した日を、今日までの日付で入力してください。");
        }
        if (monitoring.findings.empty()) {
            return law::refuse_field(law::gates::plan_is_reviewed, "findings",
                                     "確認した状況を入力してください。");
        }
        if (!monitoring.next_on || *monitoring.next_on <= *monitoring.held_on) {
            return law::refuse_field(
                law::gates::plan_is_reviewed, "next_on",
                "次に確認する日を入力してください。プランには、必ず次の確認日が要ります。");
        }
        insert_monitoring(act, *plan,
                          {*monitoring.held_on,
                           {},
                           PrivateText(monitoring.findings),
                           PrivateText(monitoring.person_voice),
                           *monitoring.next_on});
        plan->next_confirmation_on = monitoring.next_on;
        ensure(update_plan(act, *plan), "the writer works alone: a loaded version still holds");
        auto moved = casefile::move_case(act, plan->case_id,
                                         {casefile::CaseEvent::Monitor, "プランの状況の確認",
                                          source_of(plan->id), std::nullopt});
        if (!moved) return moved.refusal();
        casefile::finish_tasks(act, source_of(plan->id), "monitoring");
        casefile::add_task(act, {.case_id = plan->case_id,
                                 .holder = access::Holder::desk(act.profile.coordinating_desk),
                                 .kind = "monitoring",
                                 .title = "プランの状況の確認(モニタリング)",
                                 .due_on = *monitoring.next_on,
                                 .source = source_of(plan->id)});
        casefile::set_next_on(act, plan->case_id, monitoring.next_on);
        tell(act, plan->case_id, "モニタリング", monitoring.findings);
        act.leads_to("/plans/" + plan->id.text());
        return Done{};
    });
}

Result<Done> evaluate_case(access::Town& town, const accounts::Actor& actor,
                           const Evaluation& evaluation) {
    return town.act<Done>(actor, accounts::Act::EvaluatePlan, [&](ActScope& act) -> Result<Done> {
        auto authorised = authorise_coordination(act, evaluation.case_id);
        if (!authorised) return authorised.refusal();
        const auto head = casefile::head_for_act(act, *authorised);
        const bool while_reaching_out = head.state == casefile::CaseState::ReachingOut ||
                                        head.state == casefile::CaseState::Evaluating;
        if (!while_reaching_out) {
            auto possible = casefile::check_step(head, casefile::CaseEvent::Evaluate);
            if (!possible) return possible.refusal();
        }
        if (!act.profile.codes.list("goal_achievements").has(evaluation.achievement)) {
            return law::refuse_field(law::gates::closing, "achievement",
                                     "目標の達成状況を選んでください。");
        }
        if (evaluation.remaining.empty()) {
            return law::refuse_field(
                law::gates::closing, "remaining",
                "残された課題を入力してください。ないときは「なし」と書きます。");
        }
        Evaluation made = evaluation;
        made.evaluated_on = act.today();
        insert_evaluation(act, made);
        if (!while_reaching_out) {
            auto moved = casefile::move_case(
                act, made.case_id, {casefile::CaseEvent::Evaluate, "評価", "", std::nullopt});
            if (!moved) return moved.refusal();
        }
        tell(act, made.case_id, "評価を記録しました", made.remaining.reveal());
        act.leads_to(fmt::format("/cases/{}/plans", made.case_id.text()));
        return Done{};
    });
}

Result<Done> conclude_case(access::Town& town, const accounts::Actor& actor,
                           const casefile::Events& events, const ConcludeCase& wanted) {
    return town.act<Done>(actor, accounts::Act::CloseCase, [&](ActScope& act) -> Result<Done> {
        auto authorised = authorise_coordination(act, wanted.case_id);
        if (!authorised) return authorised.refusal();
        const auto head = casefile::head_for_act(act, *authorised);
        const auto event = event_of(wanted.conclusion);
        if (auto possible = casefile::check_step(head, event); !possible) {
            return possible.refusal();
        }
        if (wanted.reason.empty()) {
            return law::refuse_field(law::gates::closing, "reason", "理由を入力してください。");
        }
        const bool goes_on = wanted.conclusion == Conclusion::Replan;
        if (!goes_on) {
            if (auto refusal = check_ending(act, *authorised, wanted)) return *refusal;
        }
        std::string reason = wanted.reason;
        if (!wanted.remaining.empty()) reason += "\n世帯に残る人: " + wanted.remaining;
        auto moved =
            casefile::move_case(act, wanted.case_id, {event, reason, "evaluation", std::nullopt});
        if (!moved) return moved.refusal();
        end_plans(act, wanted.case_id);
        casefile::set_next_on(act, wanted.case_id, std::nullopt);
        if (wanted.companion) {
            casefile::set_lead(act, wanted.case_id, *wanted.companion, "終結後の伴走", "closing");
        }
        if (wanted.conclusion == Conclusion::FollowUp) begin_follow_up(act, wanted);
        if (*moved == casefile::CaseState::Closed) {
            events.case_closed.ring(act, {wanted.case_id});
        }
        act.leads_to("/cases/" + wanted.case_id.text());
        return Done{};
    });
}

void review_after_withdrawal(ActScope& act, const CaseId& case_id, const PersonId& person) {
    for (auto& plan : plans_of(act, case_id)) {
        const bool concerns = std::ranges::find(plan.subjects, person) != plan.subjects.end();
        if (!concerns || plan.state == PlanState::Ended) continue;
        if (plan.state == PlanState::Decided) {
            plan.state = PlanState::UnderReview;
            ensure(update_plan(act, plan), "the writer works alone: a loaded version still holds");
        }
        const int days = act.profile.settings.withdrawal_review_days.value;
        casefile::add_task(act, {.case_id = case_id,
                                 .holder = access::Holder::desk(act.profile.coordinating_desk),
                                 .kind = "withdrawal.review",
                                 .title = "同意の撤回を受けたプランの見直し",
                                 .due_on = act.today().plus_days(days),
                                 .source = source_of(plan.id)});
    }
}

}  // namespace kasane::plan
