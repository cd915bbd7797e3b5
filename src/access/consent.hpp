#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "access/ground_rules.hpp"
#include "access/scope.hpp"
#include "kernel/private_text.hpp"

namespace kasane::access {

/// 本人同意の状態. Basis: forms.md §1.3.
enum class ConsentStatus { Obtained, NotYet, Refused, Withdrawn, Unable };
/// 取得方法. 代筆 is not 代理: the person consents, somebody else writes, a witness is named.
enum class ConsentMethod { Signature, VerbalRecorded, WrittenFor, Electronic };
/// 同意者. Family without authority cannot consent. Basis: gate.consent_validity.
enum class ConsentBy { Self, LegalRepresentative };
/// 同意が得られていない理由.
enum class NoConsentReason {
    RefusesSupport,
    NoProblemAwareness,
    CannotAskForHelp,
    NotApproached,
    CannotJudge,
    SafetyRisk,
    Other,
};

/// 代理人に虐待の疑いはないか — asked before a representative consents: somebody suspected of abuse
/// never consents for the victim. Basis: gate.consent_validity.
enum class AbuseSuspicion { None, Suspected };

/// One declaration of one person, as somebody wants to record it.
struct ConsentDeclaration {
    CaseId case_id;
    PersonId person;
    ConsentStatus status = ConsentStatus::Obtained;
    ConsentBy given_by = ConsentBy::Self;
    std::string representative_note;  ///< authority; the person's age, capacity and own view
    std::optional<AbuseSuspicion> representative_suspicion;  ///< the answer, for a representative
    std::optional<ConsentMethod> method;
    std::string witness;
    std::string explained_version;  ///< which text was explained; empty: not explained
    std::string purpose;
    std::vector<ConsentScope> scopes;
    std::vector<DeskId> desks;
    std::vector<DeskId> excluded_desks;
    std::optional<Date> agreed_on;  ///< the day of the declaration, obtained or not
    std::optional<Date> expires_on;
    std::optional<NoConsentReason> reason;
    std::string reason_note;
    std::optional<Date> next_attempt_on;
};

/// Whether the declaration can stand (gate.consent_validity), field by field.
[[nodiscard]] Result<Done> check_declaration(const ConsentDeclaration& declaration,
                                             const Date& today);

/// What a declaration did: a desk that it excludes may have got something before.
struct Declared {
    ConsentId id;
    bool person_still_consents = false;
    std::vector<DeskId> lost_desks;
};
/// Writes the declaration; when obtained, puts the person on track `consented` and opens for each
/// named desk what its scopes open; otherwise puts the person on `unconsented`.
[[nodiscard]] Result<Declared> declare_consent(ActScope& act,
                                               const ConsentDeclaration& declaration);

/// What a withdrawal names: the whole consent, one desk, or one scope of it. Basis: gate.withdrawal.
struct Withdrawal {
    ConsentId consent;
    std::optional<DeskId> desk;
    std::string note;
    std::optional<ConsentScope> scope = std::nullopt;
};
/// What the withdrawal did: for the page that says so afterwards.
struct Withdrawn {
    CaseId case_id;
    PersonId person;
    bool person_still_consents = false;  ///< another consent, or desks that remain
    std::int64_t closed_grounds = 0;
    std::vector<DeskId> lost_desks;  ///< who shares no more, or less
};
/// Ends, in this same transaction, every disclosure that stood on it.
[[nodiscard]] Result<Withdrawn> withdraw_consent(ActScope& act, const Withdrawal& withdrawal);

/// A row of the ledger as a page shows it.
struct ConsentRow {
    ConsentId id;
    CaseId case_id;
    PersonId person;
    ConsentStatus status = ConsentStatus::Obtained;
    ConsentBy given_by = ConsentBy::Self;
    std::optional<ConsentMethod> method;
    std::vector<ConsentScope> scopes;  ///< still standing
    std::vector<ConsentScope> withdrawn_scopes;
    std::vector<DeskId> desks;  ///< still standing
    std::vector<DeskId> withdrawn_desks;
    std::vector<DeskId> excluded_desks;
    std::optional<Date> agreed_on;
    std::optional<Date> expires_on;
    std::optional<NoConsentReason> reason;
    PrivateText reason_note;
    std::optional<Date> next_attempt_on;
    std::string recorded_by;
    DeskId recorded_desk;
    Instant recorded_at;
    std::optional<Instant> withdrawn_at;
};
/// The ledger of one case, newest first, without asking for grounds: callers show each row only
/// after CaseReading allowed the person's `case` category.
[[nodiscard]] std::vector<ConsentRow> consents_of_case(Scope& scope, const CaseId& case_id);
/// The case a consent belongs to; the rest is loaded once a ground is there.
[[nodiscard]] std::optional<CaseId> case_of_consent(Scope& scope, const ConsentId& consent);
[[nodiscard]] std::optional<ConsentRow> find_consent(Scope& scope, const ConsentId& consent);

/// A declaration that waits for somebody: the newest of its person in the case, and either it runs out or
/// another attempt was promised.
struct WatchedConsent {
    ConsentId id;
    CaseId case_id;
    PersonId person;
    DeskId recorded_desk;
    ConsentStatus status = ConsentStatus::Obtained;
    Date on;  ///< its last day, or the day of the next attempt
};
/// Those of the cases the reader may list, by their day: consents that run out from `since` to `until`,
/// attempts due until then. Each stands on a ground about its person.
[[nodiscard]] std::vector<WatchedConsent> watched_consents(Scope& scope, const Date& since,
                                                           const Date& until);

/// Of the consents of that person in force now that cover the desk for the category, the one that
/// lasts longest.
struct StandingConsent {
    std::optional<Date> last_day;  ///< nothing: without an end
};
[[nodiscard]] std::optional<StandingConsent> standing_consent(Scope& scope, const CaseId& case_id,
                                                              const PersonId& person,
                                                              const DeskId& desk,
                                                              Category category);
/// True when that person's consent, in force now, covers the desk for the scope's categories.
/// Basis: gate.coordination_needs_consent — asked when an item is listed, opened and begun.
[[nodiscard]] bool consent_covers(Scope& scope, const CaseId& case_id, const PersonId& person,
                                  const DeskId& desk, Category category);

}  // namespace kasane::access

