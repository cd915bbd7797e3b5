#pragma once

#include <string>
#include <vector>

#include "web/components.hpp"

namespace kasane::test {

/// One page of the pattern book: every component of web/ in the company it is meant for, with
/// invented people, once as full as it gets and once with nothing at all.
struct PatternPage {
    std::string name;
    web::Html html;
};

[[nodiscard]] std::vector<PatternPage> pattern_pages(const web::AssetPaths& assets);

// The parts of the book, by kind of work.
[[nodiscard]] web::PageFrame pattern_frame(const web::AssetPaths& assets);
[[nodiscard]] Date pattern_today();
[[nodiscard]] web::Html today_page(web::PageFrame frame);
[[nodiscard]] web::Html empty_today_page(web::PageFrame frame);
[[nodiscard]] web::Html cases_page(web::PageFrame frame);
[[nodiscard]] web::Html sign_in_page(const web::Site& site);
[[nodiscard]] web::Html fault_page(const web::Site& site);
[[nodiscard]] web::Html refusal_page(web::PageFrame frame);
[[nodiscard]] web::Html case_page(web::PageFrame frame);
[[nodiscard]] web::Html case_timeline_page(web::PageFrame frame, int entries);
[[nodiscard]] web::Html household_page(web::PageFrame frame);
[[nodiscard]] web::Html inquiry_page(web::PageFrame frame, const web::Entered& entered);
[[nodiscard]] web::Entered wrong_inquiry();
[[nodiscard]] web::Html stale_page(web::PageFrame frame);
[[nodiscard]] web::Html memo_page(web::PageFrame frame);
[[nodiscard]] web::Html consent_page(web::PageFrame frame);
[[nodiscard]] web::Html confirmation_page(web::PageFrame frame);
[[nodiscard]] web::Html pieces_page(web::PageFrame frame);

}  // namespace kasane::test
