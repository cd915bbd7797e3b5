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
    Result<Done> possible = Done{};  ///< or why it is not
    AgendaItem item;
    Sitting sitting;
    std::size_t convened = 0;
    std::size_t opened = 0;  ///< who accepted the notice of a 支援会議
};
/// Why an item is not considered any more: what its case reads, and what the journal does.
struct ItemEnd {
    std::string title;
    std::string reason;
    std::string because;
};
/// Closes what the convocation of an item opened that is taken off, or whose sitting is cancelled; tells
/// its case why, and gives it the date of its next sitting. Basis: gate.support_conference.
void end_item(access::ActScope& act, const AgendaItem& item, const ItemEnd& end);

/// Whether the reader belongs to the secretariat, which alone takes off.
[[nodiscard]] bool tends_agenda(const access::Scope& scope);
/// Whether the item can be taken off now. Basis: gate.frame.
[[nodiscard]] Result<Done> may_take_off(access::Scope& scope, const Sitting& sitting,
                                        const AgendaItem& item);
[[nodiscard]] std::optional<TakeOffView> view_to_take_off(access::Scope& scope,
                                                          const AgendaItemId& id);

/// The secretariat takes an item off before the sitting begins, or later when its case has ended since. What its convocation opened closes in
/// the same transaction; the case is told why. Basis: gate.frame, gate.support_conference.
/// Returns the sitting.
[[nodiscard]] Result<SittingId> take_off_agenda(access::Town& town, const accounts::Actor& actor,
                                                const TakeOff& wanted);

}  // namespace kasane::conference
