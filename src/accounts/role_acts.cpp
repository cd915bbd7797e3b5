#include <algorithm>
#include <array>

#include "accounts/actor.hpp"
#include "kernel/ensure.hpp"

namespace kasane::accounts {
namespace {

struct Allowed {
    Role role;
    Act act;
};

constexpr std::array role_acts{
    Allowed{Role::DeskWorker, Act::ReadCases},
    Allowed{Role::DeskWorker, Act::ReceiveInquiry},
    Allowed{Role::DeskWorker, Act::ScreenInquiry},
    Allowed{Role::DeskWorker, Act::RecordNote},
    Allowed{Role::DeskWorker, Act::EditPerson},
    Allowed{Role::DeskWorker, Act::SendMemo},
    Allowed{Role::DeskWorker, Act::AnswerMemo},
    Allowed{Role::DeskWorker, Act::RecordConsent},
    Allowed{Role::DeskWorker, Act::WithdrawConsent},
    Allowed{Role::DeskWorker, Act::TakePartInConference},
    Allowed{Role::DeskWorker, Act::CloseCase},
    Allowed{Role::DeskWorker, Act::ReopenCase},
    Allowed{Role::DeskWorker, Act::OpenInEmergency},
    Allowed{Role::DeskWorker, Act::ReadEmergencies},

    Allowed{Role::Supervisor, Act::ReadCases},
    Allowed{Role::Supervisor, Act::ReceiveInquiry},
    Allowed{Role::Supervisor, Act::ScreenInquiry},
    Allowed{Role::Supervisor, Act::RecordNote},
    Allowed{Role::Supervisor, Act::EditPerson},
    Allowed{Role::Supervisor, Act::SendMemo},
    Allowed{Role::Supervisor, Act::AnswerMemo},
    Allowed{Role::Supervisor, Act::RecordConsent},
    Allowed{Role::Supervisor, Act::WithdrawConsent},
    Allowed{Role::Supervisor, Act::ShareByLaw},
    Allowed{Role::Supervisor, Act::TakePartInConference},
    Allowed{Role::Supervisor, Act::RecogniseNeed},
    Allowed{Role::Supervisor, Act::DecideSupport},
    Allowed{Role::Supervisor, Act::CloseCase},
    Allowed{Role::Supervisor, Act::ReopenCase},
    Allowed{Role::Supervisor, Act::OpenInEmergency},
    Allowed{Role::Supervisor, Act::RenewEmergency},
    Allowed{Role::Supervisor, Act::ReadEmergencies},
    Allowed{Role::Supervisor, Act::SeeEmergency},

    Allowed{Role::Coordinator, Act::ReadCases},
    Allowed{Role::Coordinator, Act::ReceiveInquiry},
    Allowed{Role::Coordinator, Act::ScreenInquiry},
    Allowed{Role::Coordinator, Act::RecordNote},
    Allowed{Role::Coordinator, Act::EditPerson},
    Allowed{Role::Coordinator, Act::SendMemo},
    Allowed{Role::Coordinator, Act::AnswerMemo},
    Allowed{Role::Coordinator, Act::AcceptCoordination},
    Allowed{Role::Coordinator, Act::Assess},
    Allowed{Role::Coordinator, Act::RecordConsent},
    Allowed{Role::Coordinator, Act::WithdrawConsent},
    Allowed{Role::Coordinator, Act::ShareByLaw},
    Allowed{Role::Coordinator, Act::RecogniseNeed},
    Allowed{Role::Coordinator, Act::DraftPlan},
    Allowed{Role::Coordinator, Act::ConveneConference},
    Allowed{Role::Coordinator, Act::TakePartInConference},
    Allowed{Role::Coordinator, Act::RecordMinutes},
    Allowed{Role::Coordinator, Act::DecideLeadAgency},
    Allowed{Role::Coordinator, Act::DecideSupport},
    Allowed{Role::Coordinator, Act::MonitorPlan},
    Allowed{Role::Coordinator, Act::EvaluatePlan},
    Allowed{Role::Coordinator, Act::CloseCase},
    Allowed{Role::Coordinator, Act::ReopenCase},
    Allowed{Role::Coordinator, Act::RecordOutreach},
    Allowed{Role::Coordinator, Act::OpenInEmergency},
    Allowed{Role::Coordinator, Act::RenewEmergency},
    Allowed{Role::Coordinator, Act::ReadEmergencies},
    Allowed{Role::Coordinator, Act::SeeEmergency},

    Allowed{Role::OutreachWorker, Act::ReadCases},
    Allowed{Role::OutreachWorker, Act::RecordNote},
    Allowed{Role::OutreachWorker, Act::RecordOutreach},
    Allowed{Role::OutreachWorker, Act::RecordConsent},
    Allowed{Role::OutreachWorker, Act::TakePartInConference},
    Allowed{Role::OutreachWorker, Act::OpenInEmergency},
    Allowed{Role::OutreachWorker, Act::ReadEmergencies},

    Allowed{Role::ParticipationWorker, Act::ReadCases},
    Allowed{Role::ParticipationWorker, Act::RecordNote},
    Allowed{Role::ParticipationWorker, Act::TakePartInConference},

    Allowed{Role::Commissioner, Act::SendMemo},
    Allowed{Role::ConferenceGuest, Act::TakePartInConference},

    Allowed{Role::PrivacyOfficer, Act::ReadJournal},
    Allowed{Role::PrivacyOfficer, Act::ReadEmergencies},
    Allowed{Role::PrivacyOfficer, Act::SeeEmergency},
    Allowed{Role::PrivacyOfficer, Act::ReviewEmergency},
    Allowed{Role::Auditor, Act::ReadJournal},
    Allowed{Role::Administrator, Act::ManageAccounts},
};

}  // namespace

bool may(Role role, Act act) {
    return std::ranges::any_of(
        role_acts, [&](const Allowed& row) { return row.role == role && row.act == act; });
}

bool may(const Actor& actor, Act act) {
    return std::ranges::any_of(actor.roles, [&](Role role) { return may(role, act); });
}

bool Actor::has(Role role) const { return std::ranges::find(roles, role) != roles.end(); }

const DeskId& Actor::desk() const {
    ensure(has_desk(), "somebody who acts for a desk works at one");
    return desks.front();
}

bool Actor::works_at(const DeskId& desk) const {
    return std::ranges::find(desks, desk) != desks.end();
}

}  // namespace kasane::accounts
