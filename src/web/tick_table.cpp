#include "web/tick_table.hpp"

#include <algorithm>

#include "web/form_names.hpp"
#include "web/icons.hpp"

namespace kasane::web {

using namespace tags;

namespace {

Html tick(const TickColumn& column, const Choice& choice, bool first, const Entered& entered) {
    const bool at_first =
        std::find(column.values.begin(), column.values.end(), choice.code) != column.values.end();
    // The first box of a column carries the id of its field: the error summary leads there.
    const std::string control_id = first ? field_id(column.name) : std::string();
    return td(label(cls("k-ticks__tick"),
                    input(attr("type", "checkbox"), Attribute{"id", control_id, first},
                          attr("name", column.name), attr("value", choice.code),
                          flag("checked", entered.chosen(column.name, choice.code, at_first)),
                          attr("aria-label", choice.label + " — " + column.label))));
}

}  // namespace

Html tick_table(const TickTable& content, const Entered& entered) {
    Html body;
    bool first = true;
    for (const auto& choice : content.rows) {
        body += tr(th(attr("scope", "row"), choice.label),
                   each(content.columns, [&](const TickColumn& column) {
                       return tick(column, choice, first, entered);
                   }));
        first = false;
    }
    const Html grid = tags::table(cls("k-ticks"), caption(cls("k-hidden"), content.legend),
                                  thead(tr(th(attr("scope", "col"), content.row_label),
                                           each(content.columns,
                                                [](const TickColumn& column) {
                                                    return th(attr("scope", "col"), column.label);
                                                }))),
                                  tbody(body));
    // Each column is a field of its own and has its own message.
    Html errors;
    for (const auto& column : content.columns) {
        const auto error = entered.error(column.name);
        if (error.empty()) continue;
        errors += p(cls("k-error"), id(field_id(column.name) + "-error"), icon(Icon::Error),
                    column.label + ": " + error);
    }
    return fieldset(cls("k-field"), flag("data-invalid", !errors.empty()),
                    legend(cls("k-field__label"), content.legend),
                    when(!content.help.empty(), [&] { return p(cls("k-help"), content.help); }),
                    div(cls("k-table-scroll"), attr("role", "region"), attr("tabindex", "0"),
                        attr("aria-label", content.legend), grid),
                    errors);
}

}  // namespace kasane::web
