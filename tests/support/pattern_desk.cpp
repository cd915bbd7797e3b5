#include "tests/support/pattern_pages.hpp"

namespace kasane::test {

using namespace web;

namespace {

Html arrived_block() {
    const auto row = [](const std::string& what, const std::string& from, const std::string& title,
                        Date until, const std::string& path, Tone tone) {
        return Row{.cells = {text(title), text(what), text(from), deadline(until, pattern_today())},
                   .path = path,
                   .tone = tone};
    };
    return section(
        {.title = "届いたもの", .beside = link_to({"すべて見る", "/memos"})},
        data_table(
            {.caption = "届いたもの",
             .caption_hidden = true,
             .columns = {{.label = "件名"},
                         {.label = "種類", .one_line = true},
                         {.label = "から"},
                         {.label = "返事の期限", .one_line = true}},
             .rows = {row("つなぎメモ", "地域包括支援センター 小林", "母の介護と長男の今後について",
                          *Date::of(2026, 11, 19), "/memos/1", Tone::Alert),
                      row("つなぎメモ", "教育委員会 こども課", "登校が途絶えている中学2年生の世帯",
                          *Date::of(2026, 11, 22), "/memos/2", Tone::Waiting),
                      row("ヒント", "民生委員 (伊那富地区)", "夜も明かりがつかない家",
                          *Date::of(2026, 11, 28), "/hints/3", Tone::Plain),
                      row("会議の案内", "多機関協働担当", "さぽネット会議 11月27日",
                          *Date::of(2026, 11, 25), "/conferences/4", Tone::Plain)}}));
}

Html due_block() {
    const auto row = [](const std::string& title, const std::string& what, Date until,
                        const std::string& act, Tone tone) {
        return Row{.cells = {text(title), text(what), deadline(until, pattern_today()),
                             link_to({act, "/cases/1"})},
                   .path = "/cases/1",
                   .tone = tone};
    };
    return section(
        {.title = "今日まで・過ぎたもの"},
        data_table({.caption = "今日まで・過ぎたもの",
                    .caption_hidden = true,
                    .columns = {{.label = "世帯"},
                                {.label = "すること"},
                                {.label = "期限", .one_line = true},
                                {.label = "操作", .one_line = true, .label_hidden = true}},
                    .rows = {row("R8-0031 中村さん世帯", "プランの確認 (6か月)",
                                 *Date::of(2026, 11, 14), "確認を記録する", Tone::Alert),
                             row("R8-0044 原さん世帯", "同意の期限が切れます",
                                 *Date::of(2026, 11, 21), "同意を更新する", Tone::Waiting)}}));
}

Html appointments_block() {
    const auto row = [](const std::string& time, const std::string& what,
                        const std::string& where) {
        return Row{.cells = {text(time), text(what), text(where)}, .path = "/visits/1"};
    };
    return section(
        {.title = "今日の予定"},
        data_table(
            {.caption = "今日の予定",
             .caption_hidden = true,
             .columns = {{.label = "時刻", .one_line = true}, {.label = "予定"}, {.label = "場所"}},
             .rows = {row("10:00", "訪問 中村さん (ささまる隊と)", "自宅"),
                      row("13:30", "たつのまるごと会議 打合せ", "役場 第2会議室"),
                      row("16:00", "電話 原さん", "")},
             .head_column = 1}));
}

Html my_cases_block() {
    const auto row = [](const std::string& title, const Chip& state, Date contact,
                        const std::string& next, int days) {
        return Row{.cells = {text(title), chip(state), short_day(contact), text(next),
                             text(std::to_string(days))},
                   .path = "/cases/1"};
    };
    return section(
        {.title = "担当ケース", .beside = link_to({"すべて見る", "/cases"})},
        data_table({.caption = "担当ケース",
                    .caption_hidden = true,
                    .columns = {{.label = "世帯"},
                                {.label = "状態", .one_line = true},
                                {.label = "最後の接触",
                                 .sort_path = "/?sort=contact",
                                 .sorted = Sorting::Ascending,
                                 .one_line = true},
                                {.label = "次の一歩"},
                                {.label = "日数", .numeric = true, .sort_path = "/?sort=days"}},
                    .rows = {row("R8-0031 中村さん世帯", {"支援実施", Tone::Active},
                                 *Date::of(2026, 10, 2), "就労準備の見学に同行する", 50),
                             row("R8-0044 原さん世帯", {"アセスメント", Tone::Active},
                                 *Date::of(2026, 11, 4), "長女の学校と話す", 17),
                             row("R8-0052 氏名不詳 (新町の空き家横)",
                                 {"支援会議・アウトリーチ", Tone::Waiting}, *Date::of(2026, 11, 12),
                                 "手紙を置く", 9),
                             row("R8-0007 小澤さん世帯", {"フォローアップ", Tone::Good},
                                 *Date::of(2026, 11, 18), "3月に電話する", 3)},
                    .count = "4件"}));
}

}  // namespace

Html today_page(PageFrame frame) {
    frame.title = "今日";
    frame.above_title = "令和8年11月21日(土)";
    frame.current = "today";
    frame.notices = {
        {.kind = NoticeKind::Success,
         .title = "つなぎメモを送りました",
         .body = text("地域包括支援センターへ届きました。返事は「届いたもの」に入ります。")}};
    return page(frame, group(arrived_block(), due_block(), appointments_block(), my_cases_block()));
}

Html empty_today_page(PageFrame frame) {
    frame.title = "今日";
    frame.current = "today";
    frame.site.demonstration = false;
    frame.viewer.waiting = 0;
    for (auto& entry : frame.viewer.navigation) entry.waiting = 0;
    const auto block = [](const std::string& title, const Html& empty) {
        return section({.title = title}, data_table({.caption = title,
                                                     .caption_hidden = true,
                                                     .columns = {},
                                                     .rows = {},
                                                     .empty = empty}));
    };
    return page(
        frame,
        group(block("届いたもの", empty_state("届いたものはありません。")),
              block("今日まで・過ぎたもの", empty_state("期限が来ているものはありません。")),
              block("今日の予定",
                    empty_state("今日の予定はありません。", Link{"訪問を予定する", "/visits/new"})),
              block("担当ケース",
                    empty_state(
                        "担当しているケースはまだありません。相談を受け付けると、ここに並びます。",
                        Link{"相談を受け付ける", "/inquiries/new"}))));
}

Html cases_page(PageFrame frame) {
    frame.title = "ケース";
    frame.current = "cases";
    std::vector<Row> rows;
    constexpr int page_size = 50;
    for (int number = 1; number <= page_size; ++number) {
        const bool long_name = number == 3;
        rows.push_back(
            {.cells =
                 {text("R8-" + std::to_string(1000 + number)),
                  text(
                      long_name
                          ? "アレクサンドラ・マリア・デ・ラ・クルス・フェルナンデス・オリベイラさん世帯"
                          : "中村さん世帯"),
                  chip(number % 4 == 0 ? Chip{"プラン案", Tone::Waiting}
                                       : Chip{"支援実施", Tone::Active}),
                  text("保健福祉課 福祉係"), short_day(pattern_today().plus_days(-number)),
                  text(std::to_string(number))},
             .path = "/cases/" + std::to_string(number)});
    }
    const Html filter = filter_form(
        "/cases",
        group(select_field({.name = "state",
                            .label = "状態",
                            .groups = ungrouped({{"supporting", "支援実施"}, {"closed", "終結"}}),
                            .nothing_chosen = "すべて"}),
              text_field({.name = "words", .label = "名前・番号", .width = FieldWidth::Short})),
        "絞り込む", "/cases");
    return page(frame, group(filter, data_table({.caption = "読むことのできるケース",
                                                 .columns = {{.label = "番号", .one_line = true},
                                                             {.label = "世帯"},
                                                             {.label = "状態", .one_line = true},
                                                             {.label = "主担当"},
                                                             {.label = "最後の記録",
                                                              .sort_path = "/cases?sort=last",
                                                              .sorted = Sorting::Descending,
                                                              .one_line = true},
                                                             {.label = "日数", .numeric = true}},
                                                 .rows = rows,
                                                 .count = count_text(1000, true),
                                                 .next_path = "/cases?after=x",
                                                 .first_path = "/cases",
                                                 .csv_path = "/cases.csv"})));
}

Html sign_in_page(const Site& site) {
    return bare_page(
        {.site = site,
         .title = "サインイン",
         .notices = {{.kind = NoticeKind::Information,
                      .title = "しばらく操作がなかったため、サインアウトしました",
                      .body = text(
                          "書きかけの内容は残っています。サインインすると続きから書けます。")}}},
        post_form(
            {.action = "/sign-in", .tokens = {.csrf = "token"}},
            group(
                text_field({.name = "account",
                            .label = "利用者名",
                            .required = true,
                            .width = FieldWidth::Medium,
                            .autocomplete = "username"}),
                text_field({.name = "password",
                            .label = "パスワード",
                            .required = true,
                            .width = FieldWidth::Medium,
                            .kind = TextKind::Password,
                            .autocomplete = "current-password"}),
                submit_row({.buttons = {{.label = "サインインする"}},
                            .note = "わからないときは、情報係 (内線0012) へおたずねください。"}))));
}

Html fault_page(const Site& site) {
    return bare_page(
        {.site = site, .title = "いま表示できません", .way_back = {"今日の画面へ", "/"}},
        refusal_block(
            {.refusal =
                 {.message = "こちらの不具合で、画面を作れませんでした。",
                  .instead =
                      "少し待ってから、もう一度お試しください。入力した内容は下書きに残っています。"},
             .ask = "情報係 (内線0012)。「受付番号 7f3a-19」とお伝えください"}));
}

Html refusal_page(PageFrame frame) {
    frame.title = "いまは支援決定できません";
    frame.current = "cases";
    frame.breadcrumb = {{"ケース", "/cases"}, {"R8-0031", "/cases/1"}};
    return page(
        frame,
        refusal_block(
            {.tried = "プラン (第1版) の支援決定",
             .refusal =
                 {.code = "gate.plan_decision",
                  .message = "たつのまるごと会議で「適切」と記録されるまで、支援決定はできません。",
                  .basis = "社会福祉法106条の4第2項第6号、国要綱 (重層的支援会議)",
                  .instead =
                      "次の会議 (11月27日) の議題に加えるか、持ち回りで諮ることができます。急ぐ支援は、各機関の決まりによってすぐに始め、経過に記録してください。"},
             .ask = "多機関協働担当 佐藤 (保健福祉課)",
             .ways = {{"会議の議題に加える", "/conferences/1"}, {"ケースへ戻る", "/cases/1"}}}));
}

}  // namespace kasane::test
