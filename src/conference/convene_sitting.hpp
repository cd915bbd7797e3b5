#pragma once

#include <string>
#include <vector>

#include "access/town.hpp"
#include "conference/conference.hpp"

namespace kasane::conference {

/// 会議を招集する.
struct ConveneSitting {
    municipality::MeetingKey meeting;
    std::optional<Date> held_on;
    std::string starts_at;
    std::string place;
    SittingForm form = SittingForm::InRoom;
};
[[nodiscard]] Result<SittingId> convene_sitting(access::Town& town, const accounts::Actor& actor,
                                                const ConveneSitting& wanted);

/// 会議を中止する — only while nothing is recorded; the cases on its agenda are told why.
[[nodiscard]] Result<Done> cancel_sitting(access::Town& town, const accounts::Actor& actor,
                                          const SittingId& sitting, std::string_view reason);

/// 議題に載せる — one case in the sitting's frame, the persons it is about, those convened for it.
struct PutOnAgenda {
    SittingId sitting;
    CaseId case_id;
    Purpose purpose = Purpose::InformationSharing;
    std::string question;
    std::vector<PersonId> subjects;
    std::vector<AccountId> members;
    std::optional<PlanId> plan;
};
struct OnAgenda {
    AgendaItemId item;
    std::vector<PersonId> dropped;  ///< whose consent does not cover the participants
};
/// A 重層的支援会議 takes only persons whose consent covers the participants; a 支援会議 any case the
/// coordinator holds, and moves it to 支援会議・アウトリーチ where the table has that step.
[[nodiscard]] Result<OnAgenda> put_on_agenda(access::Town& town, const accounts::Actor& actor,
                                             const PutOnAgenda& wanted);

}  // namespace kasane::conference
