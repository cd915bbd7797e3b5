#include "plan/follow_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "casefile/coordination.hpp"
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

/// What is known about the evaluation and the meeting of the track the household stands on, since
/// the present round of work began: an ending of years ago does not count again.
EndingFacts ending_facts(ActScope& act, const access::CaseReading& reading, const CaseId& case_id) {
    const auto since = casefile::round_began(act, case_id);
    const bool consented = anybody_consents(reading);
    const auto frame = consented ? conference::Frame::CoordinationConference
                                 : conference::Frame::SupportConference;
    const auto& meeting =
        consented ? act.profile.coordination_conference() : act.profile.support_conference();
    const auto evaluation = newest_evaluation(act, case_id);
    const auto item = conference::recorded_item(act, case_id, frame,
                                                conference::Purpose::ClosureEvaluation, since);
    EndingFacts facts{.evaluated = evaluation && evaluation->evaluated_on >= since.date_in_japan(),
                      .considered = item.has_value(),
                      .meeting_role = act.profile.settings.closing_decided_by_conference.value,
                      .meeting_name = meeting.local_name,
                      .today = act.today()};
    if (item) facts.opinion = item->opinion;
    return facts;
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

std::string_view reasons_of(Conclusion conclusion) {
    return conclusion == Conclusion::Suspend ? "suspension_reasons" : "closing_reasons";
}

/// 理由の区分 is one of the list of its conclusion.
Result<Done> check_reason_code(const ActScope& act, const ConcludeCase& wanted) {
    if (wanted.reason_code.empty() || wanted.conclusion == Conclusion::Replan ||
        act.profile.codes.list(reasons_of(wanted.conclusion)).has(wanted.reason_code)) {
        return Done{};
    }
    return law::refuse_field(law::gates::closing, "reason_code",
                             wanted.conclusion == Conclusion::Suspend
                                 ? "中断の理由の区分から選んでください。"
                                 : "終結の理由の区分から選んでください。");
}

std::string reason_text(const ActScope& act, const ConcludeCase& wanted) {
    std::string text;
    if (!wanted.reason_code.empty()) {
        const auto& list = act.profile.codes.list(reasons_of(wanted.conclusion));
        text = list.label(wanted.reason_code) + "\n";
    }
    text += wanted.reason;
    if (!wanted.remaining.empty()) text += "\n世帯に残る人: " + wanted.remaining;
    return text;
}

/// What allowed the step, with the reason counted in reports.
std::string decision_of(const ConcludeCase& wanted) {
    return wanted.reason_code.empty() ? "evaluation" : "evaluation:" + wanted.reason_code;
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
        auto authorised = casefile::authorise_coordination(act, case_of_plan(act, monitoring.plan));
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
        auto authorised = casefile::authorise_coordination(act, evaluation.case_id);
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
        act.leads_to("/cases/" + made.case_id.text());
        return Done{};
    });
}

Result<Done> conclude_case(access::Town& town, const accounts::Actor& actor,
                           const casefile::Events& events, const ConcludeCase& wanted) {
    return town.act<Done>(actor, accounts::Act::CloseCase, [&](ActScope& act) -> Result<Done> {
        auto authorised = casefile::authorise_coordination(act, wanted.case_id);
        if (!authorised) return authorised.refusal();
        const auto head = casefile::head_for_act(act, *authorised);
        const auto event = event_of(wanted.conclusion);
        if (auto possible = casefile::check_step(head, event); !possible) {
            return possible.refusal();
        }
        auto checked = check_conclusion(wanted, ending_facts(act, *authorised, wanted.case_id));
        if (!checked) return checked;
        if (auto coded = check_reason_code(act, wanted); !coded) return coded;
        if (wanted.companion) {
            auto known = act.profile.check_desk(*wanted.companion, act.today(), "companion");
            if (!known) return known;
        }
        const auto reason = reason_text(act, wanted);
        auto moved = casefile::move_case(act, wanted.case_id,
                                         {event, reason, decision_of(wanted), std::nullopt});
        if (!moved) return moved.refusal();
        end_plans_of_case(act, wanted.case_id);
        casefile::set_next_on(act, wanted.case_id, std::nullopt);
        if (wanted.companion) {
            casefile::set_lead(act, wanted.case_id, *wanted.companion, "終結後の伴走", "closing");
        }
        if (wanted.conclusion == Conclusion::FollowUp) begin_follow_up(act, wanted);
        if (wanted.conclusion == Conclusion::Suspend) {
            casefile::remember_watch(act, wanted.case_id, *wanted.companion, *wanted.next_on);
            casefile::set_next_on(act, wanted.case_id, wanted.next_on);
        }
        if (*moved == casefile::CaseState::Closed) {
            events.coordination_ended.ring(act, {wanted.case_id});
            events.case_closed.ring(act, {wanted.case_id});
        }
        act.leads_to("/cases/" + wanted.case_id.text());
        return Done{};
    });
}

void end_plans_of_case(ActScope& act, const CaseId& case_id) {
    for (auto& plan : plans_of(act, case_id)) {
        const auto ended = next_state(plan_transitions, plan.state, PlanEvent::End);
        if (!ended) continue;
        plan.state = *ended;
        ensure(update_plan(act, plan), "the writer works alone: a loaded version still holds");
        casefile::finish_tasks(act, source_of(plan.id));
    }
}

void review_after_withdrawal(ActScope& act, const CaseId& case_id, const PersonId& person) {
    for (auto& plan : plans_of(act, case_id)) {
        const bool concerns = std::ranges::find(plan.subjects, person) != plan.subjects.end();
        const auto reviewed = next_state(plan_transitions, plan.state, PlanEvent::Review);
        if (!concerns || !reviewed) continue;
        plan.state = *reviewed;
        ensure(update_plan(act, plan), "the writer works alone: a loaded version still holds");
    }
}

}  // namespace kasane::plan
