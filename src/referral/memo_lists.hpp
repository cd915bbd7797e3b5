#pragma once

#include <vector>

#include "access/scope.hpp"
#include "referral/memo.hpp"

namespace kasane::referral {

/// A line of the inbox or outbox: no content, only what the clock needs.
struct MemoLine {
    MemoId id;
    std::string number;
    CaseId case_id;
    DeskId from_desk;
    DeskId to_desk;
    MemoState state = MemoState::Sent;
    std::string request;
    std::string urgency;
    Date reply_due_on;
    Instant sent_at;
};

/// Memos that came to these desks, the open ones first by their clock.
[[nodiscard]] std::vector<MemoLine> memos_to(access::Scope& scope, std::size_t limit);

[[nodiscard]] std::vector<MemoLine> memos_from(access::Scope& scope, std::size_t limit);

/// Memos that came to these desks and wait for an answer, the most urgent clock first.
[[nodiscard]] std::vector<MemoLine> memos_waiting(access::Scope& scope, std::size_t limit);
/// How many of them there are, for the frame.
[[nodiscard]] std::int64_t count_waiting(access::Scope& scope);

/// The memos of one case that one of the reader's desks sent or received.
[[nodiscard]] std::vector<MemoLine> memos_of_case(access::Scope& scope, const CaseId& case_id);

}  // namespace kasane::referral
