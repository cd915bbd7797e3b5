#include "kernel/clock.hpp"

#include <fmt/format.h>

#include <chrono>

#include "kernel/date.hpp"
#include "kernel/ensure.hpp"

namespace kasane {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day = 86'400 * second;
/// Japan has one offset and no daylight saving, so no time zone database is needed.
constexpr std::int64_t japan_offset = 9 * 3'600 * second;

struct DayAndTime {
    std::chrono::year_month_day date{};
    std::int64_t microseconds = 0;  ///< since midnight
};

DayAndTime split(std::int64_t microseconds) {
    std::int64_t days = microseconds / day;
    std::int64_t rest = microseconds % day;
    if (rest < 0) {  // division truncates towards zero, a calendar does not
        rest += day;
        --days;
    }
    const std::chrono::sys_days since_epoch{std::chrono::days{days}};
    return {std::chrono::year_month_day{since_epoch}, rest};
}

std::optional<int> number_at(std::string_view text, std::size_t position, std::size_t length) {
    int number = 0;
    for (const char c : text.substr(position, length)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

bool has_shape(std::string_view text) {
    return text.size() == 27 && text[10] == 'T' && text[13] == ':' && text[16] == ':' &&
           text[19] == '.' && text[26] == 'Z';
}

}  // namespace

std::string Instant::text() const {
    const auto [date, time] = split(microseconds_);
    const int year = static_cast<int>(date.year());
    ensure(year >= 1 && year <= 9999, "an instant lies in a year of four digits");
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", year,
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time / (3'600 * second), time / (60 * second) % 60, time / second % 60,
                       time % second);
}

std::optional<Instant> Instant::parse(std::string_view text) {
    if (!has_shape(text)) return std::nullopt;
    const auto date = Date::parse(text.substr(0, 10));
    const auto hour = number_at(text, 11, 2);
    const auto minute = number_at(text, 14, 2);
    const auto seconds = number_at(text, 17, 2);
    const auto fraction = number_at(text, 20, 6);
    if (!date || !hour || !minute || !seconds || !fraction) return std::nullopt;
    if (*hour > 23 || *minute > 59 || *seconds > 59) return std::nullopt;
    const std::int64_t time = (*hour * 3'600 + *minute * 60 + *seconds) * second + *fraction;
    return Instant(start_of(*date).microseconds() + japan_offset + time);
}

Date Instant::date_in_japan() const {
    const auto date = split(microseconds_ + japan_offset).date;
    const auto checked =
        Date::of(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                 static_cast<unsigned>(date.day()));
    ensure(checked.has_value(), "an instant lies in a year of four digits");
    return *checked;
}

std::string Instant::time_in_japan() const {
    const auto time = split(microseconds_ + japan_offset).microseconds;
    return fmt::format("{:02}:{:02}", time / (3'600 * second), time / (60 * second) % 60);
}

Instant Instant::start_of(const Date& day_in_japan) {
    const std::chrono::year_month_day date{std::chrono::year{day_in_japan.year()},
                                           std::chrono::month{day_in_japan.month()},
                                           std::chrono::day{day_in_japan.day()}};
    const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
    return Instant(days * day - japan_offset);
}

Date Clock::today() const { return now().date_in_japan(); }

Instant SystemClock::now() const {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return Instant(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

}  // namespace kasane
