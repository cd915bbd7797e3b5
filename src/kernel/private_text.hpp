#pragma once

#include <compare>
#include <string>
#include <utility>

namespace kasane {

/// Text about a person. It cannot be streamed, formatted or logged by accident: only a page that
/// stands on a ground, a store and the search index call reveal().
class PrivateText {
public:
    PrivateText() = default;
    explicit PrivateText(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& reveal() const noexcept { return text_; }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

    friend auto operator<=>(const PrivateText&, const PrivateText&) = default;

private:
    std::string text_;
};

}  // namespace kasane
