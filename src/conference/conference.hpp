#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "conference/sitting_states.hpp"
#include "kernel/clock.hpp"
#include "kernel/codes.hpp"
#include "kernel/date.hpp"
#include "kernel/ids.hpp"
#include "kernel/private_text.hpp"
#include "municipality/meeting.hpp"

namespace kasane::conference {

/// 枠組み — in which lawful frame an item is considered; exactly one for each item. Basis:
/// rules.md, Words, and gate.frame. In code the two kinds never share a name.
enum class Frame {
    SupportConference,       ///< 支援会議 (社会福祉法106条の6)
    CoordinationConference,  ///< 重層的支援会議 (国要綱)
};

/// 開催の形. Sittings by circulation count (gate.plan_decision).
enum class SittingForm { InRoom, Online, Circulation };
/// 参加の立場. Basis: gate.support_conference.
enum class Capacity { Member, Deputy, Asked, Secretariat, AdmittedOnTheSpot };
/// プランについての会議の意見.
enum class Opinion { Appropriate, Conditional, Returned };
/// 協議の目的.
enum class Purpose { InformationSharing, PlanAppropriateness, Monitoring, ClosureEvaluation };

struct Sitting {
    SittingId id;
    municipality::MeetingKey meeting;
    municipality::MeetingType type = municipality::MeetingType::SupportConference;
    Date held_on;
    std::string starts_at;  ///< 「14:00」
    std::string place;
    SittingForm form = SittingForm::InRoom;
    SittingState state = SittingState::Convened;
    std::optional<Instant> confirmed_at;
    std::int64_t version = 0;
};

/// 議題 — one case in one frame, with the persons it is about and those convened for it.
struct AgendaItem {
    AgendaItemId id;
    SittingId sitting;
    int position = 1;
    CaseId case_id;
    Frame frame = Frame::SupportConference;
    Purpose purpose = Purpose::InformationSharing;
    PrivateText question;
    std::optional<PlanId> plan;
    PrivateText minutes;
    std::optional<Opinion> opinion;
    PrivateText opinion_note;
    std::optional<Instant> recorded_at;
    std::int64_t version = 0;
    std::vector<PersonId> subjects;
};

struct ItemMember {
    AccountId account;
    std::string name;
    DeskId desk;
    Capacity capacity = Capacity::Member;
    std::optional<Instant> notice_accepted_at;
    bool attended = false;
    std::optional<Date> pledged_until;  ///< of the newest pledge; nothing: none was ever given
    /// The notice was read out in the room and accepted there. It lets the person be present; what
    /// is on the screen opens by the person's own acceptance (L-21).
    std::optional<Instant> notice_read_out_at = std::nullopt;

    [[nodiscard]] bool knows_the_notice() const {
        return notice_accepted_at.has_value() || notice_read_out_at.has_value();
    }
};

/// 誓約書 — asked for by profile besides the notice. Basis: gate.support_conference, 106条の6第7項.
struct PledgeState {
    bool asked = false;  ///< the town asks for one
    std::optional<Date> valid_until;  ///< of the newest one, also when it has run out
    [[nodiscard]] bool holds_on(const Date& day) const {
        return !asked || (valid_until && day <= *valid_until);
    }
};

/// 会議の外に出す根拠. Basis: gate.conference_information.
enum class ReleaseBasis {
    ConsentOfPerson,
    OtherStatute,
    DutyToReport,
    Emergency,
    StatutoryInquiry,
};
/// What the agency that brought the material was asked or told.
enum class ContributorStep { Agreed, Told };

struct Material {
    std::string id;
    std::optional<PersonId> subject;
    DeskId desk;
    std::string by_name;
    Instant at;
    PrivateText body;
    std::optional<ReleaseBasis> released_on;  ///< it has left the meeting, on this basis
};

/// 会議で決まった役割.
struct ConferenceRole {
    std::string id;
    AgendaItemId item;
    CaseId case_id;
    DeskId desk;
    PrivateText what;
    Date until_on;
    std::optional<Instant> ended_at;
};

/// The marks by which access/ binds material to its item and a role to itself.
[[nodiscard]] inline std::string mark_of(const AgendaItemId& item) { return "item:" + item.text(); }
[[nodiscard]] inline std::string mark_of_role(const std::string& role) { return "role:" + role; }

}  // namespace kasane::conference

