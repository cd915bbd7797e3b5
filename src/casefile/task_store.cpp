#include "casefile/task_store.hpp"

#include <fmt/format.h>

namespace kasane::casefile {

TaskId insert_task(ActScope& act, const NewTask& task) {
    const auto id = act.new_id<TaskId>();
    act.store.execute(
        "insert into tasks (municipality, task, case_id, holder, kind, title, due_on, source,"
        " created_at, done_at, done_by)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, null)",
        act.municipality(), id, task.case_id, task.holder.text(), task.kind, task.title,
        task.due_on, task.source, act.now);
    return id;
}

std::int64_t mark_tasks_done(ActScope& act, std::string_view source, std::string_view kind) {
    return act.store.execute(
        "update tasks set done_at = $1, done_by = $2 where municipality = $3 and source = $4"
        " and done_at is null and ($5 = '' or kind = $5)",
        act.now, act.actor.account, act.municipality(), source, kind);
}

void mark_tasks_of_case_done(ActScope& act, const CaseId& case_id) {
    act.store.execute(
        "update tasks set done_at = $1, done_by = $2 where municipality = $3 and case_id = $4"
        " and done_at is null",
        act.now, act.actor.account, act.municipality(), case_id);
}

std::size_t count_open_tasks_of(Scope& scope, std::string_view kind, std::size_t most) {
    storage::Values bound{scope.municipality().text(), std::string(kind)};
    std::string holders;
    for (const auto& holder : scope.holders()) {
        bound.emplace_back(holder.text());
        holders += fmt::format("{}${}", holders.empty() ? "" : ", ", bound.size());
    }
    bound.emplace_back(static_cast<std::int64_t>(most));
    const auto rows = scope.rows.rows_bound<std::int64_t>(
        fmt::format("select count(*) from (select 1 from tasks where municipality = $1"
                    " and kind = $2 and holder in ({}) and done_at is null limit ${}) as open",
                    holders, bound.size()),
        bound);
    return static_cast<std::size_t>(std::get<0>(rows.at(0)));
}

std::vector<OpenTask> select_open_tasks(Scope& scope, const TaskChoice& choice) {
    storage::Values bound{scope.municipality().text()};
    const auto bind = [&](std::string& list, std::string_view value) {
        bound.emplace_back(std::string(value));
        list += fmt::format("{}${}", list.empty() ? "" : ", ", bound.size());
    };
    std::string holders;
    for (const auto& holder : scope.holders()) bind(holders, holder.text());
    std::string kinds;
    if (!choice.only.empty()) {
        std::string only;
        bind(only, choice.only);
        kinds = " and t.kind = " + only;
    }
    if (!choice.source.empty()) {
        std::string source;
        bind(source, choice.source);
        kinds += " and t.source = " + source;
    }
    std::string without;
    for (const auto kind : choice.without) bind(without, kind);
    if (!without.empty()) kinds += fmt::format(" and t.kind not in ({})", without);
    bound.emplace_back(static_cast<std::int64_t>(choice.limit));
    std::vector<OpenTask> tasks;
    for (auto& [id, case_id, number, kind, title, due, source] :
         scope.rows.rows_bound<TaskId, CaseId, std::string, std::string, std::string, Date,
                               std::string>(
             fmt::format("select t.task, t.case_id, c.number, t.kind, t.title, t.due_on, t.source"
                         " from tasks t join cases c on c.municipality = t.municipality"
                         " and c.case_id = t.case_id where t.municipality = $1"
                         " and t.holder in ({}) and t.done_at is null{}"
                         " order by t.due_on, t.task limit ${}",
                         holders, kinds, bound.size()),
             bound)) {
        tasks.push_back({id, case_id, number, kind, title, due, source});
    }
    return tasks;
}

}  // namespace kasane::casefile
