#include "conference/conference_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/consent.hpp"
#include "law/gates.hpp"

namespace kasane::conference {

Result<Frame> frame_of(const municipality::Meeting& meeting) {
    switch (meeting.type) {
        case municipality::MeetingType::SupportConference:
            return Frame::SupportConference;
        case municipality::MeetingType::CoordinationConference:
            return Frame::CoordinationConference;
        case municipality::MeetingType::PromotionCouncil:
        case municipality::MeetingType::InformalMeeting:
        case municipality::MeetingType::OtherCouncil:
            break;
    }
    return law::refuse(law::gates::council_without_cases,
                       fmt::format("「{}」では、個別のケースを扱えません。", meeting.local_name),
                       "ケースの検討は、支援会議または重層的支援会議に付けてください。");
}

Coverage coverage(access::Scope& scope, const CaseId& case_id, const std::vector<PersonId>& persons,
                  const std::vector<DeskId>& desks) {
    Coverage result;
    for (const auto& person : persons) {
        const bool covers_all = std::ranges::all_of(desks, [&](const DeskId& desk) {
            // The organising secretariat works on the coordination itself, not on consent.
            return desk == scope.profile.coordinating_desk ||
                   access::consent_covers(scope, case_id, person, desk, access::Category::Case);
        });
        (covers_all ? result.covered : result.dropped).push_back(person);
    }
    return result;
}

}  // namespace kasane::conference
