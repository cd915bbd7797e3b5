#include "desk/home_reading.hpp"

#include <algorithm>
#include <utility>

#include "conference/sittings.hpp"
#include "desk/case_lines.hpp"

namespace kasane::desk {
namespace {

constexpr std::size_t shown_cases = 10;
constexpr std::size_t looked_through = 50;
constexpr std::size_t shown_memos = 10;
constexpr int days_ahead = 7;

/// What is to come of the sittings to which the reader was convened, the nearest first.
void read_sittings(access::Scope& scope, Home& home) {
    const auto last_day = scope.today().plus_days(days_ahead);
    for (const auto& sitting : conference::sittings_for(scope, false, 50)) {
        if (sitting.state != conference::SittingState::Convened ||
            sitting.held_on < scope.today()) {
            continue;
        }
        std::size_t convened_to = 0;
        for (const auto& item : conference::items_of(scope, sitting.id)) {
            const auto member = conference::member_of(scope, item.id, scope.actor.account);
            if (!member) continue;
            ++convened_to;
            if (item.frame == conference::Frame::SupportConference && !member->notice_accepted_at) {
                home.invitations.push_back({sitting, item.id});
            }
        }
        if (sitting.held_on <= last_day) home.appointments.push_back({sitting, convened_to});
    }
    const auto when = [](const auto& each) {
        return std::pair(each.sitting.held_on, each.sitting.starts_at);
    };
    std::ranges::stable_sort(home.invitations, {}, when);
    std::ranges::stable_sort(home.appointments, {}, when);
}

void read_tasks(access::Scope& scope, Home& home) {
    CaseLines cases(scope);
    std::vector<TaskLine> lines;
    for (auto& task : casefile::open_tasks(scope)) {
        if (task.kind == "role") continue;  // 会議で決まった役割 stand apart, with their ground
        cases.add(task.case_id);
        lines.push_back({std::move(task), std::nullopt});
    }
    auto roles = conference::readable_roles(scope);
    for (const auto& each : roles) cases.add(each.role.case_id);
    cases.load();
    for (auto& line : lines) {
        line.of_case = cases.line(line.task.case_id);
        (line.task.due_on <= scope.today() ? home.due : home.later).push_back(std::move(line));
    }
    for (auto& each : roles) {
        auto of_case = cases.line(each.role.case_id);
        home.roles.push_back({std::move(each), std::move(of_case)});
    }
}

/// The newest cases that have not ended.
void read_cases(access::Scope& scope, Home& home) {
    for (auto& row : casefile::listed_cases(scope, std::nullopt, looked_through)) {
        if (row.is_closed) continue;
        home.more_cases = home.cases.size() == shown_cases;
        if (home.more_cases) break;
        home.cases.push_back(std::move(row));
    }
}

}  // namespace

Home read_home(access::Scope& scope) {
    Home home;
    home.memos = referral::memos_waiting(scope, shown_memos);
    for (const auto& memo : home.memos) scope.log.listed(memo.case_id);
    read_tasks(scope, home);
    read_sittings(scope, home);
    read_cases(scope, home);
    return home;
}

}  // namespace kasane::desk
