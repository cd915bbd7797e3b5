#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/date.hpp"
#include "kernel/result.hpp"

namespace kasane::tests {

/// A table that cannot be read, with its file and line.
class BrokenRuleCase : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The `key: value` lines of one section. It remembers what was read, so that a line no test reads
/// is an error: a condition that does not count must not look as if it did.
class RuleFields {
public:
    void add(std::string key, std::string value);

    [[nodiscard]] bool has(std::string_view key) const;
    /// The value; a missing key is a BrokenRuleCase, and so is an unreadable value below.
    [[nodiscard]] const std::string& text(std::string_view key) const;
    [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise) const;
    [[nodiscard]] bool flag(std::string_view key) const;  ///< はい / いいえ
    [[nodiscard]] bool flag_or(std::string_view key, bool otherwise) const;
    [[nodiscard]] std::int64_t number(std::string_view key) const;
    [[nodiscard]] Date date(std::string_view key) const;                      ///< 2026-11-21
    [[nodiscard]] std::vector<std::string> list(std::string_view key) const;  ///< 、 between

    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const noexcept {
        return fields_;
    }
    [[nodiscard]] std::vector<std::string> unread() const;

private:
    std::map<std::string, std::string, std::less<>> fields_;
    mutable std::set<std::string, std::less<>> read_;
};

/// One row of a rule table: given / when / expect / basis.
struct RuleCase {
    std::string title;
    std::string place;  ///< "tests/rules/closing.cases:12"
    RuleFields given;
    RuleFields when;
    RuleFields expect;
    std::vector<std::string> basis;  ///< names of gates, ids of provisions
};

/// What the pure function said, under the keys a table may expect.
using Outcome = std::map<std::string, std::string, std::less<>>;

/// 結果: できる / できない; and for a refusal 理由 (its code), 説明, 根拠 and 代わりに.
[[nodiscard]] Outcome outcome_of_refusal(const Refusal& refusal);
[[nodiscard]] Outcome outcome_of_success();
template <class T>
[[nodiscard]] Outcome outcome_of(const Result<T>& result) {
    return result.ok() ? outcome_of_success() : outcome_of_refusal(result.refusal());
}

/// The cases of a text; BrokenRuleCase names the line where it stops being a table.
[[nodiscard]] std::vector<RuleCase> parse_rule_cases(std::string_view text,
                                                     const std::string& file_name);
[[nodiscard]] std::vector<RuleCase> read_rule_cases(const std::string& path);

/// Feeds every case of tests/rules/<name>.cases to the function and compares each expected line
/// with its outcome. Fails for a line nobody read, an outcome nobody gave, a refusal on a basis the
/// case does not name, and an empty table.
void check_rule_cases(const std::string& name,
                      const std::function<Outcome(const RuleCase&)>& decide);
void check_rule_cases(const std::vector<RuleCase>& cases,
                      const std::function<Outcome(const RuleCase&)>& decide);

}  // namespace kasane::tests
