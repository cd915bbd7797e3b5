#pragma once

#include <optional>
#include <string>

#include "access/town.hpp"
#include "referral/memo.hpp"

namespace kasane::referral {

/// What the coordinating desk accepts a memo for: to begin the assessment, or to put the case to a
/// 支援会議 at once, because nobody concerned consents yet. Basis: rules.md §1 `referred`.
enum class AcceptedFor { Assessment, SupportConference };

/// One click and one sentence: what the receiving desk does with a memo. Basis: gate.memo.
struct AnswerMemo {
    MemoId memo;
    MemoEvent event = MemoEvent::Accept;
    AcceptedFor accepted_for = AcceptedFor::Assessment;
    std::string text;            ///< the reply; with Decline, what the sender may do instead
    std::string decline_reason;  ///< code of list memo_decline_reasons, with Decline
    std::optional<DeskId> redirect_to;
    std::optional<std::int64_t> expected_version;
};

/// 受け取る・引き受ける・回答する・回す・断る. Accepting opens the receiver's own record (own_desk) for the
/// persons named; at the coordinating desk it opens the coordination of the case and moves it to
/// アセスメント. Declining at the coordinating desk returns the case to the network.
[[nodiscard]] Result<MemoState> answer_memo(access::Town& town, const accounts::Actor& actor,
                                            const AnswerMemo& answer);
/// Where the receiver goes on: the memo, or the box once it is out of their hands.
[[nodiscard]] std::string path_after(const MemoId& memo, MemoState state);
/// The same inside an act that is running.
[[nodiscard]] Result<MemoState> answer_memo(access::ActScope& act, const AnswerMemo& answer);

}  // namespace kasane::referral
