#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/town.hpp"
#include "referral/memo.hpp"

namespace kasane::referral {

/// What a memo needs to be sent. Basis: forms.md §8, gate.memo.
struct SendMemo {
    CaseId case_id;
    DeskId to_desk;
    std::vector<PersonId> persons;  ///< whom it names; nobody: the household as a whole
    std::string request;
    std::string wish;
    std::string summary;
    std::string done_so_far;
    std::string urgency;
    std::string reason;  ///< why to the coordinator: 判断に迷う is a reason too
    std::optional<Date> reply_due_on;  ///< the profile's days when not given
};
struct SentMemo {
    MemoId id;
    std::string number;
};
/// つなぎメモを送る — opens the memo (and nothing else) to the receiving desk, sets its clock, and,
/// when it goes to the coordinator, moves the case to 多機関協働へつないだ.
[[nodiscard]] Result<SentMemo> send_memo(access::Town& town, const accounts::Actor& actor,
                                         const SendMemo& wanted);
/// The same inside an act that is running.
[[nodiscard]] Result<SentMemo> send_memo(access::ActScope& act, const SendMemo& wanted);

}  // namespace kasane::referral
