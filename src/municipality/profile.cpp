#include "municipality/profile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kernel/ensure.hpp"

namespace kasane::municipality {
namespace {

template <class Row, class Key, class Member>
const Row* find_by(const std::vector<Row>& rows, const Key& key, Member member) {
    const auto found = std::ranges::find(rows, key, member);
    return found == rows.end() ? nullptr : &*found;
}

bool holds_on(const Profile& profile, const Desk& desk, const Date& day) {
    return desk.validity.holds_on(day) && profile.agency(desk.agency).validity.holds_on(day);
}

}  // namespace

const ProgrammeCell* Programme::cell(std::string_view row) const {
    const auto found = std::ranges::find(cells, row, &ProgrammeCell::row);
    return found == cells.end() ? nullptr : &*found;
}

bool Programme::is_of(StatuteItem item) const {
    return std::ranges::find(items, item) != items.end();
}

std::string_view Profile::term(Concept what) const {
    const auto* own = find_term(what);
    return own == nullptr ? standard_name(what) : std::string_view(own->local);
}

std::string_view Profile::term(std::string_view concept_code) const {
    const auto what = from_code<Concept>(concept_code);
    ensure(what.has_value(), "a term is asked for by the code of a concept");
    return term(*what);
}

const Term* Profile::find_term(Concept what) const { return find_by(terms, what, &Term::what); }

std::vector<std::string> Profile::spellings(Concept what) const {
    std::vector<std::string> result;
    if (const auto* own = find_term(what)) {
        result.push_back(own->local);
        result.insert(result.end(), own->aliases.begin(), own->aliases.end());
    }
    const std::string standard(standard_name(what));
    if (std::ranges::find(result, standard) == result.end()) result.push_back(standard);
    return result;
}

const Desk* Profile::find_desk(const DeskId& id) const { return find_by(desks, id, &Desk::id); }

const Agency* Profile::find_agency(const AgencyId& id) const {
    return find_by(agencies, id, &Agency::id);
}

const Field* Profile::find_field(const FieldKey& field) const {
    return find_by(fields, field, &Field::key);
}

const Unit* Profile::find_unit(const UnitKey& unit) const {
    return find_by(units, unit, &Unit::key);
}

const Meeting* Profile::find_meeting(const MeetingKey& meeting) const {
    return find_by(meetings, meeting, &Meeting::key);
}

const Desk& Profile::desk(const DeskId& id) const {
    const auto* found = find_desk(id);
    ensure(found != nullptr, "a desk that was checked is in the profile");
    return *found;
}

const Agency& Profile::agency(const AgencyId& id) const {
    const auto* found = find_agency(id);
    ensure(found != nullptr, "an agency that was checked is in the profile");
    return *found;
}

const Agency& Profile::agency_of(const DeskId& id) const { return agency(desk(id).agency); }

std::string Profile::desk_name(const DeskId& id) const {
    const auto* found = find_desk(id);
    return found == nullptr ? id.text() : found->name;
}

std::string Profile::agency_name(const AgencyId& id) const {
    const auto* found = find_agency(id);
    return found == nullptr ? id.text() : found->name;
}

std::vector<const Desk*> Profile::desks_of(const AgencyId& id) const {
    std::vector<const Desk*> result;
    for (const auto& row : desks) {
        if (row.agency == id) result.push_back(&row);
    }
    return result;
}

std::vector<const Desk*> Profile::desks_of_kind(DeskKind kind) const {
    std::vector<const Desk*> result;
    for (const auto& row : desks) {
        if (row.kind.value == kind) result.push_back(&row);
    }
    return result;
}

std::vector<const Desk*> Profile::desks_on(const Date& day) const {
    std::vector<const Desk*> result;
    for (const auto& row : desks) {
        if (holds_on(*this, row, day)) result.push_back(&row);
    }
    return result;
}

std::vector<DeskId> Profile::member_desks(const Meeting& meeting, const Date& day) const {
    std::vector<DeskId> result;
    for (const auto* desk : desks_on(day)) {
        const bool named = std::ranges::any_of(meeting.members, [&](const Member& member) {
            return member.desks_like == desk->kind.value ||
                   std::ranges::find(member.desks, desk->id) != member.desks.end();
        });
        if (named) result.push_back(desk->id);
    }
    return result;
}

bool Profile::is_of_the_town(const DeskId& id) const {
    const auto* found = find_desk(id);
    if (found == nullptr) return false;
    const auto belonging = found->belonging == Belonging::NotStated
                               ? agency(found->agency).belonging
                               : found->belonging;
    return belonging == Belonging::TownOffice || belonging == Belonging::TownFacility;
}

Result<Done> Profile::check_desk(const DeskId& id, const Date& day, std::string_view field) const {
    const auto refuse = [&](std::string message) {
        return Refusal{.kind = RefusalKind::Invalid,
                       .code = "profile.desk",
                       .message = std::move(message),
                       .field = std::string(field)};
    };
    const auto* found = find_desk(id);
    if (found == nullptr) return refuse("窓口を、一覧から選んでください。");
    for (const auto* validity : {&found->validity, &agency(found->agency).validity}) {
        if (validity->from && day < *validity->from) {
            return refuse(fmt::format("「{}」は{}からの窓口です。いまある窓口から選んでください。",
                                      found->name, japanese_date(*validity->from)));
        }
        if (validity->until && *validity->until < day) {
            return refuse(
                fmt::format("「{}」は{}で終わった窓口です。いまある窓口から選んでください。",
                            found->name, japanese_date(*validity->until)));
        }
    }
    return Done{};
}

std::vector<DeskId> Profile::desks_sharing_records_with(const DeskId& id) const {
    std::vector<DeskId> shared{id};
    const auto* own = find_desk(id);
    if (own == nullptr || agency(own->agency).records == RecordKeeping::EachDesk) return shared;
    for (const auto* sister : desks_of(own->agency)) {
        if (sister->id != id) shared.push_back(sister->id);
    }
    return shared;
}

const Meeting* Profile::meeting_of(MeetingType type) const {
    return find_by(meetings, type, &Meeting::type);
}

const Meeting& Profile::support_conference() const {
    const auto* found = meeting_of(MeetingType::SupportConference);
    ensure(found != nullptr, "a checked profile has a support conference");
    return *found;
}

const Meeting& Profile::coordination_conference() const {
    const auto* found = meeting_of(MeetingType::CoordinationConference);
    ensure(found != nullptr, "a checked profile has a coordination conference");
    return *found;
}

std::vector<const Programme*> Profile::programmes_of(StatuteItem item) const {
    std::vector<const Programme*> result;
    for (const auto& row : programmes) {
        if (row.is_of(item)) result.push_back(&row);
    }
    return result;
}

std::string_view Profile::local_role_label(std::string_view role_code) const {
    for (const auto& role : roles) {
        if (std::ranges::find(role.roles, role_code) != role.roles.end()) return role.label;
    }
    return {};
}

}  // namespace kasane::municipality
