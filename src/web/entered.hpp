#pragma once

#include <optional>
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
    explicit Entered(Fields fields, std::vector<FieldError> errors = {}, bool stale = false);

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
    /// Somebody else saved the record first: what is stored now stands beside what was typed.
    [[nodiscard]] bool stale() const noexcept { return stale_; }

    /// The status of the page a form stands on: 200 as long as nothing is wrong with it.
    [[nodiscard]] int status() const noexcept {
        if (errors_.empty()) return 200;
        return stale_ ? 409 : 422;
    }

private:
    Fields fields_;
    std::vector<FieldError> errors_;
    bool present_ = false;
    bool stale_ = false;
};

/// The same for a page that may be shown without a form having been sent.
[[nodiscard]] inline int status_of(const std::optional<Entered>& typed) noexcept {
    return typed ? typed->status() : 200;
}

}  // namespace kasane::web
