#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace kasane::tests {

/// A way to a server on loopback that can be cut, swallow everything, or break once at the worst
/// moment.
class BreakingProxy {
public:
    enum class Way {
        Open,
        Cut,     ///< every connection ends, and new ones end at once
        Silent,  ///< connections stay and nothing passes; what was sent passes once it is open again
    };
    /// The moment to break: instead of passing on what holds the bytes.
    struct Moment {
        enum class Passing {
            Request,  ///< the server never hears of it
            Answer,  ///< the server has done it, and nobody learns of it
        };
        Passing passing = Passing::Answer;
        std::string bytes;
        Way afterwards = Way::Open;  ///< the connection that breaks is ended first, unless Silent
    };

    explicit BreakingProxy(std::uint16_t server_port);
    BreakingProxy(const BreakingProxy&) = delete;
    BreakingProxy& operator=(const BreakingProxy&) = delete;
    ~BreakingProxy();

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /// From now on the next such moment breaks the way.
    void break_at(Moment moment);
    [[nodiscard]] bool has_broken() const noexcept { return has_broken_; }
    void becomes(Way way);

private:
    struct Link {
        int client = -1;
        int server = -1;
    };
    void serve();
    void wake() const;
    void accept_one();
    void pass_on_all(const std::vector<std::pair<bool, bool>>& readable);
    /// False when either side has closed, or the way broke.
    [[nodiscard]] bool pass_on(int from, int to, Moment::Passing passing);
    [[nodiscard]] bool breaks(std::string_view bytes, Moment::Passing passing);
    [[nodiscard]] Way way();
    void end_all();

    std::uint16_t server_port_;
    int listener_ = -1;
    int woken_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> has_broken_ = false;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    Way way_ = Way::Open;  // under the mutex
    std::optional<Moment> moment_;  // under the mutex
    std::vector<Link> links_;  // of the thread alone
    std::thread thread_;
};

/// The port in an address of PostgreSQL, and the address with another one.
[[nodiscard]] std::uint16_t port_of(const std::string& url);
[[nodiscard]] std::string with_port(std::string url, std::uint16_t port);

}  // namespace kasane::tests
