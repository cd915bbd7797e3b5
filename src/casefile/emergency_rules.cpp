#include <algorithm>

#include "casefile/emergency.hpp"
#include "law/gates.hpp"
#include "municipality/calendar.hpp"

namespace kasane::casefile {
namespace {

constexpr std::int64_t noon = 12 * 60 * 60;

Refusal invalid(std::string_view field, std::string message) {
    return law::refuse_field(law::gates::emergency, field, std::move(message));
}

}  // namespace

Instant end_of_emergency(Instant now) {
    const auto& calendar = municipality::BusinessCalendar::standard();
    const auto next = calendar.business_days_after(now.date_in_japan(), 1).day;
    return Instant::start_of(next).plus_seconds(noon);
}

Result<Done> check_emergency(const OpenEmergency& wanted) {
    if (wanted.case_number.empty() && wanted.name.empty()) {
        return invalid("case_number", "ケース番号か、氏名と生年月日を入力してください。");
    }
    if (wanted.case_number.empty() && !wanted.birth_date) {
        return invalid("birth_date", "氏名でさがすときは、生年月日も入力してください。");
    }
    if (!wanted.danger) return invalid("danger", "何に危険があるかを選んでください。");
    if (wanted.reason.empty()) {
        return invalid("reason", "何が起きていて、何のために開くのかを入力してください。");
    }
    return Done{};
}

Result<Done> check_first_opening(bool waits_for_review) {
    if (!waits_for_review) return Done{};
    return law::refuse(law::gates::emergency,
                       "このケースは、あなたがすでに緊急で開き、事後の確認が済んでいません。",
                       "「緊急の閲覧」から開いてください。期限を過ぎたときは、係長か多機関協働の"
                       "担当者に延長を頼んでください。");
}

Result<Done> check_renewal(const EmergencyOpening& opening, const AccountId& by,
                           std::string_view reason, Instant until) {
    if (opening.reviewed_at) {
        return law::refuse(law::gates::emergency, "事後の確認が済んだため、延長できません。",
                           "危険が続いているときは、新しく緊急の閲覧を開いてください。");
    }
    if (opening.account == by) {
        return law::refuse(law::gates::emergency, "ご自分の緊急の閲覧は、延長できません。",
                           "係長か多機関協働の担当者に、延長を頼んでください。");
    }
    if (reason.empty()) return invalid("reason", "延長する理由を入力してください。");
    if (until <= opening.until) {
        return law::refuse(law::gates::emergency, "いま延長しても、終わる日時は変わりません。",
                           "終わる日になってから、まだ必要かを確かめて延長してください。");
    }
    return Done{};
}

Result<Done> check_review(const EmergencyOpening& opening, const AccountId& by,
                          std::optional<ReviewOutcome> outcome, std::string_view note,
                          Instant now) {
    if (opening.reviewed_at) {
        return law::refuse(law::gates::emergency, "この緊急の閲覧は、すでに確認されています。");
    }
    if (opening.account == by) {
        return law::refuse(law::gates::emergency, "ご自分の緊急の閲覧は、確認できません。",
                           "ほかの個人情報保護の担当者に依頼してください。");
    }
    if (opening.lasts(now)) {
        return law::refuse(law::gates::emergency, "緊急の閲覧は、まだ続いています。",
                           "終わったあとに、事後の確認を記録してください。");
    }
    if (!outcome) return invalid("outcome", "確認の結果を選んでください。");
    if (note.empty()) return invalid("note", "確認したことを入力してください。");
    return Done{};
}

bool ToldOf::holds(const EmergencyOpening& opening) const {
    if (opening.account == reader) return false;
    return everybodys || std::ranges::find(desks, opening.desk) != desks.end();
}

ToldOf told_of(const accounts::Actor& reader, const DeskId& coordinating_desk) {
    using accounts::Role;
    ToldOf told{.reader = reader.account, .everybodys = false, .desks = {}};
    told.everybodys = reader.has(Role::PrivacyOfficer) ||
                      (reader.has(Role::Coordinator) && reader.works_at(coordinating_desk));
    if (reader.has(Role::Supervisor)) told.desks = reader.desks;
    return told;
}

}  // namespace kasane::casefile
