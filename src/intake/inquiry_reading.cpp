#include <algorithm>

#include "intake/inquiry_fields.hpp"

namespace kasane::intake {
namespace {

using web::FormReader;
using web::Need;

std::string one_of(FormReader& form, std::string_view name, const municipality::CodeList& list) {
    return form.code(name, list.title(), list.codes()).value_or("");
}

/// 「同じ人です」: "<case>/<person>" of a person who was found; the row that was typed about them
/// is not written down a second time.
void join_known_person(FormReader& form, InquiryForm& inquiry) {
    const auto same = form.text("same_as", "同じ人ですか");
    if (same.empty()) return;
    const auto slash = same.find('/');
    const auto case_id = same.substr(0, slash);
    const auto person = slash == std::string::npos ? std::string() : same.substr(slash + 1);
    if (!is_uuid(case_id) || !is_uuid(person)) {
        form.add_error("same_as", "同じ人かどうかを、もう一度選んでください。");
        return;
    }
    inquiry.case_id = CaseId(case_id);
    inquiry.known_persons.emplace_back(person);
    if (!inquiry.persons.empty()) inquiry.persons.erase(inquiry.persons.begin());
}

void read_persons(FormReader& form, const municipality::Profile& profile, const Date& today,
                  InquiryForm& inquiry) {
    if (const auto id = form.id("case_id", "ケース")) inquiry.case_id = CaseId(*id);
    inquiry.known_persons = form.ids_of<PersonId>("known_persons", "この世帯のどなたのことか");
    for (int number = 1; number <= most_persons; ++number) {
        const auto fields = nth_person(number);
        auto person = people::read_person(form, profile, fields);
        if (!person) continue;
        // Here the person still has the number they have on the page.
        if (person->birth_date && *person->birth_date > today) {
            form.add_error(fields.prefix + "birth", "生年月日が、今日より後になっています。");
        }
        inquiry.persons.push_back(std::move(*person));
    }
    if (!inquiry.case_id && inquiry.persons.empty() && form.value("same_as").empty()) {
        form.add_error(
            "person_1_name",
            "お名前か呼び名を入力してください。分からないときは「氏名不詳」で保存できます。");
    }
}

}  // namespace

std::optional<Screening> read_screening(FormReader& form, const municipality::Profile& profile) {
    const auto outcome = from_code<ScreeningOutcome>(form.act());
    Screening screening{.outcome = outcome.value_or(ScreeningOutcome::OwnDesk)};
    screening.reason = one_of(form, "screening_reason", profile.codes.list("referral_reasons"));
    screening.note = form.long_text("screening_note", "振り分けのメモ", {1000, Need::Optional});
    std::vector<std::string> desks;
    for (const auto& desk : profile.desks) desks.push_back(desk.id.text());
    if (const auto to = form.code("screening_to", "つなぐ窓口", desks)) {
        screening.to_desk = DeskId(*to);
    }
    if (!outcome) {
        // What was written about a decision that was not taken would be lost with the form.
        if (!screening.note.empty()) {
            form.add_error("screening_note",
                           "振り分けのメモは、振り分けを選ぶと保存されます。振り分けを選ぶか、"
                           "「話されたこと」に移してください。");
        }
        return std::nullopt;
    }
    return screening;
}

InquiryForm read_inquiry(FormReader& form, const municipality::Profile& profile,
                         const Date& today) {
    const auto& codes = profile.codes;
    InquiryForm inquiry;
    inquiry.received_on = form.date("received_on", "受け付けた日", Need::Required);
    inquiry.contact_method = one_of(form, "contact_method", codes.list("contact_method"));
    inquiry.caller.relation = one_of(form, "caller_relation", codes.list("visitor_relation"));
    inquiry.caller.name =
        form.text("caller_name", "来た人の氏名", {web::name_characters, Need::Optional});
    inquiry.caller.phone =
        form.text("caller_phone", "来た人の電話", {web::name_characters, Need::Optional});
    inquiry.caller.is_reporter = form.checked("caller_is_reporter");
    read_persons(form, profile, today, inquiry);
    for (const auto& each : form.codes_of("topics", "相談の内容", codes.list("topics").codes())) {
        inquiry.topics.push_back(each);
    }
    inquiry.primary_topic =
        form.mark("primary_topic", "topics", "いちばん急ぐもの", codes.list("topics").codes());
    // The mark says that the topic is meant, also when its box was forgotten.
    if (!inquiry.primary_topic.empty() &&
        std::ranges::find(inquiry.topics, inquiry.primary_topic) == inquiry.topics.end()) {
        inquiry.topics.push_back(inquiry.primary_topic);
    }
    inquiry.topic_note =
        form.text("topic_note", "その他の内容", {web::line_characters, Need::Optional});
    inquiry.said = form.long_text("said", "話されたこと");
    inquiry.wishes = form.long_text("wishes", "本人・家族の希望");
    inquiry.urgency = one_of(form, "urgency", codes.list("urgency"));
    inquiry.urgent_reasons =
        form.codes_of("urgent_reasons", "緊急の理由", codes.list("urgent_reasons").codes());
    inquiry.involved_agencies = form.text("involved_agencies", "すでに関わっている機関・担当",
                                          {web::line_characters, Need::Optional});
    join_known_person(form, inquiry);
    inquiry.screening = read_screening(form, profile);
    if (form.act() == hint_outcome) inquiry.nature = InquiryNature::Hint;
    return inquiry;
}

}  // namespace kasane::intake
