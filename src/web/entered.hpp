#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/http.hpp"

namespace kasane::web {

/// What is wrong with one field, as one polite sentence that says what to enter instead.
struct FieldError {
    std::string field;
    std::string message;
};

/// 入力された内容 — what a form shows when it comes back: what was typed (or kept as a draft) and
/// what is wrong with it. An empty one shows the values the page itself gives to its fields.
class Entered {
public:
    Entered() = default;
    explicit Entered(Fields fields, std::vector<FieldError> errors = {});

    /// True when something was typed before: then a missing field is an empty one.
    [[nodiscard]] bool present() const noexcept { return present_; }
    /// What was typed into the field, or the page's own value when nothing was typed yet.
    [[nodiscard]] std::string value(std::string_view name, std::string_view otherwise = {}) const;
    /// Whether the choice with this code was ticked; `otherwise` when nothing was typed yet.
    [[nodiscard]] bool chosen(std::string_view name, std::string_view code,
                              bool otherwise = false) const;
    /// The message for the field, or an empty text.
    [[nodiscard]] std::string error(std::string_view name) const;
    [[nodiscard]] const std::vector<FieldError>& errors() const noexcept { return errors_; }

private:
    Fields fields_;
    std::vector<FieldError> errors_;
    bool present_ = false;
};

}  // namespace kasane::web
