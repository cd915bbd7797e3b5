#include <fmt/format.h>

#include <array>

#include "kernel/date.hpp"
#include "kernel/ensure.hpp"
#include "kernel/japanese_text.hpp"

// Five rows instead of ICU's formatter: pages print hundreds of dates, and a formatter object is
// neither cheap nor shareable between threads. The test compares this table with ICU day by day.

namespace kasane {
namespace {

struct EraRow {
    Era era;
    std::string_view code;
    std::string_view label;
    char letter;
    int year;  ///< its first day
    unsigned month;
    unsigned day;
};

/// Newest first. A new era is one more row at the top.
constexpr std::array eras{
    EraRow{Era::Reiwa, "reiwa", "令和", 'R', 2019, 5, 1},
    EraRow{Era::Heisei, "heisei", "平成", 'H', 1989, 1, 8},
    EraRow{Era::Showa, "showa", "昭和", 'S', 1926, 12, 25},
    EraRow{Era::Taisho, "taisho", "大正", 'T', 1912, 7, 30},
};

constexpr std::array<std::string_view, 7> weekdays{"日", "月", "火", "水", "木", "金", "土"};

Date first_day_of(const EraRow& row) {
    const auto date = Date::of(row.year, row.month, row.day);
    ensure(date.has_value(), "every era begins on a day that exists");
    return *date;
}

const EraRow* row_of(Era era) {
    for (const auto& row : eras) {
        if (row.era == era) return &row;
    }
    return nullptr;
}

const EraRow* row_of(const Date& date) {
    for (const auto& row : eras) {
        if (std::tuple(date.year(), date.month(), date.day()) >=
            std::tuple(row.year, row.month, row.day)) {
            return &row;
        }
    }
    return nullptr;
}

std::string year_text(Era era, int year) {
    if (era != Era::Western && year == 1) return fmt::format("{}元年", era_label(era));
    if (era == Era::Western) return fmt::format("{}年", year);
    return fmt::format("{}{}年", era_label(era), year);
}

Refusal cannot_read(std::string_view code, std::string message) {
    return Refusal{.kind = RefusalKind::Invalid,
                   .code = fmt::format("date.{}", code),
                   .message = std::move(message)};
}

/// 「年」 as a number, with its own sentence for each way in which it is none.
Result<int> read_number(std::string_view entered, std::string_view unit, std::size_t most_digits) {
    const std::string text = half_width_digits(tidy_text(entered));
    if (text.empty()) {
        return cannot_read("missing", fmt::format("{}を入力してください。", unit));
    }
    int number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return cannot_read("not_a_number", fmt::format("{}は数字で入力してください。", unit));
        }
        if (number < 100'000) number = number * 10 + (c - '0');
    }
    if (text.size() > most_digits) {
        return cannot_read(
            "too_long", fmt::format("{}は{}桁までの数字で入力してください。", unit, most_digits));
    }
    return number;
}

Result<int> read_year(Era era, std::string_view entered) {
    if (tidy_text(entered) == "元") {
        if (era == Era::Western) {
            return cannot_read(
                "first_year_of_no_era",
                "西暦では「元」を使えません。元号を選び直すか、西暦の年を4桁で入力してください。");
        }
        return 1;
    }
    auto year = read_number(entered, "年", 4);
    if (!year.ok()) return year;
    if (era == Era::Western) {
        if (*year >= 1000) return year;
        return cannot_read(
            "western_year",
            "西暦の年は4桁で入力してください。元号の年であれば、元号を選んでください。");
    }
    if (*year == 0) {
        return cannot_read("year_zero", fmt::format("{0}0年はありません。{0}は元年(1年)からです。",
                                                    era_label(era)));
    }
    return year;
}

/// An era that is over has no year after its last one: 昭和70年, 平成40年.
std::optional<Refusal> beyond_era(const EraRow& row, int year) {
    if (row.era == eras.front().era) {
        if (year <= 99) return std::nullopt;
        return cannot_read("beyond_era", fmt::format("{}{}年は先の年です。年を確かめてください。",
                                                     row.label, year));
    }
    const auto* next = &row - 1;
    const Date last = first_day_of(*next).plus_days(-1);
    const int last_year = last.year() - row.year + 1;
    if (year <= last_year) return std::nullopt;
    return cannot_read(
        "beyond_era", fmt::format("{0}{1}年はありません。{0}は{2}年{3}月{4}日までです。", row.label,
                                  year, last_year, last.month(), last.day()));
}

Refusal no_such_day(const std::string& year, int western_year, unsigned month, unsigned day) {
    const std::string entered = fmt::format("{}{}月{}日", year, month, day);
    for (unsigned last = 31; last >= 28; --last) {
        if (!Date::of(western_year, month, last)) continue;
        if (day == 0 || day > 31) break;
        return cannot_read("no_such_day", fmt::format("{}はありません。{}の{}月は{}日までです。",
                                                      entered, year, month, last));
    }
    return cannot_read("no_such_day", "日は1から31までの数字で入力してください。");
}

}  // namespace

