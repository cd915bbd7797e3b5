#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace kasane::tests {

/// A way to a server on loopback that breaks once, at the worst moment: the server has done what
/// it was asked, and its answer never arrives.
class BreakingProxy {
public:
    /// Leads to the port; breaks when an answer holds the bytes, instead of passing it on.
    BreakingProxy(std::uint16_t server_port, std::string breaks_at);
    BreakingProxy(const BreakingProxy&) = delete;
    BreakingProxy& operator=(const BreakingProxy&) = delete;
    ~BreakingProxy();

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /// From now on the next such answer breaks its connection.
    void arm() noexcept { armed_ = true; }
    [[nodiscard]] bool has_broken() const noexcept { return has_broken_; }

private:
    void serve();
    void accept_one();
    /// False when either side has closed, or the way broke.
    [[nodiscard]] bool pass_on(int from, int to, bool is_answer);

    struct Link {
        int client = -1;
        int server = -1;
    };
    std::uint16_t server_port_;
    std::string breaks_at_;
    int listener_ = -1;
    int stop_ = -1;
    std::uint16_t port_ = 0;
    std::vector<Link> links_;
    std::atomic<bool> armed_ = false;
    std::atomic<bool> has_broken_ = false;
    std::thread thread_;
};

}  // namespace kasane::tests
