#include "intake/inquiry_record.hpp"

#include "intake/inquiry_store.hpp"

namespace kasane::intake {

access::Item item_of(const Inquiry& inquiry) {
    return {access::Category::Case, inquiry.subject, access::Holder::desk(inquiry.desk),
            std::nullopt};
}

std::optional<Inquiry> find_inquiry(access::Scope& scope, access::CaseReading& reading,
                                    const InquiryId& id) {
    auto inquiry = select_inquiry(scope.rows, id);
    if (!inquiry || inquiry->case_id != reading.case_id() || !reading.may_read(item_of(*inquiry))) {
        return std::nullopt;
    }
    return inquiry;
}

std::optional<Caller> caller_of(access::Scope& scope, access::CaseReading& reading,
                                const Inquiry& inquiry) {
    const access::Item reporter{access::Category::Reporter, std::nullopt,
                                access::Holder::desk(inquiry.desk), std::nullopt};
    if (inquiry.caller_is_reporter && !reading.may_read(reporter)) return std::nullopt;
    return select_caller(scope.rows, inquiry.id);
}

std::optional<InquiryId> inquiry_to_screen(access::Scope& scope,
                                           const access::CaseReading& reading) {
    auto newest = select_newest_for_screening(scope.rows, reading.case_id());
    if (!newest) return std::nullopt;
    const auto inquiry = select_inquiry(scope.rows, *newest);
    ensure(inquiry.has_value(), "an inquiry of a case is stored");
    if (!reading.would_allow(item_of(*inquiry))) return std::nullopt;
    return newest;
}

std::vector<RecordedScreening> screenings_of(access::Scope& scope, access::CaseReading& reading) {
    std::vector<RecordedScreening> readable;
    for (auto& each : select_screenings(scope.rows, reading.case_id())) {
        // The decision concerns the household and is the record of the desk that took it.
        if (reading.may_read({access::Category::Case, std::nullopt,
                              access::Holder::desk(each.decided_desk), std::nullopt})) {
            readable.push_back(std::move(each));
        }
    }
    return readable;
}

std::vector<ListedInquiry> listed_inquiries(access::Scope& scope,
                                            const std::optional<InquiryId>& after,
                                            std::size_t limit) {
    auto listed = select_listed(scope, after, limit);
    for (const auto& each : listed) scope.log.listed(each.case_id);
    return listed;
}

}  // namespace kasane::intake
