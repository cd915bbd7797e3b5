#include "conference/conference_store.hpp"

#include <fmt/format.h>

#include "storage/value_list.hpp"

namespace kasane::conference {
namespace {

using access::ActScope;
using access::Scope;

using SittingRow =
    std::tuple<SittingId, municipality::MeetingKey, municipality::MeetingType, Date, std::string,
               std::string, SittingForm, SittingState, std::optional<Instant>, std::int64_t>;

Sitting sitting_from(const SittingRow& row) {
    const auto& [id, meeting, type, on, at, place, form, state, confirmed, version] = row;
    return {id, meeting, type, on, at, place, form, state, confirmed, version};
}

constexpr std::string_view sitting_columns =
    "s.sitting, s.meeting, s.meeting_type, s.held_on, s.starts_at, s.place, s.form, s.state,"
    " s.confirmed_at, s.version";

/// `rest`: the condition besides the municipality ($1), and the order.
std::vector<Sitting> sittings_where(Scope& scope, std::string_view rest,
                                    const storage::Values& bound) {
    std::vector<Sitting> sittings;
    for (auto& row :
         scope.rows.rows_bound<SittingId, municipality::MeetingKey, municipality::MeetingType, Date,
                               std::string, std::string, SittingForm, SittingState,
                               std::optional<Instant>, std::int64_t>(
             fmt::format("select {} from sittings s where s.municipality = $1 and {}",
                         sitting_columns, rest),
             bound)) {
        sittings.push_back(sitting_from(row));
    }
    return sittings;
}

std::vector<AgendaItem> items_where(Scope& scope, std::string_view condition,
                                    std::string_view key) {
    std::vector<AgendaItem> items;
    for (auto& [id, sitting, position, case_id, frame, purpose, question, plan, minutes, opinion,
                note, recorded, version] :
         scope.rows.rows<AgendaItemId, SittingId, int, CaseId, Frame, Purpose, PrivateText,
                         std::optional<PlanId>, PrivateText, std::optional<Opinion>, PrivateText,
                         std::optional<Instant>, std::int64_t>(
             "select item, sitting, position, case_id, frame, purpose, question, plan, minutes,"
             " opinion, opinion_note, recorded_at, version from agenda_items"
             " where municipality = $1 and taken_off_at is null and " +
                 std::string(condition) + " = $2 order by sitting, position",
             scope.municipality(), key)) {
        items.push_back({id,
                         sitting,
                         position,
                         case_id,
                         frame,
                         purpose,
                         question,
                         plan,
                         minutes,
                         opinion,
                         note,
                         recorded,
                         version,
                         {}});
    }
    for (auto& item : items) {
        for (auto& [person] : scope.rows.rows<PersonId>(
                 "select person from item_subjects where municipality = $1 and item = $2"
                 " order by person",
                 scope.municipality(), item.id)) {
            item.subjects.push_back(person);
        }
    }
    return items;
}

std::vector<ConferenceRole> roles_where(Scope& scope, const std::string& condition,
                                        const storage::Values& bound) {
    std::vector<ConferenceRole> roles;
    for (auto& [id, item, case_id, desk, what, until, ended] :
         scope.rows.rows_bound<std::string, AgendaItemId, CaseId, DeskId, PrivateText, Date,
                               std::optional<Instant>>(
             "select role, item, case_id, desk, what, until_on, ended_at from conference_roles"
             " where municipality = $1 and " +
                 condition + " order by until_on, role",
             bound)) {
        roles.push_back({id, item, case_id, desk, what, until, ended});
    }
    return roles;
}

}  // namespace

void insert_sitting(ActScope& act, const Sitting& sitting) {
    act.store.execute(
        "insert into sittings (municipality, sitting, meeting, meeting_type, held_on, starts_at,"
        " place, form, state, convened_by, convened_at, confirmed_at, version)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, null, 1)",
        act.municipality(), sitting.id, sitting.meeting, sitting.type, sitting.held_on,
        sitting.starts_at, sitting.place, sitting.form, sitting.state, act.actor.account, act.now);
}

std::optional<Sitting> select_sitting(Scope& scope, const SittingId& id) {
    auto found = sittings_where(scope, "s.sitting = $2", {scope.municipality().text(), id.text()});
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

bool is_convened_to(Scope& scope, const SittingId& id) {
    return scope.rows.value<std::int64_t>(
               "select count(*) from agenda_items i join item_members m"
               " on m.municipality = i.municipality and m.item = i.item"
               " where i.municipality = $1 and i.sitting = $2 and i.taken_off_at is null"
               " and m.account = $3",
               scope.municipality(), id, scope.actor.account) > 0;
}

std::vector<Sitting> sittings_for(Scope& scope, bool host, std::size_t limit,
                                  const std::optional<SittingCursor>& after) {
    // Behind the last possible day, in descending order, stands everything.
    const std::string from_day = after ? after->held_on.text() : "9999-12-31";
    const std::string from = after ? after->sitting.text() : "";
    return sittings_where(
        scope,
        "($2 = 1 or exists (select 1 from agenda_items i join item_members m"
        " on m.municipality = i.municipality and m.item = i.item"
        " where i.municipality = s.municipality and i.sitting = s.sitting"
        " and i.taken_off_at is null and m.account = $3))"
        " and (s.held_on < $4 or (s.held_on = $4 and s.sitting < $5))"
        " order by s.held_on desc, s.sitting desc limit $6",
        {scope.municipality().text(), std::int64_t{host ? 1 : 0}, scope.actor.account.text(),
         from_day, from, static_cast<std::int64_t>(limit)});
}

std::vector<Sitting> coming_sittings(Scope& scope) {
    return sittings_where(scope,
                          "s.state = 'convened' and s.held_on >= $2"
                          " order by s.held_on, s.starts_at, s.sitting",
                          {scope.municipality().text(), scope.today().text()});
}

namespace {

/// 招集 that wait: items of a 支援会議 still to come whose notice the reader has not accepted. `cross
/// join` keeps SQLite at the sittings to come; somebody's convocations of all years are many.
constexpr std::string_view waiting_invitation =
    " from sittings s cross join agenda_items i cross join item_members m"
    " where s.municipality = $1 and s.state = 'convened' and s.held_on >= $2"
    " and i.municipality = s.municipality and i.sitting = s.sitting"
    " and i.taken_off_at is null and i.frame = 'support_conference' and m.municipality = i.municipality"
    " and m.item = i.item and m.account = $3 and m.notice_accepted_at is null";

}  // namespace

std::vector<Invitation> waiting_invitations(Scope& scope) {
    std::vector<Invitation> invitations;
    for (auto& [item, sitting] : scope.rows.rows<AgendaItemId, SittingId>(
             fmt::format("select i.item, s.sitting{} order by s.held_on, s.starts_at, i.item",
                         waiting_invitation),
             scope.municipality(), scope.today(), scope.actor.account)) {
        auto found = select_sitting(scope, sitting);
        ensure(found.has_value(), "an item belongs to a sitting");
        invitations.push_back({std::move(*found), item});
    }
    return invitations;
}

std::int64_t count_invitations(Scope& scope) {
    return scope.rows.value<std::int64_t>(fmt::format("select count(*){}", waiting_invitation),
                                          scope.municipality(), scope.today(), scope.actor.account);
}

std::map<SittingId, std::vector<CaseId>> cases_of_sittings(Scope& scope,
                                                           const std::vector<Sitting>& sittings) {
    std::map<SittingId, std::vector<CaseId>> cases;
    if (sittings.empty()) return cases;
    storage::Values bound{scope.municipality().text()};
    std::string places;
    for (const auto& sitting : sittings) {
        bound.emplace_back(sitting.id.text());
        places += fmt::format("{}${}", places.empty() ? "" : ", ", bound.size());
    }
    // Whoever only takes part counts what they were convened to; the rest does not exist for them.
    std::string convened;
    if (!hosts(scope)) {
        bound.emplace_back(scope.actor.account.text());
        convened = fmt::format(
            " and exists (select 1 from item_members m where m.municipality = i.municipality"
            " and m.item = i.item and m.account = ${})",
            bound.size());
    }
    for (auto& [sitting, case_id] : scope.rows.rows_bound<SittingId, CaseId>(
             fmt::format("select i.sitting, i.case_id from agenda_items i where i.municipality = $1"
                         " and i.taken_off_at is null and i.sitting in ({}){}"
                         " order by i.sitting, i.position",
                         places, convened),
             bound)) {
        cases[sitting].push_back(case_id);
    }
    return cases;
}

bool confirm_sitting(ActScope& act, const Sitting& sitting) {
    return act.store.execute(
               "update sittings set state = $1, confirmed_at = $2, version = version + 1"
               " where municipality = $3 and sitting = $4 and version = $5",
               SittingState::Confirmed, act.now, act.municipality(), sitting.id,
               sitting.version) == 1;
}

bool cancel_sitting_row(ActScope& act, const Sitting& sitting) {
    return act.store.execute(
               "update sittings set state = $1, version = version + 1"
               " where municipality = $2 and sitting = $3 and version = $4",
               SittingState::Cancelled, act.municipality(), sitting.id, sitting.version) == 1;
}

bool is_plan_of(Scope& scope, const PlanId& plan, const CaseId& case_id) {
    return scope.rows.value<std::int64_t>(
               "select count(*) from plans where municipality = $1 and plan = $2 and case_id = $3",
               scope.municipality(), plan, case_id) > 0;
}

void insert_item(ActScope& act, const AgendaItem& item) {
    act.store.execute(
        "insert into agenda_items (municipality, item, sitting, position, case_id, frame, purpose,"
        " question, plan, minutes, opinion, opinion_note, recorded_at, version)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', null, '', null, 1)",
        act.municipality(), item.id, item.sitting, item.position, item.case_id, item.frame,
        item.purpose, item.question, item.plan);
    for (const auto& person : item.subjects) {
        act.store.execute(
            "insert into item_subjects (municipality, item, person) values ($1, $2, $3)",
            act.municipality(), item.id, person);
    }
}

std::optional<AgendaItem> select_item(Scope& scope, const AgendaItemId& id) {
    auto found = items_where(scope, "item", id.text());
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::optional<CaseId> case_of_item(Scope& scope, const AgendaItemId& id) {
    if (!is_uuid(id.text())) return std::nullopt;
    auto row = scope.rows.row<CaseId>(
        "select case_id from agenda_items where municipality = $1 and item = $2"
        " and taken_off_at is null",
        scope.municipality(), id);
    if (!row) return std::nullopt;
    return std::get<0>(std::move(*row));
}

std::vector<AgendaItem> items_of(Scope& scope, const SittingId& sitting) {
    return items_where(scope, "sitting", sitting.text());
}

std::vector<AgendaItem> items_of_case(Scope& scope, const CaseId& case_id) {
    return items_where(scope, "case_id", case_id.text());
}

int next_position(Scope& scope, const SittingId& sitting) {
    return static_cast<int>(scope.rows.value<std::int64_t>(
               "select coalesce(max(position), 0) from agenda_items where municipality = $1"
               " and sitting = $2",
               scope.municipality(), sitting)) +
           1;
}

bool take_off_row(ActScope& act, const AgendaItem& item, std::string_view reason) {
    return act.store.execute(
               "update agenda_items set taken_off_at = $1, taken_off_by = $2,"
               " taken_off_because = $3, version = version + 1"
               " where municipality = $4 and item = $5 and version = $6",
               act.now, act.actor.account, reason, act.municipality(), item.id, item.version) == 1;
}

std::vector<TakenOff> taken_off_of(Scope& scope, const SittingId& sitting) {
    std::vector<TakenOff> items;
    for (auto& [position, at, by] : scope.rows.rows<int, Instant, std::string>(
             "select i.position, i.taken_off_at, a.name from agenda_items i join accounts a"
             " on a.municipality = i.municipality and a.account = i.taken_off_by"
             " where i.municipality = $1 and i.sitting = $2 and i.taken_off_at is not null"
             " order by i.position",
             scope.municipality(), sitting)) {
        items.push_back({position, at, by});
    }
    return items;
}

bool save_minutes(ActScope& act, const AgendaItem& item) {
    return act.store.execute(
               "update agenda_items set minutes = $1, opinion = $2, opinion_note = $3,"
               " recorded_at = $4, version = version + 1"
               " where municipality = $5 and item = $6 and version = $7",
               item.minutes, item.opinion, item.opinion_note, act.now, act.municipality(), item.id,
               item.version) == 1;
}

std::optional<PlanOpinion> newest_opinion(Scope& scope, const CaseId& case_id, const PlanId& plan) {
    auto found = scope.rows.row<AgendaItemId, Opinion, Date, Instant>(
        "select i.item, i.opinion, s.held_on, i.recorded_at from agenda_items i join sittings s"
        " on s.municipality = i.municipality and s.sitting = i.sitting"
        " where i.municipality = $1 and i.plan = $2 and i.case_id = $3"
        " and i.opinion is not null"
        " and i.purpose <> 'closure_evaluation'"
        " order by s.held_on desc, i.item desc limit 1",
        scope.municipality(), plan, case_id);
    if (!found) return std::nullopt;
    auto& [item, opinion, held_on, recorded_at] = *found;
    return PlanOpinion{item, opinion, held_on, recorded_at};
}

void insert_material(ActScope& act, const AgendaItemId& item,
                     const std::optional<PersonId>& subject, std::string_view body) {
    act.store.execute(
        "insert into item_materials (municipality, material, item, subject, desk, account, at,"
        " body) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        act.municipality(), act.new_id<EntryId>(), item, subject, act.actor.desk(),
        act.actor.account, act.now, body);
}

std::vector<Material> materials_of(Scope& scope, const AgendaItemId& item) {
    std::vector<Material> materials;
    for (auto& [id, subject, desk, name, at, body, released] :
         scope.rows.rows<std::string, std::optional<PersonId>, DeskId, std::string, Instant,
                         PrivateText, std::optional<ReleaseBasis>>(
             "select m.material, m.subject, m.desk, a.name, m.at, m.body, r.basis"
             " from item_materials m join accounts a on a.municipality = m.municipality"
             " and a.account = m.account left join conference_releases r"
             " on r.municipality = m.municipality and r.item = m.item and r.material = m.material"
             " where m.municipality = $1 and m.item = $2 order by m.material",
             scope.municipality(), item)) {
        materials.push_back({id, subject, desk, name, at, body, released});
    }
    return materials;
}

void insert_release(ActScope& act, const Release& release) {
    act.store.execute(
        "insert into conference_releases (municipality, release, item, material, basis,"
        " contributor_step, reason, released_by, released_at)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        act.municipality(), act.new_id<EntryId>(), release.item, release.material, *release.basis,
        *release.contributor, release.reason, act.actor.account, act.now);
}

void insert_role(ActScope& act, const ConferenceRole& role) {
    act.store.execute(
        "insert into conference_roles (municipality, role, item, case_id, desk, what, until_on,"
        " decided_at, ended_at) values ($1, $2, $3, $4, $5, $6, $7, $8, null)",
        act.municipality(), role.id, role.item, role.case_id, role.desk, role.what, role.until_on,
        act.now);
}

std::vector<ConferenceRole> roles_of_item(Scope& scope, const AgendaItemId& item) {
    return roles_where(scope, "item = $2", {scope.municipality().text(), item.text()});
}

std::vector<ConferenceRole> roles_of_desks(Scope& scope) {
    storage::Values bound{scope.municipality().text()};
    const auto desks = storage::bind_list(bound, scope.actor.desks);
    if (desks.empty()) return {};
    return roles_where(scope, fmt::format("desk in ({}) and ended_at is null", desks), bound);
}

std::vector<ConferenceRole> open_roles_of_case(Scope& scope, const CaseId& case_id) {
    return roles_where(scope, "case_id = $2 and ended_at is null",
                       {scope.municipality().text(), case_id.text()});
}

void end_role(ActScope& act, const std::string& role) {
    act.store.execute(
        "update conference_roles set ended_at = $1 where municipality = $2 and role = $3"
        " and ended_at is null",
        act.now, act.municipality(), role);
}

}  // namespace kasane::conference
