#include "casefile/record_consent.hpp"

#include <fmt/format.h>

#include "casefile/casefile.hpp"

namespace kasane::casefile {
namespace {

/// Whoever works with somebody may write down what that person said; the desk's own record or the
/// coordination is enough, and the person must be known to the writer.
Result<access::CaseReading> authorise_for(ActScope& act, const CaseId& case_id,
                                          const PersonId& person) {
    auto authorised = access::authorise(act, case_id);
    if (!authorised) return authorised;
    if (!knows_person(act, *authorised, person)) return access::not_found();
    return authorised;
}

std::string title_of(const access::ConsentDeclaration& declaration) {
    return fmt::format("同意の記録: {}", label_of(declaration.status));
}

std::string desk_names(const ActScope& act, const std::vector<DeskId>& desks) {
    std::string names;
    for (const auto& desk : desks) {
        names += (names.empty() ? "" : "、") + act.profile.desk_name(desk);
    }
    return names;
}

std::string body_of(ActScope& act, const access::ConsentDeclaration& declaration) {
    if (declaration.status != access::ConsentStatus::Obtained) {
        return fmt::format("理由: {}{}{}", label_of(*declaration.reason),
                           declaration.reason_note.empty() ? "" : "\n", declaration.reason_note);
    }
    std::string scopes;
    for (const auto scope : declaration.scopes) {
        scopes += fmt::format("{}{}", scopes.empty() ? "" : "、", label_of(scope));
    }
    const auto excluded = desk_names(act, declaration.excluded_desks);
    return fmt::format("範囲: {}\n共有してよい窓口: {}{}{}\n取得方法: {}", scopes,
                       desk_names(act, declaration.desks),
                       excluded.empty() ? "" : "\n除く窓口: ", excluded,
                       label_of(*declaration.method));
}

std::string title_of(const ActScope& act, const access::Withdrawal& withdrawal) {
    if (withdrawal.desk) {
        return fmt::format("同意の一部撤回: {}", act.profile.desk_name(*withdrawal.desk));
    }
    if (withdrawal.scope) return fmt::format("同意の一部撤回: {}", label_of(*withdrawal.scope));
    return "同意の撤回";
}

/// What is lost may matter for somebody's safety: the coordinator sees which desks share no more and
/// chooses, within the town's days, how it goes on. Nothing reopens by itself (gate.withdrawal).
void ask_what_now(ActScope& act, const CaseId& case_id, const PersonId& person,
                  const std::vector<DeskId>& lost_desks) {
    if (!is_coordinated(state_of(act, case_id))) return;
    const int days = act.profile.settings.withdrawal_review_days.value;
    add_task(act, {.case_id = case_id,
                   .holder = access::Holder::desk(act.profile.coordinating_desk),
                   .kind = "withdrawal.review",
                   .title = fmt::format("同意の撤回({})。安全の確認と、今後の進め方",
                                        desk_names(act, lost_desks)),
                   .due_on = act.today().plus_days(days),
                   .source = "withdrawal:" + person.text()});
}

std::optional<Refusal> unknown_desk(ActScope& act, const access::ConsentDeclaration& declaration) {
    for (const auto& desk : declaration.desks) {
        auto known = act.profile.check_desk(desk, act.today(), "desks");
        if (!known) return known.refusal();
    }
    // Somebody may say no to a desk that has ended: what it once got is closed with it.
    for (const auto& desk : declaration.excluded_desks) {
        if (act.profile.find_desk(desk) != nullptr) continue;
        auto unknown = act.profile.check_desk(desk, act.today(), "excluded_desks");
        return unknown.refusal();
    }
    return std::nullopt;
}

}  // namespace

Result<ConsentId> record_consent(ActScope& act, const Events& events,
                                 const access::ConsentDeclaration& declaration) {
    auto authorised = authorise_for(act, declaration.case_id, declaration.person);
    if (!authorised) return authorised.refusal();
    if (auto refusal = unknown_desk(act, declaration)) return *refusal;
    auto declared = access::declare_consent(act, declaration);
    if (!declared) return declared.refusal();

    post(act, {.case_id = declaration.case_id,
               .kind = EntryKind::Consent,
               .subject = declaration.person,
               .title = title_of(declaration),
               .body = body_of(act, declaration),
               .link = fmt::format("/cases/{}/consents", declaration.case_id.text())});
    const auto person_source = "consent-attempt:" + declaration.person.text();
    finish_tasks(act, person_source);
    if (!declared->lost_desks.empty()) {
        ask_what_now(act, declaration.case_id, declaration.person, declared->lost_desks);
        events.consent_withdrawn.ring(act, {declaration.case_id, declaration.person, declared->id,
                                            declared->person_still_consents});
    }
    if (declaration.status == access::ConsentStatus::Obtained) {
        events.consent_arrived.ring(act, {declaration.case_id, declaration.person, declared->id});
    } else if (declaration.next_attempt_on) {
        add_task(act, {.case_id = declaration.case_id,
                       .holder = access::Holder::desk(act.actor.desk()),
                       .kind = "consent.retry",
                       .title = "同意の働きかけ(再度)",
                       .due_on = *declaration.next_attempt_on,
                       .source = person_source});
    }
    act.leads_to(fmt::format("/cases/{}/consents", declaration.case_id.text()));
    return declared->id;
}

Result<ConsentId> record_consent(access::Town& town, const accounts::Actor& actor,
                                 const Events& events,
                                 const access::ConsentDeclaration& declaration) {
    return town.act<ConsentId>(actor, accounts::Act::RecordConsent, [&](ActScope& act) {
        return record_consent(act, events, declaration);
    });
}

Result<access::Withdrawn> withdraw_consent(access::Town& town, const accounts::Actor& actor,
                                           const Events& events,
                                           const access::Withdrawal& withdrawal) {
    return town.act<access::Withdrawn>(
        actor, accounts::Act::WithdrawConsent, [&](ActScope& act) -> Result<access::Withdrawn> {
            auto authorised =
                access::authorise(act, access::case_of_consent(act, withdrawal.consent));
            if (!authorised) return authorised.refusal();
            const auto row = access::find_consent(act, withdrawal.consent);
            ensure(row.has_value(), "a consent of a case is stored");
            if (!knows_person(act, *authorised, row->person)) return access::not_found();
            auto withdrawn = access::withdraw_consent(act, withdrawal);
            if (!withdrawn) return withdrawn;
            post(act, {.case_id = row->case_id,
                       .kind = EntryKind::Consent,
                       .subject = row->person,
                       .title = title_of(act, withdrawal),
                       .body = withdrawal.note,
                       .link = fmt::format("/cases/{}/consents", row->case_id.text())});
            ask_what_now(act, row->case_id, row->person, withdrawn->lost_desks);
            events.consent_withdrawn.ring(
                act, {row->case_id, row->person, row->id, withdrawn->person_still_consents});
            act.leads_to(fmt::format("/cases/{}/consents", row->case_id.text()));
            return withdrawn;
        });
}

}  // namespace kasane::casefile
