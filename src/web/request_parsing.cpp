#include "web/request_parsing.hpp"

#include <unicode/ustring.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "web/multipart_reading.hpp"

namespace kasane::web {
namespace {

constexpr std::size_t maximum_name_bytes = 200;
constexpr std::size_t maximum_cookies = 50;

int hexadecimal_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

enum class StrayPercent { Refuse, Keep };

std::optional<std::string> decode(std::string_view text, PlusSign plus, StrayPercent stray) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '+' && plus == PlusSign::Space) {
            decoded += ' ';
        } else if (c == '%') {
            const int high = i + 2 < text.size() ? hexadecimal_value(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hexadecimal_value(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                if (stray == StrayPercent::Refuse) return std::nullopt;
                decoded += c;
                continue;
            }
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += c;
        }
    }
    return decoded;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool starts_with_any_case(std::string_view text, std::string_view lower) {
    if (text.size() < lower.size()) return false;
    return std::equal(lower.begin(), lower.end(), text.begin(), [](char wanted, char found) {
        return wanted ==
               (found >= 'A' && found <= 'Z' ? static_cast<char>(found - 'A' + 'a') : found);
    });
}

/// What stands before the separator; the rest goes on after it.
std::string_view take_until(std::string_view& rest, char separator) {
    const auto at = rest.find(separator);
    const auto taken = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
    return taken;
}

/// "http://host/path" is what some proxies send; the authority then takes the place of Host.
void take_absolute_form(RawRequest& raw) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!starts_with_any_case(raw.target, scheme)) continue;
        const auto slash = raw.target.find_first_of("/?", scheme.size());
        raw.host = raw.target.substr(
            scheme.size(), slash == std::string::npos ? std::string::npos : slash - scheme.size());
        std::string rest = slash == std::string::npos ? "/" : raw.target.substr(slash);
        if (rest.front() == '?') rest.insert(rest.begin(), '/');
        raw.target = std::move(rest);
        return;
    }
}

std::optional<RequestProblem> read_target(RawRequest& raw, std::size_t maximum_fields,
                                          Request& request) {
    take_absolute_form(raw);
    std::string_view target = raw.target;
    target = target.substr(0, target.find('#'));
    const auto question = target.find('?');
    auto path = read_path(target.substr(0, question));
    if (!path) return RequestProblem{400, "the path cannot be read"};
    request.path = std::move(*path);
    if (question == std::string_view::npos) return std::nullopt;
    return read_query(target.substr(question + 1), maximum_fields, request.query);
}

std::optional<RequestProblem> read_body(const RawRequest& raw, const ParsingRules& rules,
                                        Request& request) {
    if (is_multipart(raw.content_type)) {
        const MultipartRules kept{rules.form_bytes, rules.fields, rules.files,
                                  rules.spool_directory};
        return raw.spooled
                   ? read_spooled_multipart(*raw.spooled, raw.body, raw.content_type, kept,
                                            request.form, request.files)
                   : read_multipart(raw.body, raw.content_type, kept, request.form, request.files);
    }
    if (starts_with_any_case(raw.content_type, "application/x-www-form-urlencoded")) {
        return read_urlencoded(raw.body, rules.fields, request.form);
    }
    if (raw.body.empty() && raw.content_type.empty()) return std::nullopt;
    return RequestProblem{415, "the content type is not one of a form"};
}

void read_peer(const RawRequest& raw, const ParsingRules& rules, Request& request) {
    request.client_address = raw.peer_address;
    if (!rules.trust_proxy || !raw.peer_is_loopback) return;
    request.secure = raw.forwarded_proto == "https";
    // The last address is the one our own proxy saw; those before it are hearsay.
    const std::string_view all = raw.forwarded_for;
    const auto comma = all.rfind(',');
    const auto last = trimmed(comma == std::string_view::npos ? all : all.substr(comma + 1));
    const bool plausible =
        !last.empty() && last.size() <= 45 && std::all_of(last.begin(), last.end(), [](char c) {
            return hexadecimal_value(c) >= 0 || c == '.' || c == ':';
        });
    if (plausible) request.client_address = last;
}

}  // namespace

bool is_multipart(std::string_view content_type) {
    return starts_with_any_case(content_type, "multipart/form-data");
}

std::optional<std::string> percent_decode(std::string_view text, PlusSign plus) {
    return decode(text, plus, StrayPercent::Refuse);
}

