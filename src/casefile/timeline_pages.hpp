#pragma once

#include "casefile/case_room.hpp"

namespace kasane::casefile {

/// The newest entries the reader may read, for the overview.
[[nodiscard]] web::Html newest_entries(CaseView& view, std::size_t count);
/// The steps of the state among them, for the history.
[[nodiscard]] web::Html state_entries(CaseView& view);

[[nodiscard]] web::Response timeline_page(const CaseRoom& room, const web::Request& request,
                                          const accounts::Actor& actor);
/// A new note; the form stands on the timeline itself.
[[nodiscard]] web::Response note_sent(const CaseRoom& room, const web::Request& request,
                                      const accounts::Actor& actor);

}  // namespace kasane::casefile
