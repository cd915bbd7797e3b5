#include "tests/support/rule_cases.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>

#include "kernel/japanese_text.hpp"
#include "law/gates.hpp"
#include "law/provision.hpp"

namespace kasane::tests {
namespace {

enum class Section { None, Given, When, Expect, Basis };

std::optional<Section> section_of(std::string_view line) {
    if (line == "given") return Section::Given;
    if (line == "when") return Section::When;
    if (line == "expect") return Section::Expect;
    if (line == "basis") return Section::Basis;
    return std::nullopt;
}

bool is_known_basis(const std::string& name) {
    return law::find_gate(name) != nullptr || law::find(name) != nullptr;
}

class Reader {
public:
    Reader(std::string_view text, std::string file_name)
        : text_(text), file_name_(std::move(file_name)) {}

    std::vector<RuleCase> read() {
        while (!text_.empty()) read_line(next_line());
        finish();
        return std::move(cases_);
    }

private:
    std::string next_line() {
        const auto end = text_.find('\n');
        const std::string line(text_.substr(0, end));
        text_ = end == std::string_view::npos ? std::string_view() : text_.substr(end + 1);
        ++line_;
        return line;
    }

    void read_line(const std::string& written) {
        const std::string line = tidy_text(written);
        if (line.empty() || line.starts_with('#')) return;
        const bool indented = written.front() == ' ' || written.front() == '\t';
        if (indented) {
            read_entry(line);
        } else if (line.starts_with("case ")) {
            begin(tidy_text(std::string_view(line).substr(5)));
        } else if (const auto section = section_of(line)) {
            enter(*section);
        } else {
            broken("a line at the margin is `case …`, given, when, expect or basis");
        }
    }

    void begin(std::string title) {
        finish();
        if (title.empty()) broken("a case has a sentence as its title");
        cases_.push_back({.title = std::move(title), .place = here()});
        section_ = Section::None;
        open_ = true;
    }

    void enter(Section section) {
        if (!open_) broken("a section stands within a case");
        if (section <= section_)
            broken("sections come once each, in the order given, when, expect, basis");
        section_ = section;
    }

    void read_entry(const std::string& line) {
        switch (section_) {
            case Section::None:
                broken("an indented line stands within a section");
            case Section::Given:
                add(cases_.back().given, line);
                return;
            case Section::When:
                add(cases_.back().when, line);
                return;
            case Section::Expect:
                add(cases_.back().expect, line);
                return;
            case Section::Basis:
                if (!is_known_basis(line)) broken("`" + line + "` is no gate and no provision");
                cases_.back().basis.push_back(line);
                return;
        }
    }

    void add(RuleFields& fields, const std::string& line) {
        const auto colon = line.find(':');
        if (colon == std::string::npos) broken("a line of a section is `key: value`");
        auto key = tidy_text(std::string_view(line).substr(0, colon));
        auto value = tidy_text(std::string_view(line).substr(colon + 1));
        if (key.empty()) broken("a line of a section is `key: value`");
        if (fields.has(key)) broken("`" + key + "` is given twice");
        fields.add(std::move(key), std::move(value));
    }

    void finish() {
        if (!open_) return;
        const auto& last = cases_.back();
        if (last.when.all().empty()) broken("the case before says nothing under `when`");
        if (last.expect.all().empty()) broken("the case before expects nothing");
        if (last.basis.empty()) broken("the case before names no basis");
        open_ = false;
    }

    [[nodiscard]] std::string here() const { return fmt::format("{}:{}", file_name_, line_); }
    [[noreturn]] void broken(const std::string& what) const {
        throw BrokenRuleCase(here() + ": " + what);
    }

