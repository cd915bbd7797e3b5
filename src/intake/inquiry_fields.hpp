#pragma once

#include <optional>
#include <string>
#include <vector>

#include "intake/inquiry.hpp"
#include "municipality/profile.hpp"
#include "people/person.hpp"
#include "people/person_fields.hpp"
#include "web/components.hpp"
#include "web/form_reading.hpp"

namespace kasane::intake {

/// The case an inquiry is added to, as the form shows it.
struct ExistingCase {
    CaseId id;
    std::string number;
    std::string label;
    std::vector<people::Person> persons;
};

/// What the form knows besides what was typed.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): a Date has no empty value
struct FormSetting {
    const municipality::Profile& profile;
    Date today;
    Date screening_due;
    std::optional<ExistingCase> existing;
    /// The persons found when 「似た人を確認」 was pressed; nothing before.
    std::optional<people::SimilarPersons> similar;
};

/// The fields of the n-th person of the form (1 …).
[[nodiscard]] people::PersonForm nth_person(int number);

/// 相談受付 — one page, three parts: 誰から・どうやって / 誰のこと・世帯 / 何の相談・どうする.
[[nodiscard]] web::Html inquiry_fields(const FormSetting& setting, const web::Entered& entered);

/// The button that writes down a hint instead of an inquiry.
inline constexpr std::string_view hint_outcome = "hint";

/// 振り分けの理由とメモ, and the outcomes as buttons with one line each.
struct ScreeningSetting {
    const municipality::Profile& profile;
    Date today;
    bool coordinating_desk = false;  ///< the reader's desk is the 多機関協働 desk itself
    std::string legend;
    std::vector<web::Outcome> more_outcomes;  ///< before the others: 「受け付けだけ保存する」
};
[[nodiscard]] web::Html screening_fields(const ScreeningSetting& setting,
                                         const web::Entered& entered);

/// What was typed, as far as it can be read; mistakes are in the reader.
[[nodiscard]] InquiryForm read_inquiry(web::FormReader& form, const municipality::Profile& profile,
                                       const Date& today);
/// The decision when an outcome was pressed; nothing for the other buttons.
[[nodiscard]] std::optional<Screening> read_screening(web::FormReader& form,
                                                      const municipality::Profile& profile);

}  // namespace kasane::intake
