#pragma once

#include <optional>
#include <vector>

#include "casefile/casefile.hpp"

namespace kasane::casefile {

EntryId insert_entry(ActScope& act, const NewEntry& entry);

/// What a page of the timeline asks for.
struct TimelineQuery {
    CaseId case_id;
    std::optional<TimelineCursor> after;
    TimelineFilter filter = {};
    std::size_t limit = 50;
};
[[nodiscard]] std::vector<TimelineEntry> select_entries(Scope& scope,
                                                        const access::CaseReading& reading,
                                                        const TimelineQuery& query);

}  // namespace kasane::casefile
