#pragma once

#include "access/consent.hpp"
#include "access/town.hpp"
#include "casefile/events.hpp"

namespace kasane::casefile {

/// 同意を記録する — writes one person's declaration into the ledger, opens what it opens, tells
/// the timeline and the other rooms. Basis: gate.consent_validity, gate.consent_moves_the_person.
[[nodiscard]] Result<ConsentId> record_consent(access::Town& town, const accounts::Actor& actor,
                                               const Events& events,
                                               const access::ConsentDeclaration& declaration);
/// The same inside an act that is running.
[[nodiscard]] Result<ConsentId> record_consent(access::ActScope& act, const Events& events,
                                               const access::ConsentDeclaration& declaration);

/// 同意の撤回を記録する — ends in the same transaction every disclosure that stood on it.
/// Basis: gate.withdrawal.
[[nodiscard]] Result<access::Withdrawn> withdraw_consent(access::Town& town,
                                                         const accounts::Actor& actor,
                                                         const Events& events,
                                                         const access::Withdrawal& withdrawal);

}  // namespace kasane::casefile
