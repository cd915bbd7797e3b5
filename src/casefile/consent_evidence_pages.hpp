#pragma once

#include <vector>

#include "accounts/page_routes.hpp"
#include "casefile/case_room.hpp"

namespace kasane::casefile {

/// 同意の証し — where the paper is kept, scans of it, and adding one.
[[nodiscard]] std::vector<accounts::PageRoute> consent_evidence_routes(const CaseRoom& room);

}  // namespace kasane::casefile
