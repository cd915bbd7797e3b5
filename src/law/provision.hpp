#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string_view>

#include "kernel/date.hpp"

namespace kasane::law {

/// 条項 — one provision, as a value, so that a refusal, a ground and a page can cite it and a test
/// can see that it exists. The summary is ours, not the wording of the act.
struct Provision {
    std::string_view id;       ///< the name of the value: "support_conference_secrecy"
    std::string_view act;      ///< 「社会福祉法」
    std::string_view article;  ///< 「社会福祉法106条の6第6項」, as it is cited on a page
    std::string_view title;    ///< 「支援会議の守秘義務」
    std::string_view summary;  ///< one sentence a case worker understands
    /// The first day Kasane may cite it: the day this wording came into force, or the day the
    /// programme began (令和3年4月1日) for provisions older than that.
    std::chrono::year_month_day valid_from;
    std::optional<std::chrono::year_month_day> valid_to = std::nullopt;  ///< its last day
    std::string_view note = {};  ///< what has to be looked at again, and when

    friend bool operator==(const Provision& left, const Provision& right) {
        return left.id == right.id;
    }
};

/// Whether the provision may be cited for something that happens on that day.
[[nodiscard]] bool in_force(const Provision& provision, const Date& date);

/// Every provision of provisions.hpp, in the order of the acts.
[[nodiscard]] std::span<const Provision* const> all_provisions();

/// The provision of that id; nothing when there is none.
[[nodiscard]] const Provision* find(std::string_view id);

}  // namespace kasane::law
