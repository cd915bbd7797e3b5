#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/codes.hpp"
#include "municipality/stated.hpp"

namespace kasane::municipality {

/// Whether members of a 支援会議 sign a pledge besides accepting the notice.
enum class Pledge { Asked, NotAsked };

/// What the 重層的支援会議 does about an ending. Basis: rules.md gate.closing.
enum class ClosingRole { Decides, Advises };

/// Who names the lead agency when the meeting does not settle it. Basis: rules.md gate.lead_agency.
enum class LeadDecider { Coordinator, Municipality };

/// Whether an application for a service counts as consent. Basis: requirements.md R22.
enum class ApplicationAsConsent { Counts, DoesNotCount };

/// Whether a form the agency already uses is taken instead of a new one. Basis: R18.
enum class ExistingForms { Accepted, NotAccepted };

/// 期間と取決め — the numbers rules.md leaves to the town, each with where it comes from.
struct Settings {
    Sourced<int> memo_answer_business_days;  ///< つなぎメモの回答期限 (営業日)
    Sourced<int> memo_urgent_answer_business_days;  ///< 緊急の場合; 0 is the same day
    Sourced<int> screening_days;  ///< 受付から振り分けまで
    Sourced<int> plan_draft_days;  ///< 受理からプラン案まで
    Sourced<int> monitoring_interval_months;
    Sourced<int> plan_end_notice_days;  ///< プランの終わりを知らせる日数
    Sourced<int> consent_retry_days;  ///< 同意の働きかけの間隔
    Sourced<int> outreach_silence_days;  ///< 接触がないまま過ぎたら知らせる日数
    Sourced<int> watch_recheck_days;  ///< 見守りの再確認まで
    Sourced<int> conference_grounds_close_days;  ///< 会議録の確定から閲覧の終わりまで
    Sourced<int> withdrawal_review_days;  ///< 撤回のあとプランを見直すまで
    Sourced<int> follow_up_months;  ///< 終結後のフォローアップ; 0 is none
    Sourced<int> pledge_valid_months;
    Sourced<int> session_idle_minutes;
    Sourced<int> session_longest_hours;
    Sourced<std::vector<std::string>> second_factor;  ///< 二要素認証を求める役割
    Sourced<Pledge> pledge;
    Sourced<ClosingRole> closing_decided_by_conference;
    Sourced<LeadDecider> lead_when_unsettled;
    Sourced<ApplicationAsConsent> application_as_consent;
    Sourced<ExistingForms> existing_forms;

    [[nodiscard]] bool asks_second_factor(std::string_view role) const {
        return std::ranges::find(second_factor.value, role) != second_factor.value.end();
    }
};

}  // namespace kasane::municipality

namespace kasane {

template <>
inline constexpr auto codes<municipality::Pledge> = std::array{
    Code<municipality::Pledge>{municipality::Pledge::Asked, "asked", "求める"},
    Code<municipality::Pledge>{municipality::Pledge::NotAsked, "not_asked", "求めない"},
};

template <>
inline constexpr auto codes<municipality::ClosingRole> = std::array{
    Code<municipality::ClosingRole>{municipality::ClosingRole::Decides, "decides", "会議が決める"},
    Code<municipality::ClosingRole>{municipality::ClosingRole::Advises, "advises",
                                    "会議の意見を聴いて決める"},
};

template <>
inline constexpr auto codes<municipality::LeadDecider> = std::array{
    Code<municipality::LeadDecider>{municipality::LeadDecider::Coordinator, "coordinator",
                                    "多機関協働の担当者"},
    Code<municipality::LeadDecider>{municipality::LeadDecider::Municipality, "municipality",
                                    "市町村"},
};

template <>
inline constexpr auto codes<municipality::ApplicationAsConsent> = std::array{
    Code<municipality::ApplicationAsConsent>{municipality::ApplicationAsConsent::Counts, "counts",
                                             "利用申込みを本人同意とする"},
    Code<municipality::ApplicationAsConsent>{municipality::ApplicationAsConsent::DoesNotCount,
                                             "does_not_count", "本人同意を別にとる"},
};

template <>
inline constexpr auto codes<municipality::ExistingForms> = std::array{
    Code<municipality::ExistingForms>{municipality::ExistingForms::Accepted, "accepted",
                                      "既存の相談票を使える"},
    Code<municipality::ExistingForms>{municipality::ExistingForms::NotAccepted, "not_accepted",
                                      "決まった様式を使う"},
};

}  // namespace kasane
