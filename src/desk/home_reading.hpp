#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/scope.hpp"
#include "casefile/case_list.hpp"
#include "casefile/casefile.hpp"
#include "conference/conference.hpp"
#include "conference/item_reading.hpp"
#include "conference/sittings.hpp"
#include "referral/memo_lists.hpp"

namespace kasane::desk {

/// A sitting somebody was convened to, without its cases.
struct Appointment {
    conference::Sitting sitting;
    std::size_t items = 0;  ///< to which the reader was convened
};

/// A task as its holder sees it; the case only where it may be read.
struct TaskLine {
    casefile::OpenTask task;
    std::optional<casefile::ListedCaseRow> of_case;
    std::optional<conference::RoleView> role;  ///< what a conference decided, with its ground
};

/// At most so many are read of each block; the rest is on pages of its own or comes up tomorrow.
inline constexpr std::size_t read_at_most = 50;

/// 今日 — what lies on the desk of one person at this moment.
struct Home {
    std::vector<referral::MemoLine> memos;    ///< that wait for an answer
    std::vector<referral::MemoLine> replies;  ///< to memos the desk sent
    std::vector<conference::Invitation> invitations;
    std::vector<TaskLine> due;     ///< today or before
    std::vector<TaskLine> later;   ///< after today
    std::vector<TaskLine> visits;  ///< of the next seven days, today first
    std::vector<Appointment> appointments;  ///< of the next seven days, today first
    std::vector<casefile::ListedCaseRow> cases;  ///< that are not over
    bool more_cases = false;
};
[[nodiscard]] Home read_home(access::Scope& scope);

}  // namespace kasane::desk
