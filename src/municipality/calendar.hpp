#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "kernel/date.hpp"
#include "kernel/result.hpp"

namespace kasane::municipality {

/// Whether the holidays of every year that was passed are known.
enum class HolidayKnowledge { Complete, YearMissing };

/// A day that was reckoned in business days. With a year missing the day is still the best there
/// is (weekends and the turn of the year are known), and a page says so.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): a Date has no empty value
struct BusinessDay {
    Date day;
    HolidayKnowledge holidays = HolidayKnowledge::Complete;
};

/// 開庁日 — the days town halls are open: not Saturday, Sunday, 国民の祝日 or 29 December to
/// 3 January. Basis: 地方自治法4条の2 (休日), 国民の祝日に関する法律.
class BusinessCalendar {
public:
    /// Reads `date,name` lines; `#` begins a comment. Refuses a line it does not understand.
    [[nodiscard]] static Result<BusinessCalendar> parse(std::string_view csv);
    /// config/holidays.csv as it was when the program was built.
    [[nodiscard]] static const BusinessCalendar& standard();

    [[nodiscard]] bool is_business_day(const Date& day) const;
    /// 「勤労感謝の日」; empty on a day that is no holiday.
    [[nodiscard]] std::string_view holiday_name(const Date& day) const;
    [[nodiscard]] bool knows_year(int year) const { return years_.contains(year); }
    /// The n-th business day after the given day; with 0 the day itself or, when the town hall is
    /// closed, the next day it is open.
    [[nodiscard]] BusinessDay business_days_after(const Date& day, int count) const;

private:
    std::map<Date, std::string> holidays_;
    std::set<int> years_;
};

}  // namespace kasane::municipality
