#pragma once

#include <string_view>

#include "web/http.hpp"

namespace kasane::web {

/// What a page says when the request itself failed: what happened, and what to do now.
struct ErrorWords {
    std::string_view title;
    std::string_view explanation;
    std::string_view advice;
};
[[nodiscard]] ErrorWords error_words(int status);

/// A page without frame and without anything that could fail: for the time before the site is
/// known. 「お問い合わせ番号」 is the request id.
[[nodiscard]] Response plain_error_page(int status, const Request& request);

}  // namespace kasane::web
