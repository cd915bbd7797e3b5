#pragma once

#include <span>
#include <string>
#include <vector>

#include "access/ground.hpp"

namespace kasane::access {

/// Whether the ground is open at that moment.
[[nodiscard]] bool in_force(const Ground& ground, Instant now);

/// Bases whose grounds open only what carries their own mark: a memo its receiver, a 支援会議 its
/// material. They never open the case itself.
[[nodiscard]] bool bound_to_its_source(Basis basis);

/// Whether this one ground opens this one item (the moment and the holder are checked apart).
/// - the category must be the same;
/// - a ground about one person opens only what concerns that person;
/// - own_desk opens the desk's own record, plus the persons its source names (identity);
/// - what is bound to a conference or memo opens only by the ground that stands on it.
[[nodiscard]] bool covers(const Ground& ground, const Item& item);

/// What concerns the household as a whole opens also when each person concerned has opened it:
/// the categories for which every concerned person is covered by a ground of this reader.
[[nodiscard]] std::vector<Category> categories_of_whole_household(
    std::span<const Ground> open_grounds, std::span<const Concerned> concerned);

/// The ground an item is read on, or nullptr. `open_grounds` are the reader's grounds in force.
[[nodiscard]] const Ground* ground_for(std::span<const Ground> open_grounds,
                                       std::span<const Category> household_categories,
                                       const Item& item);

/// What each scope of a consent opens. Basis: rules.md §3 「What a consent scope opens」.
/// conference, protected and reporter never open by consent alone.
enum class ConsentScope {
    ConsultationApplication,
    InformationSharing,
    PlanAndServiceApplication,
    ParticipationHostDisclosure,
};
[[nodiscard]] std::vector<Category> opened_by(ConsentScope scope);

/// Which categories a basis opens for its holder when it opens a case.
[[nodiscard]] std::vector<Category> opened_by(Basis basis);

}  // namespace kasane::access

namespace kasane {
template <>
inline constexpr auto codes<access::ConsentScope> = std::array{
    Code<access::ConsentScope>{access::ConsentScope::ConsultationApplication,
                               "consultation_application", "相談の申込み"},
    Code<access::ConsentScope>{access::ConsentScope::InformationSharing, "information_sharing",
                               "関係機関との情報共有"},
    Code<access::ConsentScope>{access::ConsentScope::PlanAndServiceApplication,
                               "plan_and_service_application", "プラン・サービスの利用申込み"},
    Code<access::ConsentScope>{access::ConsentScope::ParticipationHostDisclosure,
                               "participation_host_disclosure", "受入先への情報提供"},
};
}  // namespace kasane
