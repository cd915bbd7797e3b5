#include <algorithm>

#include "intake/inquiry_fields.hpp"

namespace kasane::intake {
namespace {

using web::FormReader;
using web::Need;

std::vector<std::string> codes_in(const municipality::CodeList& list) {
    std::vector<std::string> all;
    for (const auto& choice : list.all()) all.push_back(choice.code);
    return all;
}

std::string one_of(FormReader& form, std::string_view name, const municipality::CodeList& list) {
    return form.code(name, list.title(), codes_in(list)).value_or("");
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

void read_persons(FormReader& form, const municipality::Profile& profile, InquiryForm& inquiry) {
    if (const auto id = form.id("case_id", "ケース")) inquiry.case_id = CaseId(*id);
    for (int number = 1; number <= most_persons; ++number) {
        if (auto person = people::read_person(form, profile, nth_person(number))) {
            inquiry.persons.push_back(std::move(*person));
        }
    }
}

}  // namespace

std::optional<Screening> read_screening(FormReader& form, const municipality::Profile& profile) {
    const auto outcome = from_code<ScreeningOutcome>(form.act());
    if (!outcome) return std::nullopt;
    Screening screening{.outcome = *outcome};
    screening.reason = one_of(form, "screening_reason", profile.codes.list("referral_reasons"));
    screening.note = form.long_text("screening_note", "振り分けのメモ", {1000, Need::Optional});
    std::vector<std::string> desks;
    for (const auto& desk : profile.desks) desks.push_back(desk.id.text());
    if (const auto to = form.code("screening_to", "つなぐ窓口", desks)) {
        screening.to_desk = DeskId(*to);
    }
    return screening;
}

InquiryForm read_inquiry(FormReader& form, const municipality::Profile& profile) {
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
    read_persons(form, profile, inquiry);
    for (const auto& each : form.codes_of("topics", "相談の内容", codes_in(codes.list("topics")))) {
        inquiry.topics.push_back(each);
    }
    inquiry.primary_topic = one_of(form, "primary_topic", codes.list("topics"));
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
        form.codes_of("urgent_reasons", "緊急の理由", codes_in(codes.list("urgent_reasons")));
    inquiry.involved_agencies = form.text("involved_agencies", "すでに関わっている機関・担当",
                                          {web::line_characters, Need::Optional});
    join_known_person(form, inquiry);
    inquiry.screening = read_screening(form, profile);
    if (form.act() == hint_outcome) inquiry.nature = InquiryNature::Hint;
    return inquiry;
}

}  // namespace kasane::intake
