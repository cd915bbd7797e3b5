#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "access/town.hpp"
#include "kernel/ids.hpp"

namespace kasane::conference {

/// 主担当を決める — where the meeting did not settle it.
struct LeadChoice {
    CaseId case_id;
    DeskId desk;
    std::string reason;
    std::optional<std::int64_t> expected_version;  ///< of the case, from the form
};
/// What the rule has to know.
struct LeadFacts {
    bool meeting_heard = false;  ///< some item about the case has its minutes
    bool of_the_town = false;    ///< the actor's desk belongs to the town office
    bool town_decides = false;   ///< the profile leaves it to the municipality
};
/// Only after a meeting was heard, by whom the profile says, with a reason. Basis: gate.lead_agency.
[[nodiscard]] Result<Done> check_lead(const LeadChoice& choice, const LeadFacts& facts);

/// The coordinator decides, having heard the meeting; the change keeps date, reason and decider.
[[nodiscard]] Result<Done> decide_lead(access::Town& town, const accounts::Actor& actor,
                                       const LeadChoice& choice);

}  // namespace kasane::conference
