#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/result.hpp"

namespace kasane {

/// A calendar day that exists. Stored as ISO text, shown in the Japanese calendar.
class Date {
public:
    /// Nothing for a day that does not exist (2月30日).
    [[nodiscard]] static std::optional<Date> of(int year, unsigned month, unsigned day);
    /// "2026-11-21"; nothing for any other form.
    [[nodiscard]] static std::optional<Date> parse(std::string_view iso);

    [[nodiscard]] std::string text() const;  ///< "2026-11-21"
    [[nodiscard]] int year() const { return static_cast<int>(ymd_.year()); }
    [[nodiscard]] unsigned month() const { return static_cast<unsigned>(ymd_.month()); }
    [[nodiscard]] unsigned day() const { return static_cast<unsigned>(ymd_.day()); }
    [[nodiscard]] Date plus_days(int days) const;
    /// The same day so many months later, or the last day of that month.
    [[nodiscard]] Date plus_months(int months) const;
    [[nodiscard]] int days_until(const Date& other) const;
    /// 0 = Sunday … 6 = Saturday.
    [[nodiscard]] unsigned weekday() const;
    /// Completed years on the given day (年齢計算: the day before the birthday is not counted here;
    /// somebody born on 29 February is a year older on 1 March). Zero before the birth.
    [[nodiscard]] int age_on(const Date& day) const;

    friend auto operator<=>(const Date&, const Date&) = default;

private:
    explicit Date(std::chrono::year_month_day ymd) : ymd_(ymd) {}
    std::chrono::year_month_day ymd_;
};

/// 「令和8年11月21日」; the first year of an era is 元年.
[[nodiscard]] std::string japanese_date(const Date& date);
/// 「令和8年11月21日(土)」
[[nodiscard]] std::string japanese_date_with_weekday(const Date& date);
/// 「R8.11.21」 for dense tables.
[[nodiscard]] std::string short_japanese_date(const Date& date);

/// 元号 as a form offers it. 西暦 is a choice of its own, and days before 大正 are shown in it.
enum class Era { Western, Reiwa, Heisei, Showa, Taisho };

[[nodiscard]] std::string_view era_code(Era era);
[[nodiscard]] std::string_view era_label(Era era);
[[nodiscard]] std::optional<Era> era_from_code(std::string_view code);

/// The era of a date and the year within it.
struct EraYear {
    Era era = Era::Western;
    int year = 0;
};
[[nodiscard]] EraYear era_year(const Date& date);

/// What somebody entered as era, year, month and day. Refuses 令和0年, 昭和70年, 2月30日 and digits
/// that are none, each with its own sentence; accepts 元 for the first year and full-width digits.
[[nodiscard]] Result<Date> parse_japanese_date(Era era, std::string_view year,
                                               std::string_view month, std::string_view day);

/// 年度 — the fiscal year from 1 April, named by the calendar year it begins in.
class FiscalYear {
public:
    explicit FiscalYear(int first_calendar_year) : year_(first_calendar_year) {}
    [[nodiscard]] static FiscalYear of(const Date& date);
    [[nodiscard]] int year() const noexcept { return year_; }
    [[nodiscard]] Date first_day() const;
    [[nodiscard]] Date last_day() const;
    [[nodiscard]] std::string label() const;  ///< 「令和8年度」
    [[nodiscard]] std::string short_label() const;  ///< 「R8」, as case numbers carry it
    friend auto operator<=>(const FiscalYear&, const FiscalYear&) = default;

private:
    int year_;
};

}  // namespace kasane
