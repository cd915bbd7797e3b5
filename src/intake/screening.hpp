#pragma once

#include <array>
#include <optional>
#include <string>

#include "casefile/case_states.hpp"
#include "kernel/codes.hpp"
#include "kernel/date.hpp"
#include "kernel/ids.hpp"
#include "kernel/result.hpp"
#include "municipality/profile.hpp"

namespace kasane::intake {

/// 振り分けの結果 — what the desk that received an inquiry does with it. The codes are those of the
/// list screening_results. Basis: rules.md §1 `received`, forms.md §7.3.
enum class ScreeningOutcome {
    OwnDesk,  ///< 自分の窓口で対応
    Network,  ///< 連携して対応
    ReferDesk,  ///< つなぎメモ to another desk
    ReferCoordinator,  ///< つなぎメモ to the 多機関協働 desk
    InformationOnly,  ///< 情報提供や相談対応のみで終了
};

/// 振り分け — the decision with its reason. 「判断に迷う」 (second_opinion) is a valid reason.
struct Screening {
    ScreeningOutcome outcome = ScreeningOutcome::OwnDesk;
    std::string reason;  ///< a code of list referral_reasons, or empty
    std::string note;  ///< what was told, who comes in, what is next
    std::optional<DeskId> to_desk;  ///< ReferDesk: where the memo goes, when known already
};

/// The step of the case that an outcome is. A memo to another desk hands nothing over yet: the
/// receiving desk keeps the case until the memo is accepted.
[[nodiscard]] casefile::CaseEvent step_of(ScreeningOutcome outcome);
/// Whether the outcome goes on with writing a memo.
[[nodiscard]] bool needs_memo(ScreeningOutcome outcome);
/// The last day for deciding: the town's days after receipt, counted by the calendar.
[[nodiscard]] Date screening_due(const municipality::Profile& profile, const Date& received_on);
/// Whether the decision can stand, field by field.
[[nodiscard]] Result<Done> check_screening(const Screening& screening);

}  // namespace kasane::intake

namespace kasane {
template <>
inline constexpr auto codes<intake::ScreeningOutcome> = [] {
    using C = Code<intake::ScreeningOutcome>;
    using enum intake::ScreeningOutcome;
    return std::array{
        C{OwnDesk, "own_desk", "自分の窓口で対応"},
        C{Network, "network", "連携して対応"},
        C{ReferDesk, "refer_desk", "ほかの窓口へつなぐ"},
        C{ReferCoordinator, "refer_coordinator", "多機関協働へつなぐ"},
        C{InformationOnly, "info_only_closed", "情報提供や相談対応のみで終了"},
    };
}();
}  // namespace kasane