namespace kasane {
template <>
inline constexpr auto codes<conference::Frame> = std::array{
    Code<conference::Frame>{conference::Frame::SupportConference, "support_conference", "支援会議"},
    Code<conference::Frame>{conference::Frame::CoordinationConference, "coordination_conference",
                            "重層的支援会議"},
};
template <>
inline constexpr auto codes<conference::SittingForm> = std::array{
    Code<conference::SittingForm>{conference::SittingForm::InRoom, "in_room", "集まって"},
    Code<conference::SittingForm>{conference::SittingForm::Online, "online", "オンライン"},
    Code<conference::SittingForm>{conference::SittingForm::Circulation, "circulation",
                                  "持ち回り・書面"},
};
template <>
inline constexpr auto codes<conference::Capacity> = std::array{
    Code<conference::Capacity>{conference::Capacity::Member, "member", "構成員"},
    Code<conference::Capacity>{conference::Capacity::Deputy, "deputy", "代理"},
    Code<conference::Capacity>{conference::Capacity::Asked, "asked", "協力を求められた人"},
    Code<conference::Capacity>{conference::Capacity::Secretariat, "secretariat", "事務局"},
    Code<conference::Capacity>{conference::Capacity::AdmittedOnTheSpot, "admitted_on_the_spot",
                               "当日の参加"},
};
template <>
inline constexpr auto codes<conference::ReleaseBasis> = std::array{
    Code<conference::ReleaseBasis>{conference::ReleaseBasis::ConsentOfPerson, "consent_of_person",
                                   "その情報の本人の同意"},
    Code<conference::ReleaseBasis>{conference::ReleaseBasis::OtherStatute, "other_statute",
                                   "ほかの法律の定め"},
    Code<conference::ReleaseBasis>{conference::ReleaseBasis::DutyToReport, "duty_to_report",
                                   "通報・通告の義務や努力"},
    Code<conference::ReleaseBasis>{conference::ReleaseBasis::Emergency, "emergency",
                                   "生命・身体・財産の危険(緊急)"},
    Code<conference::ReleaseBasis>{conference::ReleaseBasis::StatutoryInquiry, "statutory_inquiry",
                                   "法令に基づく照会"},
};
template <>
inline constexpr auto codes<conference::ContributorStep> = std::array{
    Code<conference::ContributorStep>{conference::ContributorStep::Agreed, "agreed",
                                      "資料を出した人に確かめ、了解を得た"},
    Code<conference::ContributorStep>{conference::ContributorStep::Told, "told",
                                      "資料を出した人に知らせた"},
};
template <>
inline constexpr auto codes<conference::Opinion> = std::array{
    Code<conference::Opinion>{conference::Opinion::Appropriate, "appropriate", "適切"},
    Code<conference::Opinion>{conference::Opinion::Conditional, "conditional", "修正のうえ適切"},
    Code<conference::Opinion>{conference::Opinion::Returned, "returned", "再検討"},
};
template <>
inline constexpr auto codes<conference::Purpose> = std::array{
    Code<conference::Purpose>{conference::Purpose::InformationSharing, "info_sharing",
                              "情報交換と支援体制の検討"},
    Code<conference::Purpose>{conference::Purpose::PlanAppropriateness, "plan_appropriateness",
                              "プランの適切性"},
    Code<conference::Purpose>{conference::Purpose::Monitoring, "monitoring", "進み具合の確認"},
    Code<conference::Purpose>{conference::Purpose::ClosureEvaluation, "closure_evaluation",
                              "終結・中断の評価"},
};
}  // namespace kasane
