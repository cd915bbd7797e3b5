#include "tests/support/pattern_pages.hpp"

namespace kasane::test {

using namespace web;

Date pattern_today() { return *Date::of(2026, 11, 21); }

PageFrame pattern_frame(const AssetPaths& assets) {
    PageFrame frame;
    frame.site = {
        .town = "辰野町", .system = "重層的支援 かさね", .demonstration = true, .assets = assets};
    frame.viewer = {.name = "山田 花子",
                    .desk = "保健福祉課 福祉係",
                    .csrf_token = "token",
                    .navigation = {{"today", "今日", "/"},
                                   {"inquiries", "相談", "/inquiries"},
                                   {"cases", "ケース", "/cases"},
                                   {"memos", "つなぎメモ", "/memos", 4},
                                   {"conferences", "会議", "/conferences"},
                                   {"outreach", "アウトリーチ", "/outreach", 2},
                                   {"participation", "参加支援と資源", "/participation"},
                                   {"community", "地域づくり", "/community"},
                                   {"evaluation", "評価と計画", "/evaluation"}},
                    .new_records = {{"相談受付", "/inquiries/new"},
                                    {"経過記録", "/notes/new"},
                                    {"つなぎメモ", "/memos/new"},
                                    {"ヒント", "/hints/new"}},
                    .account = {{"パスワードを変える", "/account/password"}},
                    .waiting = 6};
    frame.print.printed_at = "令和8年11月21日 14:05";
    return frame;
}

std::vector<PatternPage> pattern_pages(const AssetPaths& assets) {
    const auto frame = pattern_frame(assets);
    constexpr int one_page_of_entries = 50;
    constexpr int many_entries = 400;
    return {
        {"today", today_page(frame)},
        {"today-empty", empty_today_page(frame)},
        {"cases", cases_page(frame)},
        {"case", case_page(frame)},
        {"case-timeline", case_timeline_page(frame, one_page_of_entries)},
        {"case-timeline-400", case_timeline_page(frame, many_entries)},
        {"case-timeline-empty", case_timeline_page(frame, 0)},
        {"household", household_page(frame)},
        {"inquiry", inquiry_page(frame, Entered())},
        {"inquiry-errors", inquiry_page(frame, wrong_inquiry())},
        {"stale", stale_page(frame)},
        {"memo", memo_page(frame)},
        {"consent", consent_page(frame)},
        {"confirmation", confirmation_page(frame)},
        {"refusal", refusal_page(frame)},
        {"pieces", pieces_page(frame)},
        {"sign-in", sign_in_page(frame.site)},
        {"fault", fault_page(frame.site)},
    };
}

}  // namespace kasane::test
