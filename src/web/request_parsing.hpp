#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "web/http.hpp"

namespace kasane::web {

class SpoolFile;

/// What was read from the socket. Nothing in it has been looked at yet.
struct RawRequest {
    std::string method;
    std::string target;
    std::string host;
    std::string content_type;
    std::string cookie;
    std::string user_agent;
    std::string origin;
    std::string fetch_site;
    std::string if_none_match;
    std::string accept;
    std::string forwarded_for;
    std::string forwarded_proto;
    bool partial = false;
    std::string peer_address;
    bool peer_is_loopback = false;
    std::string body;                    ///< in memory, or …
    std::shared_ptr<SpoolFile> spooled;  ///< … on disk, when it is multipart and large, but for
                                         ///< what the disk did not take
};

struct ParsingRules {
    bool trust_proxy = false;
    std::size_t form_bytes = 512 * 1024;  ///< all text fields of a multipart form together
    std::size_t fields = 2000;
    std::size_t files = 50;
    std::filesystem::path spool_directory;
};

/// Why a request is refused before anybody looks at it. `why` goes to the log, never to the page.
struct RequestProblem {
    int status = 400;
    std::string_view why;
};

struct ParsedRequest {
    Request request;
    std::optional<RequestProblem> problem;
};

/// Turns what was read into a request, or says what is wrong with it. Never throws on anything a
/// client can send. A file that the disk does not take is named in the request and not taken.
[[nodiscard]] ParsedRequest parse_request(RawRequest raw, const ParsingRules& rules);

/// Whether a body of this content type may hold files; a large one goes to disk.
[[nodiscard]] bool is_multipart(std::string_view content_type);

// The pieces, each small enough to be tested and fuzzed alone.

enum class PlusSign { Literal, Space };
/// %XX to bytes; nothing when a "%" is not followed by two hexadecimal digits.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, PlusSign plus);

[[nodiscard]] bool is_valid_utf8(std::string_view text);
/// UTF-8 without any control character, tab and line feed included.
[[nodiscard]] bool is_printable_text(std::string_view text);

/// "/cases/%E7%94%B0?x=1" to its path. Refused: what is not UTF-8, control characters, "." and
/// ".." as segments, an encoded slash or backslash.
[[nodiscard]] std::optional<std::string> read_path(std::string_view path);

/// "a=1&b=2". Values must be UTF-8; names must be printable. A stray "%" stays as it is, as in
/// browsers. Returns what is wrong, or nothing.
[[nodiscard]] std::optional<RequestProblem> read_urlencoded(std::string_view text,
                                                            std::size_t maximum_fields,
                                                            Fields& fields);

/// The query is typed into addresses and search boxes: no control characters but tab.
[[nodiscard]] std::optional<RequestProblem> read_query(std::string_view text,
                                                       std::size_t maximum_fields, Fields& fields);

/// "a=1; b=2"; what is not a cookie is left out.
void read_cookies(std::string_view header,
                  std::map<std::string, std::string, std::less<>>& cookies);

/// A host name with an optional port, as it may stand in a Host line.
[[nodiscard]] bool is_host(std::string_view host);

}  // namespace kasane::web
