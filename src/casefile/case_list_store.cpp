#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "access/case_reading.hpp"
#include "casefile/case_list.hpp"
#include "casefile/case_states.hpp"
#include "casefile/casefile.hpp"
#include "people/person.hpp"
#include "storage/value_list.hpp"

namespace kasane::casefile {
namespace {

struct HeadFacts {
    std::string number;
    CaseState state = CaseState::Received;
    std::optional<DeskId> lead_desk;
    std::optional<Date> next_on;
};

std::map<CaseId, HeadFacts> head_facts(storage::Reader& rows, const std::vector<CaseId>& cases) {
    storage::Values bound{rows.municipality().text()};
    const auto ids = storage::bind_list(bound, cases);
    std::map<CaseId, HeadFacts> facts;
    for (auto& [id, number, state, lead, next] :
         rows.rows_bound<CaseId, std::string, CaseState, std::optional<DeskId>,
                         std::optional<Date>>(
             fmt::format("select case_id, number, state, lead_desk, next_on from cases"
                         " where municipality = $1 and case_id in ({})",
                         ids),
             bound)) {
        facts[id] = {number, state, lead, next};
    }
    return facts;
}

}  // namespace

std::vector<ListedCaseRow> listed_cases(access::Scope& scope,
                                        const std::optional<access::ListCursor>& after,
                                        std::size_t limit) {
    return lines_of_cases(scope, access::readable_cases(scope, after, limit));
}

std::vector<ListedCaseRow> coordinated_cases(access::Scope& scope,
                                             const std::optional<CaseId>& after) {
    storage::Values bound{scope.municipality().text(), after ? after->text() : std::string()};
    const auto place = [&](std::string value) {
        bound.emplace_back(std::move(value));
        return fmt::format("${}", bound.size());
    };
    std::vector<std::string> states;
    for (const auto& state : codes<CaseState>) {
        if (is_coordinated(state.value)) states.push_back(place(std::string(state.code)));
    }
    const auto now = place(scope.now.text());
    std::vector<std::string> holders;
    for (const auto& holder : scope.holders()) holders.push_back(place(holder.text()));
    std::vector<access::ListedCase> found;
    for (auto& [case_id, last_at, received_on] :
         scope.rows.rows_bound<CaseId, std::optional<Instant>, Date>(
             fmt::format("select c.case_id, a.last_at, c.received_on from cases c"
                         " left join case_activity a on a.municipality = c.municipality"
                         " and a.case_id = c.case_id"
                         " where c.municipality = $1 and ($2 = '' or c.case_id < $2)"
                         " and c.state in ({0}) and exists (select 1 from grounds g"
                         " where g.municipality = c.municipality and g.case_id = c.case_id"
                         " and g.opened_at <= {1} and (g.until is null or g.until > {1})"
                         " and g.holder in ({2}) and g.category = 'case'"
                         " and g.basis = 'coordination')"
                         " order by c.case_id desc limit {3}",
                         fmt::join(states, ", "), now, fmt::join(holders, ", "), a_page_of_cases),
             bound)) {
        scope.log.listed(case_id);
        found.push_back({case_id, last_at.value_or(Instant::start_of(received_on))});
    }
    return lines_of_cases(scope, found);
}

std::optional<access::ListedCase> case_with_number(access::Scope& scope, std::string_view number) {
    const auto row = scope.rows.row<CaseId, std::optional<Instant>, Date>(
        "select c.case_id, a.last_at, c.received_on from cases c left join case_activity a"
        " on a.municipality = c.municipality and a.case_id = c.case_id"
        " where c.municipality = $1 and c.number = $2",
        scope.municipality(), number);
    if (!row || !access::may_list(scope, std::get<0>(*row))) return std::nullopt;
    const auto& [case_id, last_at, received_on] = *row;
    scope.log.listed(case_id);
    return access::ListedCase{case_id, last_at.value_or(Instant::start_of(received_on))};
}

std::vector<ListedCaseRow> lines_of_cases(access::Scope& scope,
                                          const std::vector<access::ListedCase>& listed) {
    if (listed.empty()) return {};

    std::vector<CaseId> cases;
    cases.reserve(listed.size());
    for (const auto& each : listed) cases.push_back(each.case_id);
    const auto readings = access::CaseReading::open_all(scope, cases);
    const auto facts = head_facts(scope.rows, cases);
    std::map<CaseId, people::CaseLabel> labels;
    for (auto& label : people::labels_of_cases(scope, cases, readings)) {
        labels.emplace(label.case_id, std::move(label));
    }

    std::vector<ListedCaseRow> rows;
    rows.reserve(listed.size());
    for (const auto& each : listed) {
        const auto& head = facts.at(each.case_id);
        const auto& label = labels.at(each.case_id);
        const auto reading = readings.find(each.case_id);
        // Who stands on the own desk's record alone is not told the exact state.
        const bool coordinated = reading != readings.end() && sees_coordination(reading->second);
        rows.push_back({each.case_id, head.number, label.label, label.contact_warning,
                        state_chip(head.state, coordinated), is_over(head.state), head.lead_desk,
                        head.next_on, each.last_at});
    }
    return rows;
}

}  // namespace kasane::casefile
