#pragma once

#include <string>
#include <string_view>

#include "web/request_parsing.hpp"
#include "web/server.hpp"

namespace kasane::web {

/// The edge of the program, where every exception ends: reads the request, asks the application,
/// and turns whatever goes wrong into a page with the request id and a line in the log. The log
/// names the method, the shape of the path and the fault; never what was typed or whom it concerns.
[[nodiscard]] Response answer(RawRequest raw, const ParsingRules& rules,
                              const Application& application, const ErrorPage& error_page);

/// One of the pages the server makes itself, with the last resort when that fails too.
[[nodiscard]] Response error_answer(int status, std::string_view why, const ErrorPage& error_page);

/// "/cases/0193…/notes" as "/cases/{}/notes": what looks like a name or an id is left out.
[[nodiscard]] std::string path_shape(std::string_view path);

}  // namespace kasane::web
