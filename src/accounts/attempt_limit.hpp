#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kernel/clock.hpp"

namespace kasane::accounts {

/// 接続元ごとの制限 — counts failed sign-ins of one address within a window. A whole town hall may
/// share one address, so only failures count, and there is room for everybody's morning typos.
/// Held in memory and bounded: somebody with many addresses cannot make it grow.
class AttemptLimit {
public:
    struct Limits {
        int failures = 30;
        std::int64_t window_seconds = 600;
        std::size_t addresses = 10'000;
    };
    AttemptLimit() : AttemptLimit(Limits{}) {}
    explicit AttemptLimit(Limits limits) : limits_(limits) {}

    /// What an attempt from the address meets.
    enum class Answer {
        Welcome,
        JustStopped,  ///< the first attempt that is turned away in this window: journalled
        Stopped,  ///< another one: counted no more, so that a flood does not fill the journal
    };
    [[nodiscard]] Answer ask(std::string_view address, Instant now);
    void failed(std::string_view address, Instant now);

private:
    struct Failures {
        Instant window_began;
        int count = 0;
        bool was_told = false;
    };
    void make_room(Instant now);

    Limits limits_;
    std::mutex mutex_;
    std::unordered_map<std::string, Failures> by_network_;
};

/// The part of an address that one subscriber holds: an IPv4 address, or the first 64 bits of an
/// IPv6 one.
[[nodiscard]] std::string network_of(std::string_view address);

}  // namespace kasane::accounts
