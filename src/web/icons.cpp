#include "web/icons.hpp"

#include <string_view>

namespace kasane::web {
namespace {

/// The drawing as one path on a field of 20 × 20, drawn as a line.
std::string_view path_of(Icon which) {
    switch (which) {
        case Icon::Check:
            return "M4 10.5l4 4 8-9";
        case Icon::Clock:
            return "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15zM10 6v4.5l3 2";
        case Icon::Warning:
            return "M10 3L1.8 17h16.4zM10 8v4.5M10 14v1.2";
        case Icon::Information:
            return "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15zM10 9v5M10 5.8v1.4";
        case Icon::Error:
            return "M6.5 2.5h7l4 4v7l-4 4h-7l-4-4v-7zM10 6v5M10 12.6v1.4";
        case Icon::Person:
            return "M10 3a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 1 0 0-6.4zM3.5 17.5c0-8 13-8 13 0";
        case Icon::People:
            return "M7 4a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6zM1.5 16.5c0-6.5 11-6.5 11 0"
                   "M13 4.2a2.8 2.8 0 0 1 0 5.4M14.5 11.8c2.4.4 4 2 4 4.7";
        case Icon::Letter:
            return "M2.5 4.5h15v11h-15zM2.5 5.5l7.5 6 7.5-6";
        case Icon::Lock:
            return "M4 9h12v8.5H4zM6.5 9V6a3.5 3.5 0 0 1 7 0v3";
        case Icon::Search:
            return "M8.5 3a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM12.5 12.5l5 5";
        case Icon::Plus:
            return "M10 3.5v13M3.5 10h13";
        case Icon::Menu:
            return "M3 5h14M3 10h14M3 15h14";
        case Icon::Pen:
            return "M3 17l1-4L14 3l3 3L7 16zM12 5l3 3";
        case Icon::Print:
            return "M5.5 7V2.5h9V7M5.5 14H2.5V7h15v7h-3M5.5 11.5h9v6h-9z";
        case Icon::Download:
            return "M10 2.5v10M5.5 8.5l4.5 4.5 4.5-4.5M3 17h14";
        case Icon::Phone:
            return "M4 2.5h3.5l1.5 4-2 1.5a10 10 0 0 0 5 5l1.5-2 4 1.5V16c0 1-1 1.5-1.5 1.5"
                   "C9 17 3 11 2.5 4c0-.8.7-1.5 1.5-1.5z";
        case Icon::House:
            return "M2.5 10L10 3l7.5 7M5 8.5v9h10v-9M8.5 17.5v-5h3v5";
        case Icon::Speech:
            return "M2.5 3.5h15v10h-8l-4 4v-4h-3z";
        case Icon::Calendar:
            return "M3 4.5h14v13H3zM3 8.5h14M6.5 2.5v4M13.5 2.5v4";
        case Icon::Half:
            return "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM10 3v14M12.5 4v12M14.8 6v8";
        case Icon::Circle:
            return "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14z";
        case Icon::Stop:
            return "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15zM5 5l10 10";
        case Icon::Next:
            return "M7 3.5l6.5 6.5L7 16.5";
    }
    return {};
}

}  // namespace

Html icon(Icon which) {
    return element("svg", cls("k-icon"), attr("viewBox", "0 0 20 20"), attr("aria-hidden", "true"),
                   element("path", attr("d", path_of(which))));
}

}  // namespace kasane::web
