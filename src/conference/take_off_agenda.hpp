#pragma once

#include <optional>
#include <string>

#include "access/town.hpp"
#include "conference/conference.hpp"

namespace kasane::conference {

/// 議題から外す — a case that is not to be considered in this sitting after all.
struct TakeOff {
    AgendaItemId item;
    std::string reason;
};
/// An item as whoever convenes sees it before it is taken off: nothing of what it is about.
struct TakeOffView {
    AgendaItem item;
    Sitting sitting;
    std::size_t convened = 0;
    std::size_t opened = 0;  ///< who accepted the notice of a 支援会議
};
/// Whether the reader belongs to the secretariat, which alone takes off.
[[nodiscard]] bool tends_agenda(const access::Scope& scope);
[[nodiscard]] std::optional<TakeOffView> view_to_take_off(access::Scope& scope,
                                                          const AgendaItemId& id);

/// The secretariat takes an item off before the sitting begins. What its convocation opened closes in
/// the same transaction; the case is told why. Basis: gate.frame, gate.support_conference.
/// Returns the sitting.
[[nodiscard]] Result<SittingId> take_off_agenda(access::Town& town, const accounts::Actor& actor,
                                                const TakeOff& wanted);

}  // namespace kasane::conference
