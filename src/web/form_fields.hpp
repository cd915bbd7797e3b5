#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kernel/date.hpp"
#include "web/entered.hpp"
#include "web/html.hpp"

namespace kasane::web {

// Every field: label above, help under the label, error under the field; the required ones are
// marked 「※必須」. The value given here is shown until something was entered.

/// How wide a field is says how much belongs into it.
enum class FieldWidth { Short, Medium, Long, Full };

enum class TextKind { Plain, Number, Telephone, Mail, Password, Search, Time, Kana };

struct TextField {
    std::string name;
    std::string label;
    std::string help = {};
    std::string value = {};
    bool required = false;
    FieldWidth width = FieldWidth::Long;
    TextKind kind = TextKind::Plain;
    std::string unit = {};           ///< 「人」 behind the field
    std::size_t maximum = 0;         ///< characters; 0 leaves it to the server
    std::string autocomplete = "off";
    std::string fixed_because = {};  ///< not editable here, and why
    /// For partial updates: attributes like hx-get; names must be literals.
    std::vector<Attribute> extra = {};
};
/// 一行の入力
[[nodiscard]] Html text_field(const TextField& field, const Entered& entered = {});

struct LongTextField {
    std::string name;
    std::string label;
    std::string help = {};
    std::string value = {};
    bool required = false;
    int rows = 6;
    std::size_t maximum = 0;
    bool time_stamp = false;                ///< a button that writes 「10:32 」 (with a script)
    std::vector<std::string> phrases = {};  ///< 定型句 to insert (with a script)
};
/// 長い文章の入力
[[nodiscard]] Html long_text_field(const LongTextField& field, const Entered& entered = {});

/// A part of a form that matters for some of the answers only; see Choice::shows.
enum class FormPart { None, First, Second };
/// How the style sheet calls it; empty for none.
[[nodiscard]] std::string_view mark_of(FormPart part);

struct Choice {
    std::string code;
    std::string label;
    std::string help = {};
    std::string not_possible = {};  ///< the reason; the choice is shown and cannot be taken
    /// The part of the form that appears with this choice. Without a browser that knows :has() all
    /// parts lie open; what is filled in stays in the form either way.
    FormPart shows = FormPart::None;
};
/// Choices under a heading of their own; an empty heading means ungrouped.
struct ChoiceGroup {
    std::string label;
    std::vector<Choice> choices;
};

struct SelectField {
    std::string name;
    std::string label;
    std::string help = {};
    std::string value = {};
    bool required = false;
    std::vector<ChoiceGroup> groups = {};
    std::string nothing_chosen = "選んでください";  ///< first, empty option; none when empty
    FieldWidth width = FieldWidth::Medium;
};
/// 選択欄 — for lists too long to lay open and too short to search.
[[nodiscard]] Html select_field(const SelectField& field, const Entered& entered = {});

struct DateField {
    std::string name;  ///< sent as name_era, name_year, name_month, name_day
    std::string label;
    std::string help = {};
    std::optional<Date> value = std::nullopt;
    bool required = false;
    Era first_era = Era::Reiwa;  ///< chosen when there is no date: 昭和 suits dates of birth
};
/// 日付 — era, year, month, day; the calendar button is an extra made by the script.
[[nodiscard]] Html date_field(const DateField& field, const Entered& entered = {});

struct UploadField {
    std::string name;
    std::string label;
    std::string help = {};
    std::string accept = {};  ///< ".pdf,.jpg"
    bool several = false;
    bool required = false;
    std::size_t largest = 10'000'000;  ///< bytes of one file; said in the help, checked by a script
};
/// 添付ファイル
[[nodiscard]] Html upload_field(const UploadField& field, const Entered& entered = {});

/// A value that goes along unseen.
[[nodiscard]] Html hidden_field(std::string_view name, std::string_view value);

/// Fields side by side on a wide screen.
[[nodiscard]] Html field_row(const std::vector<Html>& fields);

/// 入力のまとまり — fields that answer one question; a legend above them.
struct FieldGroup {
    std::string legend;
    std::string help = {};
    FormPart part = FormPart::None;  ///< only there while a choice shows it
};
[[nodiscard]] Html field_group(const FieldGroup& head, const Html& fields);

}  // namespace kasane::web
