#include <fmt/format.h>

#include <span>

#include "access/ground_acts.hpp"
#include "access/ground_store.hpp"
#include "access/reading_list.hpp"
#include "storage/value_list.hpp"

namespace kasane::access {
namespace {

/// A ground without end outlasts every other; otherwise the latest end counts.
constexpr std::string_view insert_from_grounds =
    "insert into reading_list (municipality, holder, case_id, last_at, until)"
    " select g.municipality, g.holder, g.case_id,"
    " coalesce(min(a.last_at), min(g.opened_at)),"
    " case when sum(case when g.until is null then 1 else 0 end) > 0 then null"
    " else max(g.until) end"
    " from grounds g left join case_activity a"
    " on a.municipality = g.municipality and a.case_id = g.case_id"
    " where g.municipality = $1 and g.category = 'case'"
    " and g.basis not in ('referral', 'support_conference') and (g.until is null or g.until > $2)";

}  // namespace

void refresh_reading_list(storage::Transaction& store, const CaseId& case_id, Instant now) {
    store.execute("delete from reading_list where municipality = $1 and case_id = $2",
                  store.municipality(), case_id);
    store.execute(std::string(insert_from_grounds) +
                      " and g.case_id = $3 group by g.municipality, g.holder, g.case_id",
                  store.municipality(), now, case_id);
}

void move_up_in_reading_list(storage::Transaction& store, const CaseId& case_id, Instant now) {
    store.execute("update reading_list set last_at = $1 where municipality = $2 and case_id = $3",
                  now, store.municipality(), case_id);
}

void rebuild_reading_list(storage::Transaction& store, Instant now) {
    store.execute("delete from reading_list where municipality = $1", store.municipality());
    store.execute(
        std::string(insert_from_grounds) + " group by g.municipality, g.holder, g.case_id",
        store.municipality(), now);
}

namespace {

/// The newest rows of all holders behind the cursor, merged along the index on (holder, last_at,
/// case): a case stands in it once for each of its holders.
std::vector<ListedCase> newest_rows(Scope& scope, const std::optional<ListCursor>& after,
                                    std::size_t limit) {
    storage::Values bound{scope.municipality().text()};
    std::string behind;
    std::string sql;
    for (const auto& holder : scope.holders()) {
        bound.emplace_back(holder.text());
        const auto number = bound.size();
        if (sql.empty()) {
            bound.emplace_back(scope.now.text());
            if (after) {
                bound.emplace_back(after->last_at.text());
                bound.emplace_back(after->case_id.text());
                behind = " and (last_at, case_id) < ($4, $5)";
            }
        } else {
            sql += " union all ";
        }
        sql += fmt::format(
            "select last_at, case_id from reading_list where municipality = $1 and holder = ${}"
            " and (until is null or until > $3){}",
            number, behind);
    }
    bound.emplace_back(static_cast<std::int64_t>(limit));
    sql += fmt::format(" order by last_at desc, case_id desc limit ${}", bound.size());
    std::vector<ListedCase> rows;
    for (auto& [last_at, case_id] : scope.rows.rows_bound<Instant, CaseId>(sql, bound)) {
        rows.push_back({std::move(case_id), last_at});
    }
    return rows;
}

}  // namespace

std::vector<ListedCase> readable_cases(Scope& scope, const std::optional<ListCursor>& after,
                                       std::size_t limit) {
    std::vector<ListedCase> listed;
    auto behind = after;
    while (listed.size() < limit) {
        // Most cases have one or two holders among those of a reader.
        const auto wanted = 2 * limit;
        const auto rows = newest_rows(scope, behind, wanted);
        for (const auto& row : rows) {
            const bool is_known = !listed.empty() && listed.back().case_id == row.case_id;
            if (is_known || listed.size() == limit) continue;
            listed.push_back(row);
        }
        if (rows.size() < wanted) break;
        behind = ListCursor{rows.back().last_at, rows.back().case_id};
    }
    for (const auto& each : listed) scope.log.listed(each.case_id);
    return listed;
}

namespace {

/// How many rows one holder has, counted up to `most`.
std::int64_t rows_of_holder(Scope& scope, const Holder& holder, std::int64_t most) {
    return scope.rows.value<std::int64_t>(
        "select count(*) from (select 1 from reading_list where municipality = $1"
        " and holder = $2 and (until is null or until > $3) limit $4) as r",
        scope.municipality(), holder.text(), scope.now, most);
}

}  // namespace

std::int64_t count_readable_cases(Scope& scope, std::int64_t most) {
    const auto holders = scope.holders();
    // Telling the same cases of several holders apart is dear, and needless where one holder alone
    // has as many as are counted, or where all but one have none.
    std::vector<Holder> with_cases;
    std::int64_t of_last = 0;
    for (const auto& holder : holders) {
        const auto count = rows_of_holder(scope, holder, most);
        if (count >= most) return most;
        if (count == 0) continue;
        with_cases.push_back(holder);
        of_last = count;
    }
    if (with_cases.size() < 2) return of_last;
    const auto list = holder_list(with_cases, 3);
    storage::Values bound{scope.municipality().text(), scope.now.text()};
    bound.insert(bound.end(), list.values.begin(), list.values.end());
    bound.emplace_back(most);
    const auto rows = scope.rows.rows_bound<std::int64_t>(
        fmt::format("select count(*) from (select distinct case_id from reading_list"
                    " where municipality = $1 and (until is null or until > $2)"
                    " and holder in ({}) limit ${}) as c",
                    list.sql, bound.size()),
        bound);
    return std::get<0>(rows.at(0));
}

std::set<CaseId> listable(Scope& scope, std::span<const CaseId> cases) {
    if (cases.empty()) return {};
    const auto list = holder_list(scope.holders(), 3);
    storage::Values bound{scope.municipality().text(), scope.now.text()};
    bound.insert(bound.end(), list.values.begin(), list.values.end());
    const auto ids = storage::bind_list(bound, cases);
    std::set<CaseId> found;
    // The holder as an expression: the few rows of each case are read, not each holder's.
    for (auto& [case_id] : scope.rows.rows_bound<CaseId>(
             fmt::format("select case_id from reading_list where municipality = $1"
                         " and (until is null or until > $2) and holder || '' in ({})"
                         " and case_id in ({})",
                         list.sql, ids),
             bound)) {
        found.insert(std::move(case_id));
    }
    return found;
}

bool may_list(Scope& scope, const CaseId& case_id) {
    return !listable(scope, std::span(&case_id, 1)).empty();
}

}  // namespace kasane::access
