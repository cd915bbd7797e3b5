#include "web/forms.hpp"

#include <algorithm>
#include <string_view>

#include "web/form_fields.hpp"
#include "web/form_names.hpp"
#include "web/icons.hpp"

namespace kasane::web {

using namespace tags;

namespace {

std::string_view kind_name(ButtonKind kind) {
    switch (kind) {
        case ButtonKind::Main:
            return "main";
        case ButtonKind::Other:
            return "other";
        case ButtonKind::Quiet:
            return "quiet";
        case ButtonKind::Danger:
            return "danger";
    }
    return {};
}

Html hidden_when_given(std::string_view name, const std::string& value) {
    return when(!value.empty(), [&] { return hidden_field(name, value); });
}

Html submit_button(const Button& submit) {
    return button(cls("k-button"), attr("type", "submit"),
                  attr("data-kind", kind_name(submit.kind)),
                  Attribute{"name", std::string(act_field), !submit.value.empty()},
                  Attribute{"value", submit.value, !submit.value.empty()}, submit.label);
}

Html both_texts_of_one_item(const std::string& label, const std::string& theirs,
                            const std::string& mine) {
    const auto column = [](std::string_view heading, const std::string& content) {
        return div(cls("k-both__text"), h3(heading),
                   div(cls("k-written"), content.empty() ? std::string("(空欄)") : content));
    };
    return tags::section(cls("k-both__field"), h2(label),
                         div(cls("k-both__columns"), column("保存されている内容", theirs),
                             column("あなたが書いた内容", mine)));
}

std::string text_of(const RecordWords& words, const std::string& label) {
    const auto found = std::ranges::find(words, label, &RecordWords::value_type::first);
    return found == words.end() ? std::string() : found->second;
}

}  // namespace

Html token_fields(const FormTokens& tokens) {
    return group(hidden_when_given(csrf_field, tokens.csrf),
                 hidden_when_given(form_token_field, tokens.form_token),
                 hidden_when_given(version_field, tokens.version),
                 hidden_when_given(draft_key_field, tokens.draft_key),
                 hidden_when_given(form_page_field, tokens.page));
}

Html post_form(const PostForm& head, const Html& fields) {
    const auto& tokens = head.tokens;
    const bool drafts = !tokens.draft_key.empty();
    const bool brought_back = !tokens.draft_note.empty();
    const std::string discard = "discard-" + tokens.draft_key;
    Element built("form");
    built.add(cls(head.plain ? "k-form-plain" : "k-form"));
    built.add(Attribute{"id", head.id, !head.id.empty()});
    built.add(attr("method", "post"));
    built.add(attr("action", head.action));
    built.add(flag("novalidate"));
    built.add(Attribute{"enctype", "multipart/form-data", head.upload});
    built.add(Attribute{"data-draft-path", head.draft_path, drafts});
    for (const auto& extra : head.extra) built.add(extra);
    built.add(token_fields(tokens));
    built.add(when(drafts, [&] {
        return div(
            cls("k-draft"),
            span(attr("role", "status"), flag("data-draft-state"), tokens.draft_note),
            // It belongs to the form below: Enter in a field must never throw the draft away.
            when(brought_back, [&] {
                return button(cls("k-button"), attr("type", "submit"), attr("data-kind", "quiet"),
                              attr("data-size", "small"), attr("form", discard),
                              "下書きを消して、はじめから書く");
            }));
    }));
    built.add(fields);
    Html form = std::move(built).close();
    if (!brought_back) return form;
    return group(
        form,
        tags::form(id(discard), cls("k-form-plain"), attr("method", "post"),
                   attr("action", head.draft_path), hidden_field(csrf_field, tokens.csrf),
                   hidden_field(draft_key_field, tokens.draft_key),
                   hidden_field(form_page_field, tokens.page), hidden_field(act_field, "discard")));
}

Html filter_form(const std::string& action, const Html& fields, const std::string& label,
                 const std::string& clear_path) {
    return tags::form(
        cls("k-filter"), attr("method", "get"), attr("action", action), attr("role", "search"),
        attr("aria-label", label), fields,
        div(cls("k-filter__acts"),
            button(cls("k-button"), attr("type", "submit"), attr("data-kind", "other"), label),
            when(!clear_path.empty(),
                 [&] { return a(cls("k-link"), href(clear_path), "条件を消す"); })));
}

Html error_summary(const Entered& entered) {
    if (entered.errors().empty()) return {};
    const auto count = std::to_string(entered.errors().size());
    return div(
        cls("k-summary"), attr("role", "alert"), id("error-summary"), attr("tabindex", "-1"),
        flag("data-focus-first"),
        h2(cls("k-summary__title"), icon(Icon::Error),
           "入力を確かめてください (" + count + "か所)"),
        ul(each(entered.errors(),
                [](const FieldError& error) {
                    if (error.field.empty()) return li(error.message);
                    return li(a(cls("k-link"), href("#" + field_id(error.field)), error.message));
                })),
        p(cls("k-help"), "入力した内容は残っています。"));
}

Html submit_row(const SubmitRow& row) {
    return div(cls("k-submit"),
               when(!row.note.empty(), [&] { return p(cls("k-submit__note"), row.note); }),
               div(cls("k-submit__buttons"),
                   each(row.buttons,
                        [](const Button& submit) {
                            return div(cls("k-submit__button"), submit_button(submit),
                                       when(!submit.explanation.empty(),
                                            [&] { return p(cls("k-help"), submit.explanation); }));
                        }),
                   when(!row.cancel_path.empty(), [&] {
                       return a(cls("k-link k-submit__cancel"), href(row.cancel_path),
                                row.cancel_label);
                   })));
}

Html outcome_buttons(const std::string& label, const std::vector<Outcome>& outcomes) {
    return fieldset(cls("k-outcomes"), legend(cls("k-outcomes__legend"), label),
                    each(outcomes, [](const Outcome& outcome) {
                        const bool possible = outcome.not_possible.empty();
                        return button(cls("k-outcome"), attr("type", "submit"),
                                      attr("name", act_field), attr("value", outcome.value),
                                      attr("data-kind", outcome.main ? "main" : "other"),
                                      flag("disabled", !possible),
                                      span(cls("k-outcome__label"), outcome.label),
                                      span(cls("k-outcome__text"),
                                           possible ? outcome.explanation : outcome.not_possible));
                    }));
}

Html both_texts(const RecordWords& theirs, const RecordWords& mine) {
    Html differing;
    for (const auto& [label, stored] : theirs) {
        const auto typed = text_of(mine, label);
        if (typed != stored) differing += both_texts_of_one_item(label, stored, typed);
    }
    for (const auto& [label, typed] : mine) {
        const bool is_new =
            std::ranges::find(theirs, label, &RecordWords::value_type::first) == theirs.end();
        if (is_new) differing += both_texts_of_one_item(label, {}, typed);
    }
    const std::string_view advice =
        differing.empty() ? "内容に違いはありません。このまま保存できます。"
                          : "両方の内容を残しています。見比べて、残す内容を下の欄に書いて保存して"
                            "ください。";
    return div(cls("k-both"),
               div(cls("k-notice"), attr("data-kind", "warning"),
                   p(cls("k-notice__title"), icon(Icon::Warning), "ほかの人が先に保存しました"),
                   div(cls("k-notice__body"), advice)),
               differing);
}

Html somebody_edits(const std::string& who) {
    return p(cls("k-editing"), attr("role", "status"), icon(Icon::Pen), who + "が編集中です");
}

}  // namespace kasane::web