    std::string_view text_;
    std::string file_name_;
    std::size_t line_ = 0;
    Section section_ = Section::None;
    bool open_ = false;
    std::vector<RuleCase> cases_;
};

void expect_all_read(const RuleFields& fields, std::string_view section) {
    for (const auto& key : fields.unread()) {
        ADD_FAILURE() << "no test reads `" << key << "` under " << section;
    }
}

/// Whether each provision of the one stands in the other.
bool is_part_of(std::string_view part, std::string_view whole) {
    const auto pieces = [](std::string_view text) {
        constexpr std::string_view comma = "、";
        std::vector<std::string_view> found;
        for (auto at = text.find(comma); at != std::string_view::npos; at = text.find(comma)) {
            found.push_back(text.substr(0, at));
            text.remove_prefix(at + comma.size());
        }
        found.push_back(text);
        return found;
    };
    const auto all = pieces(whole);
    return std::ranges::all_of(pieces(part), [&](std::string_view piece) {
        return std::ranges::find(all, piece) != all.end();
    });
}

void expect_named_basis(const RuleCase& rule_case, const Outcome& outcome) {
    const auto reason = outcome.find("理由");
    if (reason == outcome.end() || law::find_gate(reason->second) == nullptr) return;
    EXPECT_NE(std::ranges::find(rule_case.basis, reason->second), rule_case.basis.end())
        << "refused by " << reason->second << ", which the case does not name under basis";
    // An official reads the provision in the table, and the person at the desk on the page.
    const auto cited = outcome.find("根拠");
    const auto& gate = *law::find_gate(reason->second);
    const bool cites =
        cited != outcome.end() && (gate.in_parts ? is_part_of(cited->second, law::citation(gate))
                                                 : cited->second == law::citation(gate));
    EXPECT_TRUE(cites) << "a refusal by " << reason->second << " cites what the gate rests on";
    EXPECT_TRUE(rule_case.expect.has("根拠")) << "a refused case says the provision under 根拠";
}

void check(const RuleCase& rule_case, const std::function<Outcome(const RuleCase&)>& decide) {
    Outcome outcome;
    try {
        outcome = decide(rule_case);
    } catch (const BrokenRuleCase& broken) {
        ADD_FAILURE() << broken.what();
        return;
    }
    expect_all_read(rule_case.given, "given");
    expect_all_read(rule_case.when, "when");
    for (const auto& [key, expected] : rule_case.expect.all()) {
        const auto actual = outcome.find(key);
        if (actual == outcome.end()) {
            ADD_FAILURE() << "the test says nothing about `" << key << "`";
        } else {
            EXPECT_EQ(actual->second, expected) << "under `" << key << "`";
        }
    }
    expect_named_basis(rule_case, outcome);
}

}  // namespace

void RuleFields::add(std::string key, std::string value) {
    fields_.emplace(std::move(key), std::move(value));
}

bool RuleFields::has(std::string_view key) const {
    const auto found = fields_.find(key);
    if (found != fields_.end()) read_.insert(found->first);
    return found != fields_.end();
}

const std::string& RuleFields::text(std::string_view key) const {
    const auto found = fields_.find(key);
    if (found == fields_.end()) throw BrokenRuleCase(fmt::format("`{}` is missing", key));
    read_.insert(found->first);
    return found->second;
}

std::string RuleFields::text_or(std::string_view key, std::string_view otherwise) const {
    return has(key) ? text(key) : std::string(otherwise);
}

bool RuleFields::flag(std::string_view key) const {
    const auto& value = text(key);
    if (value == "はい") return true;
    if (value == "いいえ") return false;
    throw BrokenRuleCase(fmt::format("`{}` is はい or いいえ, not `{}`", key, value));
}

bool RuleFields::flag_or(std::string_view key, bool otherwise) const {
    return has(key) ? flag(key) : otherwise;
}

std::int64_t RuleFields::number(std::string_view key) const {
    const auto value = half_width_digits(text(key));
    std::int64_t number = 0;
    const auto* end = value.data() + value.size();
    const auto [stopped, error] = std::from_chars(value.data(), end, number);
    if (error != std::errc() || stopped != end) {
        throw BrokenRuleCase(fmt::format("`{}` is a number, not `{}`", key, value));
    }
    return number;
}

Date RuleFields::date(std::string_view key) const {
    const auto date = Date::parse(text(key));
    if (!date) throw BrokenRuleCase(fmt::format("`{}` is a date like 2026-11-21", key));
    return *date;
}

std::vector<std::string> RuleFields::list(std::string_view key) const {
    static constexpr std::string_view separator = "、";
    std::vector<std::string> items;
    std::string_view rest = text(key);
    while (!rest.empty()) {
        const auto end = rest.find(separator);
        items.push_back(tidy_text(rest.substr(0, end)));
        rest = end == std::string_view::npos ? std::string_view()
                                             : rest.substr(end + separator.size());
    }
    return items;
}

std::vector<std::string> RuleFields::unread() const {
    std::vector<std::string> keys;
    for (const auto& [key, value] : fields_) {
        if (!read_.contains(key)) keys.push_back(key);
    }
    return keys;
}

Outcome outcome_of_success() { return {{"結果", "できる"}}; }

Outcome outcome_of_refusal(const Refusal& refusal) {
    return {{"結果", "できない"},
            {"理由", refusal.code},
            {"説明", refusal.message},
            {"根拠", refusal.basis},
            {"代わりに", refusal.instead}};
}

std::vector<RuleCase> parse_rule_cases(std::string_view text, const std::string& file_name) {
    if (!is_clean_text(text)) throw BrokenRuleCase(file_name + ": this is not clean UTF-8 text");
    return Reader(text, file_name).read();
}

std::vector<RuleCase> read_rule_cases(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw BrokenRuleCase(path + ": cannot be read");
    std::ostringstream text;
    text << file.rdbuf();
    return parse_rule_cases(text.str(), path);
}

void check_rule_cases(const std::string& name,
                      const std::function<Outcome(const RuleCase&)>& decide) {
    try {
        check_rule_cases(read_rule_cases("tests/rules/" + name + ".cases"), decide);
    } catch (const BrokenRuleCase& broken) {
        ADD_FAILURE() << broken.what();
    }
}

void check_rule_cases(const std::vector<RuleCase>& cases,
                      const std::function<Outcome(const RuleCase&)>& decide) {
    EXPECT_FALSE(cases.empty()) << "a table without a case proves nothing";
    for (const auto& rule_case : cases) {
        SCOPED_TRACE(rule_case.place + " " + rule_case.title);
        check(rule_case, decide);
    }
}

}  // namespace kasane::tests
