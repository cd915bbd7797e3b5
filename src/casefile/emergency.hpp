#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "access/town.hpp"
#include "kernel/private_text.hpp"

namespace kasane::casefile {

/// 何の危険か. Basis: 個人情報保護法27条1項2号 「人の生命、身体又は財産の保護のために必要」.
enum class Danger { Life, Body, Property };
/// 事後の確認の結果.
enum class ReviewOutcome {
    Justified,     ///< 必要だった
    Avoidable,     ///< 必要だったが、ほかの方法があった
    NotJustified,  ///< 必要と認められない
};

/// What somebody in a hurry knows: the number of the case, or whom it is about.
struct OpenEmergency {
    std::string case_number;
    std::string name;
    std::optional<Date> birth_date;
    std::optional<Danger> danger;
    std::string reason;
};

/// 緊急の閲覧 — one opening, with all that became of it.
struct EmergencyOpening {
    EmergencyId id;
    CaseId case_id;
    std::string case_number;
    AccountId account;
    std::string account_name;
    DeskId desk;
    Danger danger = Danger::Life;
    PrivateText reason;
    Instant opened_at;
    Instant until;
    std::optional<Instant> reviewed_at;
    std::string reviewed_by;
    std::optional<ReviewOutcome> outcome;
    PrivateText review_note;
    std::int64_t version = 0;

    [[nodiscard]] bool lasts(Instant now) const { return now < until; }
};
/// 延長 — by somebody else than the reader, each with its reason.
struct EmergencyRenewal {
    AccountId account;
    std::string account_name;
    PrivateText reason;
    Instant renewed_at;
    Instant until;
};
/// Whoever was told and has seen it.
struct EmergencySighting {
    AccountId account;
    std::string account_name;
    Instant seen_at;
};

/// When an opening of this moment ends: at noon of the next working day. Basis: rules.md §3
/// `emergency`.
[[nodiscard]] Instant end_of_emergency(Instant now);

/// Whether an emergency may be opened on what was said.
[[nodiscard]] Result<Done> check_emergency(const OpenEmergency& wanted);
/// Whether it may be opened by somebody who has one on this case that nobody has reviewed: opening once
/// more would be renewing one's own.
[[nodiscard]] Result<Done> check_first_opening(bool waits_for_review);
/// Whether it may last until then: by another person, with a reason, while it lasts or afterwards until
/// it is reviewed, and only when that moves its end.
[[nodiscard]] Result<Done> check_renewal(const EmergencyOpening& opening, const AccountId& by,
                                         std::string_view reason, Instant until);
/// Whether it may be reviewed now, by this person: never one's own, never twice, not while it lasts.
[[nodiscard]] Result<Done> check_review(const EmergencyOpening& opening, const AccountId& by,
                                        std::optional<ReviewOutcome> outcome, std::string_view note,
                                        Instant now);

/// だれに知らせるか — whose openings a reader is told of at once, never of their own: the privacy officer
/// and the coordinator of every one, a supervisor of those of their desks. Basis: rules.md §3
/// `emergency`.
struct ToldOf {
    AccountId reader;
    bool everybodys = false;
    std::vector<DeskId> desks;

    [[nodiscard]] bool holds(const EmergencyOpening& opening) const;
};
[[nodiscard]] ToldOf told_of(const accounts::Actor& reader, const DeskId& coordinating_desk);

/// 緊急に開く — opens identity, case and plan of the whole case to this account alone, at once and until
/// noon of the next working day; tells the supervisor of the desk, the coordinator and the privacy
/// officer, and the desks of the case. Never opens 支援会議の情報, 秘匿 or 通報者. A protected person is found by the number of
/// the case alone. Basis: 個人情報保護法27条1項2号, 69条2項4号.
struct OpenedInEmergency {
    EmergencyId id;
    CaseId case_id;
};
[[nodiscard]] Result<OpenedInEmergency> open_emergency(access::Town& town,
                                                       const accounts::Actor& actor,
                                                       const OpenEmergency& wanted);

struct EmergencyStep {
    EmergencyId id;
    std::string words;  ///< the reason of a renewal, the note of a review
    std::optional<ReviewOutcome> outcome = std::nullopt;
    std::optional<std::int64_t> expected_version = std::nullopt;
};
/// 延長する
[[nodiscard]] Result<Done> renew_emergency(access::Town& town, const accounts::Actor& actor,
                                           const EmergencyStep& step);
/// 確認した — by somebody who was told.
[[nodiscard]] Result<Done> see_emergency(access::Town& town, const accounts::Actor& actor,
                                         const EmergencyId& id);
/// 事後の確認を終える
[[nodiscard]] Result<Done> review_emergency(access::Town& town, const accounts::Actor& actor,
                                            const EmergencyStep& step);

/// What one reader may see of an opening: whoever opened it or was told of it. It names the case by its number and nobody of the household.
struct EmergencyView {
    EmergencyOpening opening;
    std::vector<EmergencyRenewal> renewals;
    std::vector<EmergencySighting> sightings;
    bool may_renew = false;
    bool may_review = false;
    bool waits_for_reader = false;  ///< the reader was told and has not said to have seen it
};
[[nodiscard]] std::optional<EmergencyView> read_emergency(access::Scope& scope,
                                                          const EmergencyId& id);

/// What of it concerns the reader today: told and not seen, lasting, or waiting for the review.
[[nodiscard]] std::vector<EmergencyOpening> emergencies_of_the_day(access::Scope& scope);
/// How many wait to be seen, for the head of the page.
[[nodiscard]] std::size_t count_unseen_emergencies(access::Scope& scope);
/// Every opening the reader may know of, the newest first.
[[nodiscard]] std::vector<EmergencyOpening> all_emergencies(access::Scope& scope,
                                                            std::size_t limit);

/// The source of its grounds.
[[nodiscard]] std::string source_of(const EmergencyId& id);

}  // namespace kasane::casefile

namespace kasane {
template <>
inline constexpr auto codes<casefile::Danger> = std::array{
    Code<casefile::Danger>{casefile::Danger::Life, "life", "命"},
    Code<casefile::Danger>{casefile::Danger::Body, "body", "身体"},
    Code<casefile::Danger>{casefile::Danger::Property, "property", "財産"},
};
template <>
inline constexpr auto codes<casefile::ReviewOutcome> = std::array{
    Code<casefile::ReviewOutcome>{casefile::ReviewOutcome::Justified, "justified", "必要だった"},
    Code<casefile::ReviewOutcome>{casefile::ReviewOutcome::Avoidable, "avoidable",
                                  "必要だったが、ほかの方法があった"},
    Code<casefile::ReviewOutcome>{casefile::ReviewOutcome::NotJustified, "not_justified",
                                  "必要だったと認められない"},
};
}  // namespace kasane
