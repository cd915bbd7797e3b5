#pragma once

#include "access/town.hpp"
#include "casefile/events.hpp"
#include "outreach/outreach.hpp"

namespace kasane::outreach {

/// アウトリーチを記録する — visit, telephone, letter; absent and refused count too.
/// Basis: 社会福祉法106条の4第2項4号.
[[nodiscard]] Result<Done> record_contact(access::Town& town, const accounts::Actor& actor,
                                          const Contact& contact);

/// 同意が得られ、移行する — wired to casefile::Events::consent_arrived: when somebody of a household in
/// 支援会議・アウトリーチ consents, the case moves to アセスメント with the list of what is carried over.
/// What a 支援会議 learnt stays behind until it leaves on a stated basis.
/// Basis: gate.consent_moves_the_person, gate.conference_information; requirements.md R24.
void move_on_consent(access::ActScope& act, const casefile::ConsentArrived& event);

}  // namespace kasane::outreach
