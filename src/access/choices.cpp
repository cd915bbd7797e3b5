#include "access/choices.hpp"

namespace kasane::access {

std::vector<web::Choice> code_choices(const Scope& scope, std::string_view list) {
    std::vector<web::Choice> choices;
    for (const auto& each : scope.profile.codes.list(list).offered_on(scope.today())) {
        choices.push_back({.code = each.code, .label = each.label});
    }
    return choices;
}

std::vector<web::Choice> desk_choices(const Scope& scope) {
    std::vector<web::Choice> choices;
    for (const auto* desk : scope.profile.desks_on(scope.today())) {
        choices.push_back({.code = desk->id.text(), .label = desk->name});
    }
    return choices;
}

std::vector<std::string> desk_codes(const municipality::Profile& profile, const Date& day) {
    std::vector<std::string> codes;
    for (const auto* desk : profile.desks_on(day)) codes.push_back(desk->id.text());
    return codes;
}

std::vector<web::ChoiceGroup> desks_by_agency(const municipality::Profile& profile,
                                              const Date& day) {
    const auto desks = profile.desks_on(day);
    std::vector<web::ChoiceGroup> groups;
    // An agency with one desk needs no heading of its own.
    web::ChoiceGroup others{.label = "ほかの機関"};
    for (const auto& agency : profile.agencies) {
        web::ChoiceGroup group{.label = agency.name};
        for (const auto* desk : desks) {
            if (desk->agency != agency.id) continue;
            group.choices.push_back({.code = desk->id.text(), .label = desk->name});
        }
        if (group.choices.size() == 1) {
            others.choices.push_back(std::move(group.choices.front()));
        } else if (!group.choices.empty()) {
            groups.push_back(std::move(group));
        }
    }
    if (groups.empty()) others.label.clear();
    if (!others.choices.empty()) groups.push_back(std::move(others));
    return groups;
}

}  // namespace kasane::access
