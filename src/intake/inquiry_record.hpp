#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/case_reading.hpp"
#include "intake/inquiry.hpp"
#include "kernel/private_text.hpp"

namespace kasane::intake {

/// 相談受付票 — an inquiry as it is stored, without who called: that is asked for apart.
struct Inquiry {
    InquiryId id;
    CaseId case_id;
    DeskId desk;
    std::string received_by;  ///< name of the account
    Date received_on;
    Instant recorded_at;
    std::string contact_method;
    std::string intake_channel;
    std::optional<PersonId> subject;  ///< the one person it is about; nobody: the household
    PrivateText said;
    PrivateText wishes;
    PrivateText topic_note;
    PrivateText involved_agencies;
    std::string urgency;
    bool caller_is_reporter = false;
    bool needs_screening = false;
    std::vector<std::string> topics;
    std::string primary_topic;
    std::vector<std::string> urgent_reasons;
    std::vector<PersonId> persons;
};

/// What the question 「may I read it」 is asked about.
[[nodiscard]] access::Item item_of(const Inquiry& inquiry);

/// The case an inquiry belongs to. Tells nobody anything yet: ask for its ground next.
[[nodiscard]] std::optional<CaseId> case_of_inquiry(access::Scope& scope, const InquiryId& id);
/// The inquiry, when this reader may read it.
[[nodiscard]] std::optional<Inquiry> find_inquiry(access::Scope& scope,
                                                  access::CaseReading& reading,
                                                  const InquiryId& id);
/// Who called. A reporter is readable by the receiving desk alone: for everybody else there is
/// nothing, not even that there is one. Basis: gate.reporter.
[[nodiscard]] std::optional<Caller> caller_of(access::Scope& scope, access::CaseReading& reading,
                                              const Inquiry& inquiry);
/// The newest inquiry of the case that waits for its screening, when this reader may read it.
[[nodiscard]] std::optional<InquiryId> inquiry_to_screen(access::Scope& scope,
                                                         const access::CaseReading& reading);

/// A decision as it was recorded.
struct RecordedScreening {
    Screening screening;
    std::string decided_by;
    DeskId decided_desk;
    Instant decided_at;
};
/// The decisions of the case that this reader may read, newest first.
[[nodiscard]] std::vector<RecordedScreening> screenings_of(access::Scope& scope,
                                                           access::CaseReading& reading);

/// One line of 相談.
struct ListedInquiry {
    InquiryId id;
    CaseId case_id;
    Date received_on;
    std::string contact_method;
    std::string urgency;
    std::string primary_topic;
    bool needs_screening = false;
    std::optional<ScreeningOutcome> outcome;  ///< of the first screening after it
};
/// The inquiries of the reader's desks that stand on a ground of theirs, newest first.
[[nodiscard]] std::vector<ListedInquiry> listed_inquiries(access::Scope& scope,
                                                          const std::optional<InquiryId>& after,
                                                          std::size_t limit = 50);

}  // namespace kasane::intake
