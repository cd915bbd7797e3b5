#include <fmt/format.h>

#include "casefile/case_states.hpp"
#include "casefile/desk_load.hpp"
#include "storage/value_list.hpp"

namespace kasane::casefile {
namespace {

/// The states in which somebody works on a case, as a list in SQL; the codes are ours.
std::string open_states() {
    std::string list;
    for (const auto& state : codes<CaseState>) {
        if (is_over(state.value)) continue;
        list += fmt::format("{}'{}'", list.empty() ? "" : ", ", state.code);
    }
    return list;
}

std::int64_t count_tasks(access::Scope& scope, const DeskId& desk, std::string_view which) {
    return scope.rows.value<std::int64_t>(
        fmt::format("select count(*) from (select 1 from tasks where municipality = $1"
                    " and holder = $2 and done_at is null and {} limit $4) as t",
                    which),
        scope.municipality(), access::Holder::desk(desk).text(), scope.today(), counted_at_most);
}

}  // namespace

DeskLoad load_of(access::Scope& scope, const DeskId& desk) {
    ensure(scope.actor.works_at(desk), "nobody is told what lies on another's desk");
    DeskLoad load{.desk = desk};
    // Few cases of a town are open: they are looked up in the reading list, not the other way.
    load.open_cases = scope.rows.value<std::int64_t>(
        fmt::format("select count(*) from (select 1 from cases c join reading_list r"
                    " on r.municipality = c.municipality and r.case_id = c.case_id"
                    " where c.municipality = $1 and c.state in ({}) and r.holder = $2"
                    " and (r.until is null or r.until > $3) limit $4) as o",
                    open_states()),
        scope.municipality(), access::Holder::desk(desk).text(), scope.now, counted_at_most);
    load.memos = count_tasks(scope, desk, "kind = 'memo.answer' and due_on >= $3");
    load.overdue = count_tasks(scope, desk, "kind <> 'memo.reply' and due_on < $3");
    return load;
}

std::vector<access::ListedCase> quiet_cases(access::Scope& scope, Instant since,
                                            std::size_t limit) {
    storage::Values bound{scope.municipality().text(), scope.now.text(), since.text()};
    const auto holders = storage::bind_list(bound, scope.holders());
    bound.emplace_back(static_cast<std::int64_t>(limit));
    std::vector<access::ListedCase> quiet;
    for (auto& [case_id, last_at] : scope.rows.rows_bound<CaseId, Instant>(
             fmt::format("select r.case_id, max(r.last_at) from cases c join reading_list r"
                         " on r.municipality = c.municipality and r.case_id = c.case_id"
                         " where c.municipality = $1 and c.state in ({})"
                         " and (r.until is null or r.until > $2) and r.last_at < $3"
                         " and r.holder in ({}) group by r.case_id order by 2, 1 limit ${}",
                         open_states(), holders, bound.size()),
             bound)) {
        scope.log.listed(case_id);
        quiet.push_back({case_id, last_at});
    }
    return quiet;
}

}  // namespace kasane::casefile
