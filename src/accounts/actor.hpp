#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/codes.hpp"
#include "kernel/ids.hpp"

namespace kasane::accounts {

/// 役割 — what somebody may do. A role opens nothing to read; that is what grounds are for.
/// The profile maps local roles (ささまる隊 …) to these. Basis: rules.md §3.
enum class Role {
    DeskWorker,
    Supervisor,
    Coordinator,
    OutreachWorker,
    ParticipationWorker,
    PlaceKeeper,
    Commissioner,
    ConferenceGuest,
    PrivacyOfficer,
    Auditor,
    Administrator,
};

}  // namespace kasane::accounts

namespace kasane {
template <>
inline constexpr auto codes<accounts::Role> = std::array{
    Code<accounts::Role>{accounts::Role::DeskWorker, "desk_worker", "相談支援窓口の担当者"},
    Code<accounts::Role>{accounts::Role::Supervisor, "supervisor", "係長・管理者"},
    Code<accounts::Role>{accounts::Role::Coordinator, "coordinator", "多機関協働の担当者"},
    Code<accounts::Role>{accounts::Role::OutreachWorker, "outreach_worker", "アウトリーチ支援員"},
    Code<accounts::Role>{accounts::Role::ParticipationWorker, "participation_worker",
                         "参加支援の担当者"},
    Code<accounts::Role>{accounts::Role::PlaceKeeper, "place_keeper", "居場所の運営者"},
    Code<accounts::Role>{accounts::Role::Commissioner, "commissioner", "民生委員・児童委員"},
    Code<accounts::Role>{accounts::Role::ConferenceGuest, "conference_guest", "会議に招かれた人"},
    Code<accounts::Role>{accounts::Role::PrivacyOfficer, "privacy_officer", "個人情報保護の担当者"},
    Code<accounts::Role>{accounts::Role::Auditor, "auditor", "監査の担当者"},
    Code<accounts::Role>{accounts::Role::Administrator, "administrator", "システム管理者"},
};
}  // namespace kasane

namespace kasane::accounts {

/// The person who is signed in, with the roles and desks in force at this moment.
struct Actor {
    AccountId account;
    std::string name;
    std::vector<Role> roles;
    std::vector<DeskId> desks;  ///< the primary desk first; empty for an administrator
    std::string request_id;
    /// The one-time token of the form that is being sent, empty when the form carried none; nothing
    /// for pages and jobs. The first act of the request uses it up, so that pressing twice does one
    /// thing.
    std::optional<std::string> form_token;
    /// The draft that this form was typed into; gone once the act is stored.
    std::string draft_key;

    [[nodiscard]] bool has(Role role) const;
    /// The desk this person acts for. Only after has_desk().
    [[nodiscard]] const DeskId& desk() const;
    [[nodiscard]] bool has_desk() const noexcept { return !desks.empty(); }
    [[nodiscard]] bool works_at(const DeskId& desk) const;
};

/// 行為 — every business act of Kasane. One table says which role may do which (role_acts.cpp).
enum class Act {
    ReceiveInquiry,
    ScreenInquiry,
    RecordNote,
    EditPerson,
    SendMemo,
    AnswerMemo,
    AcceptCoordination,
    Assess,
    RecordConsent,
    WithdrawConsent,
    ShareByLaw,
    RecogniseNeed,
    DraftPlan,
    ConveneConference,
    TakePartInConference,
    RecordMinutes,
    DecideLeadAgency,
    DecideSupport,
    MonitorPlan,
    EvaluatePlan,
    CloseCase,
    ReopenCase,
    RecordOutreach,
    OpenInEmergency,
    RenewEmergency,
    ReadEmergencies,
    SeeEmergency,
    ReviewEmergency,
    ReadCases,
    ManageAccounts,
    ReadJournal,
};

}  // namespace kasane::accounts

