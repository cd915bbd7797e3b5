#include "intake/inquiry_fields.hpp"

#include <fmt/format.h>

#include "access/choices.hpp"
namespace kasane::intake {
namespace {

using namespace web;

std::vector<Choice> choices_in(const municipality::CodeList& list, const Date& day) {
    std::vector<Choice> choices;
    for (const auto& choice : list.offered_on(day)) {
        choices.push_back({.code = choice.code, .label = choice.label});
    }
    return choices;
}

/// The town's own order of topics, as its form has them.
std::vector<Choice> topics_of(const municipality::Profile& profile, const Date& day) {
    const auto& list = profile.codes.list("topics");
    if (profile.intake_topics.empty()) return choices_in(list, day);
    std::vector<Choice> choices;
    for (const auto& code : profile.intake_topics) {
        choices.push_back({.code = code, .label = list.label(code)});
    }
    return choices;
}

Html caller_part(const FormSetting& setting, const Entered& entered) {
    const auto& codes = setting.profile.codes;
    return field_group(
        {"1. だれから・どうやって", "分かることだけで保存できます。"},
        group(date_field({.name = "received_on",
                          .label = "受け付けた日",
                          .value = setting.today,
                          .required = true},
                         entered),
              radio_area(
                  {.name = "caller_relation",
                   .legend = "相談に来た人",
                   .groups = ungrouped(choices_in(codes.list("visitor_relation"), setting.today)),
                   .dense = true},
                  entered),
              radio_area(
                  {.name = "contact_method",
                   .legend = "受付方法",
                   .groups = ungrouped(choices_in(codes.list("contact_method"), setting.today)),
                   .dense = true},
                  entered),
              field_row({text_field({.name = "caller_name",
                                     .label = "来た人の氏名(本人でないとき)",
                                     .width = FieldWidth::Medium,
                                     .maximum = name_characters},
                                    entered),
                         text_field({.name = "caller_phone",
                                     .label = "来た人の電話",
                                     .width = FieldWidth::Medium,
                                     .kind = TextKind::Telephone,
                                     .maximum = name_characters},
                                    entered)}),
              check_field({.name = "caller_is_reporter",
                           .label = "通報・情報提供として受けた",
                           .help = "どなたからの話かは、この窓口だけが確認できます。"
                                   "経過・会議・印刷には出ません。相談の内容の欄にも、"
                                   "その方が分かることは書かないでください。"},
                          entered)));
}

Html known_persons(const ExistingCase& existing, const Entered& entered) {
    std::vector<Choice> persons;
    for (const auto& person : existing.persons) {
        persons.push_back({.code = person.id.text(), .label = person.name.reveal()});
    }
    return check_area({.name = "known_persons",
                       .legend = "この世帯のどなたのことですか",
                       .groups = ungrouped(std::move(persons))},
                      entered);
}

/// After 「似た人を確認」: the inquiry can join the case of somebody who is known already.
Html same_person(const people::SimilarPersons& similar, const Entered& entered) {
    std::vector<Choice> choices{{.code = "", .label = "どの人でもない(新しく記録する)"}};
    for (const auto& known : similar.known) {
        const auto birth =
            known.birth_date ? japanese_date(*known.birth_date) + "生" : "生年月日未確認";
        choices.push_back({.code = known.case_id.text() + "/" + known.person.text(),
                           .label = fmt::format("{} {}", known.name, known.name_kana),
                           .help = birth + "。この人のケースの相談として記録します。"});
    }
    Html found = similar.known.empty()
                     ? notice({.title = "この窓口が確認できる範囲に、似た人はいません。"})
                     : radio_area({.name = "same_as",
                                   .legend = "同じ人ですか",
                                   .values = {""},
                                   .groups = ungrouped(std::move(choices)),
                                   .columns = 1},
                                  entered);
    if (similar.another_agency_may_know) {
        found += notice({.kind = NoticeKind::Warning,
                         .title = "ほかの機関が、この世帯を知っているかもしれません。",
                         .body = text("多機関協働の担当者に確認できます。"
                                      "このまま受け付けを続けてかまいません。")});
    }
    return found;
}

Html persons_part(const FormSetting& setting, const Entered& entered) {
    Html fields;
    if (setting.existing) {
        fields += hidden_field("case_id", setting.existing->id.text());
        fields += notice({.title = fmt::format("ケース {} {}への相談として記録します。",
                                               setting.existing->number, setting.existing->label)});
        fields += known_persons(*setting.existing, entered);
        fields += more("新しい世帯員を加える",
                       people::person_fields(setting.profile, nth_person(1), entered));
    } else {
        fields += people::person_fields(setting.profile, nth_person(1), entered);
        fields += submit_row(
            {.buttons = {
                 {.label = "似た人を確認", .value = "similar", .kind = ButtonKind::Other}}});
    }
    if (setting.similar) fields += same_person(*setting.similar, entered);
    Html others;
    for (int number = 2; number <= most_persons; ++number) {
        others += field_group({fmt::format("{}人目", number)},
                              people::person_fields(setting.profile, nth_person(number), entered));
    }
    fields += more("世帯のほかの人を書く(6人まで)", others);
    return field_group({"2. だれのこと・世帯"}, fields);
}

/// A form the desk uses already stands for what would be written a second time, where the town takes
/// it. Basis: R18, settings.existing_forms.
Html attached_field(const municipality::Profile& profile, const Entered& entered) {
    const bool taken =
        profile.settings.existing_forms.value == municipality::ExistingForms::Accepted;
    return upload_field(
        {.name = "attached",
         .label = taken ? fmt::format("いまお使いの{}", profile.term("existing_form"))
                        : std::string("添付する書類"),
         .help = taken ? "添付すれば、上の欄は必要なところだけで構いません。"
                       : "書類を添付したときも、上の欄に記入してください。",
         .accept = ".pdf,.png,.jpg,.jpeg,.xlsx,.docx,.odt,.ods,.txt,.csv",
         .several = true},
        entered);
}

Html talk_part(const FormSetting& setting, const Entered& entered) {
    const auto& codes = setting.profile.codes;
    return group(
        check_area({.name = "topics",
                    .legend = "相談の内容",
                    .help = "あてはまるものすべてと、いちばん急ぐもの一つを選びます。",
                    .groups = ungrouped(topics_of(setting.profile, setting.today)),
                    .columns = 4,
                    .mark_one = MarkOne{"primary_topic", "いちばん急ぐ"}},
                   entered),
        text_field({.name = "topic_note",
                    .label = "その他の内容",
                    .width = FieldWidth::Full,
                    .maximum = line_characters},
                   entered),
        long_text_field({.name = "said",
                         .label = "話されたこと",
                         .rows = 8,
                         .maximum = long_characters,
                         .time_stamp = true},
                        entered),
        long_text_field(
            {.name = "wishes", .label = "本人・家族の希望", .rows = 2, .maximum = long_characters},
            entered),
        radio_area({.name = "urgency",
                    .legend = "緊急性",
                    .groups = ungrouped(choices_in(codes.list("urgency"), setting.today)),
                    .dense = true},
                   entered),
        more("緊急の理由・すでに関わっている機関・相談票の添付",
             group(check_area({.name = "urgent_reasons",
                               .legend = "緊急の理由",
                               .groups = ungrouped(
                                   choices_in(codes.list("urgent_reasons"), setting.today)),
                               .dense = true},
                              entered),
                   text_field({.name = "involved_agencies",
                               .label = "すでに関わっている機関・担当",
                               .width = FieldWidth::Full,
                               .maximum = line_characters},
                              entered),
                   attached_field(setting.profile, entered))));
}

/// The reasons, each with the town's own criterion where it has one.
std::vector<Choice> reasons_of(const municipality::Profile& profile, const Date& day) {
    std::vector<Choice> reasons;
    for (const auto& choice : profile.codes.list("referral_reasons").offered_on(day)) {
        std::string help;
        for (const auto& criterion : profile.screening_criteria) {
            if (criterion.reason == choice.code) help = criterion.text;
        }
        reasons.push_back({.code = choice.code, .label = choice.label, .help = help});
    }
    return reasons;
}

std::vector<Outcome> outcomes_of(const ScreeningSetting& setting) {
    const auto memo = std::string(setting.profile.term("memo"));
    const auto coordination = setting.profile.desk_name(setting.profile.coordinating_desk);
    auto outcomes = setting.more_outcomes;
    outcomes.push_back({.value = "own_desk",
                        .label = "自分の窓口で対応",
                        .explanation = "この窓口が担当し、経過を記録していきます。"});
    outcomes.push_back({.value = "network",
                        .label = "連携して対応",
                        .explanation = "いまの連携のなかで、ほかの窓口と一緒に対応します。"});
    outcomes.push_back({.value = "refer_desk",
                        .label = memo + "を送る",
                        .explanation = "ほかの窓口へつなぎます。次の画面でメモを書きます。"});
    outcomes.push_back(
        setting.coordinating_desk
            ? Outcome{.value = "refer_coordinator",
                      .label = "多機関協働で扱う",
                      .explanation = "この窓口で、多機関協働として受理します。"}
            : Outcome{.value = "refer_coordinator",
                      .label = "多機関協働へ",
                      .explanation = fmt::format("{}へ、{}でつなぎます。", coordination, memo)});
    outcomes.push_back({.value = "info_only_closed",
                        .label = "情報提供で終了",
                        .explanation = "お伝えした内容をメモに残して、終えます。"});
    return outcomes;
}

}  // namespace

people::PersonForm nth_person(int number) {
    return {.prefix = fmt::format("person_{}_", number),
            .asks_for_name = number == 1,
            .relation = number == 1 ? "self" : ""};
}

Html screening_fields(const ScreeningSetting& setting, const Entered& entered) {
    return group(
        radio_area({.name = "screening_reason",
                    .legend = "つなぐ理由(つなぐとき)",
                    .help = "迷うときは「判断に迷う」で構いません。",
                    .groups = ungrouped(reasons_of(setting.profile, setting.today)),
                    .dense = true},
                   entered),
        field_row({select_field({.name = "screening_to",
                                 .label = "つなぐ窓口(決まっていれば)",
                                 .groups = access::desks_by_agency(setting.profile, setting.today),
                                 .nothing_chosen = "次の画面で選ぶ"},
                                entered),
                   long_text_field({.name = "screening_note",
                                    .label = "振り分けのメモ",
                                    .help = "情報提供で終えるときは、お伝えした内容を書きます。",
                                    .rows = 2,
                                    .maximum = 1000},
                                   entered)}),
        outcome_buttons(setting.legend, outcomes_of(setting)));
}

Html inquiry_fields(const FormSetting& setting, const Entered& entered) {
    return group(caller_part(setting, entered), persons_part(setting, entered),
                 field_group({"3. 何の相談・どうする"}, talk_part(setting, entered)));
}

}  // namespace kasane::intake
