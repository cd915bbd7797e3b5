#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "kernel/clock.hpp"

namespace kasane {

/// Where new identifiers come from: the time from the clock, their order from a counter, the rest
/// from chance. Passed in like the clock, so that a test can make the same ones twice. For use by
/// any number of threads.
class IdSource {
public:
    /// Identifiers that nobody can guess.
    IdSource() = default;
    /// The same identifiers for the same calls: for tests and invented towns.
    explicit IdSource(std::uint64_t seed) : seeded_(seed) {}
    IdSource(const IdSource&) = delete;
    IdSource& operator=(const IdSource&) = delete;
    ~IdSource() = default;

    /// A new UUIDv7 for the given instant; two made within one millisecond keep their order.
    [[nodiscard]] std::string uuid(Instant now);
    template <class IdType>
    [[nodiscard]] IdType next(Instant now) {
        return IdType(uuid(now));
    }

private:
    struct Draw {
        std::uint64_t milliseconds = 0;
        std::uint16_t counter = 0;
        std::uint64_t chance = 0;
    };
    [[nodiscard]] Draw draw(Instant now);

    std::mutex mutex_;
    std::uint64_t last_milliseconds_ = 0;
    std::uint16_t counter_ = 0;
    std::optional<std::uint64_t> seeded_;
};

}  // namespace kasane
