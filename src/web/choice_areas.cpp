#include "web/choice_areas.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "web/field_frame.hpp"
#include "web/form_names.hpp"

namespace kasane::web {

using namespace tags;

namespace {

/// One area while it is drawn: its type, and the first control, which carries the field's id.
struct Drawing {
    const ChoiceArea& area;
    const Entered& entered;
    const FieldFrame& frame;
    std::string_view type;
    bool first = true;
};

Html mark_of(const Drawing& drawing, const Choice& choice, const std::string& control_id) {
    const auto& mark = *drawing.area.mark_one;
    const std::string mark_id = control_id + "-mark";
    const bool marked = drawing.entered.value(mark.name, mark.value) == choice.code;
    return span(cls("k-choice__mark"),
                input(attr("type", "radio"), id(mark_id), attr("name", mark.name),
                      attr("value", choice.code), flag("checked", marked),
                      attr("aria-label", choice.label + " — " + mark.label)),
                tags::label(attr("for", mark_id), attr("aria-hidden", "true"), mark.label));
}

Html one_choice(Drawing& drawing, const Choice& choice) {
    const auto& area = drawing.area;
    const bool at_first =
        std::find(area.values.begin(), area.values.end(), choice.code) != area.values.end();
    const bool chosen = drawing.entered.chosen(area.name, choice.code, at_first);
    const bool possible = choice.not_possible.empty();
    const std::string control_id =
        drawing.first ? field_id(area.name) : field_id(area.name) + "-" + choice.code;
    drawing.first = false;
    const std::string& help = possible ? choice.help : choice.not_possible;
    const std::string help_id = control_id + "-note";
    return div(cls("k-choice"), flag("data-impossible", !possible),
               input(cls("k-choice__control"), attr("type", drawing.type), id(control_id),
                     attr("name", area.name), attr("value", choice.code), flag("checked", chosen),
                     Attribute{"data-shows", std::string(mark_of(choice.shows)),
                               choice.shows != FormPart::None},
                     flag("disabled", !possible), drawing.frame.invalid(),
                     Attribute{"aria-describedby", help_id, !help.empty()}),
               tags::label(cls("k-choice__label"), attr("for", control_id), choice.label),
               when(!help.empty(), [&] { return span(cls("k-choice__help"), id(help_id), help); }),
               when(area.mark_one.has_value() && possible,
                    [&] { return mark_of(drawing, choice, control_id); }));
}

/// A list of more than twenty choices gets a field that narrows it, where scripts run.
Html narrowing(const ChoiceArea& area) {
    constexpr std::size_t many = 20;
    std::size_t count = 0;
    for (const auto& choices : area.groups) count += choices.choices.size();
    if (count <= many) return {};
    const std::string control_id = field_id(area.name) + "-narrow";
    return div(cls("k-narrow"), flag("data-narrow-list"), flag("hidden"),
               tags::label(attr("for", control_id), "言葉で絞る"),
               input(cls("k-input"), id(control_id), attr("type", "search"),
                     attr("data-width", "medium"), attr("autocomplete", "off")),
               p(cls("k-help"), attr("role", "status")));
}

Html areas(const ChoiceArea& area, const Entered& entered, std::string_view type) {
    const FieldFrame frame(area.name, entered.error(area.name), area.help);
    Drawing drawing{area, entered, frame, type};
    Html all = narrowing(area);
    int number = 0;
    for (const auto& choices : area.groups) {
        Html inner;
        for (const auto& choice : choices.choices) inner += one_choice(drawing, choice);
        const Html grid =
            div(cls("k-choices"),
                Attribute{"data-columns", std::to_string(area.columns), area.columns > 0},
                flag("data-dense", area.dense), inner);
        if (choices.label.empty()) {
            all += grid;
            continue;
        }
        const std::string heading = field_id(area.name) + "-group-" + std::to_string(++number);
        all += div(cls("k-choices-group"), attr("role", "group"), attr("aria-labelledby", heading),
                   p(cls("k-choices-group__label"), id(heading), choices.label), grid);
    }
    return frame.around_group(area.legend, area.required, all);
}

}  // namespace

Html radio_area(const ChoiceArea& area, const Entered& entered) {
    return areas(area, entered, "radio");
}

Html check_area(const ChoiceArea& area, const Entered& entered) {
    return areas(area, entered, "checkbox");
}

Html check_field(const CheckField& field, const Entered& entered) {
    const FieldFrame frame(field.name, entered.error(field.name), {});
    const bool checked = entered.chosen(field.name, field.code, field.checked);
    const std::string control_id = field_id(field.name);
    const std::string help_id = control_id + "-note";
    std::string described = field.help.empty() ? std::string() : help_id;
    if (!entered.error(field.name).empty()) {
        described += (described.empty() ? "" : " ") + control_id + "-error";
    }
    const Html control =
        div(cls("k-choice"),
            input(cls("k-choice__control"), attr("type", "checkbox"), id(control_id),
                  attr("name", field.name), attr("value", field.code), flag("checked", checked),
                  frame.invalid(), Attribute{"aria-describedby", described, !described.empty()},
                  frame.required(field.required)),
            tags::label(cls("k-choice__label"), attr("for", control_id), field.label,
                        when(field.required, [] { return span(cls("k-required"), "※必須"); })),
            when(!field.help.empty(),
                 [&] { return span(cls("k-choice__help"), id(help_id), field.help); }));
    return frame.around(Html(), control);
}

std::vector<ChoiceGroup> ungrouped(std::vector<Choice> choices) {
    return {ChoiceGroup{.label = {}, .choices = std::move(choices)}};
}

}  // namespace kasane::web
