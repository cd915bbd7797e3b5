#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/clock.hpp"
#include "kernel/codes.hpp"
#include "kernel/ids.hpp"

namespace kasane::access {

/// 閲覧区分 — which kind of information a ground opens. Basis: rules.md §3.
enum class Category { Identity, Case, Plan, Conference, Role, Protected, Reporter };

/// 根拠 — why a ground is open. Bases that later rooms open are listed from the first day, so
/// that a stored row is always understood. Basis: rules.md §3.
enum class Basis {
    OwnDesk,
    Consent,
    Coordination,
    Programme,
    SupportConference,
    Referral,
    OtherStatute,
    PublicUse,
    Special,
    Emergency,
    Oversight,
    LegalRequest,
    Self,
};

/// トラック — whether one person of a case consents. It belongs to the person, not to the case:
/// one case may stand on both. Basis: rules.md §1, gate.consent_moves_the_person.
enum class Track { Consented, Unconsented, NotConcerned };

}  // namespace kasane::access

namespace kasane {
template <>
inline constexpr auto codes<access::Category> = std::array{
    Code<access::Category>{access::Category::Identity, "identity", "本人特定"},
    Code<access::Category>{access::Category::Case, "case", "相談・支援の内容"},
    Code<access::Category>{access::Category::Plan, "plan", "プラン・評価"},
    Code<access::Category>{access::Category::Conference, "conference", "支援会議の情報"},
    Code<access::Category>{access::Category::Role, "role", "会議で決まった役割"},
    Code<access::Category>{access::Category::Protected, "protected", "秘匿"},
    Code<access::Category>{access::Category::Reporter, "reporter", "通報者・情報提供者"},
};
template <>
inline constexpr auto codes<access::Basis> = std::array{
    Code<access::Basis>{access::Basis::OwnDesk, "own_desk", "自分の窓口の記録"},
    Code<access::Basis>{access::Basis::Consent, "consent", "本人同意"},
    Code<access::Basis>{access::Basis::Coordination, "coordination", "多機関協働の調整"},
    Code<access::Basis>{access::Basis::Programme, "programme", "事業の実施"},
    Code<access::Basis>{access::Basis::SupportConference, "support_conference", "支援会議への参加"},
    Code<access::Basis>{access::Basis::Referral, "referral", "つなぎの受け手"},
    Code<access::Basis>{access::Basis::OtherStatute, "other_statute", "他の法律の定め"},
    Code<access::Basis>{access::Basis::PublicUse, "public_use", "行政内部での利用・提供"},
    Code<access::Basis>{access::Basis::Special, "special", "明らかに本人の利益になるとき"},
    Code<access::Basis>{access::Basis::Emergency, "emergency", "緊急"},
    Code<access::Basis>{access::Basis::Oversight, "oversight", "監査・調査"},
    Code<access::Basis>{access::Basis::LegalRequest, "legal_request", "法令に基づく照会"},
    Code<access::Basis>{access::Basis::Self, "self", "本人への開示"},
};
template <>
inline constexpr auto codes<access::Track> = std::array{
    Code<access::Track>{access::Track::Consented, "consented", "同意あり"},
    Code<access::Track>{access::Track::Unconsented, "unconsented", "同意なし"},
    Code<access::Track>{access::Track::NotConcerned, "not_concerned", "対象外"},
};
}  // namespace kasane

namespace kasane::access {

/// Who holds a ground: a desk, a team or one account. An agency is no holder; where the profile
/// says `shared_records`, its desks hold together.
class Holder {
public:
    [[nodiscard]] static Holder desk(const DeskId& desk) { return Holder("desk:" + desk.text()); }
    [[nodiscard]] static Holder account(const AccountId& account) {
        return Holder("account:" + account.text());
    }
    [[nodiscard]] static Holder stored(std::string text) { return Holder(std::move(text)); }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    friend auto operator<=>(const Holder&, const Holder&) = default;

private:
    explicit Holder(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// 根拠の一行. Closing sets `until`; a row is never deleted.
struct Ground {
    GroundId id;
    CaseId case_id;
    std::optional<PersonId> subject;  ///< nobody: the whole case
    Holder holder = Holder::stored("");
    Category category = Category::Case;
    Basis basis = Basis::OwnDesk;
    std::string source;  ///< the consent, agenda item, memo, assignment … it stands on
    Instant opened_at;
    std::optional<Instant> until;
};

/// 情報の一片 — what somebody wants to read, described well enough to ask whether they may.
struct Item {
    Category category = Category::Case;
    std::optional<PersonId> subject;  ///< whom it concerns; nobody: the household as a whole
    Holder owner = Holder::stored("");  ///< the desk whose record it is
    std::optional<std::string> mark;  ///< the agenda item or memo it is bound to
};

/// A person of a case with their track.
struct Concerned {
    PersonId person;
    Track track = Track::Unconsented;
};

/// Which grounds to close; empty members do not narrow.
struct Closing {
    CaseId case_id;
    std::optional<Basis> basis;
    std::string source;
    std::optional<Holder> holder;
    std::optional<PersonId> subject;
    std::optional<Category> category;
};

}  // namespace kasane::access
