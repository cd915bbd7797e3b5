#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/codes.hpp"
#include "kernel/date.hpp"
#include "municipality/stated.hpp"

namespace kasane::municipality {

/// 案・策定 — how far an edition of the 実施計画 has come.
enum class PlanStatus { Draft, Adopted, NotStated };

/// 計画期間の表し方
enum class PeriodKind {
    FiscalYears,    ///< 令和8年度から令和10年度まで
    CalendarDates,  ///< 令和8年4月1日から令和12年3月31日まで
};

/// 計画期間 — as days; a fiscal year begins on 1 April.
struct PlanPeriod {
    PeriodKind kind = PeriodKind::FiscalYears;
    Stated<Date> start;
    Stated<Date> end;
    std::string printed;
    Stated<std::string> project_start;  ///< "2026-07": the month the programme began
};

/// 評価・見直しの周期
enum class ReviewCycle { Yearly, MidTerm, WithOtherPlan, NotStated };

struct Review {
    ReviewCycle cycle = ReviewCycle::NotStated;
    std::string printed;
    std::string with_plan;  ///< key of a related plan, for WithOtherPlan
};

/// 実施計画の版
struct PlanFrame {
    std::string title;
    std::string edition;             ///< 「第2期」; empty for the first
    PlanStatus status = PlanStatus::NotStated;
    std::string status_printed;      ///< 「案」
    Stated<std::string> issued;      ///< as printed: 「令和8年7月」
    Stated<std::string> issuer;      ///< 「○○町 保健福祉課」
    std::string legal_basis;
    std::string philosophy;          ///< 基本理念, as printed
    PlanPeriod period;
    Review review;
};

/// How another plan stands to this one.
enum class PlanRelation {
    Upper,        ///< 上位計画
    AttachedTo,   ///< 本計画が附属・具体化する計画
    Coordinated,  ///< 整合を図る計画
    Succeeding,   ///< 後に包含する計画
};

/// 関連計画
struct RelatedPlan {
    std::string key;
    std::string name;
    PlanRelation relation = PlanRelation::Coordinated;
    Stated<std::string> period;
    std::string remark;
};

/// What kind of oddity a note records. Basis: requirements.md R58 and (h).
enum class NoteKind { Misprint, Ambiguity, Gap };

/// 注記 — a misprint or ambiguity of the source plan, kept and not mended.
struct Note {
    NoteKind kind = NoteKind::Misprint;
    std::string place;    ///< where in the plan
    std::string printed;  ///< as printed; empty for a gap
    std::string text;     ///< what is odd, and how Kasane reads it
};

/// 用語 — a word of the plan's own glossary, with its meaning in our words.
struct GlossaryEntry {
    std::string word;
    std::string meaning;
    Validity validity;
};

}  // namespace kasane::municipality

namespace kasane {

template <>
inline constexpr auto codes<municipality::PlanStatus> = std::array{
    Code<municipality::PlanStatus>{municipality::PlanStatus::Draft, "draft", "案"},
    Code<municipality::PlanStatus>{municipality::PlanStatus::Adopted, "adopted", "策定済み"},
    Code<municipality::PlanStatus>{municipality::PlanStatus::NotStated, "not_stated", "記載なし"},
};

template <>
inline constexpr auto codes<municipality::PeriodKind> = std::array{
    Code<municipality::PeriodKind>{municipality::PeriodKind::FiscalYears, "fiscal_years", "年度"},
    Code<municipality::PeriodKind>{municipality::PeriodKind::CalendarDates, "calendar_dates",
                                   "年月日"},
};

template <>
inline constexpr auto codes<municipality::ReviewCycle> = std::array{
    Code<municipality::ReviewCycle>{municipality::ReviewCycle::Yearly, "yearly", "毎年度"},
    Code<municipality::ReviewCycle>{municipality::ReviewCycle::MidTerm, "mid_term", "中間見直し"},
    Code<municipality::ReviewCycle>{municipality::ReviewCycle::WithOtherPlan, "with_other_plan",
                                    "他の計画と併せて"},
    Code<municipality::ReviewCycle>{municipality::ReviewCycle::NotStated, "not_stated", "記載なし"},
};

template <>
inline constexpr auto codes<municipality::PlanRelation> = std::array{
    Code<municipality::PlanRelation>{municipality::PlanRelation::Upper, "upper", "上位計画"},
    Code<municipality::PlanRelation>{municipality::PlanRelation::AttachedTo, "attached_to",
                                     "本計画が附属する計画"},
    Code<municipality::PlanRelation>{municipality::PlanRelation::Coordinated, "coordinated",
                                     "整合を図る計画"},
    Code<municipality::PlanRelation>{municipality::PlanRelation::Succeeding, "succeeding",
                                     "後に包含する計画"},
};

template <>
inline constexpr auto codes<municipality::NoteKind> = std::array{
    Code<municipality::NoteKind>{municipality::NoteKind::Misprint, "misprint", "誤記"},
    Code<municipality::NoteKind>{municipality::NoteKind::Ambiguity, "ambiguity", "あいまいな記載"},
    Code<municipality::NoteKind>{municipality::NoteKind::Gap, "gap", "記載のない事項"},
};

}  // namespace kasane
