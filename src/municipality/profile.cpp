#include "municipality/profile.hpp"

#include <algorithm>

#include "kernel/ensure.hpp"

namespace kasane::municipality {
namespace {

template <class Row, class Key, class Member>
const Row* find_by(const std::vector<Row>& rows, const Key& key, Member member) {
    const auto found = std::ranges::find(rows, key, member);
    return found == rows.end() ? nullptr : &*found;
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
