#include "kernel/date.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/smpdtfmt.h>

#include <string>

#include "kernel/clock.hpp"

namespace kasane {
namespace {

Date day(const char* iso) { return Date::parse(iso).value(); }

std::string refusal_of(Era era, const char* year, const char* month, const char* day_of_month) {
    const auto result = parse_japanese_date(era, year, month, day_of_month);
    return result.ok() ? "accepted " + result->text() : result.refusal().message;
}

Date any_day() { return day("1900-01-01").plus_days(*rc::gen::inRange(0, 72'000)); }

TEST(Dates, exist_or_are_not_made) {
    EXPECT_TRUE(Date::of(2028, 2, 29));
    EXPECT_FALSE(Date::of(2026, 2, 29));
    EXPECT_FALSE(Date::of(2026, 13, 1));
    EXPECT_FALSE(Date::of(2026, 0, 1));
    EXPECT_FALSE(Date::of(2026, 1, 0));
    EXPECT_FALSE(Date::of(0, 1, 1));
    EXPECT_FALSE(Date::of(10'000, 1, 1));
    EXPECT_FALSE(Date::of(2026, 257, 1)) << "a month is not cut down to a byte";
}

TEST(Dates, are_read_in_iso_form_only) {
    EXPECT_EQ(day("2026-11-21").text(), "2026-11-21");
    for (const char* text : {"", "2026-11-2", "2026/11/21", "2026-11-211", "2026-1١-21",
                             "+026-11-21", "2026-02-30", " 2026-11-21"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
}

RC_GTEST_PROP(Dates, come_back_from_their_text, ()) {
    const auto date = any_day();
    RC_ASSERT(Date::parse(date.text()) == date);
}

TEST(Dates, move_by_months_to_the_last_day_where_the_day_is_missing) {
    EXPECT_EQ(day("2026-01-31").plus_months(1), day("2026-02-28"));
    EXPECT_EQ(day("2027-12-31").plus_months(2), day("2028-02-29"));
    EXPECT_EQ(day("2026-03-31").plus_months(-1), day("2026-02-28"));
    EXPECT_EQ(day("2026-11-21").plus_months(6), day("2027-05-21"));
}

TEST(Dates, count_days_and_weekdays) {
    EXPECT_EQ(day("2026-11-21").days_until(day("2026-12-01")), 10);
    EXPECT_EQ(day("2026-11-21").plus_days(-21), day("2026-10-31"));
    EXPECT_EQ(day("2026-11-21").weekday(), 6U);
}

TEST(Dates, tell_the_age_on_a_day) {
    EXPECT_EQ(day("1950-11-21").age_on(day("2026-11-20")), 75);
    EXPECT_EQ(day("1950-11-21").age_on(day("2026-11-21")), 76);
    EXPECT_EQ(day("2008-02-29").age_on(day("2026-02-28")), 17);
    EXPECT_EQ(day("2008-02-29").age_on(day("2026-03-01")), 18);
    EXPECT_EQ(day("2026-11-22").age_on(day("2026-11-21")), 0);
}

TEST(JapaneseDates, change_with_the_era_on_its_day) {
    EXPECT_EQ(japanese_date(day("2026-11-21")), "令和8年11月21日");
    EXPECT_EQ(japanese_date(day("2019-05-01")), "令和元年5月1日");
    EXPECT_EQ(japanese_date(day("2019-04-30")), "平成31年4月30日");
    EXPECT_EQ(japanese_date(day("1989-01-08")), "平成元年1月8日");
    EXPECT_EQ(japanese_date(day("1989-01-07")), "昭和64年1月7日");
    EXPECT_EQ(japanese_date(day("1926-12-25")), "昭和元年12月25日");
    EXPECT_EQ(japanese_date(day("1926-12-24")), "大正15年12月24日");
    EXPECT_EQ(japanese_date(day("1912-07-30")), "大正元年7月30日");
    EXPECT_EQ(japanese_date(day("1912-07-29")), "1912年7月29日");
    EXPECT_EQ(japanese_date_with_weekday(day("2026-11-21")), "令和8年11月21日(土)");
    EXPECT_EQ(short_japanese_date(day("2026-11-21")), "R8.11.21");
    EXPECT_EQ(short_japanese_date(day("2019-05-01")), "R1.5.1");
    EXPECT_EQ(short_japanese_date(day("1912-07-29")), "1912.7.29");
}

TEST(JapaneseDates, agree_with_icu_on_every_day_since_taisho) {
    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat format(icu::UnicodeString::fromUTF8("Gy年M月d日"),
                                 icu::Locale("ja_JP@calendar=japanese"), status);
    format.setTimeZone(*icu::TimeZone::createTimeZone("Asia/Tokyo"));
    ASSERT_TRUE(U_SUCCESS(status));
    for (Date date = day("1912-07-30"); date < day("2101-01-01"); date = date.plus_days(1)) {
        icu::UnicodeString shown;
        const auto noon = Instant::start_of(date).plus_seconds(12 * 3'600);
        format.format(static_cast<UDate>(noon.microseconds()) / 1'000.0, shown);
        std::string expected;
        shown.toUTF8String(expected);
        ASSERT_EQ(japanese_date(date), expected);
    }
}

RC_GTEST_PROP(JapaneseDates, can_be_entered_as_they_are_shown, ()) {
    const auto date = any_day();
    const auto [era, year] = era_year(date);
    const auto entered = parse_japanese_date(
        era, std::to_string(year), std::to_string(date.month()), std::to_string(date.day()));
    RC_ASSERT(entered.ok());
    RC_ASSERT(*entered == date);
}

TEST(EnteredDates, accept_full_width_digits_spaces_and_the_first_year_as_a_word) {
    EXPECT_EQ(refusal_of(Era::Reiwa, "８", "　１１ ", "２１"), "accepted 2026-11-21");
    EXPECT_EQ(refusal_of(Era::Reiwa, "元", "5", "1"), "accepted 2019-05-01");
    EXPECT_EQ(refusal_of(Era::Heisei, "1", "01", "08"), "accepted 1989-01-08");
    EXPECT_EQ(refusal_of(Era::Western, "1950", "4", "1"), "accepted 1950-04-01");
}

TEST(EnteredDates, are_refused_with_what_is_wrong) {
    EXPECT_EQ(refusal_of(Era::Reiwa, "", " ", "　"), "日付を入力してください。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "", "1", "1"), "年を入力してください。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "8", "", "1"), "月を入力してください。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "8", "1", ""), "日を入力してください。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "八", "1", "1"), "年は数字で入力してください。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "-8", "1", "1"), "年は数字で入力してください。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "99999999999", "1", "1"),
              "年は4桁までの数字で入力してください。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "0", "1", "1"),
              "令和0年はありません。令和は元年(1年)からです。");
    EXPECT_EQ(refusal_of(Era::Showa, "70", "1", "1"),
              "昭和70年はありません。昭和は64年1月7日までです。");
    EXPECT_EQ(refusal_of(Era::Heisei, "40", "1", "1"),
              "平成40年はありません。平成は31年4月30日までです。");
    EXPECT_EQ(refusal_of(Era::Taisho, "16", "1", "1"),
              "大正16年はありません。大正は15年12月24日までです。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "100", "1", "1"),
              "令和100年は先の年です。年を確かめてください。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "8", "13", "1"), "月は1から12までの数字で入力してください。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "8", "2", "30"),
              "令和8年2月30日はありません。令和8年の2月は28日までです。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "10", "2", "30"),
              "令和10年2月30日はありません。令和10年の2月は29日までです。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "8", "2", "0"), "日は1から31までの数字で入力してください。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "8", "2", "45"), "日は1から31までの数字で入力してください。");
    EXPECT_EQ(refusal_of(Era::Western, "8", "1", "1"),
              "西暦の年は4桁で入力してください。元号の年であれば、元号を選んでください。");
    EXPECT_EQ(refusal_of(Era::Western, "元", "1", "1"),
              "西暦では「元」を使えません。元号を選び直すか、西暦の年を4桁で入力してください。");
}

TEST(EnteredDates, end_where_days_can_still_be_reckoned_with) {
    EXPECT_TRUE(parse_japanese_date(Era::Western, "2199", "12", "31").ok());
    EXPECT_FALSE(parse_japanese_date(Era::Western, "9999", "12", "31").ok());
    EXPECT_TRUE(parse_japanese_date(Era::Reiwa, "99", "12", "31").ok());
}

TEST(EnteredDates, name_the_right_era_when_the_wrong_one_was_chosen) {
    EXPECT_EQ(refusal_of(Era::Heisei, "31", "5", "1"),
              "平成31年5月1日はありません。令和元年5月1日ではありませんか。");
    EXPECT_EQ(refusal_of(Era::Showa, "64", "1", "8"),
              "昭和64年1月8日はありません。平成元年1月8日ではありませんか。");
    EXPECT_EQ(refusal_of(Era::Reiwa, "元", "4", "30"),
              "令和元年4月30日はありません。平成31年4月30日ではありませんか。");
}

TEST(EnteredDates, are_refused_as_entries_that_cannot_be_understood) {
    const auto refused = parse_japanese_date(Era::Reiwa, "0", "1", "1");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.refusal().kind, RefusalKind::Invalid);
    EXPECT_EQ(refused.refusal().code, "date.year_zero");
}

TEST(Eras, have_codes_that_lead_back_to_them) {
    for (const Era era : {Era::Western, Era::Reiwa, Era::Heisei, Era::Showa, Era::Taisho}) {
        EXPECT_EQ(era_from_code(era_code(era)), era);
    }
    EXPECT_EQ(era_from_code("meiji"), std::nullopt);
    EXPECT_EQ(era_label(Era::Western), "西暦");
    EXPECT_EQ(era_label(Era::Showa), "昭和");
}

TEST(FiscalYears, begin_in_april) {
    EXPECT_EQ(FiscalYear::of(day("2026-03-31")).label(), "令和7年度");
    EXPECT_EQ(FiscalYear::of(day("2026-04-01")).label(), "令和8年度");
    EXPECT_EQ(FiscalYear(2026).first_day(), day("2026-04-01"));
    EXPECT_EQ(FiscalYear(2026).last_day(), day("2027-03-31"));
    EXPECT_EQ(FiscalYear(2026).short_label(), "R8");
}

TEST(FiscalYears, are_named_once_although_an_era_ends_within_them) {
    EXPECT_EQ(FiscalYear::of(day("2019-04-01")).label(), "令和元年度");
    EXPECT_EQ(FiscalYear::of(day("2020-03-31")).short_label(), "R1");
    EXPECT_EQ(FiscalYear::of(day("1989-03-31")).label(), "昭和63年度");
    EXPECT_EQ(FiscalYear::of(day("1989-04-01")).label(), "平成元年度");
    EXPECT_EQ(FiscalYear(1900).short_label(), "1900");
}

TEST(Instants, are_written_in_utc_with_microseconds) {
    EXPECT_EQ(Instant(0).text(), "1970-01-01T00:00:00.000000Z");
    EXPECT_EQ(Instant(-1).text(), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(Instant::parse("2026-11-21T06:31:44.123456Z").value().text(),
              "2026-11-21T06:31:44.123456Z");
    EXPECT_THROW(static_cast<void>(Instant(std::numeric_limits<std::int64_t>::max()).text()),
                 BrokenInvariant);
}

TEST(Instants, are_read_in_their_own_form_only) {
    for (const char* text :
         {"", "2026-11-21", "2026-11-21T06:31:44Z", "2026-11-21 06:31:44.123456Z",
          "2026-11-21T24:00:00.000000Z", "2026-11-21T06:60:00.000000Z",
          "2026-11-21T06:31:60.000000Z", "2026-02-30T06:31:44.123456Z",
          "2026-11-21T06:31:44.12345xZ", "2026-11-21T06:31:44.123456+"}) {
        EXPECT_FALSE(Instant::parse(text)) << text;
    }
}

RC_GTEST_PROP(Instants, come_back_from_their_text_and_sort_as_it_does, ()) {
    const auto moments =
        rc::gen::inRange<std::int64_t>(-2'000'000'000'000'000, 4'000'000'000'000'000);
    const Instant first(*moments);
    const Instant second(*moments);
    RC_ASSERT(Instant::parse(first.text()) == first);
    RC_ASSERT((first.text() < second.text()) == (first < second));
}

TEST(Instants, fall_on_the_calendar_day_of_japan) {
    const auto late = Instant::parse("2026-11-20T15:00:00.000000Z").value();
    EXPECT_EQ(late.date_in_japan(), day("2026-11-21"));
    EXPECT_EQ(late.time_in_japan(), "00:00");
    EXPECT_EQ(Instant::start_of(day("2026-11-21")), late);
    EXPECT_EQ(Instant(late.microseconds() - 1).date_in_japan(), day("2026-11-20"));
    EXPECT_EQ(late.plus_seconds(14 * 3'600 + 5 * 60).time_in_japan(), "14:05");
}

TEST(Clocks, stand_still_until_they_are_moved) {
    FrozenClock clock(Instant::start_of(day("2026-11-21")));
    EXPECT_EQ(clock.today(), day("2026-11-21"));
    clock.advance_seconds(86'400);
    EXPECT_EQ(clock.today(), day("2026-11-22"));
    clock.set(Instant(0));
    EXPECT_EQ(clock.now(), Instant(0));
}

TEST(Clocks, of_the_system_go_forward) {
    const SystemClock clock;
    const auto before = clock.now();
    EXPECT_LE(before, clock.now());
    EXPECT_GT(clock.today(), day("2026-01-01"));
}

}  // namespace
}  // namespace kasane
