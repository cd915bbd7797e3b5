#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/scope.hpp"
#include "intake/inquiry.hpp"
#include "intake/inquiry_record.hpp"

namespace kasane::intake {

/// What the form says goes into the rows of one inquiry.
struct NewInquiry {
    InquiryId id;
    CaseId case_id;
    std::optional<PersonId> subject;
    std::vector<PersonId> persons;
    bool needs_screening = false;
};
void insert_inquiry(access::ActScope& act, const NewInquiry& inquiry, const InquiryForm& form);

[[nodiscard]] std::optional<Inquiry> select_inquiry(storage::Reader& rows, const InquiryId& id);
[[nodiscard]] Caller select_caller(storage::Reader& rows, const InquiryId& id);
/// The newest inquiry of the case that asks for a screening.
[[nodiscard]] std::optional<InquiryId> select_newest_for_screening(storage::Reader& rows,
                                                                   const CaseId& case_id);

void insert_screening(access::ActScope& act, const CaseId& case_id,
                      const std::optional<InquiryId>& inquiry, const Screening& screening);
[[nodiscard]] std::vector<RecordedScreening> select_screenings(storage::Reader& rows,
                                                               const CaseId& case_id);

/// The inquiries of the reader's desks that stand on the desk's own record, newest first.
[[nodiscard]] std::vector<ListedInquiry> select_listed(access::Scope& scope,
                                                       const std::optional<InquiryId>& after,
                                                       std::size_t limit);

/// How often the account asked for similar persons since then; and one more time.
[[nodiscard]] std::int64_t count_similar_checks(storage::Reader& rows, const AccountId& account,
                                                Instant since);
void insert_similar_check(access::ActScope& act);

}  // namespace kasane::intake
