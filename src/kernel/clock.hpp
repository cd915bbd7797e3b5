#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kasane {

class Date;

/// A moment, in microseconds since 1970-01-01T00:00:00Z. Stored as UTC text that sorts by time.
class Instant {
public:
    constexpr Instant() = default;
    constexpr explicit Instant(std::int64_t microseconds) : microseconds_(microseconds) {}

    [[nodiscard]] constexpr std::int64_t microseconds() const noexcept { return microseconds_; }

    /// "2026-11-21T06:31:44.123456Z", always 27 characters.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static std::optional<Instant> parse(std::string_view text);

    /// The calendar day of this moment in Japan (UTC+9, no daylight saving).
    [[nodiscard]] Date date_in_japan() const;
    /// "14:05" in Japan.
    [[nodiscard]] std::string time_in_japan() const;
    /// Midnight in Japan at the start of the given day.
    [[nodiscard]] static Instant start_of(const Date& day_in_japan);

    [[nodiscard]] constexpr Instant plus_seconds(std::int64_t seconds) const noexcept {
        return Instant(microseconds_ + seconds * 1'000'000);
    }

    friend constexpr auto operator<=>(const Instant&, const Instant&) = default;

private:
    std::int64_t microseconds_ = 0;
};

/// Where the time comes from. Passed in everywhere, so that a test can hold it still.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] Date today() const;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

/// A clock that moves only when told to.
class FrozenClock final : public Clock {
public:
    explicit FrozenClock(Instant at) : at_(at.microseconds()) {}
    [[nodiscard]] Instant now() const override { return Instant(at_.load()); }
    void set(Instant at) { at_ = at.microseconds(); }
    void advance_seconds(std::int64_t seconds) { at_ += seconds * 1'000'000; }

private:
    std::atomic<std::int64_t> at_;
};

}  // namespace kasane
