#pragma once

#include <string>
#include <vector>

#include "kernel/codes.hpp"
#include "web/form_fields.hpp"

namespace kasane::web {

/// 「いちばん急ぐもの」 — one of the ticked choices can be marked.
struct MarkOne {
    std::string name;   ///< the field that carries the marked code
    std::string label;  ///< 「いちばん急ぐ」
    std::string value = {};
};

struct ChoiceArea {
    std::string name;
    std::string legend;
    std::string help = {};
    std::vector<std::string> values = {};  ///< the codes ticked at first
    bool required = false;
    std::vector<ChoiceGroup> groups = {};
    int columns = 0;  ///< 1 to 4 on a wide screen; 0 lets the room decide
    std::optional<MarkOne> mark_one = std::nullopt;  ///< check areas only
    bool dense = false;  ///< smaller areas for short answers in tables
};
/// 一つ選ぶ — large areas, one of them.
[[nodiscard]] Html radio_area(const ChoiceArea& area, const Entered& entered = {});
/// いくつでも選ぶ — large areas, any number of them.
[[nodiscard]] Html check_area(const ChoiceArea& area, const Entered& entered = {});

struct CheckField {
    std::string name;
    std::string label;
    std::string help = {};
    std::string code = "yes";
    bool checked = false;
    bool required = false;
};
/// ひとつの確認 — 「上の説明を読みました」.
[[nodiscard]] Html check_field(const CheckField& field, const Entered& entered = {});

/// A closed list as choices, in its own order.
template <Coded E>
[[nodiscard]] std::vector<Choice> choices_of() {
    std::vector<Choice> choices;
    for (const auto& entry : codes<E>) {
        choices.push_back({.code = std::string(entry.code), .label = std::string(entry.label)});
    }
    return choices;
}

/// Choices without groups.
[[nodiscard]] std::vector<ChoiceGroup> ungrouped(std::vector<Choice> choices);

}  // namespace kasane::web
