#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/date.hpp"
#include "municipality/problem.hpp"
#include "municipality/stated.hpp"

namespace kasane::municipality {

/// Where a choice comes from. A town may add choices; it cannot take away a national one, because
/// counts reported to the state are made from them.
enum class ChoiceOrigin {
    National,  ///< of the national forms, or of the forms they descend from
    Kasane,    ///< proposed for every town
    Town,      ///< added by the town's profile
};

/// 選択肢 — one choice of a list.
struct Choice {
    std::string code;
    std::string label;
    std::string group;  ///< heading under which it is shown; empty where a list has no groups
    ChoiceOrigin origin = ChoiceOrigin::Kasane;
    Validity validity;
};

/// 選択肢の一覧 — an ordered list of choices, e.g. the topics of an inquiry.
class CodeList {
public:
    CodeList() = default;
    CodeList(std::string name, std::string title)
        : name_(std::move(name)), title_(std::move(title)) {}

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const std::string& title() const noexcept { return title_; }
    /// Every choice there ever was, in order.
    [[nodiscard]] std::span<const Choice> all() const noexcept { return choices_; }
    /// The choices offered on that day, in order.
    [[nodiscard]] std::vector<Choice> offered_on(const Date& day) const;
    /// Their codes: what a form may send back.
    [[nodiscard]] std::vector<std::string> codes() const;
    [[nodiscard]] const Choice* find(std::string_view code) const;
    [[nodiscard]] bool has(std::string_view code) const { return find(code) != nullptr; }
    /// The label of a stored code. A code that is in no list any more is shown as it is, so that
    /// an old record stays readable.
    [[nodiscard]] std::string label(std::string_view code) const;

    /// False when the code is there already.
    [[nodiscard]] bool add(Choice choice);

private:
    std::string name_;
    std::string title_;
    std::vector<Choice> choices_;
};

/// All choice lists of a town: those of config/codes.toml and what its profile adds.
class CodeLists {
public:
    [[nodiscard]] const CodeList* find(std::string_view name) const;
    /// The list of that name; that it exists is an invariant of the program.
    [[nodiscard]] const CodeList& list(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> names() const;

    [[nodiscard]] CodeList* find(std::string_view name);
    /// False when a list of that name is there already.
    [[nodiscard]] bool add(CodeList list);

private:
    std::map<std::string, CodeList, std::less<>> lists_;
};

/// What reading a file of choice lists ends in: the lists, or every problem found.
struct CodeListsReading {
    std::optional<CodeLists> lists;
    std::vector<Problem> problems;
};

/// Reads the TOML text of choice lists; `file` is named in the problems.
[[nodiscard]] CodeListsReading read_code_lists(std::string_view toml, std::string_view file);

/// The lists of config/codes.toml as they were when the program was built.
[[nodiscard]] const CodeLists& standard_code_lists();

}  // namespace kasane::municipality
