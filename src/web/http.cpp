#include "web/http.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "kernel/ensure.hpp"

namespace kasane::web {
namespace {

constexpr std::string_view hexadecimal = "0123456789ABCDEF";

void encode_byte(std::string& out, char c) {
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += hexadecimal[byte >> 4];
    out += hexadecimal[byte & 0x0F];
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

/// A path may already be encoded and carry a query: only what must never stand in a header line
/// is encoded here.
std::string header_safe_path(std::string_view path) {
    std::string safe;
    safe.reserve(path.size());
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7F || c == '"' || c == '<' || c == '>') {
            encode_byte(safe, c);
        } else {
            safe += c;
        }
    }
    return safe;
}

/// For old programs that do not read filename*: everything unusual becomes "_".
std::string plain_file_name(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (is_unreserved(c) || c == ' ') {
            plain += c;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            plain += '_';  // one for a character, not one for each of its bytes
        }
    }
    return plain;
}

bool is_cookie_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_unreserved);
}

}  // namespace

void Fields::add(std::string name, std::string value) {
    entries_.emplace_back(std::move(name), std::move(value));
}

void Fields::replace(std::string_view name, std::string value) {
    for (auto& [key, held] : entries_) {
        if (key != name) continue;
        held = std::move(value);
        return;
    }
    entries_.emplace_back(name, std::move(value));
}

std::string_view Fields::get(std::string_view name) const {
    for (const auto& [key, value] : entries_) {
        if (key == name) return value;
    }
    return {};
}

bool Fields::has(std::string_view name) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const auto& entry) { return entry.first == name; });
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [key, value] : entries_) {
        if (key == name) values.emplace_back(value);
    }
    return values;
}

std::string_view Request::parameter(std::string_view name) const {
    const auto found = parameters.find(name);
    ensure(found != parameters.end(), "a handler asks only for parameters of its own route");
    return found->second;
}

Response html_page(Html page, int status) {
    Response response;
    response.status = status;
    response.body = std::move(page).take_text();
    // A whole document; a part of one, for a partial update, has no document type.
    if (response.body.starts_with("<html")) response.body.insert(0, "<!doctype html>\n");
    return response;
}

Response see_other(std::string_view path) {
    Response response;
    response.status = 303;
    response.content_type.clear();
    response.add_header("Location", is_local_path(path) ? header_safe_path(path) : "/");
    return response;
}

Response plain_text(std::string text, int status) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

Response download(std::string content, std::string_view content_type, std::string_view file_name) {
    Response response;
    response.content_type = content_type;
    response.body = std::move(content);
    response.add_header("Content-Disposition",
                        fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}",
                                    plain_file_name(file_name), url_encode(file_name)));
    return response;
}

std::string url_encode(std::string_view text) {
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
        } else {
            encode_byte(encoded, c);
        }
    }
    return encoded;
}

std::string address_of(const Request& request) {
    std::string address = request.path;
    char separator = '?';
    for (const auto& [name, value] : request.query.entries()) {
        address += separator + url_encode(name) + '=' + url_encode(value);
        separator = '&';
    }
    return address;
}

bool is_local_path(std::string_view path) noexcept {
    // "//host" and "/\host" are other hosts to a browser; line breaks end a header line.
    if (path.empty() || path.front() != '/' || path.starts_with("//")) return false;
    return std::none_of(path.begin(), path.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '\\';
    });
}

std::string set_cookie(std::string_view name, std::string_view value,
                       const CookieOptions& options) {
    ensure(is_cookie_text(name) && is_cookie_text(value), "a cookie consists of plain characters");
    ensure(!options.secure || name.starts_with("__Host-"), "a secure cookie is bound to its host");
    auto cookie = fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax", name, value);
    if (options.secure) cookie += "; Secure";
    if (options.seconds)
        fmt::format_to(std::back_inserter(cookie), "; Max-Age={}", *options.seconds);
    return cookie;
}

std::string clear_cookie(std::string_view name, bool secure) {
    return set_cookie(name, "", {.secure = secure, .seconds = 0});
}

}  // namespace kasane::web
