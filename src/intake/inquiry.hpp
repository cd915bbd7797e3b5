#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/screening.hpp"
#include "kernel/date.hpp"
#include "kernel/ids.hpp"
#include "kernel/result.hpp"
#include "municipality/code_lists.hpp"
#include "people/person.hpp"

namespace kasane::intake {

/// 相談に来た人 — who spoke to the desk. Somebody who reports about others (通報者・情報提供者) is
/// readable by the receiving desk alone (gate.reporter).
struct Caller {
    std::string relation;  ///< a code of list visitor_relation
    std::string name;
    std::string phone;
    bool is_reporter = false;
};

/// 既存の相談票 — a form the desk already uses, attached instead of typing it again.
struct AttachedForm {
    std::string file_name;
    std::string content;
};

/// 相談か、気づきか — whether somebody came with their trouble, or others noticed something: residents,
/// 民生委員, a meeting, LINE; whom it is about may be unknown. Basis: rules.md §1 `noticed`.
enum class InquiryNature { Inquiry, Hint };

/// 相談受付 — what somebody said to a desk, as it was written down. Codes are those of the town's
/// lists; an empty code means 「聞いていない」. Basis: forms.md §2.1, gate.no_wrong_door.
struct InquiryForm {
    std::optional<CaseId> case_id;  ///< a case of mine that it belongs to; otherwise a new one
    std::optional<Date> received_on;
    std::string contact_method;  ///< 受付方法: contact_method
    Caller caller;
    std::vector<people::NewPerson> persons;  ///< people written down now
    std::vector<PersonId> known_persons;  ///< people of the existing case it is about
    std::string said;
    std::string wishes;
    std::vector<std::string> topics;  ///< topics
    std::string primary_topic;  ///< the one that presses most
    std::string topic_note;  ///< 「その他」
    std::string urgency;  ///< urgency
    std::vector<std::string> urgent_reasons;
    std::string involved_agencies;  ///< who is there already, in words
    std::vector<AttachedForm> attached;
    InquiryNature nature = InquiryNature::Inquiry;
    std::optional<Screening> screening;  ///< decided at once, in the same sending
};

/// A form is complete with a receipt date and something to call a person by; nothing else blocks.
/// Unknown codes and days that are still to come are mistakes.
[[nodiscard]] Result<Done> check_inquiry(const InquiryForm& form,
                                         const municipality::CodeLists& lists, const Date& today);

/// 相談経路 as the national form counts it, from who came and how. Basis: forms.md §7.1.
[[nodiscard]] std::string channel_of(std::string_view relation, std::string_view contact_method);

/// How many people one inquiry writes down; more are added on the page of the case.
inline constexpr int most_persons = 6;

}  // namespace kasane::intake
