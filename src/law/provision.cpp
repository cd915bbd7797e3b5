#include "law/provision.hpp"

#include <array>

#include "law/provisions.hpp"

namespace kasane::law {
namespace {

constexpr std::array provisions{
    &understandable_consent,
    &desk_asks_others,
    &comprehensive_system,
    &layered_programme,
    &comprehensive_consultation,
    &participation_support,
    &community_building,
    &outreach_programme,
    &multi_agency_cooperation,
    &need_for_plan,
    &entrustment,
    &contractor_secrecy,
    &implementation_plan,
    &support_conference,
    &support_conference_exchange,
    &support_conference_request,
    &support_conference_response,
    &support_conference_links,
    &support_conference_secrecy,
    &support_conference_secrecy_until_2025,
    &support_conference_other_matters,
    &contractor_secrecy_penalty,
    &support_conference_penalty,
    &support_conference_penalty_until_2025,
    &plan_contents,
    &plan_review,
    &implementation_plan_contents,
    &private_body_emergency,
    &private_body_disclosure,
    &breach_report,
    &purpose_limit,
    &consent_of_the_person,
    &use_within_municipality,
    &provision_to_public_bodies,
    &special_reason,
    &file_register,
    &disclosure_request,
    &grounds_of_refusal,
    &partial_disclosure,
    &existence_not_confirmed,
    &opinion_of_third_party,
    &correction,
    &stop_of_use,
    &child_abuse_report,
    &child_abuse_reporter,
    &elder_abuse_report,
    &elder_abuse_reporter,
    &elder_facility_abuse_report,
    &elder_facility_abuse_reporter,
    &disability_abuse_report,
    &spousal_violence_report,
    &care_for_victims,
    &child_council,
    &community_care_conference,
    &poverty_support_conference,
    &public_assistance_conference,
    &loneliness_council,
    &my_number_collection,
    &public_servant_secrecy,
    &criminal_inquiry,
    &bar_inquiry,
};

constexpr bool ids_are_unique() {
    for (std::size_t i = 0; i < provisions.size(); ++i) {
        for (std::size_t j = i + 1; j < provisions.size(); ++j) {
            if (provisions[i]->id == provisions[j]->id) return false;
        }
    }
    return true;
}
static_assert(ids_are_unique());

}  // namespace

bool in_force(const Provision& provision, const Date& date) {
    const auto on = day(date.year(), date.month(), date.day());
    return provision.valid_from <= on && (!provision.valid_to || on <= *provision.valid_to);
}

std::span<const Provision* const> all_provisions() { return provisions; }

const Provision* find(std::string_view id) {
    for (const auto* provision : provisions) {
        if (provision->id == id) return provision;
    }
    return nullptr;
}

}  // namespace kasane::law
