#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/codes.hpp"
#include "kernel/ids.hpp"
#include "municipality/organisation.hpp"
#include "municipality/stated.hpp"

namespace kasane::municipality {

/// 会議の種類 in law. The name is only a label. Basis: rules.md, Words.
enum class MeetingType {
    SupportConference,       ///< 支援会議 (社会福祉法106条の6)
    CoordinationConference,  ///< 重層的支援会議 (国要綱)
    PromotionCouncil,        ///< 推進会議: handles no cases
    InformalMeeting,         ///< a meeting without a statute of its own
    OtherCouncil,            ///< a council under another act
};

/// Whose consent a meeting needs before it may speak about somebody.
enum class ConsentNeed {
    Required,       ///< 本人同意あり
    NotRequired,    ///< 本人同意がなくても開ける
    NotApplicable,  ///< 個別のケースを扱わない
    NotStated,
};

/// What about people a meeting may see.
enum class PersonalData {
    Shared,        ///< 個人情報を共有できる
    DeIdentified,  ///< 個人が分からない形だけ
    None,          ///< 集計だけ
};

/// 守秘義務 — the article that binds the members and the penalty, where there is one.
struct Secrecy {
    Stated<std::string> article;
    Stated<std::string> penalty;
    Source source = Source::Default;
};

/// 開催頻度 as a machine can reckon with it.
enum class FrequencyKind {
    EveryMonths,     ///< n か月に1回
    TimesPerYear,    ///< 年 n 回
    SeveralPerYear,  ///< 年数回
    AsNeeded,        ///< 随時・適宜・必要に応じて
    ByEstimate,      ///< 見込み数に合わせて
};

struct Frequency {
    FrequencyKind kind = FrequencyKind::AsNeeded;
    int number = 0;  ///< for EveryMonths and TimesPerYear
};

/// 構成員 — one line of the members' list.
struct Member {
    std::string printed;                 ///< as the plan writes it
    std::optional<DeskKind> desks_like;  ///< every desk of this kind
    std::vector<DeskId> desks;           ///< or these desks
};

/// 会議 — one meeting of the town's plan.
struct Meeting {
    MeetingKey key;
    MeetingType type = MeetingType::InformalMeeting;
    std::string local_name;
    std::vector<std::string> aliases;
    std::string standing;                    ///< the plan's words: ○○町による「任意会議」
    Stated<std::string> legal_basis;         ///< as printed
    Stated<std::string> ordinance;           ///< 要綱
    ConsentNeed consent = ConsentNeed::NotStated;
    PersonalData personal_data = PersonalData::None;
    Secrecy secrecy;
    Stated<std::string> members_printed;
    std::vector<Member> members;
    Sourced<Stated<std::string>> host;       ///< 主催
    std::optional<DeskId> host_desk;
    Stated<std::string> secretariat;         ///< 事務局
    std::optional<DeskId> secretariat_desk;  ///< who keeps the papers in Kasane
    Stated<std::string> frequency_printed;
    Stated<Frequency> frequency;
    Stated<std::string> operation;           ///< 運営形態
    std::vector<std::string> purposes;       ///< in our own words
    std::string delegated_to;                ///< an existing body that serves as this meeting
    Validity validity;
};

}  // namespace kasane::municipality

namespace kasane {

template <>
inline constexpr auto codes<municipality::MeetingType> = std::array{
    Code<municipality::MeetingType>{municipality::MeetingType::SupportConference,
                                    "support_conference", "支援会議"},
    Code<municipality::MeetingType>{municipality::MeetingType::CoordinationConference,
                                    "coordination_conference", "重層的支援会議"},
    Code<municipality::MeetingType>{municipality::MeetingType::PromotionCouncil,
                                    "promotion_council", "推進会議"},
    Code<municipality::MeetingType>{municipality::MeetingType::InformalMeeting, "informal_meeting",
                                    "任意の会議"},
    Code<municipality::MeetingType>{municipality::MeetingType::OtherCouncil, "other_council",
                                    "他の法律による会議"},
};

template <>
inline constexpr auto codes<municipality::ConsentNeed> = std::array{
    Code<municipality::ConsentNeed>{municipality::ConsentNeed::Required, "required",
                                    "本人同意が必要"},
    Code<municipality::ConsentNeed>{municipality::ConsentNeed::NotRequired, "not_required",
                                    "本人同意がなくても開催できる"},
    Code<municipality::ConsentNeed>{municipality::ConsentNeed::NotApplicable, "not_applicable",
                                    "個別のケースを扱わない"},
    Code<municipality::ConsentNeed>{municipality::ConsentNeed::NotStated, "not_stated", "記載なし"},
};

template <>
inline constexpr auto codes<municipality::PersonalData> = std::array{
    Code<municipality::PersonalData>{municipality::PersonalData::Shared, "shared",
                                     "個人情報を共有できる"},
    Code<municipality::PersonalData>{municipality::PersonalData::DeIdentified, "de_identified",
                                     "個人が分からない形に限る"},
    Code<municipality::PersonalData>{municipality::PersonalData::None, "none", "集計に限る"},
};

template <>
inline constexpr auto codes<municipality::FrequencyKind> = std::array{
    Code<municipality::FrequencyKind>{municipality::FrequencyKind::EveryMonths, "every_months",
                                      "何か月に1回"},
    Code<municipality::FrequencyKind>{municipality::FrequencyKind::TimesPerYear, "times_per_year",
                                      "年に何回"},
    Code<municipality::FrequencyKind>{municipality::FrequencyKind::SeveralPerYear,
                                      "several_per_year", "年に数回"},
    Code<municipality::FrequencyKind>{municipality::FrequencyKind::AsNeeded, "as_needed", "随時"},
    Code<municipality::FrequencyKind>{municipality::FrequencyKind::ByEstimate, "by_estimate",
                                      "見込み数に合わせて"},
};

}  // namespace kasane
