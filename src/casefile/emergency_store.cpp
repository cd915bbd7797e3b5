#include "casefile/emergency_store.hpp"

#include <fmt/format.h>

#include <utility>

#include "storage/value_list.hpp"

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

namespace {

std::vector<EmergencyOpening> openings_where(Scope& scope, std::string_view condition,
                                             storage::Values bound, std::size_t limit) {
    bound.emplace_back(static_cast<std::int64_t>(limit));
    const auto sql = fmt::format(
        "select e.opening, e.case_id, c.number, e.account, a.name, e.desk, e.danger, e.reason,"
        " e.opened_at, e.until_at, e.reviewed_at, coalesce(r.name, ''), e.outcome, e.review_note,"
        " e.version from emergency_openings e"
        " join cases c on c.municipality = e.municipality and c.case_id = e.case_id"
        " join accounts a on a.municipality = e.municipality and a.account = e.account"
        " left join accounts r on r.municipality = e.municipality and r.account = e.reviewed_by"
        " where e.municipality = $1 and ({}) order by e.opened_at desc, e.opening desc limit ${}",
        condition, bound.size());
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

/// ToldOf::holds as a condition over alias `e`; $2 is the reader.
struct ToldCondition {
    std::string sql = "e.account <> $2";
    storage::Values bound;
};
ToldCondition condition_of(const Scope& scope, const ToldOf& told) {
    ToldCondition condition;
    condition.bound = {scope.municipality().text(), told.reader.text()};
    if (told.everybodys) return condition;
    if (told.desks.empty()) {
        condition.sql += " and 1 = 0";
        return condition;
    }
    condition.sql +=
        fmt::format(" and e.desk in ({})", storage::bind_list(condition.bound, told.desks));
    return condition;
}

constexpr std::string_view not_seen =
    "e.reviewed_at is null and not exists (select 1 from emergency_sightings s"
    " where s.municipality = e.municipality and s.opening = e.opening and s.account = $2)";

}  // namespace

bool has_unreviewed(Scope& scope, const AccountId& account, const CaseId& case_id) {
    return scope.rows
        .row<std::int64_t>(
            "select 1 from emergency_openings where municipality = $1 and account = $2"
            " and case_id = $3 and reviewed_at is null limit 1",
            scope.municipality(), account, case_id)
        .has_value();
}

std::vector<EmergencyOpening> select_emergencies(Scope& scope, const ToldOf& told, OpeningsOf which,
                                                 std::size_t limit) {
    auto [sql, bound] = condition_of(scope, told);
    if (which == OpeningsOf::All) {
        return openings_where(scope, fmt::format("({}) or e.account = $2", sql), std::move(bound),
                              limit);
    }
    bound.emplace_back(scope.now.text());
    const auto lasting = fmt::format("e.until_at > ${}", bound.size());
    const auto wanted = which == OpeningsOf::ToReview
                            ? std::string("e.reviewed_at is null")
                            : fmt::format("(({}) or {})", not_seen, lasting);
    return openings_where(
        scope, fmt::format("({} and {}) or (e.account = $2 and {})", sql, wanted, lasting),
        std::move(bound), limit);
}

std::size_t count_unseen(Scope& scope, const ToldOf& told) {
    const auto [sql, bound] = condition_of(scope, told);
    const auto counted = scope.rows.rows_bound<std::int64_t>(
        fmt::format("select count(*) from emergency_openings e where e.municipality = $1 and {}"
                    " and {}",
                    sql, not_seen),
        bound);
    return static_cast<std::size_t>(std::get<0>(counted.at(0)));
}

std::optional<EmergencyOpening> select_emergency(Scope& scope, const EmergencyId& id) {
    if (!is_uuid(id.text())) return std::nullopt;
    auto found =
        openings_where(scope, "e.opening = $2", {scope.municipality().text(), id.text()}, 1);
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

}  // namespace kasane::casefile
