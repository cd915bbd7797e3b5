#include "casefile/case_store.hpp"

namespace kasane::casefile {

void insert_case(ActScope& act, const CaseHead& head) {
    act.store.execute(
        "insert into cases (municipality, case_id, number, household, state, receiving_desk,"
        " lead_desk, received_on, next_on, closed_on, version)"
        " values ($1, $2, $3, $4, $5, $6, null, $7, null, null, 1)",
        act.municipality(), head.id, head.number, head.household, head.state, head.receiving_desk,
        head.received_on);
}

std::optional<CaseHead> select_head(Scope& scope, const CaseId& case_id) {
    auto found = scope.rows.row<CaseId, std::string, HouseholdId, CaseState, DeskId,
                                std::optional<DeskId>, Date, std::optional<Date>,
                                std::optional<Date>, std::int64_t>(
        "select case_id, number, household, state, receiving_desk, lead_desk, received_on, next_on,"
        " closed_on, version from cases where municipality = $1 and case_id = $2",
        scope.municipality(), case_id);
    if (!found) return std::nullopt;
    auto& [id, number, household, state, desk, lead, received, next, closed, version] = *found;
    return CaseHead{id, number, household, state, desk, lead, received, next, closed, version};
}

std::optional<CaseId> case_numbered(Scope& scope, std::string_view number) {
    auto row =
        scope.rows.row<CaseId>("select case_id from cases where municipality = $1 and number = $2",
                               scope.municipality(), number);
    if (!row) return std::nullopt;
    return std::get<0>(std::move(*row));
}

bool update_state(ActScope& act, const CaseHead& head, CaseState to) {
    const std::optional<Date> closed_on =
        to == CaseState::Closed ? std::optional(act.today()) : std::nullopt;
    return act.store.execute(
               "update cases set state = $1, closed_on = $2, version = version + 1"
               " where municipality = $3 and case_id = $4 and version = $5",
               to, closed_on, act.municipality(), head.id, head.version) == 1;
}

void update_lead(ActScope& act, const CaseId& case_id, const DeskId& desk) {
    act.store.execute(
        "update cases set lead_desk = $1, version = version + 1"
        " where municipality = $2 and case_id = $3",
        desk, act.municipality(), case_id);
}

void update_next_on(ActScope& act, const CaseId& case_id, const std::optional<Date>& day) {
    act.store.execute("update cases set next_on = $1 where municipality = $2 and case_id = $3", day,
                      act.municipality(), case_id);
}

void insert_transition(ActScope& act, const TransitionRow& row) {
    act.store.execute(
        "insert into case_transitions (municipality, entry, case_id, from_state, event, to_state,"
        " at, actor, actor_desk, reason, decision)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        act.municipality(), act.new_id<EntryId>(), row.case_id, row.from, row.event, row.to,
        act.now, act.actor.account, act.actor.desk(), row.reason, row.decision);
}

Instant round_began(Scope& scope, const CaseId& case_id) {
    return scope.rows.value<Instant>(
        "select max(at) from case_transitions where municipality = $1 and case_id = $2"
        " and (from_state is null or event in ($3, $4, $5, $6, $7, $8))",
        scope.municipality(), case_id, CaseEvent::Accept, CaseEvent::StartOutreach,
        CaseEvent::PutToSupportConference, CaseEvent::ConsentArrives, CaseEvent::DecideSupport,
        CaseEvent::Reopen);
}

std::int64_t next_number(ActScope& act, std::string_view kind, FiscalYear year) {
    // Writers work one at a time, so that nobody counts between these. A single statement with
    // "returning" costs SQLite ten times as much.
    const bool counted = act.store.execute(
                             "update counters set last_number = last_number + 1"
                             " where municipality = $1 and kind = $2 and fiscal_year = $3",
                             act.municipality(), kind, year.year()) == 1;
    if (!counted) {
        act.store.execute(
            "insert into counters (municipality, kind, fiscal_year, last_number)"
            " values ($1, $2, $3, 1)",
            act.municipality(), kind, year.year());
    }
    return act.store.value<std::int64_t>(
        "select last_number from counters where municipality = $1 and kind = $2"
        " and fiscal_year = $3",
        act.municipality(), kind, year.year());
}

void insert_lead_decision(ActScope& act, const CaseId& case_id, const DeskId& desk,
                          std::string_view reason, std::string_view source) {
    act.store.execute(
        "insert into lead_decisions (municipality, entry, case_id, desk, decided_on, decided_by,"
        " reason, source) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        act.municipality(), act.new_id<EntryId>(), case_id, desk, act.today(), act.actor.account,
        reason, source);
}

std::vector<LeadDecision> select_lead_history(Scope& scope, const CaseId& case_id) {
    std::vector<LeadDecision> history;
    for (auto& [desk, on, by, reason] : scope.rows.rows<DeskId, Date, std::string, std::string>(
             "select l.desk, l.decided_on, a.name, l.reason from lead_decisions l"
             " join accounts a on a.municipality = l.municipality and a.account = l.decided_by"
             " where l.municipality = $1 and l.case_id = $2 order by l.entry desc",
             scope.municipality(), case_id)) {
        history.push_back({desk, on, by, reason});
    }
    return history;
}

}  // namespace kasane::casefile
