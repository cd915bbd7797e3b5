#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock.hpp"
#include "kernel/codes.hpp"
#include "kernel/date.hpp"
#include "kernel/ids.hpp"
#include "kernel/private_text.hpp"
#include "kernel/transition_table.hpp"

namespace kasane::referral {

/// つなぎメモの状態. Basis: rules.md gate.memo — a memo has a clock and ends with an answer.
enum class MemoState { Sent, Received, Accepted, Answered, Redirected, Declined };

/// What moves a memo.
enum class MemoEvent { Open, Accept, Answer, Redirect, Decline };

/// Whether its clock runs: somebody waits for an answer.
[[nodiscard]] constexpr bool waits(MemoState state) {
    return state == MemoState::Sent || state == MemoState::Received;
}

/// 返事の見出し — how a reply speaks of what was done: 「引き受けました」.
[[nodiscard]] constexpr std::string_view told_as(MemoEvent event) {
    switch (event) {
        case MemoEvent::Open:
            return "受け取りました";
        case MemoEvent::Accept:
            return "引き受けました";
        case MemoEvent::Answer:
            return "回答しました";
        case MemoEvent::Redirect:
            return "ほかの窓口へ回しました";
        case MemoEvent::Decline:
            return "お引き受けできませんでした";
    }
    return {};
}

using MemoTransition = Transition<MemoState, MemoEvent>;

inline constexpr std::array memo_transitions = [] {
    using enum MemoState;
    using enum MemoEvent;
    return std::array{
        MemoTransition{Sent, Open, Received},        MemoTransition{Sent, Accept, Accepted},
        MemoTransition{Sent, Answer, Answered},      MemoTransition{Sent, Redirect, Redirected},
        MemoTransition{Sent, Decline, Declined},     MemoTransition{Received, Accept, Accepted},
        MemoTransition{Received, Answer, Answered},  MemoTransition{Received, Redirect, Redirected},
        MemoTransition{Received, Decline, Declined}, MemoTransition{Accepted, Answer, Answered},
    };
}();
static_assert(is_deterministic(memo_transitions), "an event leads a memo to one state");
static_assert(can_reach(memo_transitions, MemoState::Sent, MemoState::Answered) &&
                  can_reach(memo_transitions, MemoState::Accepted, MemoState::Answered),
              "a memo that was taken up can always be answered");

/// つなぎメモ — one desk tells another about somebody and says what it hopes for.
///
/// Any desk may send one without consent (民生委員, neighbours through a desk). It opens itself to
/// the receiving desk and nothing else. The receiver accepts (and then keeps its own record),
/// answers, hands it on or declines with a reason; until then its clock runs, and the sender, who
/// does not drop out, sees how far it is — the words of the reply only where the consent of the
/// persons named covers the sender.
struct Memo {
    MemoId id;
    std::string number;  ///< 「つ-R8-0012」
    CaseId case_id;
    DeskId from_desk;
    std::string from_name;
    DeskId to_desk;
    MemoState state = MemoState::Sent;
    PrivateText about;  ///< whom it names, as the sender wrote it then
    std::string request;  ///< code of list memo_requests
    PrivateText wish;
    PrivateText summary;
    PrivateText done_so_far;
    std::string urgency;  ///< code of list urgency
    std::string reason;   ///< code of list referral_reasons; empty to a desk of one field
    Date reply_due_on;
    Instant sent_at;
    std::optional<Instant> received_at;
    std::optional<Instant> decided_at;
    std::string decline_reason;  ///< code of list memo_decline_reasons
    std::optional<MemoId> redirected_from;
    std::optional<MemoId> redirected_to;
    std::int64_t version = 0;
    std::vector<PersonId> persons;
};

struct MemoReply {
    Instant at;
    std::string by_name;
    DeskId by_desk;
    MemoEvent kind = MemoEvent::Answer;
    PrivateText body;
};

/// The mark by which a memo's content is bound to it in access/.
[[nodiscard]] inline std::string mark_of(const MemoId& memo) { return "memo:" + memo.text(); }

}  // namespace kasane::referral

namespace kasane {
template <>
inline constexpr auto codes<referral::MemoState> = [] {
    using C = Code<referral::MemoState>;
    using enum referral::MemoState;
    return std::array{
        C{Sent, "sent", "送付済み"},
        C{Received, "received", "受け取りました"},
        C{Accepted, "accepted", "担当が決まりました"},
        C{Answered, "answered", "回答済み"},
        C{Redirected, "redirected", "ほかの窓口へ回しました"},
        C{Declined, "declined", "お引き受けできませんでした"},
    };
}();
template <>
inline constexpr auto codes<referral::MemoEvent> = [] {
    using C = Code<referral::MemoEvent>;
    using enum referral::MemoEvent;
    return std::array{
        C{Open, "open", "受け取る"},         C{Accept, "accept", "引き受ける"},
        C{Answer, "answer", "回答する"},     C{Redirect, "redirect", "ほかの窓口へ回す"},
        C{Decline, "decline", "お断りする"},
    };
}();
}  // namespace kasane