namespace kasane {
template <>
inline constexpr auto codes<accounts::Act> = std::array{
    Code<accounts::Act>{accounts::Act::ReceiveInquiry, "inquiry.receive", "相談の受付"},
    Code<accounts::Act>{accounts::Act::ScreenInquiry, "inquiry.screen", "相談の振り分け"},
    Code<accounts::Act>{accounts::Act::RecordNote, "note.record", "経過の記録"},
    Code<accounts::Act>{accounts::Act::EditPerson, "person.edit", "本人・世帯の記録"},
    Code<accounts::Act>{accounts::Act::SendMemo, "memo.send", "つなぎの送付"},
    Code<accounts::Act>{accounts::Act::AnswerMemo, "memo.answer", "つなぎへの回答"},
    Code<accounts::Act>{accounts::Act::AcceptCoordination, "coordination.accept",
                        "多機関協働での受理"},
    Code<accounts::Act>{accounts::Act::Assess, "household.assess", "世帯のアセスメント"},
    Code<accounts::Act>{accounts::Act::RecordConsent, "consent.record", "同意の記録"},
    Code<accounts::Act>{accounts::Act::WithdrawConsent, "consent.withdraw", "同意の撤回の記録"},
    Code<accounts::Act>{accounts::Act::ShareByLaw, "sharing.decide", "法律に基づく共有"},
    Code<accounts::Act>{accounts::Act::RecogniseNeed, "need.recognise", "支援の必要の認定"},
    Code<accounts::Act>{accounts::Act::DraftPlan, "plan.draft", "プランの作成"},
    Code<accounts::Act>{accounts::Act::ConveneConference, "conference.convene", "会議の招集"},
    Code<accounts::Act>{accounts::Act::TakePartInConference, "conference.take_part",
                        "会議への参加"},
    Code<accounts::Act>{accounts::Act::RecordMinutes, "conference.record", "会議の記録"},
    Code<accounts::Act>{accounts::Act::DecideLeadAgency, "lead.decide", "主担当の決定"},
    Code<accounts::Act>{accounts::Act::DecideSupport, "support.decide", "支援決定"},
    Code<accounts::Act>{accounts::Act::MonitorPlan, "plan.monitor", "モニタリング"},
    Code<accounts::Act>{accounts::Act::EvaluatePlan, "plan.evaluate", "評価"},
    Code<accounts::Act>{accounts::Act::CloseCase, "case.close", "終結"},
    Code<accounts::Act>{accounts::Act::ReopenCase, "case.reopen", "再開"},
    Code<accounts::Act>{accounts::Act::RecordOutreach, "outreach.record", "アウトリーチの記録"},
    Code<accounts::Act>{accounts::Act::OpenInEmergency, "emergency.open", "緊急の閲覧"},
    Code<accounts::Act>{accounts::Act::RenewEmergency, "emergency.renew", "緊急の閲覧の延長"},
    Code<accounts::Act>{accounts::Act::ReadEmergencies, "emergency.read", "緊急の閲覧の記録"},
    Code<accounts::Act>{accounts::Act::SeeEmergency, "emergency.see", "緊急の閲覧の確認"},
    Code<accounts::Act>{accounts::Act::ReviewEmergency, "emergency.review",
                        "緊急の閲覧の事後の確認"},
    Code<accounts::Act>{accounts::Act::ReadCases, "cases.read", "ケースの閲覧"},
    Code<accounts::Act>{accounts::Act::ManageAccounts, "accounts.manage", "利用者の管理"},
    Code<accounts::Act>{accounts::Act::ReadJournal, "journal.read", "閲覧履歴の確認"},
};
}  // namespace kasane

namespace kasane::accounts {

/// The one table role × act. An administrator manages accounts and reads no case.
[[nodiscard]] bool may(Role role, Act act);
/// True when one of the person's roles allows the act.
[[nodiscard]] bool may(const Actor& actor, Act act);

}  // namespace kasane::accounts
