#pragma once

#include <array>
#include <string>
#include <vector>

#include "kernel/date.hpp"
#include "law/provision.hpp"

namespace kasane::law {

/// 守秘義務の説明 — what somebody is shown, and accepts, before the material of a 支援会議 opens.
struct SecrecyNotice {
    std::string title;
    std::vector<std::string> paragraphs;         ///< 丁寧な説明; each a paragraph of its own
    std::vector<const Provision*> provisions;    ///< in force on that day
    std::string version;  ///< what an acceptance records, so that a changed wording asks again
};

/// The notice in the wording of that day. Basis: gate.support_conference.
[[nodiscard]] SecrecyNotice support_conference_notice(const Date& date);

}  // namespace kasane::law
