#include "web/form_fields.hpp"

#include <string_view>

#include "web/field_frame.hpp"
#include "web/form_names.hpp"
#include "web/icons.hpp"

namespace kasane::web {

using namespace tags;

namespace {

std::string_view width_name(FieldWidth width) {
    switch (width) {
        case FieldWidth::Short:
            return "short";
        case FieldWidth::Medium:
            return "medium";
        case FieldWidth::Long:
            return "long";
        case FieldWidth::Full:
            return "full";
    }
    return {};
}

struct Input {
    std::string_view type;
    std::string_view mode;  ///< which keys a tablet shows
};

Input input_of(TextKind kind) {
    switch (kind) {
        case TextKind::Plain:
            return {"text", {}};
        case TextKind::Number:
            return {"text", "numeric"};
        case TextKind::Telephone:
            return {"tel", "tel"};
        case TextKind::Mail:
            return {"email", "email"};
        case TextKind::Password:
            return {"password", {}};
        case TextKind::Search:
            return {"search", "search"};
        case TextKind::Time:
            return {"text", "numeric"};
        case TextKind::Kana:
            return {"text", {}};
    }
    return {};
}

/// A password that was typed is never sent back to the screen.
std::string shown_value(const TextField& field, const Entered& entered) {
    if (field.kind == TextKind::Password) return {};
    return entered.value(field.name, field.value);
}

Html choice_options(const std::vector<Choice>& choices, const std::string& chosen) {
    return each(choices, [&](const Choice& choice) {
        return option(attr("value", choice.code), flag("selected", choice.code == chosen),
                      flag("disabled", !choice.not_possible.empty()), choice.label,
                      when(!choice.not_possible.empty(),
                           [&] { return text(" (" + choice.not_possible + ")"); }));
    });
}

/// The four parts of a date as they stand in the fields.
struct DateParts {
    std::string era;
    std::string year;
    std::string month;
    std::string day;
};

DateParts parts_of(const DateField& field, const Entered& entered) {
    DateParts parts;
    parts.era = era_code(field.first_era);
    if (field.value) {
        const auto in_era = era_year(*field.value);
        parts = {std::string(era_code(in_era.era)), std::to_string(in_era.year),
                 std::to_string(field.value->month()), std::to_string(field.value->day())};
    }
    if (!entered.present()) return parts;
    return {entered.value(field.name + std::string(era_ending), parts.era),
            entered.value(field.name + std::string(year_ending)),
            entered.value(field.name + std::string(month_ending)),
            entered.value(field.name + std::string(day_ending))};
}

Html date_part(const std::string& name, std::string_view label, const std::string& value,
               const FieldFrame& frame) {
    const std::string part_id = field_id(name);
    return span(cls("k-date__part"),
                input(cls("k-input"), id(part_id), attr("name", name), attr("type", "text"),
                      attr("inputmode", "numeric"), attr("autocomplete", "off"),
                      attr("maxlength", "4"), attr("value", value), frame.invalid()),
                tags::label(attr("for", part_id), label));
}

}  // namespace

Html text_field(const TextField& field, const Entered& entered) {
    const FieldFrame frame(field.name, entered.error(field.name), field.help);
    const auto kind = input_of(field.kind);
    const bool fixed = !field.fixed_because.empty();
    Element control("input");
    control.add(cls("k-input"));
    control.add(id(field_id(field.name)));
    control.add(attr("name", field.name));
    control.add(attr("type", kind.type));
    control.add(Attribute{"inputmode", std::string(kind.mode), !kind.mode.empty()});
    control.add(attr("value", shown_value(field, entered)));
    control.add(attr("autocomplete", field.autocomplete));
    control.add(attr("data-width", width_name(field.width)));
    control.add(Attribute{"maxlength", std::to_string(field.maximum), field.maximum > 0});
    control.add(flag("readonly", fixed));
    control.add(frame.invalid());
    control.add(frame.described());
    control.add(frame.required(field.required));
    for (const auto& extra : field.extra) control.add(extra);
    const Html unit = when(!field.unit.empty(), [&] { return span(cls("k-unit"), field.unit); });
    const Html why = when(fixed, [&] {
        return p(cls("k-help"), strong("編集不可"), text(" "), field.fixed_because);
    });
    return frame.around(frame.heading(field.label, field.required),
                        group(std::move(control).close(), unit, why));
}

Html long_text_field(const LongTextField& field, const Entered& entered) {
    const FieldFrame frame(field.name, entered.error(field.name), field.help);
    const Html tools = when(field.time_stamp || !field.phrases.empty(), [&] {
        // The script shows this row; without one there is nothing that could not be typed.
        return div(
            cls("k-text-tools"), attr("data-text-tools", field_id(field.name)), flag("hidden"),
            when(field.time_stamp,
                 [] {
                     return button(cls("k-button"), attr("type", "button"),
                                   attr("data-size", "small"), attr("data-kind", "other"),
                                   flag("data-time-stamp"), icon(Icon::Clock), "時刻を入れる");
                 }),
            each(field.phrases, [](const std::string& phrase) {
                return button(cls("k-button"), attr("type", "button"), attr("data-size", "small"),
                              attr("data-kind", "other"), attr("data-phrase", phrase), phrase);
            }));
    });
    return frame.around(
        frame.heading(field.label, field.required),
        group(tools,
              textarea(cls("k-textarea"), id(field_id(field.name)), attr("name", field.name),
                       attr("rows", std::to_string(field.rows)),
                       Attribute{"maxlength", std::to_string(field.maximum), field.maximum > 0},
                       frame.invalid(), frame.described(), frame.required(field.required),
                       // HTML drops one line break at the start, so one is given to be dropped.
                       text("\n"), entered.value(field.name, field.value))));
}

Html select_field(const SelectField& field, const Entered& entered) {
    const FieldFrame frame(field.name, entered.error(field.name), field.help);
    const std::string chosen = entered.value(field.name, field.value);
    const Html options = each(field.groups, [&](const ChoiceGroup& choices) {
        const Html inner = choice_options(choices.choices, chosen);
        return choices.label.empty() ? inner : optgroup(attr("label", choices.label), inner);
    });
    return frame.around(
        frame.heading(field.label, field.required),
        select(cls("k-select"), id(field_id(field.name)), attr("name", field.name),
               attr("data-width", width_name(field.width)), frame.invalid(), frame.described(),
               frame.required(field.required),
               when(!field.nothing_chosen.empty(),
                    [&] { return option(attr("value", ""), field.nothing_chosen); }),
               options));
}

Html date_field(const DateField& field, const Entered& entered) {
    const FieldFrame frame(field.name, entered.error(field.name), field.help);
    const auto parts = parts_of(field, entered);
    const std::string era_name = field.name + std::string(era_ending);
    const std::string era_id = field_id(field.name);
    Html eras;
    for (const Era era : {Era::Reiwa, Era::Heisei, Era::Showa, Era::Taisho, Era::Western}) {
        eras += option(attr("value", era_code(era)), flag("selected", parts.era == era_code(era)),
                       era_label(era));
    }
    const Html controls = div(
        cls("k-date"), flag("data-date"),
        span(cls("k-date__part"), tags::label(cls("k-hidden"), attr("for", era_id), "元号"),
             select(cls("k-select"), id(era_id), attr("name", era_name), frame.invalid(), eras)),
        date_part(field.name + std::string(year_ending), "年", parts.year, frame),
        date_part(field.name + std::string(month_ending), "月", parts.month, frame),
        date_part(field.name + std::string(day_ending), "日", parts.day, frame));
    return frame.around_group(field.label, field.required, controls);
}

Html upload_field(const UploadField& field, const Entered& entered) {
    constexpr std::size_t megabyte = 1'000'000;
    const std::string limit =
        "1つのファイルは" + std::to_string(field.largest / megabyte) + "MBまで";
    const FieldFrame frame(field.name, entered.error(field.name),
                           field.help.empty() ? limit : field.help + " (" + limit + ")");
    return frame.around(
        frame.heading(field.label, field.required),
        input(cls("k-upload"), id(field_id(field.name)), attr("name", field.name),
              attr("type", "file"), Attribute{"accept", field.accept, !field.accept.empty()},
              flag("multiple", field.several), attr("data-largest", std::to_string(field.largest)),
              frame.invalid(), frame.described(), frame.required(field.required)));
}

Html hidden_field(std::string_view name, std::string_view value) {
    return input(attr("type", "hidden"), attr("name", name), attr("value", value));
}

Html field_row(const std::vector<Html>& fields) { return div(cls("k-field-row"), fields); }

std::string_view mark_of(FormPart part) {
    switch (part) {
        case FormPart::None:
            return {};
        case FormPart::First:
            return "first";
        case FormPart::Second:
            return "second";
    }
    return {};
}

Html field_group(const FieldGroup& head, const Html& fields) {
    return fieldset(
        cls("k-group"),
        Attribute{"data-part", std::string(mark_of(head.part)), head.part != FormPart::None},
        legend(cls("k-group__legend"), head.legend),
        when(!head.help.empty(), [&] { return p(cls("k-help"), head.help); }), fields);
}

}  // namespace kasane::web
