#include "access/consent_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "access/case_reading.hpp"
#include "storage/value_list.hpp"

namespace kasane::access {
namespace {

constexpr std::string_view select_consents =
    "select consent, case_id, person, status, given_by, method, agreed_on, expires_on,"
    " reason_code, reason_note, next_attempt_on, recorded_by, recorded_desk, recorded_at,"
    " withdrawn_at from consents where municipality = $1 and ";

std::vector<ConsentRow> rows_from(Scope& scope, std::string_view condition, std::string_view key) {
    std::vector<ConsentRow> ledger;
    std::map<std::string, std::size_t> by_id;
    const auto sql = std::string(select_consents) + std::string(condition) +
                     " order by recorded_at desc, consent desc";
    for (auto& [id, case_id, person, status, by, method, agreed, expires, reason, note, next,
                recorded_by, desk, at, withdrawn] :
         scope.rows.rows<ConsentId, CaseId, PersonId, ConsentStatus, ConsentBy,
                         std::optional<ConsentMethod>, std::optional<Date>, std::optional<Date>,
                         std::optional<NoConsentReason>, PrivateText, std::optional<Date>,
                         std::string, DeskId, Instant, std::optional<Instant>>(
             sql, scope.municipality(), key)) {
        by_id[id.text()] = ledger.size();
        ledger.push_back({id,   case_id, person,      status, by,     method,   {},
                          {},   {},      {},          {},     agreed, expires,  reason,
                          note, next,    recorded_by, desk,   at,     withdrawn});
    }
    const auto of_these =
        " where municipality = $1 and consent in (select consent from consents"
        " where municipality = $1 and " +
        std::string(condition) + ")";
    for (auto& [id, scope_code, withdrawn] :
         scope.rows.rows<std::string, ConsentScope, std::optional<Instant>>(
             "select consent, scope, withdrawn_at from consent_scopes" + of_these +
                 " order by scope",
             scope.municipality(), key)) {
        auto& row = ledger[by_id.at(id)];
        (withdrawn ? row.withdrawn_scopes : row.scopes).push_back(scope_code);
    }
    for (auto& [id, desk, excluded, withdrawn] :
         scope.rows.rows<std::string, DeskId, bool, std::optional<Instant>>(
             "select consent, desk, excluded, withdrawn_at from consent_desks" + of_these +
                 " order by desk",
             scope.municipality(), key)) {
        auto& row = ledger[by_id.at(id)];
        (excluded    ? row.excluded_desks
         : withdrawn ? row.withdrawn_desks
                     : row.desks)
            .push_back(desk);
    }
    return ledger;
}

}  // namespace

void insert_consent(ActScope& act, const ConsentId& id, const ConsentDeclaration& declaration) {
    act.store.execute(
        "insert into consents (municipality, consent, case_id, person, status, given_by,"
        " representative_note, representative_suspicion, method, witness, explained_version, purpose, agreed_on, expires_on,"
        " reason_code, reason_note, next_attempt_on, recorded_by, recorded_desk, recorded_at,"
        " withdrawn_at, withdrawal_note, version)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,"
        " $19, $20, null, '', 1)",
        act.municipality(), id, declaration.case_id, declaration.person, declaration.status,
        declaration.given_by, declaration.representative_note,
        declaration.representative_suspicion
            ? std::string(code_of(*declaration.representative_suspicion))
            : std::string(),
        declaration.method, declaration.witness, declaration.explained_version, declaration.purpose,
        declaration.agreed_on, declaration.expires_on, declaration.reason, declaration.reason_note,
        declaration.next_attempt_on, act.actor.account, act.actor.desk(), act.now);
    for (const ConsentScope scope : declaration.scopes) {
        act.store.execute(
            "insert into consent_scopes (municipality, consent, scope) values ($1, $2, $3)",
            act.municipality(), id, scope);
    }
    const auto insert_desk = [&](const DeskId& desk, bool excluded) {
        act.store.execute(
            "insert into consent_desks (municipality, consent, desk, excluded, withdrawn_at)"
            " values ($1, $2, $3, $4, null)",
            act.municipality(), id, desk, excluded);
    };
    for (const auto& desk : declaration.desks) insert_desk(desk, false);
    for (const auto& desk : declaration.excluded_desks) insert_desk(desk, true);
}

void mark_withdrawn(ActScope& act, const ConsentId& id, std::string_view note) {
    act.store.execute(
        "update consents set status = $1, withdrawn_at = $2, withdrawal_note = $3,"
        " version = version + 1 where municipality = $4 and consent = $5",
        ConsentStatus::Withdrawn, act.now, note, act.municipality(), id);
    act.store.execute(
        "update consent_desks set withdrawn_at = $1 where municipality = $2 and consent = $3"
        " and excluded = 0 and withdrawn_at is null",
        act.now, act.municipality(), id);
}

std::int64_t mark_desk_withdrawn(ActScope& act, const ConsentId& id, const DeskId& desk) {
    return act.store.execute(
        "update consent_desks set withdrawn_at = $1 where municipality = $2 and consent = $3"
        " and desk = $4 and excluded = 0 and withdrawn_at is null",
        act.now, act.municipality(), id, desk);
}

std::int64_t mark_scope_withdrawn(ActScope& act, const ConsentId& id, ConsentScope scope) {
    return act.store.execute(
        "update consent_scopes set withdrawn_at = $1 where municipality = $2 and consent = $3"
        " and scope = $4 and withdrawn_at is null",
        act.now, act.municipality(), id, scope);
}

std::int64_t standing_desks(Scope& scope, const CaseId& case_id, const PersonId& person) {
    return scope.rows.value<std::int64_t>(
        "select count(*) from consents c join consent_desks d"
        " on d.municipality = c.municipality and d.consent = c.consent"
        " where c.municipality = $1 and c.case_id = $2 and c.person = $3"
        " and c.status = 'obtained' and d.excluded = 0 and d.withdrawn_at is null"
        " and (c.expires_on is null or c.expires_on >= $4)",
        scope.municipality(), case_id, person, scope.today());
}

std::vector<ConsentRow> consents_of_case(Scope& scope, const CaseId& case_id) {
    return rows_from(scope, "case_id = $2", case_id.text());
}

std::optional<CaseId> case_of_consent(Scope& scope, const ConsentId& consent) {
    if (!is_uuid(consent.text())) return std::nullopt;
    auto row = scope.rows.row<CaseId>(
        "select case_id from consents where municipality = $1 and consent = $2",
        scope.municipality(), consent);
    if (!row) return std::nullopt;
    return std::get<0>(std::move(*row));
}

std::optional<ConsentRow> find_consent(Scope& scope, const ConsentId& consent) {
    auto found = rows_from(scope, "consent = $2", consent.text());
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<WatchedConsent> watched_consents(Scope& scope, const Date& since, const Date& until) {
    constexpr std::size_t at_most = 200;
    const auto holders = scope.holders();
    storage::Values bound{scope.municipality().text(), since.text(), until.text()};
    const auto readers = storage::bind_list(bound, holders);
    bound.emplace_back(scope.now.text());
    const auto sql = fmt::format(
        "select c.consent, c.case_id, c.person, c.recorded_desk, c.status,"
        " case when c.status = 'obtained' then c.expires_on else c.next_attempt_on end as due"
        " from consents c where c.municipality = $1"
        " and ((c.status = 'obtained' and c.expires_on >= $2 and c.expires_on <= $3)"
        " or (c.status in ('not_yet', 'refused', 'unable') and c.next_attempt_on <= $3))"
        " and not exists (select 1 from consents n where n.municipality = c.municipality"
        " and n.case_id = c.case_id and n.person = c.person and n.consent > c.consent)"
        " and exists (select 1 from reading_list r where r.municipality = c.municipality"
        " and r.case_id = c.case_id and r.holder in ({}) and (r.until is null or r.until > ${}))"
        " order by due, c.consent limit {}",
        readers, bound.size(), at_most);
    std::vector<WatchedConsent> watched;
    std::vector<CaseId> cases;
    for (auto& [id, case_id, person, desk, status, on] :
         scope.rows.rows_bound<ConsentId, CaseId, PersonId, DeskId, ConsentStatus, Date>(sql,
                                                                                         bound)) {
        cases.push_back(case_id);
        watched.push_back({id, case_id, person, desk, status, on});
    }
    // The list names persons: each line is asked as the ledger of its case would ask.
    auto readings = CaseReading::open_all(scope, cases);
    std::erase_if(watched, [&](const WatchedConsent& each) {
        const auto reading = readings.find(each.case_id);
        return reading == readings.end() ||
               !reading->second.may_read(
                   {Category::Case, each.person, Holder::desk(each.recorded_desk), std::nullopt});
    });
    return watched;
}

std::optional<StandingConsent> standing_consent(Scope& scope, const CaseId& case_id,
                                                const PersonId& person, const DeskId& desk,
                                                Category category) {
    std::optional<StandingConsent> longest;
    for (auto& [scope_code, last_day] : scope.rows.rows<ConsentScope, std::optional<Date>>(
             "select s.scope, c.expires_on from consents c"
             " join consent_desks d on d.municipality = c.municipality and d.consent = c.consent"
             " join consent_scopes s on s.municipality = c.municipality and s.consent = c.consent"
             " where c.municipality = $1 and c.case_id = $2 and c.person = $3"
             " and c.status = 'obtained' and (c.expires_on is null or c.expires_on >= $4)"
             " and d.desk = $5 and d.excluded = 0 and d.withdrawn_at is null"
             " and s.withdrawn_at is null",
             scope.municipality(), case_id, person, scope.today(), desk)) {
        const auto opened = opened_by(scope_code);
        if (std::find(opened.begin(), opened.end(), category) == opened.end()) continue;
        if (!last_day) return StandingConsent{};
        if (!longest || *longest->last_day < *last_day) longest = StandingConsent{last_day};
    }
    return longest;
}

bool consent_covers(Scope& scope, const CaseId& case_id, const PersonId& person, const DeskId& desk,
                    Category category) {
    return standing_consent(scope, case_id, person, desk, category).has_value();
}

}  // namespace kasane::access
