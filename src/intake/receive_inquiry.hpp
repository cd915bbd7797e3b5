#pragma once

#include <string>

#include "access/town.hpp"
#include "casefile/events.hpp"
#include "intake/inquiry.hpp"

namespace kasane::intake {

struct ReceivedInquiry {
    InquiryId inquiry;
    CaseId case_id;
    std::string next_path;  ///< the inquiry, or where its screening leads
};

/// 相談を受け付ける — any desk, whatever the age or topic. Writes the inquiry, the persons and the
/// case (a new one, or one of mine), opens the desk's own record, and screens at once when the
/// form says so. Basis: gate.no_wrong_door; grounds own_desk; gate.reporter, gate.protected.
[[nodiscard]] Result<ReceivedInquiry> receive_inquiry(access::Town& town,
                                                      const accounts::Actor& actor,
                                                      const casefile::Events& events,
                                                      const InquiryForm& form);
/// The same inside an act that is running.
[[nodiscard]] Result<ReceivedInquiry> receive_inquiry(access::ActScope& act,
                                                      const casefile::Events& events,
                                                      const InquiryForm& form);

}  // namespace kasane::intake
