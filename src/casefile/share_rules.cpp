#include "casefile/share_by_law.hpp"
#include "law/gates.hpp"
#include "law/provisions.hpp"

namespace kasane::casefile {
namespace {

constexpr int longest_months = 12;

Refusal invalid(std::string_view field, std::string message) {
    return law::refuse_field(law::gates::sharing_by_law, field, std::move(message));
}

}  // namespace

const law::Provision& provision_of(SharingProvision provision) {
    switch (provision) {
        case SharingProvision::WithinMunicipality:
            return law::use_within_municipality;
        case SharingProvision::PublicBodies:
            return law::provision_to_public_bodies;
        case SharingProvision::SpecialReason:
            return law::special_reason;
        case SharingProvision::ChildAbuse:
            return law::child_abuse_report;
        case SharingProvision::ElderAbuse:
            return law::elder_abuse_report;
        case SharingProvision::DisabilityAbuse:
            return law::disability_abuse_report;
        case SharingProvision::ChildCouncil:
            return law::child_council;
        case SharingProvision::CommunityCare:
            return law::community_care_conference;
        case SharingProvision::PovertyConference:
            return law::poverty_support_conference;
        case SharingProvision::CriminalInquiry:
            return law::criminal_inquiry;
        case SharingProvision::BarInquiry:
            return law::bar_inquiry;
    }
    broken_invariant("every kind of sharing rests on a provision", std::source_location::current());
}

access::Basis basis_of(SharingProvision provision) {
    switch (provision) {
        case SharingProvision::WithinMunicipality:
        case SharingProvision::PublicBodies:
            return access::Basis::PublicUse;
        case SharingProvision::SpecialReason:
            return access::Basis::Special;
        case SharingProvision::ChildAbuse:
        case SharingProvision::ElderAbuse:
        case SharingProvision::DisabilityAbuse:
        case SharingProvision::ChildCouncil:
        case SharingProvision::CommunityCare:
        case SharingProvision::PovertyConference:
            return access::Basis::OtherStatute;
        case SharingProvision::CriminalInquiry:
        case SharingProvision::BarInquiry:
            return access::Basis::LegalRequest;
    }
    broken_invariant("every kind of sharing has its basis", std::source_location::current());
}

std::vector<access::Category> opened_by(SharingExtent extent) {
    using access::Category;
    switch (extent) {
        case SharingExtent::Case:
            return {Category::Identity, Category::Case};
        case SharingExtent::Plan:
            return {Category::Identity, Category::Case, Category::Plan};
    }
    broken_invariant("every extent says what it opens", std::source_location::current());
}

Result<Done> check_sharing(const ShareByLaw& wanted, const SharingFacts& facts) {
    if (!wanted.desk) return invalid("desk", "共有する窓口を選んでください。");
    if (facts.own_desk) return invalid("desk", "ご自分の窓口は、このケースをすでに読めます。");
    if (!wanted.provision) return invalid("provision", "根拠となる条文を選んでください。");
    if (*wanted.provision == SharingProvision::WithinMunicipality && !facts.desk_of_the_town) {
        return invalid("provision",
                       "この条文で使えるのは、市町村の窓口の間だけです。"
                       "外の機関には、ほかの条文か本人の同意が必要です。");
    }
    if (basis_of(*wanted.provision) == access::Basis::LegalRequest && !facts.decided_by_manager) {
        return law::refuse(law::gates::sharing_by_law,
                           "外からの照会に応じるかどうかは、係長・管理者が決めます。",
                           "係長・管理者に、決定を依頼してください。");
    }
    if (!wanted.extent) return invalid("extent", "どこまで共有するかを選んでください。");
    if (wanted.purpose.empty()) return invalid("purpose", "何のために使うかを入力してください。");
    if (wanted.reason.empty()) {
        return invalid("reason", "条文に当てはまる事実を入力してください。");
    }
    if (!wanted.until_on) return invalid("until_on", "共有を終える日を入力してください。");
    if (*wanted.until_on < facts.today) {
        return invalid("until_on", "共有を終える日が、今日より前になっています。");
    }
    if (*wanted.until_on > facts.today.plus_months(longest_months)) {
        return invalid("until_on",
                       "共有は、一年までの日を決めてください。続けるときは、改めて決めます。");
    }
    return Done{};
}

Result<Done> check_end(const Sharing& sharing, std::string_view reason, const Date& today) {
    if (!sharing.stands(today)) {
        return law::refuse(law::gates::sharing_by_law, "この共有は、すでに終わっています。");
    }
    if (reason.empty()) return invalid("reason", "共有を終える理由を入力してください。");
    return Done{};
}

}  // namespace kasane::casefile
