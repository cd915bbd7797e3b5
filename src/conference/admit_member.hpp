#pragma once

#include "access/town.hpp"
#include "conference/conference.hpp"

namespace kasane::conference {

/// 議題に加える — a deputy, somebody asked under 106条の6第3項, somebody the chair admits on the spot.
struct Admission {
    AgendaItemId item;
    AccountId account;
    Capacity capacity = Capacity::Deputy;
};
/// The secretariat adds somebody to those convened for an item that is not confirmed yet. Nothing
/// opens by it: in a 支援会議 they accept the notice first, in a 重層的支援会議 the part about a person
/// drops off whose consent does not cover the newcomer. Basis: gate.support_conference,
/// gate.coordination_needs_consent.
[[nodiscard]] Result<Done> admit_member(access::Town& town, const accounts::Actor& actor,
                                        const Admission& admission);

}  // namespace kasane::conference
