#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/date.hpp"
#include "law/provision.hpp"

namespace kasane::intake {

/// 通報の義務・努力 — what the law says to whoever notices abuse: whom it protects, whether it
/// obliges or asks to try, and the provision.
struct ReportDuty {
    std::string_view whom;    ///< 「子ども」
    std::string_view weight;  ///< 「義務」
    const law::Provision* provision = nullptr;
};

/// What to show when an inquiry speaks of abuse; nothing otherwise. Urgent help never waits for a
/// meeting: agencies act at once under their own acts and record it.
/// Basis: rules.md 「Abuse and danger」.
[[nodiscard]] std::vector<ReportDuty> report_duties(std::span<const std::string> topics,
                                                    std::span<const std::string> urgent_reasons,
                                                    const Date& today);

}  // namespace kasane::intake
