#include "tests/support/pattern_pages.hpp"

namespace kasane::test {

using namespace web;

namespace {

std::vector<Choice> topics() {
    return {{"health_disability", "病気や健康、障害のこと"},
            {"housing", "住まいについて"},
            {"income_living_cost", "収入・生活費のこと"},
            {"rent_loan_payment", "家賃やローンの支払いのこと"},
            {"tax_utility_payment", "税金や公共料金等の支払いについて"},
            {"debt", "債務について"},
            {"job_search", "仕事探し、就職について"},
            {"work_trouble", "仕事上の不安やトラブル"},
            {"community_relation", "地域との関係について"},
            {"family_relation", "家族との関係について"},
            {"childcare", "子育てのこと"},
            {"elder_care", "介護のこと"},
            {"hikikomori_truancy", "ひきこもり・不登校"},
            {"dv_abuse", "DV・虐待"},
            {"no_food", "食べるものがない"},
            {"other", "その他"}};
}

Html who_and_how(const Entered& entered) {
    return field_group({.legend = "1 誰から・どうやって"},
                       group(field_row({date_field({.name = "received_on",
                                                    .label = "受け付けた日",
                                                    .value = pattern_today(),
                                                    .required = true},
                                                   entered),
                                        text_field({.name = "received_at",
                                                    .label = "時刻",
                                                    .value = "14:05",
                                                    .width = FieldWidth::Short,
                                                    .kind = TextKind::Time},
                                                   entered)}),
                             radio_area({.name = "method",
                                         .legend = "受付方法",
                                         .values = {"phone"},
                                         .groups = ungrouped({{"visit", "来所"},
                                                              {"phone", "電話"},
                                                              {"home_visit", "訪問"},
                                                              {"email_form", "メール・フォーム"},
                                                              {"sns_line", "SNS・LINE"},
                                                              {"online", "オンライン"},
                                                              {"document", "文書"},
                                                              {"meeting", "会議"}}),
                                         .columns = 4,
                                         .dense = true},
                                        entered),
                             radio_area({.name = "caller",
                                         .legend = "相談に来た人",
                                         .values = {"self"},
                                         .groups = ungrouped({{"self", "本人"},
                                                              {"family", "家族"},
                                                              {"neighbor", "近隣"},
                                                              {"commissioner", "民生委員"},
                                                              {"agency", "関係機関"},
                                                              {"unknown", "聞いていない"}}),
                                         .columns = 3,
                                         .dense = true},
                                        entered),
                             text_field({.name = "caller_phone",
                                         .label = "電話番号",
                                         .help = "折り返してよいかを確かめてから書きます",
                                         .width = FieldWidth::Medium,
                                         .kind = TextKind::Telephone},
                                        entered)));
}

Html about_whom(const Entered& entered) {
    return field_group(
        {.legend = "2 誰のこと・世帯",
         .help =
             "わからないところは空けたままで保存できます。お名前は通称や「氏名不詳」でも構いません。"},
        group(field_row(
                  {text_field(
                       {.name = "name", .label = "呼び名・氏名", .required = true, .maximum = 80},
                       entered),
                   text_field({.name = "kana", .label = "ふりがな", .kind = TextKind::Kana},
                              entered)}),
              date_field({.name = "birth_date",
                          .label = "生年月日",
                          .help = "年だけでも構いません",
                          .first_era = Era::Showa},
                         entered),
              field_row(
                  {select_field(
                       {.name = "household_type",
                        .label = "世帯類型",
                        .groups = {{"単身", {{"single", "単身"}, {"single_elderly", "高齢単身"}}},
                                   {"家族",
                                    {{"couple_only", "夫婦のみ"},
                                     {"parent_adult_child", "親と未婚の成人子"}}}},
                        .nothing_chosen = "未確認"},
                       entered),
                   text_field({.name = "household_size",
                               .label = "世帯の人数",
                               .width = FieldWidth::Short,
                               .kind = TextKind::Number,
                               .unit = "人"},
                              entered)})));
}

Html what_and_how_on(const Entered& entered) {
    return field_group(
        {.legend = "3 何の相談・どうする"},
        group(long_text_field({.name = "said",
                               .label = "話の内容",
                               .help = "聞いたとおりに。あとから書き足せます。",
                               .rows = 8,
                               .maximum = 20000,
                               .time_stamp = true,
                               .phrases = {"本人より電話。", "折り返しの約束をした。"}},
                              entered),
              check_area({.name = "topics",
                          .legend = "相談の種類",
                          .help = "あてはまるものすべて。選ぶと「いちばん急ぐ」を付けられます。",
                          .groups = ungrouped(topics()),
                          .columns = 2,
                          .mark_one = MarkOne{"primary_topic", "いちばん急ぐ"}},
                         entered),
              radio_area({.name = "urgency",
                          .legend = "緊急性",
                          .values = {"normal"},
                          .required = true,
                          .groups = ungrouped({{"immediate", "今日のうちに"},
                                               {"within_week", "1週間のうちに"},
                                               {"normal", "ふつう"}}),
                          .columns = 3},
                         entered),
              upload_field({.name = "form",
                            .label = "使っている相談票を付ける",
                            .help = "紙の様式の写真やPDFを付けると、入力は上の項目だけで済みます",
                            .accept = ".pdf,.jpg,.png",
                            .several = true},
                           entered)));
}

}  // namespace

Entered wrong_inquiry() {
    Fields typed;
    typed.add("received_on_era", "reiwa");
    typed.add("received_on_year", "8");
    typed.add("received_on_month", "2");
    typed.add("received_on_day", "30");
    typed.add("name", "");
    typed.add(
        "said",
        "14:05 本人より電話。「食べるものがもうない」。声が小さい。\n14:20 折り返しの約束をした。");
    typed.add("topics", "no_food");
    typed.add("topics", "income_living_cost");
    typed.add("primary_topic", "no_food");
    typed.add("method", "phone");
    return Entered(typed, {{"received_on", "2月30日はありません。受け付けた日を確かめてください"},
                           {"name", "呼び名を書いてください。「氏名不詳」でも保存できます"},
                           {"urgency", "緊急性を選んでください"}});
}

Html inquiry_page(PageFrame frame, const Entered& entered) {
    frame.title = "相談受付";
    frame.current = "inquiries";
    frame.breadcrumb = {{"相談", "/inquiries"}};
    frame.aside = group(section({.title = "同じ人かもしれません"},
                                data_table({.caption = "同じ人かもしれません",
                                            .caption_hidden = true,
                                            .columns = {{.label = "氏名"}, {.label = "生年月日"}},
                                            .rows = {{.cells = {text("中村 隆"), text("S53.4.2")},
                                                      .path = "/persons/1"}}})),
                        notice({.kind = NoticeKind::Information,
                                .title = "ほかの機関がこの世帯を知っているかもしれません",
                                .body = link_to({"多機関協働担当にたずねる", "/memos/new"})}));
    const Html outcomes = outcome_buttons(
        "このあとどうするかを選ぶと、保存されます",
        {{"own", "自分の窓口で対応", "ケースを作り、担当は保健福祉課 福祉係になります", true},
         {"memo", "つなぎメモを送る", "保存して、あて先を選ぶ画面へ進みます"},
         {"coordination", "多機関協働へ",
          "多機関協働担当に受け取りを頼みます。迷うときもこちらです"},
         {"information", "情報提供で終了", "案内した内容を残して終わります"}});
    const Html keep = submit_row(
        {.buttons = {{.label = "決めずに保存する", .value = "keep", .kind = ButtonKind::Other}},
         .cancel_label = "書くのをやめる",
         .cancel_path = "/inquiries"});
    return page(
        frame,
        group(error_summary(entered),
              post_form(
                  {.action = "/inquiries",
                   .tokens = {.csrf = "token",
                              .form_token = "once",
                              .draft_key = "inquiry-1",
                              .draft_note = entered.present() ? "" : "10:32の下書きの続きです。"},
                   .upload = true},
                  group(who_and_how(entered), about_whom(entered), what_and_how_on(entered),
                        outcomes, keep))));
}

Html stale_page(PageFrame frame) {
    frame.title = "両方の内容を見比べてください";
    frame.current = "cases";
    frame.breadcrumb = {{"ケース", "/cases"}, {"R8-0031", "/cases/1"}};
    const std::string mine =
        "母の通所が始まった。長男と玄関で話せるようになった。\n12月に見学の予定。";
    return page(
        frame,
        post_form(
            {.action = "/cases/1/situation",
             .tokens = {.csrf = "token", .form_token = "once", .version = "18"}},
            group(both_texts(
                      {{"いまの様子", "母の通所が週2回になった。長男は朝に起きられる日が増えた。"},
                       {"連絡のとれる人", "原 由美 (長女)"}},
                      {{"いまの様子", mine}, {"連絡のとれる人", "原 由美"}}),
                  long_text_field({.name = "situation", .label = "いまの様子", .value = mine}),
                  text_field({.name = "key_person", .label = "連絡のとれる人", .value = "原 由美"}),
                  submit_row({.buttons = {{.label = "この内容で保存する"}},
                              .cancel_label = "保存されている内容のままにする",
                              .cancel_path = "/cases/1"}))));
}

}  // namespace kasane::test
