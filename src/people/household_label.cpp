#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "people/person.hpp"
#include "people/person_store.hpp"

namespace kasane::people {
namespace {

constexpr std::string_view unknown_household = "氏名不詳の世帯";

std::string label_from(std::string_view name) {
    if (name.empty() || name == "氏名不詳" || name == "不明") return std::string(unknown_household);
    return fmt::format("{}さんの世帯", name);
}

}  // namespace

std::string household_label(const std::vector<Person>& visible) {
    return visible.empty() ? std::string(unknown_household)
                           : label_from(visible.front().name.reveal());
}

std::vector<CaseLabel> labels_of_cases(access::Scope& scope, const std::vector<CaseId>& cases) {
    return labels_of_cases(scope, cases, access::CaseReading::open_all(scope, cases));
}

std::vector<CaseLabel> labels_of_cases(access::Scope& scope, const std::vector<CaseId>& cases,
                                       const access::CaseReadings& readings) {
    std::map<CaseId, CaseLabel> labels;
    for (const auto& case_id : cases) labels[case_id] = {case_id, "", false};
    for (const auto& row : select_labels(scope.rows, cases)) {
        auto& label = labels.at(row.case_id);
        // Whoever works on the case is warned, also without knowing whom it concerns.
        label.contact_warning = label.contact_warning || row.is_protected;
        if (!label.label.empty()) continue;
        const auto reading = readings.find(row.case_id);
        if (reading == readings.end()) continue;
        if (!reading->second.would_allow({access::Category::Identity, row.person,
                                          access::Holder::desk(row.recorded_by_desk),
                                          std::nullopt})) {
            continue;
        }
        label.label = label_from(row.name);
        scope.log.listed(row.person);
    }
    std::vector<CaseLabel> ordered;
    ordered.reserve(cases.size());
    for (const auto& case_id : cases) {
        auto label = labels.at(case_id);
        if (label.label.empty()) label.label = unknown_household;
        scope.log.listed(case_id);
        ordered.push_back(std::move(label));
    }
    return ordered;
}

}  // namespace kasane::people
