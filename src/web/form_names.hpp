#pragma once

#include <string>
#include <string_view>

namespace kasane::web {

// The names of the hidden fields that every form of Kasane carries. They are written here once,
// because the page writes them, the server reads them and the script in assets/js copies them.

/// Proves that the form came from our own page.
inline constexpr std::string_view csrf_field = "csrf_token";
/// 一回限りの印 — makes pressing twice do one thing.
inline constexpr std::string_view form_token_field = "form_token";
/// The version of the record the form was filled from.
inline constexpr std::string_view version_field = "version";
/// 下書き — under which key the server keeps what is typed before it is sent.
inline constexpr std::string_view draft_key_field = "draft_key";
/// The page a form stands on: where somebody returns to who had to sign in again.
inline constexpr std::string_view form_page_field = "form_page";
/// Which of several submit buttons was pressed.
inline constexpr std::string_view act_field = "act";

/// Whether a field is one of these and nothing that somebody entered.
[[nodiscard]] constexpr bool is_form_mark(std::string_view name) {
    return name == csrf_field || name == form_token_field || name == version_field ||
           name == draft_key_field || name == form_page_field || name == act_field;
}

/// A secret: it is in no draft and on no page that comes back.
[[nodiscard]] constexpr bool is_password(std::string_view name) {
    return name.ends_with("password");
}

// A date is entered in four parts: the name of the field with these endings.
inline constexpr std::string_view era_ending = "_era";
inline constexpr std::string_view year_ending = "_year";
inline constexpr std::string_view month_ending = "_month";
inline constexpr std::string_view day_ending = "_day";

/// The id of a field's first control: the target of the links in the error summary.
[[nodiscard]] inline std::string field_id(std::string_view name) {
    return "field-" + std::string(name);
}

}  // namespace kasane::web
