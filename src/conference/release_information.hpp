#pragma once

#include "access/town.hpp"
#include "conference/conference_rules.hpp"

namespace kasane::conference {

/// 支援会議の情報を外に出す — takes one material out of the meeting on a stated basis: it stands on the
/// timeline of the case from then on, about the person it concerns, as the secretariat's record; the
/// desk that brought it finds a task that says so. Basis: gate.conference_information.
[[nodiscard]] Result<Done> release_information(access::Town& town, const accounts::Actor& actor,
                                               const Release& release);

}  // namespace kasane::conference
