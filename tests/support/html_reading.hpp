#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.hpp"

namespace kasane::tests {

/// A field of a form as a browser sees it.
struct HtmlField {
    enum class Kind {
        Hidden,
        Line,      ///< one line of text
        Text,      ///< several lines
        Password,
        Choice,    ///< one of several: radio buttons or a list
        Ticks,     ///< any of several
        Date,      ///< era, year, month and day, under one name
        File,
    };
    std::string name;
    Kind kind = Kind::Line;
    bool required = false;
    /// What is sent when nothing is touched; for a date its four parts, era first.
    std::vector<std::string> values;
    std::vector<std::string> choices;  ///< the codes that can be chosen
    /// The field beside which a mistake stands: itself, or the list of ticks whose mark it is.
    std::string place = {};
};

/// A form that is sent with POST.
struct HtmlForm {
    std::string action;
    std::vector<HtmlField> fields;
    std::vector<std::string> acts;  ///< the values of its buttons named `act`

    [[nodiscard]] const HtmlField* field(std::string_view name) const;
    /// What a browser sends when nothing is touched and the first button is pressed.
    [[nodiscard]] web::Fields untouched() const;
};

/// 画面を読む — a page of ours taken apart: its forms, and what it says is wrong with them. Reads
/// the markup that web/html.hpp writes and no other.
struct HtmlPage {
    std::vector<HtmlForm> forms;
    std::set<std::string> ids;
    std::map<std::string, std::string> summary;  ///< target of the link in the summary → message
    std::map<std::string, std::string> errors;   ///< field → the message beside it
    std::string text;                            ///< what can be read

    [[nodiscard]] const HtmlForm* form(std::string_view action) const;
};
[[nodiscard]] HtmlPage read_html(std::string_view markup);

}  // namespace kasane::tests
