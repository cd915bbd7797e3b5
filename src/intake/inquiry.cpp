#include "intake/inquiry.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kernel/invalid.hpp"
#include "law/gates.hpp"

namespace kasane::intake {
namespace {

using Mistake = std::optional<Refusal>;

/// Codes come from select boxes, but also from whoever writes the request by hand.
Mistake check_code(const municipality::CodeList& list, std::string_view field,
                   std::string_view code) {
    if (code.empty() || list.has(code)) return std::nullopt;
    return invalid("inquiry.code", field,
                   fmt::format("「{}」を選び直してください。", list.title()));
}

Mistake check_codes(const municipality::CodeList& list, std::string_view field,
                    const std::vector<std::string>& all) {
    for (const auto& code : all) {
        if (auto no = check_code(list, field, code)) return no;
    }
    return std::nullopt;
}

Mistake check_choices(const InquiryForm& form, const municipality::CodeLists& lists) {
    if (auto no = check_code(lists.list("contact_method"), "contact_method", form.contact_method)) {
        return no;
    }
    if (auto no =
            check_code(lists.list("visitor_relation"), "caller_relation", form.caller.relation)) {
        return no;
    }
    if (auto no = check_code(lists.list("urgency"), "urgency", form.urgency)) return no;
    if (auto no = check_codes(lists.list("topics"), "topics", form.topics)) return no;
    if (auto no =
            check_codes(lists.list("urgent_reasons"), "urgent_reasons", form.urgent_reasons)) {
        return no;
    }
    if (!form.screening) return std::nullopt;
    return check_code(lists.list("referral_reasons"), "screening_reason", form.screening->reason);
}

Mistake check_persons(const InquiryForm& form, const municipality::CodeLists& lists,
                      const Date& today) {
    const bool called_by_something =
        form.case_id.has_value() ||
        std::ranges::any_of(form.persons, [](const auto& person) { return !person.name.empty(); });
    if (!called_by_something) {
        return law::refuse_field(
            law::gates::no_wrong_door, "person_1_name",
            "お名前か呼び名を入力してください。分からないときは「氏名不詳」で保存できます。");
    }
    for (std::size_t i = 0; i < form.persons.size(); ++i) {
        const auto& person = form.persons[i];
        const auto field = fmt::format("person_{}_", i + 1);
        if (person.birth_date && *person.birth_date > today) {
            return invalid("inquiry.birth", field + "birth",
                           "生年月日が、今日より後になっています。");
        }
        if (auto no = check_code(lists.list("relations"), field + "relation", person.relation)) {
            return no;
        }
    }
    return std::nullopt;
}

}  // namespace

Result<Done> check_inquiry(const InquiryForm& form, const municipality::CodeLists& lists,
                           const Date& today) {
    if (!form.received_on) {
        return law::refuse_field(law::gates::no_wrong_door, "received_on",
                                 "受け付けた日を入力してください。");
    }
    if (*form.received_on > today) {
        return invalid("inquiry.future", "received_on",
                       "受け付けた日が、今日より後になっています。");
    }
    if (auto no = check_persons(form, lists, today)) return *no;
    if (auto no = check_choices(form, lists)) return *no;
    if (!form.primary_topic.empty() &&
        std::ranges::find(form.topics, form.primary_topic) == form.topics.end()) {
        return invalid("inquiry.primary_topic", "topics",
                       "いちばん急ぐものは、選んだ相談内容のなかから一つ選んでください。");
    }
    if (form.screening) return check_screening(*form.screening);
    return Done{};
}

std::string channel_of(std::string_view relation, std::string_view contact_method) {
    if (contact_method == "meeting") return "conference";
    const bool in_person = contact_method == "visit" || contact_method == "home_visit";
    if (relation == "self") return in_person ? "self_visit" : "self_phone_mail";
    if (relation == "family") return in_person ? "family_visit" : "family_phone_mail";
    if (relation == "neighbor") return "resident_info";
    if (relation == "commissioner" || relation == "agency_staff" || relation == "school") {
        return "agency_referral";
    }
    return relation.empty() ? "" : "other";
}

}  // namespace kasane::intake
