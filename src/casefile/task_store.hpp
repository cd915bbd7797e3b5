#pragma once

#include <string_view>
#include <vector>

#include "casefile/casefile.hpp"

namespace kasane::casefile {

TaskId insert_task(ActScope& act, const NewTask& task);
std::int64_t mark_tasks_done(ActScope& act, std::string_view source, std::string_view kind);
void mark_tasks_of_case_done(ActScope& act, const CaseId& case_id);
[[nodiscard]] std::size_t count_open_tasks_of(Scope& scope, std::string_view kind,
                                              std::size_t most);
[[nodiscard]] std::vector<OpenTask> select_open_tasks(Scope& scope, const TaskChoice& choice);

}  // namespace kasane::casefile