std::string japanese_date(const Date& date) {
    const auto [era, year] = era_year(date);
    return fmt::format("{}{}月{}日", year_text(era, year), date.month(), date.day());
}

std::string japanese_date_with_weekday(const Date& date) {
    return fmt::format("{}({})", japanese_date(date), weekdays[date.weekday()]);
}

std::string short_japanese_date(const Date& date) {
    const auto* row = row_of(date);
    if (row == nullptr) return fmt::format("{}.{}.{}", date.year(), date.month(), date.day());
    return fmt::format("{}{}.{}.{}", row->letter, date.year() - row->year + 1, date.month(),
                       date.day());
}

std::string_view era_code(Era era) {
    const auto* row = row_of(era);
    return row == nullptr ? "western" : row->code;
}

std::string_view era_label(Era era) {
    const auto* row = row_of(era);
    return row == nullptr ? "西暦" : row->label;
}

std::optional<Era> era_from_code(std::string_view code) {
    if (code == "western") return Era::Western;
    for (const auto& row : eras) {
        if (row.code == code) return row.era;
    }
    return std::nullopt;
}

EraYear era_year(const Date& date) {
    const auto* row = row_of(date);
    if (row == nullptr) return {Era::Western, date.year()};
    return {row->era, date.year() - row->year + 1};
}

Result<Date> parse_japanese_date(Era era, std::string_view year_entered,
                                 std::string_view month_entered, std::string_view day_entered) {
    const auto is_empty = [](std::string_view text) { return tidy_text(text).empty(); };
    if (is_empty(year_entered) && is_empty(month_entered) && is_empty(day_entered)) {
        return cannot_read("missing", "日付を入力してください。");
    }
    const auto year = read_year(era, year_entered);
    if (!year.ok()) return year.refusal();
    const auto* row = row_of(era);
    if (row != nullptr) {
        if (auto refusal = beyond_era(*row, *year)) return *refusal;
    }
    const auto month = read_number(month_entered, "月", 2);
    if (!month.ok()) return month.refusal();
    if (*month < 1 || *month > 12) {
        return cannot_read("no_such_month", "月は1から12までの数字で入力してください。");
    }
    const auto day = read_number(day_entered, "日", 2);
    if (!day.ok()) return day.refusal();

    const int western_year = row == nullptr ? *year : row->year + *year - 1;
    // With days after such a year nothing can be reckoned, and nobody means them.
    constexpr int last_year = 2199;
    if (western_year > last_year) {
        return cannot_read("too_far", fmt::format("{}年までの日付を入力してください。", last_year));
    }
    const std::string entered_year = year_text(era, *year);
    const auto month_number = static_cast<unsigned>(*month);
    const auto day_number = static_cast<unsigned>(*day);
    const auto date = Date::of(western_year, month_number, day_number);
    if (!date) return no_such_day(entered_year, western_year, month_number, day_number);
    if (row != nullptr && row_of(*date) != row) {
        return cannot_read("outside_era",
                           fmt::format("{}{}月{}日はありません。{}ではありませんか。", entered_year,
                                       month_number, day_number, japanese_date(*date)));
    }
    return *date;
}

std::string FiscalYear::label() const {
    // The year that began on 平成31年4月1日 is called 令和元年度 throughout: the era of 1 May names it.
    const auto [era, year] = era_year(first_day().plus_months(1));
    return fmt::format("{}度", year_text(era, year));
}

std::string FiscalYear::short_label() const {
    const Date naming_day = first_day().plus_months(1);
    const auto* row = row_of(naming_day);
    if (row == nullptr) return std::to_string(year_);
    return fmt::format("{}{}", row->letter, naming_day.year() - row->year + 1);
}

}  // namespace kasane
