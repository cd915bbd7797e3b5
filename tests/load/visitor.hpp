#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/raw_client.hpp"
#include "web/form_guard.hpp"

namespace kasane::load {

using FormValues = std::vector<std::pair<std::string, std::string>>;

/// Somebody who is signed in to a running server, on one connection that stays open.
class Visitor {
public:
    Visitor(std::uint16_t port, const std::string& login, const std::string& password);

    /// The bytes of a request, to be sent by whoever likes.
    [[nodiscard]] std::string get_request(std::string_view path) const;
    /// A form as a browser sends it, with the mark of the session.
    [[nodiscard]] std::string post_request(std::string_view path, FormValues values) const;

    /// Asks, and fails with a sentence when the status is another one.
    tests::RawAnswer get(std::string_view path, int status = 200);
    tests::RawAnswer post(std::string_view path, FormValues values, int status);

private:
    tests::RawAnswer ask(const std::string& request, std::string_view path, int status);

    std::uint16_t port_;
    tests::RawClient client_;
    std::string cookie_;
    std::string csrf_;
};

/// What stands between two texts, from `begin` on; empty when it is not there.
[[nodiscard]] std::string_view between(std::string_view text, std::string_view before,
                                       std::string_view behind, std::size_t begin = 0);

}  // namespace kasane::load
