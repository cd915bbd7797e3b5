#pragma once

#include <cstddef>
#include <optional>
#include <string>
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

/// Where a page of a box begins: after this memo.
struct MemoCursor {
    std::string key;  ///< the day of the clock, or the moment of sending
    MemoId memo;
};

/// Memos that came to these desks and wait for an answer, the most urgent clock first.
[[nodiscard]] std::vector<MemoLine> memos_waiting(access::Scope& scope, std::size_t limit,
                                                  const std::optional<MemoCursor>& after = {});
/// Memos that these desks took up, the newest first. What was handed on, declined or answered
/// without being taken up is no longer theirs to read.
[[nodiscard]] std::vector<MemoLine> memos_dealt_with(access::Scope& scope, std::size_t limit,
                                                     const std::optional<MemoCursor>& after = {});
/// Memos that these desks sent, the newest first.
[[nodiscard]] std::vector<MemoLine> memos_from(access::Scope& scope, std::size_t limit,
                                               const std::optional<MemoCursor>& after = {});
/// Those of these memos that one of the reader's desks sent, in the order given.
[[nodiscard]] std::vector<MemoLine> memos_sent(access::Scope& scope,
                                               const std::vector<MemoId>& memos);
/// How many memos wait, for the frame.
[[nodiscard]] std::int64_t count_waiting(access::Scope& scope);

/// Memos of these desks of which something became that nobody has said to have read.
[[nodiscard]] std::vector<MemoLine> replied_memos(access::Scope& scope, std::size_t limit);
/// How many, counted up to `most`, for the frame.
[[nodiscard]] std::size_t count_replied(access::Scope& scope, std::size_t most);
[[nodiscard]] bool has_unread_reply(access::Scope& scope, const MemoId& memo);

/// The memos of one case that one of the reader's desks sent or received.
[[nodiscard]] std::vector<MemoLine> memos_of_case(access::Scope& scope, const CaseId& case_id);

}  // namespace kasane::referral
