#include "conference/conference_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "access/consent.hpp"
#include "conference/sittings.hpp"
#include "kernel/ensure.hpp"
#include "law/gates.hpp"
#include "law/provisions.hpp"

namespace kasane::conference {

namespace {

std::optional<Frame> frame_of_type(municipality::MeetingType type) {
    switch (type) {
        case municipality::MeetingType::SupportConference:
            return Frame::SupportConference;
        case municipality::MeetingType::CoordinationConference:
            return Frame::CoordinationConference;
        case municipality::MeetingType::PromotionCouncil:
        case municipality::MeetingType::InformalMeeting:
        case municipality::MeetingType::OtherCouncil:
            return std::nullopt;
    }
    broken_invariant("every kind of meeting gives a frame or none",
                     std::source_location::current());
}

/// What gate.frame rests on for that frame; a 重層的支援会議 has no article of its own.
std::span<const law::Provision* const> basis_of(Frame frame) {
    static constexpr std::array support{&law::support_conference};
    switch (frame) {
        case Frame::SupportConference:
            return support;
        case Frame::CoordinationConference:
            return {};
    }
    broken_invariant("every frame has its basis", std::source_location::current());
}

}  // namespace

Result<Frame> frame_of(const municipality::Meeting& meeting) {
    if (const auto frame = frame_of_type(meeting.type)) return *frame;
    return law::refuse(law::gates::council_without_cases,
                       fmt::format("「{}」では、個別のケースを扱えません。", meeting.local_name),
                       "ケースの検討は、支援会議または重層的支援会議に付けてください。");
}

Refusal refuse_in_frame(Frame frame, std::string message, std::string instead) {
    return law::refuse_in_part(law::gates::frame, basis_of(frame), std::move(message),
                               std::move(instead));
}

Refusal refuse_in_frame(const Sitting& sitting, std::string message, std::string instead) {
    if (const auto frame = frame_of_type(sitting.type)) {
        return refuse_in_frame(*frame, std::move(message), std::move(instead));
    }
    return law::refuse(law::gates::frame, std::move(message), std::move(instead));
}

bool has_begun(const Sitting& sitting, Instant now) {
    if (sitting.form == SittingForm::Circulation) return false;
    const auto today = now.date_in_japan();
    if (sitting.held_on != today) return sitting.held_on < today;
    return !sitting.starts_at.empty() && sitting.starts_at <= now.time_in_japan();
}

Result<Done> check_taking_off(const Sitting& sitting, const AgendaItem& item, Instant now,
                              Recordable recordable) {
    if (sitting.state != SittingState::Convened) {
        return refuse_in_frame(sitting, fmt::format("この会議は「{}」のため、議題を外せません。",
                                                    label_of(sitting.state)));
    }
    if (item.recorded_at) {
        return refuse_in_frame(sitting, "記録のある議題は、外せません。",
                               "会議の記録に書き足してください。");
    }
    if (has_begun(sitting, now) && recordable == Recordable::Yes) {
        return refuse_in_frame(sitting, "会議が始まったあとは、議題を外せません。",
                               "話し合わなかったときは、そのことを会議の記録に書いてください。");
    }
    return Done{};
}

std::string meeting_name(const municipality::Profile& profile, const Sitting& sitting) {
    const auto* meeting = profile.find_meeting(sitting.meeting);
    // A meeting may leave the profile; what was held under it stays readable.
    return meeting == nullptr ? std::string(label_of(sitting.type)) : meeting->local_name;
}

std::vector<const law::Provision*> secrecy_of(Frame frame, const Date& day) {
    std::vector<const law::Provision*> candidates;
    switch (frame) {
        case Frame::SupportConference:
            candidates = {
                &law::support_conference_secrecy, &law::support_conference_secrecy_until_2025,
                &law::support_conference_penalty, &law::support_conference_penalty_until_2025};
            break;
        case Frame::CoordinationConference:
            // No article of its own: staff of the town by their act, the contractor by 106条の4⑥.
            candidates = {&law::public_servant_secrecy, &law::contractor_secrecy,
                          &law::contractor_secrecy_penalty};
            break;
    }
    std::erase_if(candidates,
                  [&](const law::Provision* provision) { return !law::in_force(*provision, day); });
    return candidates;
}

Result<Done> check_release(const Release& release, const ReleaseFacts& facts) {
    const auto& gate = law::gates::conference_information;
    if (facts.frame != Frame::SupportConference) {
        return law::refuse(gate, "この議題の資料は、支援会議の情報ではありません。",
                           "本人の同意の範囲で、経過記録に書いてください。");
    }
    if (facts.released_already) {
        return law::refuse(gate, "この資料は、すでに会議の外に出されています。");
    }
    if (!release.basis) {
        return law::refuse_field(gate, "basis", "会議の外に出す根拠を選んでください。");
    }
    if (*release.basis == ReleaseBasis::ConsentOfPerson && !facts.about_one_person) {
        return law::refuse_field(gate, "basis",
                                 "世帯全体についての資料は、一人の同意では出せません。"
                                 "ほかの根拠を選んでください。");
    }
    if (*release.basis == ReleaseBasis::ConsentOfPerson && !facts.person_consents) {
        return law::refuse_field(gate, "basis",
                                 "この資料の本人の同意が、記録されていません。"
                                 "先に同意を記録するか、ほかの根拠を選んでください。");
    }
    if (release.reason.empty()) {
        return law::refuse_field(gate, "reason",
                                 "根拠となる事実や条文と、何のために使うかを入力してください。");
    }
    if (!release.contributor) {
        return law::refuse_field(gate, "contributor",
                                 "資料を出した人に、確かめたか、知らせたかを選んでください。");
    }
    return Done{};
}

std::vector<DeskId> desks_of(const std::vector<ItemMember>& members) {
    std::vector<DeskId> desks;
    for (const auto& member : members) {
        if (std::ranges::find(desks, member.desk) == desks.end()) desks.push_back(member.desk);
    }
    return desks;
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

RoleStanding role_standing(access::Scope& scope, const CaseId& case_id,
                           const std::vector<PersonId>& persons, const DeskId& desk) {
    RoleStanding standing;
    for (std::size_t i = 0; i < persons.size(); ++i) {
        const auto consent =
            access::standing_consent(scope, case_id, persons[i], desk, access::Category::Case);
        if (!consent) {
            standing.not_covered.push_back(i);
            continue;
        }
        if (!consent->last_day) continue;
        const auto end = Instant::start_of(consent->last_day->plus_days(1));
        if (!standing.until || end < *standing.until) standing.until = end;
    }
    if (!standing.not_covered.empty() && desk == scope.profile.coordinating_desk) {
        standing.basis = access::Basis::Coordination;
        standing.until.reset();
    }
    return standing;
}

}  // namespace kasane::conference
