#include "outreach/outreach_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "storage/value_list.hpp"

namespace kasane::outreach {
namespace {

using access::ActScope;
using access::Scope;

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const auto& line : lines) all += (all.empty() ? "" : "\n") + line;
    return all;
}

std::vector<std::string> split(const std::string& all) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    while (from < all.size()) {
        const auto end = std::min(all.find('\n', from), all.size());
        lines.push_back(all.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

/// The newest three of each line, in one question for all.
void add_newest_attempts(Scope& scope, std::vector<TargetLine>& lines) {
    if (lines.empty()) return;
    storage::Values bound{scope.municipality().text()};
    std::string cases;
    for (const auto& line : lines) {
        bound.emplace_back(line.case_id.text());
        cases += fmt::format("{}${}", cases.empty() ? "" : ", ", bound.size());
    }
    for (auto& [case_id, on, outcome, stage, by] :
         scope.rows.rows_bound<CaseId, Date, std::string, std::string, std::string>(
             fmt::format("select o.case_id, o.happened_on, o.outcome, o.stage, a.name from"
                         " (select *, row_number() over (partition by case_id"
                         " order by happened_on desc, contact desc) as place"
                         " from outreach_contacts where municipality = $1 and case_id in ({})) o"
                         " join accounts a on a.municipality = o.municipality"
                         " and a.account = o.recorded_by where o.place <= 3"
                         " order by o.case_id, o.place",
                         cases),
             bound)) {
        const auto line = std::ranges::find(lines, case_id, &TargetLine::case_id);
        line->attempts.push_back({on, outcome, stage, by});
    }
}

}  // namespace

void insert_contact(ActScope& act, const Contact& contact) {
    act.store.execute(
        "insert into outreach_contacts (municipality, contact, case_id, person, happened_on, mode,"
        " outcome, stage, visitors, body, next_on, recorded_by, recorded_desk, recorded_at)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        act.municipality(), contact.id, contact.case_id, contact.person, contact.happened_on,
        contact.mode, contact.outcome, contact.stage, contact.visitors, contact.body,
        contact.next_on, act.actor.account, act.actor.desk(), act.now);
}

std::vector<Contact> contacts_of(Scope& scope, const CaseId& case_id) {
    std::vector<Contact> contacts;
    for (auto& [id, person, on, mode, outcome, stage, visitors, body, next, by, desk] :
         scope.rows.rows<std::string, std::optional<PersonId>, Date, std::string, std::string,
                         std::string, std::string, PrivateText, std::optional<Date>, std::string,
                         DeskId>(
             "select o.contact, o.person, o.happened_on, o.mode, o.outcome, o.stage, o.visitors,"
             " o.body, o.next_on, a.name, o.recorded_desk from outreach_contacts o"
             " join accounts a on a.municipality = o.municipality and a.account = o.recorded_by"
             " where o.municipality = $1 and o.case_id = $2"
             " order by o.happened_on desc, o.contact desc",
             scope.municipality(), case_id)) {
        contacts.push_back(
            {id, case_id, person, on, mode, outcome, stage, visitors, body, next, by, desk});
    }
    return contacts;
}

void insert_move(ActScope& act, const CaseId& case_id, const ConsentId& consent,
                 const TrackMove& move) {
    act.store.execute(
        "insert into track_moves (municipality, move, case_id, person, consent, moved_at, carried,"
        " stays) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        act.municipality(), act.new_uuid(), case_id, move.person, consent, move.moved_at,
        joined(move.carried), joined(move.stays));
}

std::vector<TrackMove> moves_of(Scope& scope, const CaseId& case_id) {
    std::vector<TrackMove> moves;
    for (auto& [person, at, carried, stays] :
         scope.rows.rows<PersonId, Instant, std::string, std::string>(
             "select person, moved_at, carried, stays from track_moves"
             " where municipality = $1 and case_id = $2 order by move desc",
             scope.municipality(), case_id)) {
        moves.push_back({person, at, split(carried), split(stays)});
    }
    return moves;
}

std::vector<TargetLine> target_list(Scope& scope, std::size_t limit) {
    storage::Values bound{scope.municipality().text(), scope.now.text()};
    const auto holders = storage::bind_list(bound, scope.holders());
    bound.emplace_back(static_cast<std::int64_t>(limit));
    std::vector<TargetLine> lines;
    for (auto& [case_id, next] : scope.rows.rows_bound<CaseId, std::optional<Date>>(
             fmt::format("select c.case_id, c.next_on from cases c"
                         " where c.municipality = $1 and c.state = 'reaching_out'"
                         " and exists (select 1 from grounds g"
                         " where g.municipality = c.municipality and g.case_id = c.case_id"
                         " and g.opened_at <= $2 and (g.until is null or g.until > $2)"
                         " and g.holder in ({}) and g.category = 'case'"
                         " and g.basis in ('coordination', 'programme'))"
                         " order by case when c.next_on is null then 1 else 0 end, c.next_on,"
                         " c.case_id limit ${}",
                         holders, bound.size()),
             bound)) {
        lines.push_back({case_id, next, {}});
    }
    add_newest_attempts(scope, lines);
    return lines;
}

}  // namespace kasane::outreach
