#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/case_reading.hpp"
#include "conference/conference.hpp"

namespace kasane::conference {

/// An agenda item as one reader may see it at this moment.
struct ItemView {
    AgendaItem item;
    Sitting sitting;
    std::vector<ItemMember> members;
    std::vector<Material> materials;       ///< those the reader may read
    std::vector<ConferenceRole> roles;
    std::vector<std::string> subject_names;  ///< of those the reader may read about
    std::vector<PersonId> dropped;         ///< subjects whose consent no longer covers
    bool awaits_notice = false;            ///< convened, but the notice is not accepted yet
    bool hosts = false;                    ///< keeps the minutes
    std::string ground;
};

/// The item, or nothing (404) for somebody who was not convened and holds no ground. While the
/// notice is not accepted, the view carries neither question nor material nor minutes.
/// Basis: gate.support_conference, gate.coordination_needs_consent, gate.frame.
[[nodiscard]] std::optional<ItemView> read_item(access::Scope& scope, const AgendaItemId& id);

/// The item, when the reader may bring material to it: its ground is open.
[[nodiscard]] std::optional<AgendaItem> item_to_take_part(access::Scope& scope,
                                                          const AgendaItemId& id);

/// The desk's open roles that the reader may read, with why.
struct RoleView {
    ConferenceRole role;
    std::string ground;
};
[[nodiscard]] std::vector<RoleView> readable_roles(access::Scope& scope);

}  // namespace kasane::conference
