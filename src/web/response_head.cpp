#include "web/response_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <iterator>
#include <utility>

#include "kernel/clock.hpp"
#include "kernel/ensure.hpp"
#include "web/security_headers.hpp"

namespace kasane::web {
namespace {

bool is_header_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-';
    });
}

bool is_header_value(std::string_view value) {
    return std::all_of(value.begin(), value.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x7F;
    });
}

void add_line(std::string& head, std::string_view name, std::string_view value) {
    ensure(is_header_name(name), "the name of a header is plain");
    ensure(is_header_value(value), "the value of a header is printable ASCII");
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

/// "Sat, 21 Nov 2026 06:31:44 GMT", put together once a second and thread.
std::string_view http_date() {
    static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed",
                                                          "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    thread_local std::time_t made_at = -1;
    thread_local std::string text;
    const std::time_t now = SystemClock().now().microseconds() / 1'000'000;
    if (now == made_at) return text;
    std::tm utc{};
    gmtime_r(&now, &utc);
    text = fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                       days[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                       months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900,
                       utc.tm_hour, utc.tm_min, utc.tm_sec);
    made_at = now;
    return text;
}

bool has_no_content(int status) { return status == 204 || status == 304; }

}  // namespace

std::string_view reason_phrase(int status) {
    static constexpr std::array<std::pair<int, std::string_view>, 20> phrases{{
        {200, "OK"},
        {204, "No Content"},
        {303, "See Other"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {422, "Unprocessable Content"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
    }};
    const auto* found = std::find_if(phrases.begin(), phrases.end(),
                                     [&](const auto& phrase) { return phrase.first == status; });
    return found == phrases.end() ? std::string_view("Status") : found->second;
}

std::string response_head(const Response& response, const HeadContext& context) {
    std::string head;
    head.reserve(1024);
    fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                   reason_phrase(response.status), http_date());
    if (!response.content_type.empty()) add_line(head, "Content-Type", response.content_type);
    if (!has_no_content(response.status)) {
        fmt::format_to(std::back_inserter(head), "Content-Length: {}\r\n",
                       response.content().size());
    }
    for (const auto& [name, value] : response.headers) add_line(head, name, value);
    if (context.close) {
        head += "Connection: close\r\n";
    } else if (context.old_protocol) {
        head += "Connection: keep-alive\r\n";
    }
    head += security_header_lines(context.path, response.caching, context.secure);
    head += "\r\n";
    return head;
}

}  // namespace kasane::web
