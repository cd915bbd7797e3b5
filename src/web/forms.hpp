#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "web/entered.hpp"
#include "web/html.hpp"

namespace kasane::web {

/// The hidden fields of a form; see form_names.hpp. Empty ones are left out.
struct FormTokens {
    std::string csrf;
    std::string form_token = {};
    std::string version = {};
    std::string draft_key = {};  ///< switches saving of drafts on
    std::string draft_note = {};  ///< 「10:32の下書きの続きです。」 after a draft was brought back
    std::string page = {};  ///< the path of the page the form stands on
};
[[nodiscard]] Html token_fields(const FormTokens& tokens);

struct PostForm {
    std::string action;
    FormTokens tokens;
    std::string id = {};
    bool upload = false;  ///< multipart, for files
    std::string draft_path = "/drafts";
    bool plain = false;  ///< no frame of its own: a single button in a row
    std::vector<Attribute> extra = {};  ///< for partial updates: hx-post and the like
};
/// 入力画面 — a form that is sent; the server checks, not the browser.
[[nodiscard]] Html post_form(const PostForm& form, const Html& fields);

/// A form that only asks: filters and searches. Its fields end up in the address.
[[nodiscard]] Html filter_form(const std::string& action, const Html& fields,
                               const std::string& button = "絞り込む",
                               const std::string& clear_path = {});

/// 入力のまちがい — the list above a form, with a link to each field. Nothing without errors.
[[nodiscard]] Html error_summary(const Entered& entered);

enum class ButtonKind { Main, Other, Quiet, Danger };

struct Button {
    std::string label;  ///< says what it will do: 「受け付けて保存する」
    std::string value = {};  ///< sent as the field `act` when not empty
    ButtonKind kind = ButtonKind::Main;
    std::string explanation = {};
};
/// The end of a form: what can be done with it, and the way back.
struct SubmitRow {
    std::vector<Button> buttons;
    std::string cancel_label = {};
    std::string cancel_path = {};
    std::string note = {};  ///< what happens next: 「保存すると保健師へ届きます」
};
[[nodiscard]] Html submit_row(const SubmitRow& row);

/// One way a form can go on: a button with a line of explanation (outcomes of screening).
struct Outcome {
    std::string value;
    std::string label;
    std::string explanation;
    bool main = false;
    std::string not_possible = {};  ///< the reason; the button is shown and does nothing
};
/// 次のうち一つを選ぶと保存されます — several outcomes side by side.
[[nodiscard]] Html outcome_buttons(const std::string& legend, const std::vector<Outcome>& outcomes);

/// What a record says, item by item: label and text.
using RecordWords = std::vector<std::pair<std::string, std::string>>;
/// 両方の内容 — what is stored now beside what was typed, where the two differ; neither is lost.
/// Stands above the fields of the form, which hold what was typed and save over the new version.
[[nodiscard]] Html both_texts(const RecordWords& theirs, const RecordWords& mine);

/// 「○○さんが編集中です」
[[nodiscard]] Html somebody_edits(const std::string& who);

}  // namespace kasane::web
