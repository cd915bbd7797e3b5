#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace kasane::load {

/// What many clients got done.
struct Throughput {
    std::size_t answers = 0;
    std::size_t unexpected = 0;  ///< another status, or a connection that broke
    double seconds = 0;
    double client_processor_seconds = 0;
    std::vector<double> milliseconds;  ///< of each answer

    [[nodiscard]] double per_second() const { return static_cast<double>(answers) / seconds; }
};

/// Clients that never pause: each sends its next request as soon as the answer to the last one is
/// there, all on one thread, so that they take as little as possible of the machine they share
/// with the server. `next` gives a client's next request; an empty one ends that client.
[[nodiscard]] Throughput run_clients(std::uint16_t port, std::size_t clients,
                                     std::chrono::milliseconds time, int expected_status,
                                     const std::function<std::string(std::size_t)>& next);

}  // namespace kasane::load