namespace kasane {
template <>
inline constexpr auto codes<access::ConsentStatus> = std::array{
    Code<access::ConsentStatus>{access::ConsentStatus::Obtained, "obtained", "同意あり"},
    Code<access::ConsentStatus>{access::ConsentStatus::NotYet, "not_yet", "未取得(働きかけ中)"},
    Code<access::ConsentStatus>{access::ConsentStatus::Refused, "refused", "拒否"},
    Code<access::ConsentStatus>{access::ConsentStatus::Withdrawn, "withdrawn", "撤回"},
    Code<access::ConsentStatus>{access::ConsentStatus::Unable, "unable", "意思の確認が難しい"},
};
template <>
inline constexpr auto codes<access::ConsentMethod> = std::array{
    Code<access::ConsentMethod>{access::ConsentMethod::Signature, "signature", "署名"},
    Code<access::ConsentMethod>{access::ConsentMethod::VerbalRecorded, "verbal_recorded",
                                "口頭(立会人あり)"},
    Code<access::ConsentMethod>{access::ConsentMethod::WrittenFor, "written_for",
                                "代筆(本人の意思・立会人あり)"},
    Code<access::ConsentMethod>{access::ConsentMethod::Electronic, "electronic", "電子"},
};
template <>
inline constexpr auto codes<access::ConsentBy> = std::array{
    Code<access::ConsentBy>{access::ConsentBy::Self, "self", "本人"},
    Code<access::ConsentBy>{access::ConsentBy::LegalRepresentative, "legal_representative",
                            "親権者・法定代理人"},
};
template <>
inline constexpr auto codes<access::AbuseSuspicion> = std::array{
    Code<access::AbuseSuspicion>{access::AbuseSuspicion::None, "none", "疑いはない"},
    Code<access::AbuseSuspicion>{access::AbuseSuspicion::Suspected, "suspected",
                                 "疑いがある・まだ分からない"},
};
template <>
inline constexpr auto codes<access::NoConsentReason> = std::array{
    Code<access::NoConsentReason>{access::NoConsentReason::RefusesSupport, "refuses_support",
                                  "支援を断っている"},
    Code<access::NoConsentReason>{access::NoConsentReason::NoProblemAwareness,
                                  "no_problem_awareness", "支援が必要と思っていない"},
    Code<access::NoConsentReason>{access::NoConsentReason::CannotAskForHelp, "cannot_ask_for_help",
                                  "自分から支援を求められない"},
    Code<access::NoConsentReason>{access::NoConsentReason::NotApproached, "not_approached",
                                  "まだ会えていない"},
    Code<access::NoConsentReason>{access::NoConsentReason::CannotJudge, "cannot_judge",
                                  "判断する力に配慮が必要"},
    Code<access::NoConsentReason>{access::NoConsentReason::SafetyRisk, "safety_risk",
                                  "同意を求めることが危険(虐待・DV)"},
    Code<access::NoConsentReason>{access::NoConsentReason::Other, "other", "その他"},
};
}  // namespace kasane
