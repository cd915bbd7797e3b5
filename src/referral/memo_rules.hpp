#pragma once

#include "municipality/profile.hpp"
#include "referral/answer_memo.hpp"

namespace kasane::referral {

/// Whether the receiver may do this with the memo now: along its transition table, declining and
/// answering in words, declining for a reason of the list, redirecting to a third desk there is.
/// Basis: gate.memo.
[[nodiscard]] Result<Done> check_answer(const Memo& memo, const AnswerMemo& answer,
                                        const municipality::Profile& profile, const Date& today);

/// 回答期限 — the profile's business days for that urgency; 「今日中」 is the same day, or the next
/// one the town hall is open.
[[nodiscard]] Date reply_due(const municipality::Profile& profile, const Date& today,
                             std::string_view urgency);

}  // namespace kasane::referral
