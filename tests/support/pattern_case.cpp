#include "tests/support/pattern_pages.hpp"

namespace kasane::test {

using namespace web;

namespace {

std::vector<Tab> case_tabs(std::size_t current) {
    std::vector<Tab> tabs = {{"概要", "/cases/1"},
                             {"経過", "/cases/1/timeline"},
                             {"世帯と関係", "/cases/1/household"},
                             {"アセスメント", "/cases/1/assessment"},
                             {"同意と共有", "/cases/1/consents"},
                             {"プラン", "/cases/1/plans"},
                             {"会議", "/cases/1/conferences"},
                             {"文書", "/cases/1/documents", false, 3},
                             {"記録の履歴", "/cases/1/journal"}};
    tabs[current].current = true;
    return tabs;
}

void case_frame(PageFrame& frame) {
    frame.title = "中村さん世帯";
    frame.window_title = "ケース R8-0031";
    frame.above_title = "ケース R8-0031";
    frame.beside_title = chips({{"支援実施", Tone::Active}});
    frame.current = "cases";
    frame.breadcrumb = {{"ケース", "/cases"}};
    frame.ground = "本人同意 (令和8年9月1日〜令和9年8月31日)";
}

Html case_aside() {
    return group(section({.title = "世帯"}, facts({{"母 (76)", text("中村 和子")},
                                                   {"長男 (48)", text("中村 隆")},
                                                   {"長女 (45)・別居", text("原 由美")}})),
                 section({.title = "表示できる根拠"},
                         facts({{"中村 和子さん", text("本人同意 令和9年8月31日まで")},
                                {"中村 隆さん", text("支援会議 令和8年11月27日の会議まで")}})),
                 section({.title = "日付"}, facts({{"受付", day(*Date::of(2026, 6, 3))},
                                                   {"支援決定", day(*Date::of(2026, 9, 8))},
                                                   {"プランの確認", day(*Date::of(2027, 3, 8))}})));
}

Html case_next_step() {
    return next_step({.sentence = "プランの確認 (6か月) を記録します",
                      .holder = "保健福祉課 福祉係 山田",
                      .until = Date::of(2026, 11, 24),
                      .today = pattern_today(),
                      .acts = {{.label = "確認を記録する", .path = "/cases/1/monitoring/new"},
                               {.label = "経過を書く", .path = "/cases/1/notes/new"}},
                      .others = {{.label = "つなぎメモを送る",
                                  .path = "/memos/new",
                                  .explanation = "ほかの窓口にお願いする"},
                                 {.label = "主担当を変える", .path = "/cases/1/lead"}},
                      .blocked = {{.label = "終結する",
                                   .reason = "評価と、たつのまるごと会議での確認がまだです。",
                                   .basis = "実施要綱 (終結の手続)",
                                   .instead = "先に評価を書いてください。"}}});
}

TimelineEntry entry_number(int number) {
    const Date on = pattern_today().plus_days(-number * 2);
    switch (number % 5) {
        case 0:
            return {
                .id = "entry-" + std::to_string(number),
                .on = on,
                .time = "10:30",
                .kind = "訪問",
                .icon = Icon::House,
                .who = "保健福祉課 山田・ささまる隊 伊藤",
                .concerns = "中村 隆さん",
                .ground = "本人同意",
                .text =
                    "玄関先で10分ほど話す。先月より表情がやわらかい。就労準備の見学は「一度見るだけなら」とのこと。\n"
                    "次回は11月27日の午前。車で迎えに行く約束をした。"};
        case 1:
            return {.on = on,
                    .time = "14:05",
                    .kind = "電話",
                    .icon = Icon::Phone,
                    .who = "地域包括支援センター 小林",
                    .concerns = "中村 和子さん",
                    .ground = "本人同意",
                    .text = "ケアマネジャーから、通所を週2回に増やしたいとの相談。"};
        case 2:
            return {.on = on,
                    .kind = "つなぎメモ",
                    .icon = Icon::Letter,
                    .title = "引き受けました",
                    .who = "生活就労支援センター 赤羽",
                    .ground = "つなぎメモ",
                    .text = "家計の見直しを12月の面談で一緒に行います。"};
        case 3:
            return {.on = on,
                    .time = "15:00",
                    .kind = "会議",
                    .icon = Icon::People,
                    .title = "たつのまるごと会議 第8回",
                    .who = "多機関協働担当 佐藤",
                    .ground = "本人同意",
                    .text = "プランを適切と認める。主担当は保健福祉課。",
                    .extra = link_to({"決まったことを見る", "/conferences/8"}),
                    .marks = {{"決定", Tone::Good}}};
        default:
            return {.on = on,
                    .time = "9:10",
                    .kind = "状態の変更",
                    .icon = Icon::Next,
                    .title = "プラン案 → 支援実施",
                    .who = "保健福祉課 課長",
                    .ground = "多機関協働の調整",
                    .text = "支援決定 (令和8年 辰保福第31号)"};
    }
}

}  // namespace

Html case_page(PageFrame frame) {
    case_frame(frame);
    frame.aside = case_aside();
    const Html head = record_head(
        {.states = {{"母: 同意あり", Tone::Good},
                    {"長男: 同意なし", Tone::Waiting},
                    {"長女: 対象外", Tone::Quiet}},
         .marks = {{"連絡前に確認", "自宅へ電話する前に、福祉係へ声をかけてください。"}},
         .facts = {{"主担当", text("保健福祉課 福祉係")},
                   {"次の予定", text("11月27日(金) 10:00 訪問")},
                   {"主な課題", text("長男のひきこもり、母の介護、家計")},
                   {"最後の記録", day(*Date::of(2026, 11, 19))}}});
    std::vector<TimelineEntry> latest;
    for (int number = 0; number < 4; ++number) latest.push_back(entry_number(number));
    return page(
        frame,
        group(
            head, tabs("ケースの画面", case_tabs(0)), case_next_step(),
            section(
                {.title = "いまの様子"},
                written_text(
                    "母の通所が始まり、長男と職員が玄関で話せるようになった。家計は母の年金のみ。"
                    "12月に生活就労支援センターの見学を予定している。")),
            section({.title = "アセスメント"},
                    progress({"記入した項目", 18, 24, "「不明」「聞いていない」も記入に数えます"})),
            section(
                {.title = "最近の経過", .beside = link_to({"すべての経過", "/cases/1/timeline"})},
                timeline({.entries = latest}))));
}

Html case_timeline_page(PageFrame frame, int entries) {
    case_frame(frame);
    frame.aside = case_aside();
    Timeline all{
        .entries = {},
        .empty = empty_state("経過はまだありません。話したこと、見たことを一行から書けます。",
                             Link{"経過を書く", "/cases/1/notes/new"}),
        .next_path = entries == 50 ? "/cases/1/timeline?before=x" : ""};
    for (int number = 0; number < entries; ++number) all.entries.push_back(entry_number(number));
    const Html filter =
        filter_form("/cases/1/timeline",
                    group(select_field({.name = "kind",
                                        .label = "種類",
                                        .groups = ungrouped({{"visit", "訪問"}, {"phone", "電話"}}),
                                        .nothing_chosen = "すべて"}),
                          select_field({.name = "desk",
                                        .label = "窓口",
                                        .groups = ungrouped({{"welfare", "保健福祉課"}}),
                                        .nothing_chosen = "すべて"})));
    return page(frame, group(tabs("ケースの画面", case_tabs(1)), filter,
                             section({.title = "経過"}, timeline(all))));
}

Html household_page(PageFrame frame) {
    case_frame(frame);
    std::vector<Row> rows;
    const std::vector<std::string> relations = {"本人", "夫",   "長男", "長女", "次男",   "次女",
                                                "三男", "祖母", "祖父", "叔母", "いとこ", "同居人"};
    int age = 48;
    for (const auto& relation : relations) {
        const bool long_name = relation == "同居人";
        rows.push_back(
            {.cells =
                 {text(long_name
                           ? "アレクサンドラ・マリア・デ・ラ・クルス・フェルナンデス・オリベイラ"
                           : "中村 " + relation),
                  text(relation), text(std::to_string(age)),
                  chip(long_name ? Chip{"対象外", Tone::Quiet} : Chip{"同意あり", Tone::Good}),
                  text(relation == "祖母" ? "要介護2" : ""),
                  text("保健福祉課、地域包括支援センター")},
             .path = "/persons/1"});
        age = age > 9 ? age - 4 : 83;
    }
    return page(frame, group(tabs("ケースの画面", case_tabs(2)),
                             data_table({.caption = "世帯の人",
                                         .columns = {{.label = "氏名"},
                                                     {.label = "続柄", .one_line = true},
                                                     {.label = "年齢", .numeric = true},
                                                     {.label = "同意", .one_line = true},
                                                     {.label = "介護・障害"},
                                                     {.label = "関わる機関"}},
                                         .rows = rows,
                                         .count = "12人"})));
}

}  // namespace kasane::test
