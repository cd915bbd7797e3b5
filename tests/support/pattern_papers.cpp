#include "tests/support/pattern_pages.hpp"

namespace kasane::test {

using namespace web;

Html memo_page(PageFrame frame) {
    frame.title = "母の介護と長男の今後について";
    frame.window_title = "つなぎメモ 8-0123";
    frame.above_title = "つなぎメモ";
    frame.beside_title = chips({{"返事待ち", Tone::Waiting}});
    frame.current = "memos";
    frame.breadcrumb = {{"つなぎメモ", "/memos"}};
    frame.ground = "つなぎメモの宛先 (令和8年11月14日〜)";
    frame.print.recipient_number = "3";
    const Html answer =
        next_step({.sentence = "引き受けるか、返事をします",
                   .holder = "保健福祉課 福祉係",
                   .until = Date::of(2026, 11, 19),
                   .today = pattern_today(),
                   .acts = {{.label = "引き受ける",
                             .path = "/memos/1/accept",
                             .explanation = "担当になり、相手に知らせます",
                             .post = FormTokens{.csrf = "token", .form_token = "once"}},
                            {.label = "返事を書く", .path = "/memos/1/answer"}},
                   .others = {{.label = "別の窓口へ回す",
                               .path = "/memos/1/redirect",
                               .explanation = "理由を一言添えます"},
                              {.label = "引き受けられないと伝える",
                               .path = "/memos/1/decline",
                               .explanation = "理由を一言添えます"}}});
    const Html paper = letter(
        {.title = "つなぎメモ",
         .number = "8-0123",
         .date = "令和8年11月14日",
         .from = "地域包括支援センター 小林 明",
         .to = "保健福祉課 福祉係",
         .until = deadline(*Date::of(2026, 11, 19), pattern_today()),
         .parts =
             {{"何をしてほしい", text("長男 (48) の今後について、いちど一緒に訪問してほしい。")},
              {"概要",
               text(
                   "母 (76) の介護認定の更新で訪問した際、同居の長男が10年以上働いておらず、"
                   "夜間に声を荒らげることがあると母から聞いた。\n家計は母の年金のみ。電気料金を2か月滞納している。")},
              {"これまで",
               text("10月から通所を週1回。長男とは廊下ですれ違う程度で、話はできていない。")},
              {"同意",
               text("母: 情報共有に同意 (令和8年9月1日、署名)。長男: 未取得 (働きかけ中)。")}},
         .replies = {{"保健福祉課 福祉係", "令和8年11月14日 16:20", "受け取りました",
                      "担当を決めて、19日までに連絡します。"},
                     {"多機関協働担当 佐藤", "令和8年11月17日 9:05", "返事",
                      "27日のさぽネット会議でも相談できます。"}}});
    return page(frame, group(answer, paper));
}

Html consent_page(PageFrame frame) {
    frame.title = "情報を共有することについての同意";
    frame.current = "cases";
    frame.breadcrumb = {{"ケース", "/cases"}, {"R8-0031", "/cases/1"}};
    const auto heading = [](const Html& content) { return tags::h2(content); };
    const Html intro = group(heading(ruby_text({{"相談", "そうだん"},
                                                {"した"},
                                                {"内容", "ないよう"},
                                                {"を、"},
                                                {"だれと"},
                                                {"共有", "きょうゆう"},
                                                {"してよいですか"}})),
                             tags::p(ruby_text({{"あなたを"},
                                                {"手伝", "てつだ"},
                                                {"う"},
                                                {"人", "ひと"},
                                                {"たちが、"},
                                                {"同", "おな"},
                                                {"じことを"},
                                                {"何度", "なんど"},
                                                {"も"},
                                                {"聞", "き"},
                                                {"かなくてすむように、"},
                                                {"話", "はなし"},
                                                {"の"},
                                                {"内容", "ないよう"},
                                                {"を"},
                                                {"伝", "つた"},
                                                {"え"},
                                                {"合", "あ"},
                                                {"います。"}})));
    const Html questions = yes_no_list(
        {{"agency_hokatsu",
          ruby_text({{"地域", "ちいき"}, {"包括", "ほうかつ"}, {"支援", "しえん"}, {"センター"}}),
          "地域包括支援センター", "yes"},
         {"agency_work",
          ruby_text(
              {{"生活", "せいかつ"}, {"就労", "しゅうろう"}, {"支援", "しえん"}, {"センター"}}),
          "生活就労支援センター", ""},
         {"agency_school", ruby_text({{"学校", "がっこう"}}), "学校", "no"}});
    const Html until = tags::p(ruby_text({{"令和", "れいわ"},
                                          {"9"},
                                          {"年", "ねん"},
                                          {"8"},
                                          {"月", "がつ"},
                                          {"31"},
                                          {"日", "にち"},
                                          {"まで。"},
                                          {"いつでもやめられます。"}}));
    return page(
        frame, post_form({.action = "/consents", .tokens = {.csrf = "token", .form_token = "o"}},
                         group(large_type(group(intro, questions, until, signature_line("お名前"))),
                               submit_row({.buttons = {{.label = "同意を記録する"}},
                                           .cancel_label = "あとにする",
                                           .cancel_path = "/cases/1"}))));
}

Html confirmation_page(PageFrame frame) {
    frame.title = "資料を開く前の確認";
    frame.current = "conferences";
    frame.breadcrumb = {{"会議", "/conferences"}, {"さぽネット会議 11月27日", "/conferences/1"}};
    return page(
        frame,
        confirmation(
            {.question = "次の範囲で、資料を参加者に開きますか。",
             .opens =
                 Opening{
                     .about = "中村 隆さん (R8-0031)",
                     .desks = {"保健福祉課 福祉係", "地域包括支援センター", "生活就労支援センター"},
                     .people = {"民生委員 唐澤さん (伊那富地区)"},
                     .categories = {"本人を特定する情報", "相談・支援の内容", "支援会議の情報"},
                     .until = "議事録が確定して14日後まで",
                     .basis =
                         "社会福祉法106条の6 (さぽネット会議)。参加者は守秘義務の説明を受けてから読みます"},
             .action = "/conferences/1/open",
             .tokens = {.csrf = "token", .form_token = "once"},
             .yes = "4か所に資料を開く",
             .no_path = "/conferences/1"}));
}

/// More than twenty, so that the list can be narrowed.
std::vector<Choice> many_places() {
    std::vector<Choice> places;
    for (const auto* name : {"ささえあいサロン", "こども食堂", "就労準備の畑", "ふれあい喫茶"}) {
        for (int number = 1; number <= 6; ++number) {
            const std::string code = "place" + std::to_string(places.size());
            places.push_back({.code = code, .label = name + std::to_string(number)});
        }
    }
    return places;
}

Html pieces_page(PageFrame frame) {
    frame.title = "部品の見本";
    frame.notices = {{.kind = NoticeKind::Success, .title = "保存しました"},
                     {.kind = NoticeKind::Information, .title = "明日の会議は13時30分からです"},
                     {.kind = NoticeKind::Warning,
                      .title = "同意の期限があと3日です",
                      .body = link_to({"更新する", "/consents/1"})},
                     {.kind = NoticeKind::Error, .title = "保存できませんでした"}};
    const Html chip_row = chips({{"受付", Tone::Plain},
                                 {"支援実施", Tone::Active},
                                 {"返事待ち", Tone::Waiting},
                                 {"同意あり", Tone::Good},
                                 {"期限切れ", Tone::Alert},
                                 {"終結", Tone::Quiet}});
    const Html days = group(deadline(pattern_today().plus_days(12), pattern_today()), text(" ・ "),
                            deadline(pattern_today().plus_days(3), pattern_today()), text(" ・ "),
                            deadline(pattern_today(), pattern_today()), text(" ・ "),
                            deadline(pattern_today().plus_days(-2), pattern_today()));
    const Html fields = group(
        text_field({.name = "fixed",
                    .label = "受付番号",
                    .value = "R8-0031",
                    .width = FieldWidth::Medium,
                    .fixed_because = "番号は自動で付きます"}),
        check_area({.name = "agencies",
                    .legend = "どの機関と",
                    .values = {"a"},
                    .groups = {{"町", {{"a", "保健福祉課", "福祉係・保健係"}, {"b", "教育委員会"}}},
                               {"民間",
                                {{"c", "社会福祉協議会"},
                                 {"d", "NPO法人", "", "いまは委託の期間外です"}}}}}),
        check_area({.name = "places",
                    .legend = "どの場所へ",
                    .groups = ungrouped(many_places()),
                    .dense = true}),
        check_field({.name = "read", .label = "上の説明を読みました", .required = true}),
        outcome_buttons("どうしますか",
                        {{"a", "たつのまるごと会議へ", "次は11月27日です", true},
                         {"b", "終結", "", false, "評価がまだありません (実施要綱)"}}),
        submit_row(
            {.buttons = {{.label = "保存する"},
                         {.label = "下書きのまま置く", .value = "draft", .kind = ButtonKind::Other},
                         {.label = "同意を撤回する",
                          .value = "withdraw",
                          .kind = ButtonKind::Danger,
                          .explanation = "3か所の閲覧がすぐに終わります"}},
             .cancel_label = "戻る",
             .cancel_path = "/"}));
    return page(
        frame,
        group(
            section({.title = "札と期限"}, group(chip_row, tags::p(days))),
            section({.title = "要点", .level = 2}, facts({{"氏名", text("中村 隆")},
                                                          {"電話", Html()},
                                                          {"住所", text("辰野町中央1番地")}})),
            section({.title = "横に長い表"},
                    data_table({.caption = "指標",
                                .columns = {{.label = "指標"},
                                            {.label = "目標", .numeric = true},
                                            {.label = "実績", .numeric = true}},
                                .rows = {{.cells = {text("つなぎメモ"), text(grouped_digits(1200)),
                                                    text(grouped_digits(1038))}}},
                                .narrow = NarrowTable::Scroll})),
            somebody_edits("地域包括支援センター 小林さん"),
            more("数え方", tags::p("年度のうちに送られたつなぎメモの数です。")),
            post_form({.action = "/x", .tokens = {.csrf = "token"}}, fields)));
}

}  // namespace kasane::test
