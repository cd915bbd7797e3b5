#include "web/field_frame.hpp"

#include <utility>

#include "web/form_names.hpp"
#include "web/icons.hpp"

namespace kasane::web {

using namespace tags;

namespace {

Html required_mark(bool required) {
    return when(required, [] { return span(cls("k-required"), "※必須"); });
}

}  // namespace

FieldFrame::FieldFrame(std::string name, std::string error, std::string help)
    : name_(std::move(name)), error_(std::move(error)), help_(std::move(help)) {}

Html FieldFrame::heading(const std::string& label, bool required) const {
    return tags::label(cls("k-field__label"), attr("for", field_id(name_)), label,
                       required_mark(required));
}

Html FieldFrame::around(const Html& heading, const Html& control) const {
    return div(cls("k-field"), flag("data-invalid", !error_.empty()), heading, help_line(),
               div(cls("k-field__control"), control), error_line());
}

Html FieldFrame::around_group(const std::string& label, bool required, const Html& controls) const {
    return fieldset(cls("k-field"), flag("data-invalid", !error_.empty()), described(),
                    legend(cls("k-field__label"), label, required_mark(required)), help_line(),
                    div(cls("k-field__control"), controls), error_line());
}

Attribute FieldFrame::invalid() const { return {"aria-invalid", "true", !error_.empty()}; }

Attribute FieldFrame::described() const {
    std::string ids;
    if (!error_.empty()) ids = field_id(name_) + "-error";
    if (!help_.empty()) ids += (ids.empty() ? "" : " ") + field_id(name_) + "-help";
    return {"aria-describedby", ids, !ids.empty()};
}

Attribute FieldFrame::required(bool required) const {
    // Not the attribute `required`: the browser's bubbles would hide our own messages.
    return {"aria-required", "true", required};
}

Html FieldFrame::help_line() const {
    return when(!help_.empty(),
                [&] { return p(cls("k-help"), id(field_id(name_) + "-help"), help_); });
}

Html FieldFrame::error_line() const {
    return when(!error_.empty(), [&] {
        return p(cls("k-error"), id(field_id(name_) + "-error"), icon(Icon::Error), error_);
    });
}

}  // namespace kasane::web
