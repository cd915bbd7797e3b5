#pragma once

#include <array>
#include <string_view>

#include "kernel/codes.hpp"
#include "kernel/transition_table.hpp"

namespace kasane::casefile {

/// ケースの状態. A case belongs to a household; the track (同意あり・なし) belongs to each person.
/// Basis: rules.md §1.
enum class CaseState {
    Noticed,
    Received,
    InNetwork,
    Referred,
    Assessing,
    ReachingOut,
    Planning,
    Supporting,
    Evaluating,
    FollowingUp,
    Closed,
    Suspended,
};

/// できごと — what moves a case. Each is the result of one act of a person, never of a date.
enum class CaseEvent {
    Receive,               ///< 受け付ける
    StartOutreach,         ///< アウトリーチを始める
    Dismiss,               ///< 理由を付けて取り下げる
    KeepOwn,               ///< 自分の窓口・連携で対応する
    Refer,                 ///< 多機関協働へつなぐ
    InformAndClose,        ///< 情報提供で終了する
    Settle,                ///< 連携の中で解決して終える
    Accept,                ///< 多機関協働が受理する
    ReturnWithAdvice,      ///< 助言を付けて窓口へ戻す
    PutToSupportConference,///< 支援会議に諮る
    ReturnToNetwork,       ///< 窓口の連携に戻す
    ConsentArrives,        ///< 同意が得られた
    Watch,                 ///< 見守りを続ける
    DraftPlan,             ///< プランを作り始める
    DecideSupport,         ///< 支援決定
    WithdrawToOutreach,    ///< 撤回を受けてアウトリーチへ
    WithdrawToNetwork,     ///< 撤回を受けて窓口の連携へ
    ReviewPlan,            ///< 撤回を受けてプランを見直す
    Monitor,               ///< モニタリング
    Evaluate,              ///< 評価する
    Replan,                ///< 再プラン
    FollowUp,              ///< フォローアップに移る
    Suspend,               ///< 中断する
    Close,                 ///< 会議を経て終結する
    CloseAlone,            ///< 死亡・転出・重複で終える
    PeriodOver,            ///< フォローアップ期間が終わる
    Reopen,                ///< 再開する
};

/// Whether nobody works on a case in that state.
[[nodiscard]] constexpr bool is_over(CaseState state) {
    return state == CaseState::Closed || state == CaseState::Suspended;
}

using CaseTransition = Transition<CaseState, CaseEvent>;

/// The whole process. The diagram in docs/domain/states and the table of tests come from it.
inline constexpr std::array case_transitions = [] {
    using enum CaseState;
    using enum CaseEvent;
    return std::array{
        CaseTransition{Noticed, Receive, Received},
        CaseTransition{Noticed, StartOutreach, ReachingOut},
        CaseTransition{Noticed, Dismiss, Closed},

        CaseTransition{Received, KeepOwn, InNetwork},
        CaseTransition{Received, Refer, Referred},
        CaseTransition{Received, InformAndClose, Closed},
        CaseTransition{Received, CloseAlone, Closed},

        CaseTransition{InNetwork, Refer, Referred},
        CaseTransition{InNetwork, Settle, Closed},
        CaseTransition{InNetwork, CloseAlone, Closed},

        CaseTransition{Referred, Accept, Assessing},
        CaseTransition{Referred, ReturnWithAdvice, InNetwork},
        CaseTransition{Referred, PutToSupportConference, ReachingOut},
        CaseTransition{Referred, CloseAlone, Closed},

        CaseTransition{Assessing, DraftPlan, Planning},
        CaseTransition{Assessing, PutToSupportConference, ReachingOut},
        CaseTransition{Assessing, ReturnToNetwork, InNetwork},
        CaseTransition{Assessing, CloseAlone, Closed},

        CaseTransition{ReachingOut, ConsentArrives, Assessing},
        CaseTransition{ReachingOut, Watch, ReachingOut},
        CaseTransition{ReachingOut, ReturnToNetwork, InNetwork},
        CaseTransition{ReachingOut, Close, Closed},
        CaseTransition{ReachingOut, CloseAlone, Closed},

        CaseTransition{Planning, DecideSupport, Supporting},
        CaseTransition{Planning, WithdrawToOutreach, ReachingOut},
        CaseTransition{Planning, WithdrawToNetwork, InNetwork},
        CaseTransition{Planning, CloseAlone, Closed},

        CaseTransition{Supporting, Monitor, Supporting},
        CaseTransition{Supporting, Evaluate, Evaluating},
        CaseTransition{Supporting, WithdrawToOutreach, ReachingOut},
        CaseTransition{Supporting, WithdrawToNetwork, InNetwork},
        CaseTransition{Supporting, ReviewPlan, Planning},
        CaseTransition{Supporting, CloseAlone, Closed},

        CaseTransition{Evaluating, Replan, Planning},
        CaseTransition{Evaluating, FollowUp, FollowingUp},
        CaseTransition{Evaluating, Suspend, Suspended},
        CaseTransition{Evaluating, WithdrawToOutreach, ReachingOut},
        CaseTransition{Evaluating, WithdrawToNetwork, InNetwork},
        CaseTransition{Evaluating, Close, Closed},
        CaseTransition{Evaluating, CloseAlone, Closed},

        CaseTransition{FollowingUp, PeriodOver, Closed},
        CaseTransition{FollowingUp, Reopen, Assessing},
        CaseTransition{FollowingUp, CloseAlone, Closed},

        CaseTransition{Closed, Reopen, Received},
        CaseTransition{Suspended, Reopen, Assessing},
        CaseTransition{Suspended, CloseAlone, Closed},
    };
}();

static_assert(is_deterministic(case_transitions), "an event leads from a state to one state");
static_assert(
    [] {
        using enum CaseState;
        for (const auto state : {Noticed, Received, InNetwork, Referred, Assessing, ReachingOut,
                                 Planning, Supporting, Evaluating, FollowingUp, Suspended}) {
            if (!can_reach(case_transitions, state, Closed)) return false;
        }
        return can_reach(case_transitions, Closed, Supporting);
    }(),
    "no state is a dead end (rules.md §4 no. 7), and a closed case can be taken up again");
static_assert(!next_state(case_transitions, CaseState::Received, CaseEvent::DecideSupport),
              "support is decided only on a plan (gate.plan_decision)");
static_assert(!next_state(case_transitions, CaseState::Supporting, CaseEvent::Close),
              "a supported case is closed only after its evaluation (gate.closing)");

/// 多機関協働の対象か — whether the coordinator holds the case. Its coordination ends when it leaves
/// these states. Basis: rules.md §3 `coordination`.
[[nodiscard]] constexpr bool is_coordinated(CaseState state) {
    switch (state) {
        case CaseState::Noticed:
        case CaseState::Received:
        case CaseState::InNetwork:
        case CaseState::Referred:
        case CaseState::Closed:
            return false;
        case CaseState::Assessing:
        case CaseState::ReachingOut:
        case CaseState::Planning:
        case CaseState::Supporting:
        case CaseState::Evaluating:
        case CaseState::FollowingUp:
        case CaseState::Suspended:
            return true;
    }
    return false;
}

}  // namespace kasane::casefile

