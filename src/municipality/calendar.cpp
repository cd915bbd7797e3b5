#include "municipality/calendar.hpp"

#include <fmt/format.h>

#include "kernel/ensure.hpp"
#include "municipality/built_in.hpp"

namespace kasane::municipality {
namespace {

bool is_turn_of_the_year(const Date& day) {
    return (day.month() == 12 && day.day() >= 29) || (day.month() == 1 && day.day() <= 3);
}

Refusal unreadable(int line, std::string_view text) {
    return {.kind = RefusalKind::Invalid,
            .code = "holidays.unreadable",
            .message = fmt::format("祝日の一覧の{}行目「{}」が読めません。", line, text),
            .instead = "「2026-11-23,勤労感謝の日」の形で書いてください。"};
}

}  // namespace

Result<BusinessCalendar> BusinessCalendar::parse(std::string_view csv) {
    BusinessCalendar calendar;
    int line_number = 0;
    while (!csv.empty()) {
        ++line_number;
        const auto end = csv.find('\n');
        auto line = csv.substr(0, end);
        csv = end == std::string_view::npos ? std::string_view() : csv.substr(end + 1);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty() || line.front() == '#' || line == "date,name") continue;
        const auto comma = line.find(',');
        if (comma == std::string_view::npos || comma + 1 == line.size()) {
            return unreadable(line_number, line);
        }
        const auto day = Date::parse(line.substr(0, comma));
        if (!day) return unreadable(line_number, line);
        calendar.holidays_[*day] = line.substr(comma + 1);
        calendar.years_.insert(day->year());
    }
    return calendar;
}

const BusinessCalendar& BusinessCalendar::standard() {
    static const BusinessCalendar calendar = [] {
        auto parsed = parse(built_in_holidays());
        ensure(parsed.ok(), "the built-in list of holidays can be read");
        return std::move(parsed).value();
    }();
    return calendar;
}

bool BusinessCalendar::is_business_day(const Date& day) const {
    const auto weekday = day.weekday();
    if (weekday == 0 || weekday == 6) return false;
    return !is_turn_of_the_year(day) && !holidays_.contains(day);
}

std::string_view BusinessCalendar::holiday_name(const Date& day) const {
    const auto found = holidays_.find(day);
    return found == holidays_.end() ? std::string_view() : std::string_view(found->second);
}

BusinessDay BusinessCalendar::business_days_after(const Date& day, int count) const {
    ensure(count >= 0, "business days are counted forward");
    BusinessDay result{day};
    const auto pass = [&] {
        if (!knows_year(result.day.year())) result.holidays = HolidayKnowledge::YearMissing;
    };
    pass();
    if (count == 0) {
        while (!is_business_day(result.day)) {
            result.day = result.day.plus_days(1);
            pass();
        }
        return result;
    }
    for (int left = count; left > 0;) {
        result.day = result.day.plus_days(1);
        pass();
        if (is_business_day(result.day)) --left;
    }
    return result;
}

}  // namespace kasane::municipality
