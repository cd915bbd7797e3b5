#pragma once

#include <chrono>
#include <string_view>

// What the three files of provisions share: days and the notes of what has to be read again.

namespace kasane::law {

constexpr std::chrono::year_month_day day(int year, unsigned month, unsigned day_of_month) {
    return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day_of_month);
}

/// 重層的支援体制整備事業 began on this day.
inline constexpr auto programme_start = day(2021, 4, 1);

inline constexpr std::string_view reform_2026 =
    "令和8年法律51号の主な部分の施行(令和9年4月1日)までに、改正後の条文と照らし合わせる。";
inline constexpr std::string_view doubt_article_5 =
    "5条2項の条文を手元で確かめられていない。docs/law-issues.md の L-04。";
inline constexpr std::string_view earlier_wording =
    "改正前の項番号と刑名。以前の記録を読むときだけ使う。";
inline constexpr std::string_view from_knowledge =
    "条文を読んで確かめる。docs/law-issues.md の L-03。";

}  // namespace kasane::law