namespace kasane {
template <>
inline constexpr auto codes<casefile::CaseState> = [] {
    using C = Code<casefile::CaseState>;
    using enum casefile::CaseState;
    return std::array{
        C{Noticed, "noticed", "把握"},
        C{Received, "received", "受付"},
        C{InNetwork, "in_network", "自機関・連携で対応"},
        C{Referred, "referred", "多機関協働へつないだ"},
        C{Assessing, "assessing", "アセスメント"},
        C{ReachingOut, "reaching_out", "支援会議・アウトリーチ"},
        C{Planning, "planning", "プラン案"},
        C{Supporting, "supporting", "支援実施"},
        C{Evaluating, "evaluating", "評価"},
        C{FollowingUp, "following_up", "フォローアップ"},
        C{Closed, "closed", "終結"},
        C{Suspended, "suspended", "中断"},
    };
}();
template <>
inline constexpr auto codes<casefile::CaseEvent> = [] {
    using C = Code<casefile::CaseEvent>;
    using enum casefile::CaseEvent;
    return std::array{
        C{Receive, "receive", "受け付ける"},
        C{StartOutreach, "start_outreach", "アウトリーチを始める"},
        C{Dismiss, "dismiss", "理由を付けて取り下げる"},
        C{KeepOwn, "keep_own", "自分の窓口・連携で対応する"},
        C{Refer, "refer", "多機関協働へつなぐ"},
        C{InformAndClose, "inform_and_close", "情報提供で終了する"},
        C{Settle, "settle", "連携の中で解決して終える"},
        C{Accept, "accept", "多機関協働で受理する"},
        C{ReturnWithAdvice, "return_with_advice", "助言を付けて窓口へ戻す"},
        C{PutToSupportConference, "put_to_support_conference", "支援会議に諮る"},
        C{ReturnToNetwork, "return_to_network", "窓口の連携に戻す"},
        C{ConsentArrives, "consent_arrives", "同意が得られ、移行する"},
        C{Watch, "watch", "見守りを続ける"},
        C{DraftPlan, "draft_plan", "プランを作り始める"},
        C{DecideSupport, "decide_support", "支援決定"},
        C{WithdrawToOutreach, "withdraw_to_outreach", "撤回を受けてアウトリーチに移る"},
        C{WithdrawToNetwork, "withdraw_to_network", "撤回を受けて窓口の連携に戻す"},
        C{ReviewPlan, "review_plan", "撤回を受けてプランを見直す"},
        C{Monitor, "monitor", "モニタリング"},
        C{Evaluate, "evaluate", "評価に移る"},
        C{Replan, "replan", "再プランして継続する"},
        C{FollowUp, "follow_up", "フォローアップに移る"},
        C{Suspend, "suspend", "中断する"},
        C{Close, "close", "終結する"},
        C{CloseAlone, "close_alone", "死亡・転出・重複で終える"},
        C{PeriodOver, "period_over", "フォローアップを終える"},
        C{Reopen, "reopen", "再開する"},
    };
}();
}  // namespace kasane
