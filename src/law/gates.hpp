#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kernel/date.hpp"
#include "kernel/result.hpp"
#include "law/provision.hpp"

namespace kasane::law {

/// 関門 — a rule a case meets on its way. It has a name that code, tests and documents share, and
/// the provisions it rests on; a refusal cites it.
struct Gate {
    std::string_view name;   ///< "gate.plan_decision"
    std::string_view title;  ///< 「支援決定」
    std::string_view rule;   ///< the rule in one or two sentences, for the person at the desk
    std::span<const Provision* const> provisions;
    /// What it rests on where no provision settles it: 国要綱, the town's own rules, practice.
    std::string_view other_basis = {};
    /// It rules several matters, each on a basis of its own: a refusal cites the part at hand.
    bool in_parts = false;
};

/// 根拠 — the provisions of the gate in force on that day, as a page shows them.
[[nodiscard]] std::string citation(const Gate& gate, const Date& date);
/// The same for today's wording: every provision of the gate that has no last day.
[[nodiscard]] std::string citation(const Gate& gate);

/// A refusal that names the gate and the provisions it rests on.
[[nodiscard]] Refusal refuse(const Gate& gate, std::string message, std::string instead = {});
/// The same where a gate rules several matters, each on a basis of its own: cites the `part` of its
/// provisions that concerns the matter at hand; an empty part cites what it rests on besides them.
[[nodiscard]] Refusal refuse_in_part(const Gate& gate, std::span<const Provision* const> part,
                                     std::string message, std::string instead = {});
/// The same about what was entered: shown beside the field that misses what the gate asks for.
[[nodiscard]] Refusal refuse_field(const Gate& gate, std::string_view field, std::string message);

[[nodiscard]] std::span<const Gate* const> all_gates();
[[nodiscard]] const Gate* find_gate(std::string_view name);

namespace gates {

extern const Gate no_wrong_door;
extern const Gate coordination_needs_consent;
extern const Gate support_conference;
extern const Gate frame;
extern const Gate conference_information;
extern const Gate consent_moves_the_person;
extern const Gate consent_validity;
extern const Gate withdrawal;
extern const Gate need_recognised;
extern const Gate plan_contents;
extern const Gate plan_decision;
extern const Gate plan_is_reviewed;
extern const Gate closing;
extern const Gate lead_agency;
extern const Gate memo;
extern const Gate council_without_cases;
extern const Gate protected_person;  ///< "gate.protected"
extern const Gate reporter;
extern const Gate emergency;
extern const Gate sharing_by_law;
extern const Gate my_number;

}  // namespace gates
}  // namespace kasane::law
