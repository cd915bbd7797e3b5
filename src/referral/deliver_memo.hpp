#pragma once

#include <string>
#include <string_view>

#include "access/scope.hpp"
#include "referral/memo.hpp"

namespace kasane::referral {

/// Numbers and stores a memo, opens it to its receiving desk and starts the desk's clock. The part
/// of sending that redirecting shares; the caller has authorised and checked.
void deliver(access::ActScope& act, Memo& memo);

/// 返事 — the sender, who does not drop out, finds what became of the memo among what arrived, until
/// it is said to be read. It tells the state, never the words (gate.memo).
inline constexpr std::string_view reply_task = "memo.reply";
void bring_reply(access::ActScope& act, const Memo& memo, MemoState now);
[[nodiscard]] std::string source_of_reply(const MemoId& memo);

/// Ends the receiver's clock and, unless the memo was accepted, the receiver's view of it.
void end_clock(access::ActScope& act, const Memo& memo);
void close_to_receiver(access::ActScope& act, const Memo& memo, std::string_view because);

}  // namespace kasane::referral
