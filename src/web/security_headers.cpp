#include "web/security_headers.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace kasane::web {
namespace {

constexpr std::string_view content_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'";
constexpr std::string_view field_policy = "; worker-src 'self'; manifest-src 'self'";

constexpr std::string_view always =
    "Referrer-Policy: no-referrer\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "X-Frame-Options: DENY\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), display-capture=(), fullscreen=(self), geolocation=(), "
    "microphone=(), payment=(), usb=()\r\n";

enum class Place { Elsewhere, Field };

std::string lines(Place place, Caching caching, bool secure) {
    std::string all = "Content-Security-Policy: ";
    all += content_policy;
    if (place == Place::Field) all += field_policy;
    all += "\r\n";
    all += always;
    switch (caching) {
        case Caching::NoStore:
            all += "Cache-Control: no-store\r\n";
            break;
        case Caching::Immutable:
            all += "Cache-Control: public, max-age=31536000, immutable\r\n";
            break;
    }
    if (secure) all += "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";
    return all;
}

std::size_t position(Place place, Caching caching, bool secure) {
    return (place == Place::Field ? 4U : 0U) + (caching == Caching::Immutable ? 2U : 0U) +
           (secure ? 1U : 0U);
}

/// They are the same for every answer of a kind, so they are put together once.
const std::array<std::string, 8>& all_kinds() {
    static const auto kinds = [] {
        std::array<std::string, 8> made;
        for (const auto place : {Place::Elsewhere, Place::Field}) {
            for (const auto caching : {Caching::NoStore, Caching::Immutable}) {
                for (const bool secure : {false, true}) {
                    made[position(place, caching, secure)] = lines(place, caching, secure);
                }
            }
        }
        return made;
    }();
    return kinds;
}

}  // namespace

std::string_view security_header_lines(std::string_view path, Caching caching, bool secure) {
    const auto place = path.starts_with("/field/") ? Place::Field : Place::Elsewhere;
    return all_kinds()[position(place, caching, secure)];
}

}  // namespace kasane::web
