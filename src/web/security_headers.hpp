#pragma once

#include <string_view>

#include "web/http.hpp"

namespace kasane::web {

/// The header lines every answer carries (standards.md §7), each ending with CRLF. The server adds
/// them to whatever leaves, so that no page can forget them.
///
/// Pages: strict Content-Security-Policy, no referrer, no sniffing, no framing, no storing.
/// Under /field/ a service worker and a manifest of our own are allowed as well.
/// HSTS only where the connection was encrypted: elsewhere browsers ignore it.
[[nodiscard]] std::string_view security_header_lines(std::string_view path, Caching caching,
                                                     bool secure);

}  // namespace kasane::web