bool is_valid_utf8(std::string_view text) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(text.begin(), text.end(), is_ascii)) return true;
    // Asked only for the length: nothing is converted, but ill-formed text is noticed.
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t length = 0;
    u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<std::int32_t>(text.size()),
                  &status);
    return status != U_INVALID_CHAR_FOUND;
}

bool is_printable_text(std::string_view text) {
    if (!is_valid_utf8(text)) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_control(text[i])) return false;
        // U+0080 to U+009F, the second set of control characters.
        if (text[i] == '\xC2' && static_cast<unsigned char>(text[i + 1]) < 0xA0) return false;
    }
    return true;
}

std::optional<std::string> read_path(std::string_view path) {
    if (path.empty() || path.front() != '/') return std::nullopt;
    std::string decoded;
    decoded.reserve(path.size());
    std::size_t from = 0;
    while (from < path.size()) {
        const auto to = std::min(path.find('/', from + 1), path.size());
        const auto segment =
            decode(path.substr(from + 1, to - from - 1), PlusSign::Literal, StrayPercent::Refuse);
        if (!segment || !is_printable_text(*segment)) return std::nullopt;
        if (*segment == "." || *segment == "..") return std::nullopt;
        if (segment->find_first_of("/\\") != std::string::npos) return std::nullopt;
        decoded += '/';
        decoded += *segment;
        from = to;
    }
    return decoded;
}

std::optional<RequestProblem> read_urlencoded(std::string_view text, std::size_t maximum_fields,
                                              Fields& fields) {
    while (!text.empty()) {
        auto after_name = take_until(text, '&');
        if (after_name.empty()) continue;
        auto name = decode(take_until(after_name, '='), PlusSign::Space, StrayPercent::Keep);
        auto value = decode(after_name, PlusSign::Space, StrayPercent::Keep);
        if (name->size() > maximum_name_bytes || !is_printable_text(*name)) {
            return RequestProblem{400, "the name of a field cannot be read"};
        }
        if (!is_valid_utf8(*value)) return RequestProblem{400, "a field is not UTF-8"};
        if (fields.entries().size() >= maximum_fields) {
            return RequestProblem{400, "there are too many fields"};
        }
        fields.add(std::move(*name), std::move(*value));
    }
    return std::nullopt;
}

std::optional<RequestProblem> read_query(std::string_view text, std::size_t maximum_fields,
                                         Fields& fields) {
    if (auto problem = read_urlencoded(text, maximum_fields, fields)) return problem;
    for (const auto& [name, value] : fields.entries()) {
        const bool controls = std::any_of(value.begin(), value.end(),
                                          [](char c) { return is_control(c) && c != '\t'; });
        if (controls) return RequestProblem{400, "the query holds control characters"};
    }
    return std::nullopt;
}

void read_cookies(std::string_view header,
                  std::map<std::string, std::string, std::less<>>& cookies) {
    while (!header.empty() && cookies.size() < maximum_cookies) {
        const auto pair = trimmed(take_until(header, ';'));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || equals == 0) continue;
        auto value = trimmed(pair.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
            value = value.substr(1, value.size() - 2);
        }
        // The first one counts: a cookie planted for a wider path comes later.
        cookies.emplace(trimmed(pair.substr(0, equals)), value);
    }
}

bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == ':' || c == '[' || c == ']' || c == '_';
    });
}

ParsedRequest parse_request(RawRequest raw, const ParsingRules& rules) {
    ParsedRequest parsed;
    auto& request = parsed.request;
    if (raw.method == "POST") {
        request.method = Method::Post;
    } else if (raw.method != "GET" && raw.method != "HEAD") {
        parsed.problem = RequestProblem{405, "the method is not one of Kasane"};
        return parsed;
    }
    parsed.problem = read_target(raw, rules.fields, request);
    if (parsed.problem) return parsed;
    if (!is_host(raw.host)) {
        parsed.problem = RequestProblem{400, "the host cannot be read"};
        return parsed;
    }
    request.host = std::move(raw.host);
    request.user_agent = std::move(raw.user_agent);
    request.origin = std::move(raw.origin);
    request.fetch_site = std::move(raw.fetch_site);
    request.if_none_match = std::move(raw.if_none_match);
    request.accept = std::move(raw.accept);
    request.partial = raw.partial;
    read_cookies(raw.cookie, request.cookies);
    read_peer(raw, rules, request);
    if (request.method == Method::Post) parsed.problem = read_body(raw, rules, request);
    return parsed;
}

}  // namespace kasane::web
