#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/command.hpp"

namespace kasane::cli {

/// `kasane serve --data DIR | --database URL [--listen 127.0.0.1:8080]`
void add_serve_command(CLI::App& program, Ending& ending);

/// Where a server listens: 「127.0.0.1:8080」, 「[::1]:8080」; nothing for anything else.
struct ListenPlace {
    std::string address;
    std::uint16_t port = 0;
};
[[nodiscard]] std::optional<ListenPlace> listen_place(std::string_view text);

}  // namespace kasane::cli
