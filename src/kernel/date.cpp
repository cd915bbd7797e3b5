#include "kernel/date.hpp"

#include <fmt/format.h>

#include "kernel/ensure.hpp"

namespace kasane {
namespace {

constexpr int first_year = 1;
constexpr int last_year = 9999;

std::optional<int> digits(std::string_view text) {
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

Date checked(std::chrono::year_month_day ymd) {
    const auto date = Date::of(static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                               static_cast<unsigned>(ymd.day()));
    ensure(date.has_value(), "calendar arithmetic stays within years of four digits");
    return *date;
}

}  // namespace

std::optional<Date> Date::of(int year, unsigned month, unsigned day) {
    if (year < first_year || year > last_year) return std::nullopt;
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                                          std::chrono::day{day}};
    if (!ymd.ok()) return std::nullopt;
    return Date(ymd);
}

std::optional<Date> Date::parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    const auto year = digits(iso.substr(0, 4));
    const auto month = digits(iso.substr(5, 2));
    const auto day = digits(iso.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    return of(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::string Date::text() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

Date Date::plus_days(int days) const {
    return checked(std::chrono::sys_days{ymd_} + std::chrono::days{days});
}

Date Date::plus_months(int months) const {
    const auto moved = ymd_ + std::chrono::months{months};
    if (moved.ok()) return checked(moved);
    return checked(moved.year() / moved.month() / std::chrono::last);
}

int Date::days_until(const Date& other) const {
    return static_cast<int>(
        (std::chrono::sys_days{other.ymd_} - std::chrono::sys_days{ymd_}).count());
}

unsigned Date::weekday() const {
    return std::chrono::weekday{std::chrono::sys_days{ymd_}}.c_encoding();
}

int Date::age_on(const Date& day) const {
    if (day < *this) return 0;
    const bool before_birthday =
        std::pair(day.month(), day.day()) < std::pair(month(), this->day());
    return day.year() - year() - (before_birthday ? 1 : 0);
}

FiscalYear FiscalYear::of(const Date& date) {
    return FiscalYear(date.month() >= 4 ? date.year() : date.year() - 1);
}

Date FiscalYear::first_day() const {
    return checked(std::chrono::year{year_} / std::chrono::April / 1);
}

Date FiscalYear::last_day() const {
    return checked(std::chrono::year{year_ + 1} / std::chrono::March / 31);
}

}  // namespace kasane
