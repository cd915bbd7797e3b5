#include "access/ground_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "storage/value_list.hpp"

namespace kasane::access {
namespace {

using GroundRow = std::tuple<GroundId, CaseId, std::optional<PersonId>, std::string, Category,
                             Basis, std::string, Instant, std::optional<Instant>>;

constexpr std::string_view ground_columns =
    "ground, case_id, subject, holder, category, basis, source, opened_at, until";

std::vector<Ground> grounds_from(std::vector<GroundRow> rows) {
    std::vector<Ground> grounds;
    grounds.reserve(rows.size());
    for (auto& [id, case_id, subject, holder, category, basis, source, opened, until] : rows) {
        grounds.push_back({std::move(id), std::move(case_id), std::move(subject),
                           Holder::stored(std::move(holder)), category, basis, std::move(source),
                           opened, until});
    }
    return grounds;
}

}  // namespace

HolderList holder_list(std::span<const Holder> holders, int next) {
    HolderList list;
    for (const auto& holder : holders) {
        if (!list.sql.empty()) list.sql += ", ";
        list.sql += fmt::format("${}", next++);
        list.values.emplace_back(holder.text());
    }
    return list;
}

std::string item_condition(const ItemCondition& words) {
    std::string household = "''";
    for (const Category category : words.household_categories) {
        household += fmt::format(", '{}'", code_of(category));
    }
    return fmt::format(
        "(exists (select 1 from grounds g where g.municipality = $1 and g.case_id = $2"
        " and g.opened_at <= ${1} and (g.until is null or g.until > ${1})"
        " and g.holder in ({2}) and g.category = {0}.category"
        " and (g.subject is null or g.subject = {0}.subject)"
        " and (({0}.mark is null and g.basis not in ('referral', 'support_conference'))"
        " or {0}.mark = g.source)"
        " and (g.basis <> 'own_desk' or g.holder = {0}.owner"
        " or (g.category = 'identity' and g.subject is not null)))"
        " or ({0}.subject is null and {0}.mark is null and {0}.category in ({3})))",
        words.alias, words.now, words.holders, household);
}

std::vector<Ground> open_grounds_of(storage::Reader& rows, std::span<const CaseId> cases,
                                    std::span<const Holder> holders, Instant now) {
    if (cases.empty()) return {};
    const auto list = holder_list(holders, 3);
    storage::Values bound{rows.municipality().text(), now.text()};
    bound.insert(bound.end(), list.values.begin(), list.values.end());
    const auto ids = storage::bind_list(bound, cases);
    const auto sql = fmt::format(
        "select {} from grounds where municipality = $1 and opened_at <= $2"
        " and (until is null or until > $2) and holder in ({}) and case_id in ({})"
        " order by case_id, ground",
        ground_columns, list.sql, ids);
    return grounds_from(
        rows.rows_bound<GroundId, CaseId, std::optional<PersonId>, std::string, Category, Basis,
                        std::string, Instant, std::optional<Instant>>(sql, bound));
}

std::vector<Ground> all_grounds_of(storage::Reader& rows, const CaseId& case_id) {
    return grounds_from(rows.rows<GroundId, CaseId, std::optional<PersonId>, std::string, Category,
                                  Basis, std::string, Instant, std::optional<Instant>>(
        "select ground, case_id, subject, holder, category, basis, source, opened_at, until"
        " from grounds where municipality = $1 and case_id = $2 order by ground",
        rows.municipality(), case_id));
}

std::vector<Holder> holders_on_case(storage::Reader& rows, const CaseId& case_id, Instant now) {
    std::vector<Holder> holders;
    for (auto& [holder] : rows.rows<std::string>(
             "select distinct holder from grounds where municipality = $1 and case_id = $2"
             " and (until is null or until > $3)",
             rows.municipality(), case_id, now)) {
        holders.push_back(Holder::stored(std::move(holder)));
    }
    // Sorted here: engines differ in how they sort text.
    std::ranges::sort(holders);
    return holders;
}

std::vector<Concerned> concerned_of(storage::Reader& rows, const CaseId& case_id) {
    std::vector<Concerned> concerned;
    for (auto& [of_case, each] : concerned_of(rows, std::span(&case_id, 1))) {
        concerned.push_back(std::move(each));
    }
    return concerned;
}

std::vector<std::pair<CaseId, Concerned>> concerned_of(storage::Reader& rows,
                                                       std::span<const CaseId> cases) {
    if (cases.empty()) return {};
    storage::Values bound{rows.municipality().text()};
    const auto ids = storage::bind_list(bound, cases);
    std::vector<std::pair<CaseId, Concerned>> concerned;
    for (auto& [case_id, person, track] : rows.rows_bound<CaseId, PersonId, Track>(
             fmt::format("select case_id, person, track from tracks where municipality = $1"
                         " and case_id in ({}) order by case_id, person",
                         ids),
             bound)) {
        concerned.emplace_back(std::move(case_id), Concerned{std::move(person), track});
    }
    return concerned;
}

void insert_ground(storage::Transaction& store, const Ground& ground, const AccountId& opened_by) {
    store.execute(
        "insert into grounds (municipality, ground, case_id, subject, holder, category, basis,"
        " source, opened_at, until, opened_by, closed_because)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '')",
        store.municipality(), ground.id, ground.case_id, ground.subject, ground.holder.text(),
        ground.category, ground.basis, ground.source, ground.opened_at, ground.until, opened_by);
}

bool is_open_already(storage::Reader& rows, const Ground& like, Instant now) {
    return rows.value<std::int64_t>(
               "select count(*) from grounds where municipality = $1 and case_id = $2"
               " and category = $3 and holder = $4 and basis = $5 and source = $6"
               " and (until is null or until > $7)"
               " and coalesce(subject, '') = $8",
               rows.municipality(), like.case_id, like.category, like.holder.text(), like.basis,
               like.source, now, like.subject ? like.subject->text() : std::string()) > 0;
}

namespace {

/// The condition a Closing stands for, over open rows of its case; $1–$3 are bound by the caller.
struct Condition {
    std::string sql;
    storage::Values values;
};
Condition condition_of(const Closing& closing, int next) {
    Condition condition;
    const auto narrow = [&](std::string_view column, storage::Value value) {
        condition.sql += fmt::format(" and {} = ${}", column, next++);
        condition.values.push_back(std::move(value));
    };
    if (closing.basis) narrow("basis", storage::to_value(*closing.basis));
    if (!closing.source.empty()) narrow("source", closing.source);
    if (closing.holder) narrow("holder", closing.holder->text());
    if (closing.subject) narrow("subject", closing.subject->text());
    if (closing.category) narrow("category", storage::to_value(*closing.category));
    return condition;
}

}  // namespace

std::int64_t close_ground_rows(storage::Transaction& store, const Closing& closing, Instant now,
                               std::string_view because) {
    const auto condition = condition_of(closing, 5);
    storage::Values bound{now.text(), std::string(because), store.municipality().text(),
                          closing.case_id.text()};
    bound.insert(bound.end(), condition.values.begin(), condition.values.end());
    return store.execute_bound(
        "update grounds set until = $1, closed_because = $2 where municipality = $3"
        " and case_id = $4 and (until is null or until > $1)" +
            condition.sql,
        bound);
}

std::int64_t end_ground_rows(storage::Transaction& store, const Closing& which, Instant now,
                             Instant until) {
    const auto condition = condition_of(which, 5);
    storage::Values bound{until.text(), store.municipality().text(), which.case_id.text(),
                          now.text()};
    bound.insert(bound.end(), condition.values.begin(), condition.values.end());
    return store.execute_bound(
        "update grounds set until = $1 where municipality = $2 and case_id = $3"
        " and (until is null or until > $1) and (until is null or until > $4)" +
            condition.sql,
        bound);
}

void upsert_track(storage::Transaction& store, const TrackRow& row, Instant since) {
    store.execute(
        "insert into tracks (municipality, case_id, person, track, since, source)"
        " values ($1, $2, $3, $4, $5, $6)"
        " on conflict (municipality, case_id, person)"
        " do update set track = excluded.track, since = excluded.since, source = excluded.source",
        store.municipality(), row.case_id, row.person, row.track, since, row.source);
}

void set_last_activity(storage::Transaction& store, const CaseId& case_id, Instant at) {
    store.execute(
        "insert into case_activity (municipality, case_id, last_at) values ($1, $2, $3)"
        " on conflict (municipality, case_id) do update set last_at = excluded.last_at",
        store.municipality(), case_id, at);
}

}  // namespace kasane::access
