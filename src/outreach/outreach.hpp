#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/clock.hpp"
#include "kernel/date.hpp"
#include "kernel/ids.hpp"
#include "kernel/private_text.hpp"

namespace kasane::outreach {

/// アウトリーチの一回 — an attempt to reach somebody, whatever came of it. Basis: forms.md §4, §5.2.
struct Contact {
    std::string id;
    CaseId case_id;
    std::optional<PersonId> person;
    Date happened_on;
    std::string mode;  ///< code of list contact_modes
    std::string outcome;  ///< code of list outreach_outcomes
    std::string stage;  ///< code of list relationship_stages
    std::string visitors;
    PrivateText body;
    std::optional<Date> next_on;
    std::string recorded_by;
    DeskId recorded_desk;
};

/// 移行 — consent moved one person; the list of what is carried over and what stays behind.
struct TrackMove {
    PersonId person;
    Instant moved_at;
    std::vector<std::string> carried;
    std::vector<std::string> stays;
};

}  // namespace kasane::outreach
