#include "access/consent.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "access/case_reading.hpp"
#include "access/consent_store.hpp"
#include "access/ground_acts.hpp"
#include "law/gates.hpp"

namespace kasane::access {
namespace {

Refusal invalid(std::string_view field, std::string message) {
    return law::refuse_field(law::gates::consent_validity, field, std::move(message));
}

std::string source_of(const ConsentId& id) { return "consent:" + id.text(); }

/// What the consent opens: for each named desk, all its scopes' categories about this person.
void open_for_desks(ActScope& act, const ConsentId& id, const ConsentDeclaration& declaration) {
    std::set<Category> categories;
    for (const ConsentScope scope : declaration.scopes) {
        for (const Category category : opened_by(scope)) categories.insert(category);
    }
    std::optional<Instant> until;
    // 「〜まで」 includes the last day itself.
    if (declaration.expires_on) until = Instant::start_of(declaration.expires_on->plus_days(1));
    for (const auto& desk : declaration.desks) {
        open_grounds(act, {declaration.case_id,
                           declaration.person,
                           Holder::desk(desk),
                           Basis::Consent,
                           {categories.begin(), categories.end()},
                           source_of(id),
                           until});
    }
}

Result<Done> check_obtained(const ConsentDeclaration& declaration, const Date& today) {
    if (!declaration.method) return invalid("method", "同意の取得方法を選んでください。");
    if (!declaration.agreed_on)
        return invalid("agreed_on", "同意をいただいた日を入力してください。");
    if (*declaration.agreed_on > today) {
        return invalid("agreed_on", "同意をいただいた日が、今日より後になっています。");
    }
    if (declaration.scopes.empty())
        return invalid("scopes", "同意の範囲を一つ以上選んでください。");
    if (declaration.desks.empty()) {
        return invalid("desks", "情報を共有してよい窓口を一つ以上選んでください。");
    }
    for (const auto& desk : declaration.desks) {
        if (std::ranges::find(declaration.excluded_desks, desk) !=
            declaration.excluded_desks.end()) {
            return invalid("excluded_desks",
                           "同じ窓口が「共有してよい」と「除く」の両方に選ばれています。");
        }
    }
    if (declaration.explained_version.empty()) {
        return invalid("explained",
                       "個人情報の取扱いを説明し、「説明しました」に印を付けてください。");
    }
    const bool needs_witness = *declaration.method == ConsentMethod::VerbalRecorded ||
                               *declaration.method == ConsentMethod::WrittenFor;
    if (needs_witness && declaration.witness.empty()) {
        return invalid("witness", "口頭・代筆のときは、立ち会った人を記録してください。");
    }
    if (declaration.given_by == ConsentBy::LegalRepresentative &&
        declaration.representative_note.empty()) {
        return invalid(
            "representative_note",
            "親権・後見などの権限と、本人の年齢・判断の力・本人の意見を記録してください。");
    }
    if (declaration.given_by == ConsentBy::LegalRepresentative &&
        declaration.representative_suspicion != AbuseSuspicion::None) {
        return invalid("representative_suspicion",
                       declaration.representative_suspicion
                           ? "虐待の疑いがある人は、本人に代わって同意できません。"
                             "支援会議に諮るか、多機関協働の担当者にご相談ください。"
                           : "代理人に虐待の疑いがないかを確かめ、選んでください。");
    }
    if (declaration.expires_on && *declaration.expires_on < *declaration.agreed_on) {
        return invalid("expires_on", "有効期限が、同意をいただいた日より前になっています。");
    }
    return Done{};
}

/// Closes what only this scope of the consent opened; what another one opens too stays open.
Result<std::int64_t> withdraw_scope(ActScope& act, const ConsentRow& row, ConsentScope scope) {
    if (mark_scope_withdrawn(act, row.id, scope) == 0) return not_found();
    std::set<Category> kept;
    for (const ConsentScope other : row.scopes) {
        if (other == scope) continue;
        for (const Category category : opened_by(other)) kept.insert(category);
    }
    std::int64_t closed = 0;
    for (const Category category : opened_by(scope)) {
        if (kept.contains(category)) continue;
        closed += close_grounds(
            act, {row.case_id, Basis::Consent, source_of(row.id), {}, row.person, category},
            "withdrawal of a scope");
    }
    return closed;
}

/// Ends what this consent opens to one of its desks.
std::int64_t withdraw_desk(ActScope& act, const ConsentRow& row, const DeskId& desk) {
    ensure(mark_desk_withdrawn(act, row.id, desk) > 0, "the desk stands in the consent");
    return close_grounds(
        act, {row.case_id, Basis::Consent, source_of(row.id), Holder::desk(desk), row.person, {}},
        "withdrawal");
}

/// What is to end, of all that a person agreed to in a case.
struct Ending {
    CaseId case_id;
    PersonId person;
    std::vector<DeskId> desks;
    std::optional<ConsentScope> scope;  ///< nothing: all the desks got
    std::string note;
    std::optional<ConsentId> besides;  ///< ended already
};

/// Who withdraws an agency means the agency, not one line of the ledger: what all consents of the
/// same person open to these desks ends in the same moment. Basis: gate.withdrawal. Returns the
/// grounds closed and the desks that lost something.
struct Ended {
    std::int64_t grounds = 0;
    std::set<DeskId> desks;
};
Ended end_sharing(ActScope& act, const Ending& ending) {
    Ended ended;
    for (const auto& other : consents_of_case(act, ending.case_id)) {
        if (other.id == ending.besides || other.person != ending.person ||
            other.status != ConsentStatus::Obtained) {
            continue;
        }
        std::vector<DeskId> shared;
        std::ranges::copy_if(other.desks, std::back_inserter(shared), [&](const DeskId& desk) {
            return std::ranges::find(ending.desks, desk) != ending.desks.end();
        });
        if (shared.empty()) continue;
        bool nothing_left = false;
        if (ending.scope) {
            const auto closed = withdraw_scope(act, other, *ending.scope);
            if (!closed) continue;  // it never named that scope
            ended.grounds += *closed;
            nothing_left = other.scopes.size() == 1;
        } else {
            for (const auto& desk : shared) ended.grounds += withdraw_desk(act, other, desk);
            nothing_left = shared.size() == other.desks.size();
        }
        ended.desks.insert(shared.begin(), shared.end());
        if (nothing_left) mark_withdrawn(act, other.id, ending.note);
    }
    return ended;
}

}  // namespace

Result<Done> check_declaration(const ConsentDeclaration& declaration, const Date& today) {
    switch (declaration.status) {
        case ConsentStatus::Obtained:
            return check_obtained(declaration, today);
        case ConsentStatus::NotYet:
        case ConsentStatus::Refused:
        case ConsentStatus::Unable:
            if (!declaration.reason) {
                return invalid("reason", "同意が得られていない理由を選んでください。");
            }
            if (declaration.agreed_on && *declaration.agreed_on > today) {
                return invalid("agreed_on", "確認した日が、今日より後になっています。");
            }
            return Done{};
        case ConsentStatus::Withdrawn:
            return invalid("status", "撤回は、もとの同意の記録から行ってください。");
    }
    broken_invariant("every consent status has its check", std::source_location::current());
}

Result<Declared> declare_consent(ActScope& act, const ConsentDeclaration& declaration) {
    if (auto checked = check_declaration(declaration, act.today()); !checked) {
        return checked.refusal();
    }
    const auto id = act.new_id<ConsentId>();
    // A newer declaration that excludes a desk ends what earlier ones of the person opened to it.
    const auto ended = end_sharing(act, {.case_id = declaration.case_id,
                                         .person = declaration.person,
                                         .desks = declaration.excluded_desks,
                                         .scope = std::nullopt,
                                         .note = "新しい同意の記録で除かれました",
                                         .besides = std::nullopt});
    insert_consent(act, id, declaration);
    act.wrote(declaration.case_id, "consent: " + std::string(code_of(declaration.status)),
              {declaration.person});
    if (declaration.status == ConsentStatus::Obtained) {
        set_track(act, declaration.case_id, declaration.person, Track::Consented, source_of(id));
        open_for_desks(act, id, declaration);
    } else if (standing_desks(act, declaration.case_id, declaration.person) == 0) {
        set_track(act, declaration.case_id, declaration.person, Track::Unconsented, source_of(id));
    }
    return Declared{
        .id = id,
        .person_still_consents = standing_desks(act, declaration.case_id, declaration.person) > 0,
        .lost_desks = {ended.desks.begin(), ended.desks.end()}};
}

Result<Withdrawn> withdraw_consent(ActScope& act, const Withdrawal& withdrawal) {
    const auto row = find_consent(act, withdrawal.consent);
    if (!row) return not_found();
    if (row->status != ConsentStatus::Obtained) {
        return law::refuse(law::gates::withdrawal,
                           "この同意は、すでに撤回されているか、得られていない記録です。",
                           "いまの同意は「同意と共有」でご確認ください。");
    }
    Withdrawn done{row->case_id, row->person, false, 0, row->desks};
    if (withdrawal.scope) {
        auto closed = withdraw_scope(act, *row, *withdrawal.scope);
        if (!closed) return closed.refusal();
        done.closed_grounds = *closed;
    } else {
        Closing closing{row->case_id, Basis::Consent, source_of(row->id), {}, row->person, {}};
        if (withdrawal.desk) {
            if (mark_desk_withdrawn(act, row->id, *withdrawal.desk) == 0) return not_found();
            closing.holder = Holder::desk(*withdrawal.desk);
            done.lost_desks = {*withdrawal.desk};
        }
        done.closed_grounds = close_grounds(act, closing, "withdrawal");
    }
    done.closed_grounds += end_sharing(act, {.case_id = row->case_id,
                                             .person = row->person,
                                             .desks = done.lost_desks,
                                             .scope = withdrawal.scope,
                                             .note = withdrawal.note,
                                             .besides = row->id})
                               .grounds;
    const bool last_desk = withdrawal.desk && row->desks.size() == 1;
    const bool last_scope = withdrawal.scope && row->scopes.size() == 1;
    if ((!withdrawal.desk && !withdrawal.scope) || last_desk || last_scope) {
        mark_withdrawn(act, row->id, withdrawal.note);
    }
    done.person_still_consents = standing_desks(act, row->case_id, row->person) > 0;
    if (!done.person_still_consents) {
        set_track(act, row->case_id, row->person, Track::Unconsented, source_of(row->id));
    }
    act.wrote(row->case_id, "consent: withdrawn", {row->person});
    return done;
}

}  // namespace kasane::access
