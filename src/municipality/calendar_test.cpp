#include "municipality/calendar.hpp"

#include <gtest/gtest.h>

namespace kasane::municipality {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }

BusinessDay after(std::string_view iso, int count) {
    return BusinessCalendar::standard().business_days_after(day(iso), count);
}

TEST(BusinessDays, pass_over_the_turn_of_the_year) {
    // 令和8年12月28日(月) is the last day of work; 29 December to 3 January the town hall is closed.
    EXPECT_EQ(after("2026-12-25", 1).day, day("2026-12-28"));
    EXPECT_EQ(after("2026-12-28", 1).day, day("2027-01-04"));
    EXPECT_EQ(after("2026-12-28", 3).day, day("2027-01-06"));
    EXPECT_EQ(after("2026-12-28", 1).holidays, HolidayKnowledge::Complete);
}

TEST(BusinessDays, pass_over_the_holidays_of_may) {
    // 2026: 5月3日(日) 憲法記念日, 4日, 5日, and 6日 振替休日.
    EXPECT_EQ(after("2026-05-01", 1).day, day("2026-05-07"));
    EXPECT_EQ(after("2026-05-01", 3).day, day("2026-05-11"));
    EXPECT_EQ(after("2026-04-28", 1).day, day("2026-04-30"));
}

TEST(BusinessDays, pass_over_a_day_between_two_holidays) {
    // 2026年9月22日 lies between 敬老の日 and 秋分の日.
    EXPECT_EQ(after("2026-09-18", 1).day, day("2026-09-24"));
    EXPECT_EQ(BusinessCalendar::standard().holiday_name(day("2026-09-22")), "休日");
}

TEST(BusinessDays, of_zero_are_the_same_day_or_the_next_the_town_hall_is_open) {
    EXPECT_EQ(after("2026-11-20", 0).day, day("2026-11-20"));
    EXPECT_EQ(after("2026-11-21", 0).day, day("2026-11-24"));
}

TEST(BusinessDays, say_when_the_holidays_of_a_year_are_not_known) {
    EXPECT_EQ(after("2028-12-27", 1).holidays, HolidayKnowledge::Complete);
    EXPECT_EQ(after("2028-12-28", 1).holidays, HolidayKnowledge::YearMissing);
    EXPECT_EQ(after("2031-05-02", 1).holidays, HolidayKnowledge::YearMissing);
    EXPECT_EQ(after("2031-05-02", 1).day, day("2031-05-05"));
}

TEST(BusinessDay, is_no_weekend_holiday_or_day_of_the_turn_of_the_year) {
    const auto& calendar = BusinessCalendar::standard();
    EXPECT_TRUE(calendar.is_business_day(day("2026-11-20")));
    EXPECT_FALSE(calendar.is_business_day(day("2026-11-21")));
    EXPECT_FALSE(calendar.is_business_day(day("2026-11-22")));
    EXPECT_FALSE(calendar.is_business_day(day("2026-11-23")));
    EXPECT_FALSE(calendar.is_business_day(day("2026-12-29")));
    EXPECT_FALSE(calendar.is_business_day(day("2026-12-31")));
    EXPECT_FALSE(calendar.is_business_day(day("2025-01-03")));
    EXPECT_EQ(calendar.holiday_name(day("2026-11-23")), "勤労感謝の日");
    EXPECT_EQ(calendar.holiday_name(day("2026-11-24")), "");
}

TEST(Holidays, of_2024_to_2028_are_built_in) {
    for (int year = 2024; year <= 2028; ++year) {
        EXPECT_TRUE(BusinessCalendar::standard().knows_year(year)) << year;
    }
    EXPECT_FALSE(BusinessCalendar::standard().knows_year(2029));
}

TEST(Holidays, that_cannot_be_read_are_refused_with_their_line) {
    const auto refused = BusinessCalendar::parse("date,name\n2026-02-30,ない日\n");
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.refusal().message.find("2行目"), std::string::npos);
    EXPECT_FALSE(BusinessCalendar::parse("2026-01-01\n").ok());
    EXPECT_FALSE(BusinessCalendar::parse("2026-01-01,\n").ok());
    EXPECT_TRUE(BusinessCalendar::parse("# 覚え書き\r\n2026-01-01,元日\r\n").ok());
}

}  // namespace
}  // namespace kasane::municipality
