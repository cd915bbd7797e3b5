#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casefile/emergency.hpp"

namespace kasane::casefile {

void insert_emergency(access::ActScope& act, const EmergencyOpening& opening);
/// Whether somebody has an opening on this case that nobody has reviewed.
[[nodiscard]] bool has_unreviewed(access::Scope& scope, const AccountId& account,
                                  const CaseId& case_id);
/// What of those told of is asked for, the newest first; one's own that last are with those of the day.
enum class OpeningsOf {
    All,  ///< with one's own
    ToReview,  ///< not reviewed yet
    ToLookAt,  ///< not seen yet, or lasting
};
[[nodiscard]] std::vector<EmergencyOpening> select_emergencies(access::Scope& scope,
                                                               const ToldOf& told, OpeningsOf which,
                                                               std::size_t limit);
/// How many of those told of the reader has not said to have seen, nobody having reviewed them.
[[nodiscard]] std::size_t count_unseen(access::Scope& scope, const ToldOf& told);
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

}  // namespace kasane::casefile
