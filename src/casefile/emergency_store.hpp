#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casefile/emergency.hpp"

namespace kasane::casefile {

void insert_emergency(access::ActScope& act, const EmergencyOpening& opening);
/// The openings for which the condition over alias `e` holds, the newest first. $1 is the municipality;
/// `values` begin at $2.
struct EmergencyChoice {
    std::string condition = {};
    storage::Values values = {};
    std::size_t limit = 50;
};
[[nodiscard]] std::vector<EmergencyOpening> select_emergencies(access::Scope& scope,
                                                               const EmergencyChoice& choice);
[[nodiscard]] std::optional<EmergencyOpening> select_emergency(access::Scope& scope,
                                                               const EmergencyId& id);
/// False when somebody saved before.
[[nodiscard]] bool extend_emergency(access::ActScope& act, const EmergencyOpening& opening,
                                    Instant until, std::string_view reason);
[[nodiscard]] bool close_review(access::ActScope& act, const EmergencyOpening& opening,
                                ReviewOutcome outcome, std::string_view note);
void insert_sighting(access::ActScope& act, const EmergencyId& id);

[[nodiscard]] std::vector<EmergencyRenewal> renewals_of(access::Scope& scope,
                                                        const EmergencyId& id);
[[nodiscard]] std::vector<EmergencySighting> sightings_of(access::Scope& scope,
                                                          const EmergencyId& id);

/// The case with that number, whoever asks: for an emergency alone.
[[nodiscard]] std::optional<CaseId> numbered_case(access::ActScope& act, std::string_view number);

}  // namespace kasane::casefile
