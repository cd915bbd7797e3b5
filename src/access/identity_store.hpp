#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/ground.hpp"
#include "access/scope.hpp"
#include "storage/database.hpp"

namespace kasane::access {

/// SQL expressions that say of which rows it is asked: the case, whom it concerns, and the holder
/// text of the desk whose record it is.
struct ListedRows {
    std::string_view case_id;
    std::string_view subject;
    std::string_view owner;
};
/// A condition and the values it binds.
struct ListCondition {
    std::string sql;
    storage::Values values;
    int next = 0;  ///< the first number it left free
};
/// The one question as SQL for lists over many cases: what ground_rules.cpp `covers` says of rows
/// that are bound to no mark. $1 must be the municipality; the first free number is `next`. What
/// opens only because everybody of a household consents is asked case by case (CaseReading).
[[nodiscard]] ListCondition may_read_listed(const Scope& scope, Category category,
                                            const ListedRows& rows, int next);

/// 本人特定の問い — what CaseReading::may_read answers for {identity, subject: person}. A property
/// test of people/ holds the two equal.
[[nodiscard]] ListCondition may_identify(const Scope& scope, const ListedRows& rows, int next);

/// Everybody for whom may_identify would say yes about this person in some case at this moment.
[[nodiscard]] std::vector<Holder> holders_who_may_identify(storage::Reader& rows,
                                                           const PersonId& person,
                                                           const Holder& owner, Instant now);

/// The persons of a case, whoever may know of them.
[[nodiscard]] std::vector<PersonId> persons_in_case(storage::Reader& rows, const CaseId& case_id);
/// The cases a person is part of, whoever may know of them.
[[nodiscard]] std::vector<CaseId> cases_with_person(storage::Reader& rows, const PersonId& person);

}  // namespace kasane::access
