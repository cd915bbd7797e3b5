#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "access/case_reading.hpp"
#include "access/town.hpp"
#include "kernel/private_text.hpp"
#include "law/provision.hpp"

namespace kasane::casefile {

/// どの条文によるか — what lets a desk read without consent. Basis: rules.md §3 `public_use`, `special`,
/// `other_statute`, `legal_request`.
enum class SharingProvision {
    WithinMunicipality,  ///< 個人情報保護法69条2項2号
    PublicBodies,  ///< 69条2項3号
    SpecialReason,  ///< 69条2項4号
    ChildAbuse,  ///< 児童虐待防止法6条1項: until the facts are checked
    ElderAbuse,  ///< 高齢者虐待防止法7条
    DisabilityAbuse,  ///< 障害者虐待防止法7条1項
    ChildCouncil,  ///< 児童福祉法25条の2
    CommunityCare,  ///< 介護保険法115条の48
    PovertyConference,  ///< 生活困窮者自立支援法9条
    CriminalInquiry,  ///< 刑事訴訟法197条2項
    BarInquiry,  ///< 弁護士法23条の2
};
[[nodiscard]] const law::Provision& provision_of(SharingProvision provision);
[[nodiscard]] access::Basis basis_of(SharingProvision provision);

/// どこまで — who it is and what was said; or the plan, too.
enum class SharingExtent { Case, Plan };
[[nodiscard]] std::vector<access::Category> opened_by(SharingExtent extent);

/// What is to be decided: one desk, one provision, what for, until when.
struct ShareByLaw {
    CaseId case_id;
    std::optional<PersonId> person;  ///< nobody: the household as a whole
    std::optional<DeskId> desk;
    std::optional<SharingProvision> provision;
    std::optional<SharingExtent> extent;
    std::string purpose;
    std::string reason;
    std::optional<Date> until_on;  ///< the last day
};
struct SharingFacts {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): a Date has no empty value
    Date today;
    bool desk_of_the_town = false;
    bool own_desk = false;  ///< it reads the case anyway
    bool decided_by_manager = false;
};
/// Whether it may be decided. 69条2項2号 stays within the town; what is asked for from outside is decided
/// by a manager. Basis: gate.sharing_by_law.
[[nodiscard]] Result<Done> check_sharing(const ShareByLaw& wanted, const SharingFacts& facts);

/// 法律に基づく共有の一件.
struct Sharing {
    SharingId id;
    CaseId case_id;
    std::optional<PersonId> person;
    DeskId desk;
    SharingProvision provision = SharingProvision::WithinMunicipality;
    SharingExtent extent = SharingExtent::Case;
    PrivateText purpose;
    PrivateText reason;
    Date until_on;
    std::string decided_by;
    DeskId decided_desk;
    Instant decided_at;
    std::optional<Instant> ended_at;
    PrivateText ended_because;

    [[nodiscard]] bool stands(const Date& today) const { return !ended_at && today <= until_on; }
};
/// Whether it may be ended now, for this reason: once.
[[nodiscard]] Result<Done> check_end(const Sharing& sharing, std::string_view reason,
                                     const Date& today);

/// Whether the reader decides about sharing in this case: whoever coordinates it, or the desk whose case
/// alone it is. Nobody shares on what other desks wrote, nor what was only shared with them.
[[nodiscard]] bool may_share(access::Scope& scope, const access::CaseReading& reading);

/// 法律に基づいて共有する — opens it to the desk in the same transaction, until its day; the case is told.
/// Never opens 支援会議の情報, 秘匿 or 通報者.
[[nodiscard]] Result<SharingId> share_by_law(access::Town& town, const accounts::Actor& actor,
                                             const ShareByLaw& wanted);
/// 共有を終える — before its day, with the reason.
[[nodiscard]] Result<Done> end_sharing(access::Town& town, const accounts::Actor& actor,
                                       const CaseId& case_id, const SharingId& id,
                                       std::string_view reason);

/// Those of a case that the reader may know of, the newest first.
[[nodiscard]] std::vector<Sharing> readable_sharings(access::Scope& scope,
                                                     access::CaseReading& reading);

}  // namespace kasane::casefile

namespace kasane {
template <>
inline constexpr auto codes<casefile::SharingExtent> = std::array{
    Code<casefile::SharingExtent>{casefile::SharingExtent::Case, "case", "相談・支援の内容まで"},
    Code<casefile::SharingExtent>{casefile::SharingExtent::Plan, "plan", "プラン・評価まで"},
};
template <>
inline constexpr auto codes<casefile::SharingProvision> = [] {
    using C = Code<casefile::SharingProvision>;
    using enum casefile::SharingProvision;
    return std::array{
        C{WithinMunicipality, "within_municipality", "役場の中で使う(個人情報保護法69条2項2号)"},
        C{PublicBodies, "public_bodies", "ほかの行政機関に提供する(個人情報保護法69条2項3号)"},
        C{SpecialReason, "special_reason",
          "明らかに本人の利益になる・特別の理由がある(個人情報保護法69条2項4号)"},
        C{ChildAbuse, "child_abuse", "児童虐待の通告と安全確認(児童虐待防止法6条1項)"},
        C{ElderAbuse, "elder_abuse", "高齢者虐待の通報と事実確認(高齢者虐待防止法7条)"},
        C{DisabilityAbuse, "disability_abuse",
          "障害者虐待の通報と事実確認(障害者虐待防止法7条1項)"},
        C{ChildCouncil, "child_council", "要保護児童対策地域協議会(児童福祉法25条の2)"},
        C{CommunityCare, "community_care", "地域ケア会議(介護保険法115条の48)"},
        C{PovertyConference, "poverty_conference", "支援会議(生活困窮者自立支援法9条)"},
        C{CriminalInquiry, "criminal_inquiry", "捜査関係事項照会(刑事訴訟法197条2項)"},
        C{BarInquiry, "bar_inquiry", "弁護士会の照会(弁護士法23条の2)"},
    };
}();
}  // namespace kasane
