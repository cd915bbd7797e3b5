#pragma once

#include <string>
#include <string_view>

#include "web/http.hpp"

namespace kasane::web {

/// What the head of an answer needs to know of its request.
struct HeadContext {
    std::string_view path;
    bool secure = false;
    bool close = false;         ///< the connection ends with this answer
    bool old_protocol = false;  ///< HTTP/1.0: staying open must be said
};

/// Status line and header lines up to the empty one. A header whose name or value could end a line
/// is a broken invariant: nothing a user typed gets there unencoded.
[[nodiscard]] std::string response_head(const Response& response, const HeadContext& context);

[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace kasane::web
