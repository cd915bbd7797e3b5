#pragma once

#include <vector>

#include "access/scope.hpp"
#include "outreach/outreach.hpp"
#include "outreach/outreach_reading.hpp"

namespace kasane::outreach {

void insert_contact(access::ActScope& act, const Contact& contact);
void insert_move(access::ActScope& act, const CaseId& case_id, const ConsentId& consent,
                 const TrackMove& move);

}  // namespace kasane::outreach
