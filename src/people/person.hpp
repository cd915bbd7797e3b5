#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/case_reading.hpp"
#include "access/scope.hpp"
#include "kernel/date.hpp"
#include "kernel/private_text.hpp"

namespace kasane::people {

/// 本人特定の状態. Basis: forms.md §1.2.
enum class IdentityStatus { Identified, Alias, Anonymous, Unidentified };
/// ISO 5218 in the words of the forms; 不明 is an answer.
enum class Gender { Unknown, Male, Female, Other };
/// 同居か. 未確認 is an answer.
enum class Cohabiting { Yes, No, Unknown };

/// 人 — a person as a desk writes somebody down. Only a label is needed; everything else may be
/// unknown. Locating facts of a protected person need a ground of category `protected`.
struct NewPerson {
    IdentityStatus identity_status = IdentityStatus::Identified;
    std::string name;       ///< the name, an alias, or 「氏名不詳」
    std::string name_kana;
    Gender gender = Gender::Unknown;
    std::optional<Date> birth_date;
    std::string birth_note;  ///< 「50代」「昭和30年頃」
    std::string address;
    std::string phone;
    std::string contact_note;  ///< 連絡時の注意
    std::string relation;      ///< 続柄: a code of list `relations`, e.g. "self", "child"
    Cohabiting cohabiting = Cohabiting::Unknown;
    bool is_protected = false;
};

/// A person of a case as one reader may see them.
struct Person {
    PersonId id;
    std::int64_t version = 0;
    DeskId recorded_by_desk;
    IdentityStatus identity_status = IdentityStatus::Identified;
    PrivateText name;
    PrivateText name_kana;
    Gender gender = Gender::Unknown;
    std::optional<Date> birth_date;
    std::string birth_note;
    std::string relation;
    Cohabiting cohabiting = Cohabiting::Unknown;
    bool is_protected = false;
    /// Locating facts; absent for a protected person without a `protected` ground, where the page
    /// says 「連絡前に確認」 and no more (gate.protected).
    struct Locating {
        PrivateText address;
        PrivateText phone;
    };
    std::optional<Locating> locating;
    PrivateText contact_note;
    access::Track track = access::Track::Unconsented;
};

/// Makes a household without anybody in it yet.
[[nodiscard]] HouseholdId begin_household(access::ActScope& act);
/// Writes a person into a household, with the keys by which they can be found again.
[[nodiscard]] PersonId add_person(access::ActScope& act, const HouseholdId& household,
                                  const NewPerson& person);
/// Whether a form showed the locating facts (住所・電話・連絡時の注意). One that did not must not
/// empty them either.
enum class LocatingFacts { Entered, NotShown };
/// Saves changed facts over `version`, or refuses as stale. A protected person stays protected:
/// release is a named act of its own (gate.protected).
[[nodiscard]] Result<Done> change_person(access::ActScope& act, const PersonId& person,
                                         const NewPerson& facts, std::int64_t version,
                                         LocatingFacts locating = LocatingFacts::Entered);

/// The persons of the case whom this reader may identify, the person themself first.
[[nodiscard]] std::vector<Person> persons_of_case(access::Scope& scope,
                                                  access::CaseReading& reading);
/// The facts of one person as this reader may see them; nothing without a ground.
[[nodiscard]] std::optional<Person> person_of_case(access::Scope& scope,
                                                   access::CaseReading& reading,
                                                   const PersonId& person);
/// What the persons are called about whom something is that the reader was granted to read: an
/// agenda item, a memo. In the order asked for; nobody else of the case.
[[nodiscard]] std::vector<std::string> names_under(access::Scope& scope, const access::Grant& grant,
                                                   const std::vector<PersonId>& persons);
/// Whether somebody of these is protected: whoever may read about them sees 「連絡前に確認」
/// (gate.protected).
[[nodiscard]] bool is_anybody_protected(access::Scope& scope, const std::vector<PersonId>& persons);
/// How many persons of the household this reader may not identify (never who).
[[nodiscard]] std::size_t hidden_persons(const access::CaseReading& reading,
                                         const std::vector<Person>& visible);

/// 「山田 花子さんの世帯」 from the first person the reader may identify; 「氏名不詳の世帯」 otherwise.
[[nodiscard]] std::string household_label(const std::vector<Person>& visible);
/// The same for the cases of a list, in one query, each by the reader's own grounds.
struct CaseLabel {
    CaseId case_id;
    std::string label;
    bool contact_warning = false;  ///< 連絡前に確認
};
[[nodiscard]] std::vector<CaseLabel> labels_of_cases(access::Scope& scope,
                                                     const std::vector<CaseId>& cases);
/// The same with what the reader may read of the cases, where that has been asked already.
[[nodiscard]] std::vector<CaseLabel> labels_of_cases(access::Scope& scope,
                                                     const std::vector<CaseId>& cases,
                                                     const access::CaseReadings& readings);

/// 名前でさがす — persons whom the reader may identify, by kana, part or kanji variant.
struct FoundPerson {
    PersonId person;
    CaseId case_id;
    std::string name;
    std::string name_kana;
    std::optional<Date> birth_date;
};
[[nodiscard]] std::vector<FoundPerson> find_by_name(access::Scope& scope, std::string_view words,
                                                    std::size_t limit = 50);

/// 似た人 — at registration: persons the desk may see, and one line for all it may not
/// (rules.md §3 「Masked hit」): never how many, who or why; silent for protected persons.
struct SimilarPersons {
    std::vector<FoundPerson> known;
    bool another_agency_may_know = false;
};
[[nodiscard]] SimilarPersons similar_persons(access::Scope& scope, const NewPerson& person);

/// The cases of somebody with that name (or its reading) born on that day, the newest first, whoever
/// asks — for casefile::open_emergency alone, which is journalled, told and reviewed. Nobody in whose
/// household a person is protected is found.
[[nodiscard]] std::vector<CaseId> cases_of_named(access::ActScope& act, std::string_view name,
                                                 const Date& birth_date);

/// Keeps the name index and its holder tags for the persons of a case (wired to Town).
void refresh_search(access::ActScope& act, const CaseId& case_id);
/// Makes the whole name index anew from persons and grounds.
void rebuild_search(storage::Transaction& store, Instant now);

}  // namespace kasane::people

namespace kasane {
template <>
inline constexpr auto codes<people::IdentityStatus> = std::array{
    Code<people::IdentityStatus>{people::IdentityStatus::Identified, "identified", "実名"},
    Code<people::IdentityStatus>{people::IdentityStatus::Alias, "alias", "仮名"},
    Code<people::IdentityStatus>{people::IdentityStatus::Anonymous, "anonymous", "匿名"},
    Code<people::IdentityStatus>{people::IdentityStatus::Unidentified, "unidentified", "氏名不詳"},
};
template <>
inline constexpr auto codes<people::Gender> = std::array{
    Code<people::Gender>{people::Gender::Unknown, "unknown", "不明"},
    Code<people::Gender>{people::Gender::Male, "male", "男性"},
    Code<people::Gender>{people::Gender::Female, "female", "女性"},
    Code<people::Gender>{people::Gender::Other, "other", "その他"},
};
template <>
inline constexpr auto codes<people::Cohabiting> = std::array{
    Code<people::Cohabiting>{people::Cohabiting::Yes, "yes", "同居"},
    Code<people::Cohabiting>{people::Cohabiting::No, "no", "別居"},
    Code<people::Cohabiting>{people::Cohabiting::Unknown, "unknown", "未確認"},
};
}  // namespace kasane
