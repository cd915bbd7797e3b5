// Whatever bytes arrive as request line and header lines: no crash, and what is accepted is a path
// of this site without anything hidden in it.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "web/request_parsing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kasane::web;
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    const auto line = [&] {
        const auto end = rest.find('\n');
        const std::string taken(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        return taken;
    };
    RawRequest raw;
    raw.method = "GET";
    raw.target = line();
    raw.host = line();
    raw.cookie = line();
    raw.forwarded_for = line();
    raw.peer_is_loopback = true;
    ParsingRules rules;
    rules.trust_proxy = true;
    const auto parsed = parse_request(std::move(raw), rules);
    if (parsed.problem) return 0;

    const auto& path = parsed.request.path;
    if (!path.starts_with('/') || !is_printable_text(path)) std::abort();
    if (path.find("/../") != std::string::npos || path.ends_with("/..")) std::abort();
    if (path.find('\\') != std::string::npos) std::abort();
    for (const auto& [name, value] : parsed.request.query.entries()) {
        if (!is_printable_text(name) || !is_valid_utf8(value)) std::abort();
        if (value.find('\n') != std::string::npos) std::abort();
    }
    return 0;
}
