#include <map>

#include "plan/plan_store.hpp"

namespace kasane::plan {

using access::ActScope;
using access::Scope;

void insert_assessment(ActScope& act, const Assessment& made) {
    act.store.execute(
        "insert into assessments (municipality, assessment, case_id, made_on, made_by, summary,"
        " strengths, person_wish, family_wish, agency_issues, direction, version)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)",
        act.municipality(), made.id, made.case_id, made.made_on, act.actor.account, made.summary,
        made.strengths, made.person_wish, made.family_wish, made.agency_issues, made.direction);
    for (const auto& problem : made.problems) {
        act.store.execute(
            "insert into problems (municipality, problem, assessment, case_id, person, code, note,"
            " is_main) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            act.municipality(), act.new_uuid(), made.id, made.case_id, problem.person, problem.code,
            problem.note, problem.is_main);
    }
}

std::vector<Assessment> assessments_of(Scope& scope, const CaseId& case_id) {
    std::vector<Assessment> all;
    std::map<std::string, std::size_t> by_id;
    for (auto& [id, on, by, summary, strengths, wish, family, agencies, direction] :
         scope.rows.rows<std::string, Date, std::string, PrivateText, PrivateText, PrivateText,
                         PrivateText, PrivateText, PrivateText>(
             "select s.assessment, s.made_on, a.name, s.summary, s.strengths, s.person_wish,"
             " s.family_wish, s.agency_issues, s.direction from assessments s join accounts a"
             " on a.municipality = s.municipality and a.account = s.made_by"
             " where s.municipality = $1 and s.case_id = $2 order by s.assessment desc",
             scope.municipality(), case_id)) {
        by_id[id] = all.size();
        all.push_back(
            {id, case_id, on, by, summary, strengths, wish, family, agencies, direction, {}});
    }
    for (auto& [assessment, person, code, note, main] :
         scope.rows.rows<std::string, std::optional<PersonId>, std::string, PrivateText, bool>(
             "select assessment, person, code, note, is_main from problems where municipality = $1"
             " and assessment in (select assessment from assessments where municipality = $1"
             " and case_id = $2) order by is_main desc, problem",
             scope.municipality(), case_id)) {
        all[by_id.at(assessment)].problems.push_back({person, code, note, main});
    }
    return all;
}

void insert_need(ActScope& act, const CaseId& case_id, std::string_view reason) {
    act.store.execute(
        "insert into need_recognitions (municipality, need, case_id, recognised_on, recognised_by,"
        " reason) values ($1, $2, $3, $4, $5, $6)",
        act.municipality(), act.new_uuid(), case_id, act.today(), act.actor.account, reason);
}

std::optional<NeedRecognition> newest_need(Scope& scope, const CaseId& case_id) {
    auto found = scope.rows.row<Date, std::string, PrivateText>(
        "select n.recognised_on, a.name, n.reason from need_recognitions n join accounts a"
        " on a.municipality = n.municipality and a.account = n.recognised_by"
        " where n.municipality = $1 and n.case_id = $2 order by n.need desc limit 1",
        scope.municipality(), case_id);
    if (!found) return std::nullopt;
    auto& [on, by, reason] = *found;
    return NeedRecognition{on, by, reason};
}

}  // namespace kasane::plan
