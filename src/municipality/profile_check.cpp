#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "municipality/profile_parts.hpp"

namespace kasane::municipality {
namespace {

std::string row_of(std::string_view table, std::size_t index) {
    return fmt::format("{}[{}]", table, index + 1);
}

std::string row_path(std::string_view table, std::size_t index, std::string_view key) {
    return fmt::format("{}.{}", row_of(table, index), key);
}

/// 社会福祉法106条の4第2項一号 names the four fields; a town without one of them cannot say which
/// desk answers for it.
void check_fields(const Profile& profile, ReadingNotes& notes) {
    if (notes.has_problem_at("field")) return;
    constexpr std::array needed{StandardField::Elderly, StandardField::Disability,
                                StandardField::Child, StandardField::Poverty};
    for (const auto standard : needed) {
        if (std::ranges::find(profile.fields, standard, &Field::standard) != profile.fields.end()) {
            continue;
        }
        notes.problem("field", fmt::format("分野「{}」({}) がありません。", label_of(standard),
                                           code_of(standard)));
    }
}

std::optional<StandardField> field_of(StatuteItem item) {
    switch (item) {
        case StatuteItem::Item1I:
        case StatuteItem::Item3I:
        case StatuteItem::Item3Ro:
            return StandardField::Elderly;
        case StatuteItem::Item1Ro:
        case StatuteItem::Item3Ha:
            return StandardField::Disability;
        case StatuteItem::Item1Ha:
        case StatuteItem::Item3Ni:
            return StandardField::Child;
        case StatuteItem::Item1Ni:
            return StandardField::Poverty;
        case StatuteItem::Item1:
        case StatuteItem::Item2:
        case StatuteItem::Item3:
        case StatuteItem::Item4:
        case StatuteItem::Item5:
        case StatuteItem::Item6:
            return std::nullopt;
    }
    broken_invariant("every statute item is known", std::source_location::current());
}

void check_programmes(const Profile& profile, ReadingNotes& notes) {
    for (std::size_t i = 0; i < profile.programmes.size(); ++i) {
        if (notes.has_problem_at(row_of("programme", i))) continue;
        const auto& programme = profile.programmes[i];
        for (const auto item : programme.items) {
            const auto needed = field_of(item);
            if (!needed) continue;
            const auto* field = programme.field ? profile.find_field(*programme.field) : nullptr;
            if (field != nullptr && field->standard == *needed) continue;
            notes.problem(row_path("programme", i, programme.field ? "field" : "items"),
                          fmt::format("{}の事業の分野は「{}」にしてください。", label_of(item),
                                      label_of(*needed)));
        }
    }
}

void check_desks(const Profile& profile, ReadingNotes& notes) {
    if (!notes.has_problem_at("desk") &&
        profile.desks_of_kind(DeskKind::ConsultationCounter).empty()) {
        notes.problem("desk",
                      "相談支援窓口 (kind = consultation_counter) を一つ以上書いてください。");
    }
    const auto* coordinating = profile.find_desk(profile.coordinating_desk);
    if (coordinating != nullptr && coordinating->kind.value != DeskKind::Coordination) {
        notes.problem("coordination.desk",
                      fmt::format("「{}」は多機関協働の窓口 (kind = coordination) ではありません。",
                                  profile.coordinating_desk.text()));
    }
    for (std::size_t i = 0; i < profile.desks.size(); ++i) {
        if (notes.has_problem_at(row_of("desk", i))) continue;
        const auto& desk = profile.desks[i];
        const auto* unit = desk.unit ? profile.find_unit(*desk.unit) : nullptr;
        if (unit == nullptr || !unit->agency || *unit->agency == desk.agency) continue;
        notes.problem(row_path("desk", i, "unit"),
                      fmt::format("部署「{}」は機関「{}」のものではありません。", unit->name,
                                  desk.agency.text()));
    }
}

void check_units(const Profile& profile, ReadingNotes& notes) {
    for (std::size_t i = 0; i < profile.units.size(); ++i) {
        std::set<UnitKey> passed{profile.units[i].key};
        const auto* unit = &profile.units[i];
        while (unit != nullptr && unit->parent) {
            if (!passed.insert(*unit->parent).second) {
                notes.problem(row_path("unit", i, "parent"), "部署の上下が輪になっています。");
                break;
            }
            unit = profile.find_unit(*unit->parent);
        }
    }
}

/// What the law, or the nature of the meeting, leaves no choice about.
struct MeetingFrame {
    MeetingType type;
    ConsentNeed consent;
    PersonalData personal_data;
};

constexpr std::array meeting_frames{
    MeetingFrame{MeetingType::SupportConference, ConsentNeed::NotRequired, PersonalData::Shared},
    MeetingFrame{MeetingType::CoordinationConference, ConsentNeed::Required, PersonalData::Shared},
    MeetingFrame{MeetingType::PromotionCouncil, ConsentNeed::NotApplicable, PersonalData::None},
    MeetingFrame{MeetingType::InformalMeeting, ConsentNeed::NotApplicable,
                 PersonalData::DeIdentified},
};

void check_frame(const Meeting& meeting, std::size_t index, ReadingNotes& notes) {
    const auto* frame = std::ranges::find(meeting_frames, meeting.type, &MeetingFrame::type);
    if (frame == meeting_frames.end()) return;  // another act decides
    if (meeting.consent != frame->consent) {
        notes.problem(row_path("meeting", index, "consent"),
                      fmt::format("{}の consent は「{}」({}) です。", label_of(meeting.type),
                                  code_of(frame->consent), label_of(frame->consent)));
    }
    const bool stricter =
        meeting.type == MeetingType::InformalMeeting && meeting.personal_data == PersonalData::None;
    if (meeting.personal_data != frame->personal_data && !stricter) {
        notes.problem(row_path("meeting", index, "personal_data"),
                      fmt::format("{}の personal_data は「{}」({}) です。", label_of(meeting.type),
                                  code_of(frame->personal_data), label_of(frame->personal_data)));
    }
}

void check_meetings(const Profile& profile, ReadingNotes& notes) {
    for (const auto type : {MeetingType::SupportConference, MeetingType::CoordinationConference}) {
        if (profile.meeting_of(type) != nullptr || notes.has_problem_at("meeting")) continue;
        notes.problem("meeting",
                      fmt::format("{} (type = {}) がありません。", label_of(type), code_of(type)));
    }
    for (std::size_t i = 0; i < profile.meetings.size(); ++i) {
        if (notes.has_problem_at(row_of("meeting", i))) continue;
        const auto& meeting = profile.meetings[i];
        check_frame(meeting, i, notes);
        if (meeting.type == MeetingType::SupportConference &&
            (!meeting.secrecy.article.stated() || !meeting.secrecy.penalty.stated())) {
            notes.problem(row_path("meeting", i, "secrecy"),
                          "支援会議には守秘義務の条文と罰則の条文が必要です。");
        }
    }
}

}  // namespace

void check_profile(const Profile& profile, ReadingNotes& notes) {
    check_fields(profile, notes);
    check_programmes(profile, notes);
    check_desks(profile, notes);
    check_units(profile, notes);
    check_meetings(profile, notes);
}

}  // namespace kasane::municipality
