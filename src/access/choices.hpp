#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/scope.hpp"
#include "web/form_fields.hpp"

namespace kasane::access {

/// What a form offers on the day it is shown: the choices of a list of the town, and the desks
/// there are that day. What an act is given is checked again, by the day of the act.
[[nodiscard]] std::vector<web::Choice> code_choices(const Scope& scope, std::string_view list);
[[nodiscard]] std::vector<web::Choice> desk_choices(const Scope& scope);
/// What a form may send back of them.
[[nodiscard]] std::vector<std::string> desk_codes(const municipality::Profile& profile,
                                                  const Date& day);
/// Desks under the name of their agency.
[[nodiscard]] std::vector<web::ChoiceGroup> desks_by_agency(const municipality::Profile& profile,
                                                            const Date& day);

}  // namespace kasane::access
