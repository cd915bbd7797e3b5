#include "plan/plan_store.hpp"

namespace kasane::plan {
namespace {

using access::ActScope;
using access::Scope;

void insert_parts(ActScope& act, const Plan& plan) {
    for (const auto& person : plan.subjects) {
        act.store.execute(
            "insert into plan_subjects (municipality, plan, person) values ($1, $2, $3)",
            act.municipality(), plan.id, person);
    }
    std::int64_t position = 1;
    for (const auto& row : plan.rows) {
        ensure(row.due_on.has_value(), "a goal that is stored has its date");
        act.store.execute(
            "insert into plan_rows (municipality, plan, position, goal, due_on, what, actor_type,"
            " desk, frequency) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            act.municipality(), plan.id, position++, row.goal, *row.due_on, row.what,
            row.actor_type, row.desk, row.frequency);
    }
}

void load_parts(Scope& scope, Plan& plan) {
    for (auto& [person] : scope.rows.rows<PersonId>(
             "select person from plan_subjects where municipality = $1 and plan = $2"
             " order by person",
             scope.municipality(), plan.id)) {
        plan.subjects.push_back(person);
    }
    for (auto& [goal, due, what, actor, desk, frequency] :
         scope.rows
             .rows<PrivateText, Date, PrivateText, ActorType, std::optional<DeskId>, std::string>(
                 "select goal, due_on, what, actor_type, desk, frequency from plan_rows"
                 " where municipality = $1 and plan = $2 order by position",
                 scope.municipality(), plan.id)) {
        plan.rows.push_back({goal, due, what, actor, desk, frequency});
    }
}

std::vector<Plan> plans_where(Scope& scope, std::string_view condition, std::string_view key) {
    std::vector<Plan> plans;
    for (auto& [id, number, case_id, state, wishes, issues, policy, points, integration, starts,
                ends, next, drafted, decision, decided, by, by_name, item, change, changed_at,
                version] :
         scope.rows
             .rows<PlanId, std::string, CaseId, PlanState, PrivateText, PrivateText, PrivateText,
                   PrivateText, PrivateText, std::optional<Date>, std::optional<Date>,
                   std::optional<Date>, Date, std::string, std::optional<Date>,
                   std::optional<AccountId>, std::optional<std::string>,
                   std::optional<AgendaItemId>, PrivateText, std::optional<Instant>, std::int64_t>(
                 "select p.plan, p.number, p.case_id, p.state, p.wishes, p.issues, p.policy,"
                 " p.points_to_note, p.integration, p.starts_on, p.ends_on, p.next_confirmation_on,"
                 " p.drafted_on, p.decision_number, p.decided_on, p.decided_by, a.name,"
                 " p.decision_item, p.change_made, p.changed_at, p.version from plans p"
                 " left join accounts a on a.municipality = p.municipality"
                 " and a.account = p.decided_by where p.municipality = $1 and p." +
                     std::string(condition) + " = $2 order by p.plan desc",
                 scope.municipality(), key)) {
        plans.push_back({.id = id,
                         .number = number,
                         .case_id = case_id,
                         .state = state,
                         .wishes = wishes,
                         .issues = issues,
                         .policy = policy,
                         .points_to_note = points,
                         .integration = integration,
                         .starts_on = starts,
                         .ends_on = ends,
                         .next_confirmation_on = next,
                         .drafted_on = drafted,
                         .decision_number = decision,
                         .decided_on = decided,
                         .decided_by = by,
                         .decided_by_name = by_name.value_or(std::string()),
                         .decision_item = item,
                         .change_made = change,
                         .changed_at = changed_at,
                         .version = version});
    }
    for (auto& plan : plans) load_parts(scope, plan);
    return plans;
}

}  // namespace

void insert_plan(ActScope& act, const Plan& plan) {
    act.store.execute(
        "insert into plans (municipality, plan, number, case_id, state, wishes, issues, policy,"
        " points_to_note, integration, starts_on, ends_on, next_confirmation_on, drafted_on,"
        " drafted_by, decision_number, decided_on, decided_by, decision_item, change_made,"
        " changed_at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,"
        " $15, '', null, null, null, '', $16, 1)",
        act.municipality(), plan.id, plan.number, plan.case_id, plan.state, plan.wishes,
        plan.issues, plan.policy, plan.points_to_note, plan.integration, plan.starts_on,
        plan.ends_on, plan.next_confirmation_on, plan.drafted_on, act.actor.account,
        plan.changed_at);
    insert_parts(act, plan);
}

bool update_plan(ActScope& act, const Plan& plan) {
    const auto changed = act.store.execute(
        "update plans set state = $1, wishes = $2, issues = $3, policy = $4, points_to_note = $5,"
        " integration = $6, starts_on = $7, ends_on = $8, next_confirmation_on = $9,"
        " decision_number = $10, decided_on = $11, decided_by = $12, decision_item = $13,"
        " change_made = $14, changed_at = $15, version = version + 1"
        " where municipality = $16 and plan = $17 and version = $18",
        plan.state, plan.wishes, plan.issues, plan.policy, plan.points_to_note, plan.integration,
        plan.starts_on, plan.ends_on, plan.next_confirmation_on, plan.decision_number,
        plan.decided_on, plan.decided_by, plan.decision_item, plan.change_made, plan.changed_at,
        act.municipality(), plan.id, plan.version);
    if (changed != 1) return false;
    act.store.execute("delete from plan_subjects where municipality = $1 and plan = $2",
                      act.municipality(), plan.id);
    act.store.execute("delete from plan_rows where municipality = $1 and plan = $2",
                      act.municipality(), plan.id);
    insert_parts(act, plan);
    return true;
}

std::optional<CaseId> case_of_plan(Scope& scope, const PlanId& plan) {
    if (!is_uuid(plan.text())) return std::nullopt;
    auto row =
        scope.rows.row<CaseId>("select case_id from plans where municipality = $1 and plan = $2",
                               scope.municipality(), plan);
    if (!row) return std::nullopt;
    return std::get<0>(std::move(*row));
}

std::optional<Plan> select_plan(Scope& scope, const PlanId& plan) {
    auto found = plans_where(scope, "plan", plan.text());
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<Plan> plans_of(Scope& scope, const CaseId& case_id) {
    return plans_where(scope, "case_id", case_id.text());
}

void insert_monitoring(ActScope& act, const Plan& plan, const Monitoring& monitoring) {
    act.store.execute(
        "insert into monitorings (municipality, monitoring, plan, case_id, held_on, recorded_by,"
        " findings, person_voice, next_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        act.municipality(), act.new_uuid(), plan.id, plan.case_id, monitoring.held_on,
        act.actor.account, monitoring.findings, monitoring.person_voice, monitoring.next_on);
}

std::vector<Monitoring> monitorings_of(Scope& scope, const PlanId& plan) {
    std::vector<Monitoring> all;
    for (auto& [on, by, findings, voice, next] :
         scope.rows.rows<Date, std::string, PrivateText, PrivateText, Date>(
             "select m.held_on, a.name, m.findings, m.person_voice, m.next_on from monitorings m"
             " join accounts a on a.municipality = m.municipality and a.account = m.recorded_by"
             " where m.municipality = $1 and m.plan = $2 order by m.monitoring desc",
             scope.municipality(), plan)) {
        all.push_back({on, by, findings, voice, next});
    }
    return all;
}

void insert_evaluation(ActScope& act, const Evaluation& evaluation) {
    std::string changes;
    for (const auto& change : evaluation.changes) {
        changes += (changes.empty() ? "" : ";") + change;
    }
    act.store.execute(
        "insert into evaluations (municipality, evaluation, plan, case_id, evaluated_on,"
        " evaluated_by, achievement, changes, remaining, person_voice, result, reason)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        act.municipality(), act.new_uuid(), evaluation.plan, evaluation.case_id,
        evaluation.evaluated_on, act.actor.account, evaluation.achievement, changes,
        evaluation.remaining, evaluation.person_voice, evaluation.result, evaluation.reason);
}

std::optional<Evaluation> newest_evaluation(Scope& scope, const CaseId& case_id) {
    auto found = scope.rows.row<std::optional<PlanId>, Date, std::string, std::string, PrivateText,
                                PrivateText, std::string, std::string>(
        "select plan, evaluated_on, achievement, changes, remaining, person_voice, result, reason"
        " from evaluations where municipality = $1 and case_id = $2 order by evaluation desc"
        " limit 1",
        scope.municipality(), case_id);
    if (!found) return std::nullopt;
    auto& [plan, on, achievement, changes, remaining, voice, result, reason] = *found;
    Evaluation made{plan, case_id, on, achievement, {}, remaining, voice, result, reason};
    std::size_t from = 0;
    while (from < changes.size()) {
        const auto end = std::min(changes.find(';', from), changes.size());
        made.changes.push_back(changes.substr(from, end - from));
        from = end + 1;
    }
    return made;
}

}  // namespace kasane::plan
