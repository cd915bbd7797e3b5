#include "desk/home_reading.hpp"

#include <algorithm>
#include <utility>

#include "desk/case_lines.hpp"

namespace kasane::desk {
namespace {

constexpr std::size_t shown_cases = 10;
/// Cases that are over are passed by; after so many pages the list of cases is the better place.
constexpr int pages_looked_through = 4;
constexpr int days_ahead = 7;

/// What is to come of the sittings to which the reader was convened, the nearest first.
void read_sittings(access::Scope& scope, Home& home) {
    home.invitations = conference::waiting_invitations(scope);
    const auto last_day = scope.today().plus_days(days_ahead);
    for (const auto& sitting : conference::sittings_for(scope, false, 50)) {
        if (sitting.state != conference::SittingState::Convened ||
            sitting.held_on < scope.today()) {
            continue;
        }
        std::size_t convened_to = 0;
        for (const auto& item : conference::items_of(scope, sitting.id)) {
            if (conference::member_of(scope, item.id, scope.actor.account)) ++convened_to;
        }
        if (sitting.held_on <= last_day) home.appointments.push_back({sitting, convened_to});
    }
    const auto when = [](const auto& each) {
        return std::pair(each.sitting.held_on, each.sitting.starts_at);
    };
    std::ranges::stable_sort(home.appointments, {}, when);
}

/// Things to do, the next visits among them, and the roles that conferences gave to the desk.
void read_tasks(access::Scope& scope, Home& home) {
    std::vector<TaskLine> lines;
    const auto add = [&](const casefile::TaskChoice& choice) {
        for (auto& task : casefile::open_tasks(scope, choice)) {
            lines.push_back({std::move(task), std::nullopt, std::nullopt});
        }
    };
    // Memos stand among what arrived, a role is shown with what it is and its ground, and a long
    // list of what is late must not hide where somebody has to be today.
    add({.without = {"role", "memo.answer", "memo.reply", "outreach"}, .limit = read_at_most});
    add({.only = "outreach", .limit = read_at_most});
    for (auto& view : conference::readable_roles(scope)) {
        casefile::OpenTask task{.case_id = view.role.case_id,
                                .kind = "role",
                                .title = view.role.what.reveal(),
                                .due_on = view.role.until_on,
                                .source = conference::mark_of_role(view.role.id)};
        lines.push_back({std::move(task), std::nullopt, std::move(view)});
    }
    std::ranges::stable_sort(lines, {}, [](const TaskLine& line) { return line.task.due_on; });
    CaseLines cases(scope);
    for (const auto& line : lines) cases.add(line.task.case_id);
    cases.load();
    const auto last_day = scope.today().plus_days(days_ahead);
    for (auto& line : lines) {
        line.of_case = cases.line(line.task.case_id);
        const auto on = line.task.due_on;
        const bool is_visit = line.task.kind == "outreach" && on >= scope.today();
        auto& block = is_visit && on <= last_day ? home.visits
                      : on <= scope.today()      ? home.due
                                                 : home.later;
        block.push_back(std::move(line));
    }
}

/// The newest cases that are not over.
void read_cases(access::Scope& scope, Home& home) {
    std::optional<access::ListCursor> after;
    for (int page = 0; page < pages_looked_through; ++page) {
        const auto rows = casefile::listed_cases(scope, after, read_at_most);
        for (const auto& row : rows) {
            if (row.is_over) continue;
            home.more_cases = home.cases.size() == shown_cases;
            if (home.more_cases) return;
            home.cases.push_back(row);
        }
        if (rows.size() < read_at_most) return;
        after = access::ListCursor{rows.back().last_at, rows.back().case_id};
    }
    home.more_cases = true;
}

}  // namespace

Home read_home(access::Scope& scope) {
    Home home;
    home.memos = referral::memos_waiting(scope, read_at_most);
    home.replies = referral::replied_memos(scope, read_at_most);
    for (const auto* memos : {&home.memos, &home.replies}) {
        for (const auto& memo : *memos) scope.log.listed(memo.case_id);
    }
    read_tasks(scope, home);
    read_sittings(scope, home);
    read_cases(scope, home);
    return home;
}

}  // namespace kasane::desk
