#include "casefile/emergency_store.hpp"

#include <fmt/format.h>

#include <utility>

namespace kasane::casefile {

using access::ActScope;
using access::Scope;

void insert_emergency(ActScope& act, const EmergencyOpening& opening) {
    act.store.execute(
        "insert into emergency_openings (municipality, opening, case_id, account, desk, danger,"
        " reason, opened_at, until_at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
        act.municipality(), opening.id, opening.case_id, opening.account, opening.desk,
        opening.danger, opening.reason, opening.opened_at, opening.until);
}

std::vector<EmergencyOpening> select_emergencies(Scope& scope, const EmergencyChoice& choice) {
    storage::Values bound{scope.municipality().text()};
    bound.insert(bound.end(), choice.values.begin(), choice.values.end());
    bound.emplace_back(static_cast<std::int64_t>(choice.limit));
    const auto sql = fmt::format(
        "select e.opening, e.case_id, c.number, e.account, a.name, e.desk, e.danger, e.reason,"
        " e.opened_at, e.until_at, e.reviewed_at, coalesce(r.name, ''), e.outcome, e.review_note,"
        " e.version from emergency_openings e"
        " join cases c on c.municipality = e.municipality and c.case_id = e.case_id"
        " join accounts a on a.municipality = e.municipality and a.account = e.account"
        " left join accounts r on r.municipality = e.municipality and r.account = e.reviewed_by"
        " where e.municipality = $1 and ({}) order by e.opened_at desc, e.opening desc limit ${}",
        choice.condition, bound.size());
    std::vector<EmergencyOpening> openings;
    for (auto& [id, case_id, number, account, name, desk, danger, reason, opened_at, until,
                reviewed_at, reviewed_by, outcome, note, version] :
         scope.rows
             .rows_bound<EmergencyId, CaseId, std::string, AccountId, std::string, DeskId, Danger,
                         PrivateText, Instant, Instant, std::optional<Instant>, std::string,
                         std::optional<ReviewOutcome>, PrivateText, std::int64_t>(sql, bound)) {
        openings.push_back({id, case_id, number, account, name, desk, danger, reason, opened_at,
                            until, reviewed_at, reviewed_by, outcome, note, version});
    }
    return openings;
}

std::optional<EmergencyOpening> select_emergency(Scope& scope, const EmergencyId& id) {
    if (!is_uuid(id.text())) return std::nullopt;
    auto found = select_emergencies(
        scope, {.condition = "e.opening = $2", .values = {id.text()}, .limit = 1});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

bool extend_emergency(ActScope& act, const EmergencyOpening& opening, Instant until,
                      std::string_view reason) {
    act.store.execute(
        "insert into emergency_renewals (municipality, renewal, opening, account, reason,"
        " renewed_at, until_at) values ($1, $2, $3, $4, $5, $6, $7)",
        act.municipality(), act.new_uuid(), opening.id, act.actor.account, reason, act.now, until);
    return act.store.execute(
               "update emergency_openings set until_at = $1, version = version + 1"
               " where municipality = $2 and opening = $3 and version = $4",
               until, act.municipality(), opening.id, opening.version) == 1;
}

bool close_review(ActScope& act, const EmergencyOpening& opening, ReviewOutcome outcome,
                  std::string_view note) {
    return act.store.execute(
               "update emergency_openings set reviewed_at = $1, reviewed_by = $2, outcome = $3,"
               " review_note = $4, version = version + 1"
               " where municipality = $5 and opening = $6 and version = $7",
               act.now, act.actor.account, outcome, note, act.municipality(), opening.id,
               opening.version) == 1;
}

void insert_sighting(ActScope& act, const EmergencyId& id) {
    act.store.execute(
        "insert into emergency_sightings (municipality, opening, account, seen_at)"
        " values ($1, $2, $3, $4) on conflict do nothing",
        act.municipality(), id, act.actor.account, act.now);
}

std::vector<EmergencyRenewal> renewals_of(Scope& scope, const EmergencyId& id) {
    std::vector<EmergencyRenewal> renewals;
    for (
        auto& [account, name, reason, at, until] :
        scope.rows.rows<AccountId, std::string, PrivateText, Instant, Instant>(
            "select n.account, a.name, n.reason, n.renewed_at, n.until_at from emergency_renewals n"
            " join accounts a on a.municipality = n.municipality and a.account = n.account"
            " where n.municipality = $1 and n.opening = $2 order by n.renewed_at, n.renewal",
            scope.municipality(), id)) {
        renewals.push_back({account, name, reason, at, until});
    }
    return renewals;
}

std::vector<EmergencySighting> sightings_of(Scope& scope, const EmergencyId& id) {
    std::vector<EmergencySighting> sightings;
    for (auto& [account, name, at] : scope.rows.rows<AccountId, std::string, Instant>(
             "select s.account, a.name, s.seen_at from emergency_sightings s"
             " join accounts a on a.municipality = s.municipality and a.account = s.account"
             " where s.municipality = $1 and s.opening = $2 order by s.seen_at, s.account",
             scope.municipality(), id)) {
        sightings.push_back({account, name, at});
    }
    return sightings;
}

std::optional<CaseId> numbered_case(ActScope& act, std::string_view number) {
    auto row =
        act.rows.row<CaseId>("select case_id from cases where municipality = $1 and number = $2",
                             act.municipality(), number);
    if (!row) return std::nullopt;
    return std::get<0>(std::move(*row));
}

}  // namespace kasane::casefile
