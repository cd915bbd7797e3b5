#include <fmt/format.h>

#include <span>

#include "access/ground_acts.hpp"
#include "access/ground_store.hpp"
#include "access/reading_list.hpp"

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

/// Numbers of the parameters that every holder's part shares, in the order of first appearance.
struct Shared {
    int now = 3;
    int limit = 4;
    bool after = false;
};

/// One holder's part: the newest rows after the cursor, by the index on (holder, last_at, case).
std::string one_holder(int holder, const Shared& shared) {
    return fmt::format(
        "select * from (select last_at, case_id from reading_list where municipality = $1"
        " and holder = ${0} and (until is null or until > ${1}){2}"
        " order by last_at desc, case_id desc limit ${3}) as h{0}",
        holder, shared.now, shared.after ? " and (last_at, case_id) < ($4, $5)" : "", shared.limit);
}

}  // namespace

void refresh_reading_list(storage::Transaction& store, const CaseId& case_id, Instant now) {
    store.execute("delete from reading_list where municipality = $1 and case_id = $2",
                  store.municipality(), case_id);
    store.execute(std::string(insert_from_grounds) +
                      " and g.case_id = $3 group by g.municipality, g.holder, g.case_id",
                  store.municipality(), now, case_id);
}

void rebuild_reading_list(storage::Transaction& store, Instant now) {
    store.execute("delete from reading_list where municipality = $1", store.municipality());
    store.execute(
        std::string(insert_from_grounds) + " group by g.municipality, g.holder, g.case_id",
        store.municipality(), now);
}

std::vector<ListedCase> readable_cases(Scope& scope, const std::optional<ListCursor>& after,
                                       std::size_t limit) {
    const auto holders = scope.holders();
    Shared shared;
    storage::Values bound{scope.municipality().text(), holders.front().text(), scope.now.text()};
    if (after) {
        shared = {.now = 3, .limit = 6, .after = true};
        bound.emplace_back(after->last_at.text());
        bound.emplace_back(after->case_id.text());
    }
    bound.emplace_back(static_cast<std::int64_t>(limit));
    std::string sql = one_holder(2, shared);
    int next = shared.limit + 1;
    for (const auto& holder : std::span(holders).subspan(1)) {
        sql += " union " + one_holder(next++, shared);
        bound.emplace_back(holder.text());
    }
    sql += fmt::format(" order by 1 desc, 2 desc limit ${}", shared.limit);
    std::vector<ListedCase> listed;
    for (auto& [last_at, case_id] : scope.rows.rows_bound<Instant, CaseId>(sql, bound)) {
        scope.log.listed(case_id);
        listed.push_back({case_id, last_at});
    }
    return listed;
}

std::int64_t count_readable_cases(Scope& scope, std::int64_t most) {
    const auto holders = scope.holders();
    const auto list = holder_list(holders, 3);
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

bool may_list(Scope& scope, const CaseId& case_id) {
    const auto holders = scope.holders();
    const auto list = holder_list(holders, 4);
    storage::Values bound{scope.municipality().text(), case_id.text(), scope.now.text()};
    bound.insert(bound.end(), list.values.begin(), list.values.end());
    return !scope.rows
                .rows_bound<std::int64_t>(
                    fmt::format("select 1 from reading_list where municipality = $1"
                                " and case_id = $2 and (until is null or until > $3)"
                                " and holder || '' in ({}) limit 1",
                                list.sql),
                    bound)
                .empty();
}

}  // namespace kasane::access
