#include "outreach/record_contact.hpp"

#include <fmt/format.h>

#include "casefile/casefile.hpp"
#include "law/gates.hpp"
#include "outreach/outreach_store.hpp"

namespace kasane::outreach {
namespace {

using access::ActScope;

Refusal invalid(std::string_view field, std::string_view message) {
    return {.kind = RefusalKind::Invalid,
            .code = "outreach.invalid",
            .message = std::string(message),
            .field = std::string(field)};
}

std::optional<Refusal> check(const ActScope& act, const Contact& contact) {
    const auto& codes = act.profile.codes;
    if (!codes.list("contact_modes").has(contact.mode)) {
        return invalid("mode", "働きかけの方法を選んでください。");
    }
    if (!codes.list("outreach_outcomes").has(contact.outcome)) {
        return invalid("outcome", "結果を選んでください。");
    }
    if (!codes.list("relationship_stages").has(contact.stage)) {
        return invalid("stage", "関係の段階を選んでください。");
    }
    if (contact.happened_on > act.today()) {
        return invalid("happened_on", "働きかけた日が、今日より後になっています。");
    }
    return std::nullopt;
}

/// What goes along with the person: the records about them, counted by kind, and nothing that a
/// 支援会議 learnt.
TrackMove list_of_what_moves(ActScope& act, const casefile::ConsentArrived& event) {
    TrackMove move{event.person, act.now, {}, {}};
    const auto contacts = contacts_of(act, event.case_id);
    if (!contacts.empty()) {
        move.carried.push_back(fmt::format("アウトリーチの記録 {}件", contacts.size()));
    }
    for (const auto& [kind, count] : casefile::entry_counts(act, event.case_id)) {
        if (kind == casefile::EntryKind::Conference) {
            move.stays.push_back(fmt::format(
                "支援会議で知った情報 {}件(根拠を示して取り出すまで、会議の中に残ります)", count));
        } else if (kind == casefile::EntryKind::Inquiry || kind == casefile::EntryKind::Note ||
                   kind == casefile::EntryKind::Memo || kind == casefile::EntryKind::Assessment) {
            const bool memo = kind == casefile::EntryKind::Memo;
            move.carried.push_back(
                fmt::format("{} {}件", memo ? "つなぎのやりとり" : label_of(kind), count));
        }
    }
    return move;
}

std::string words_of(const TrackMove& move) {
    std::string words;
    for (const auto& line : move.carried) words += "引き継ぐもの: " + line + "\n";
    for (const auto& line : move.stays) words += "残るもの: " + line + "\n";
    return words;
}

}  // namespace

Result<Done> record_contact(access::Town& town, const accounts::Actor& actor,
                            const Contact& contact) {
    return town.act<Done>(actor, accounts::Act::RecordOutreach, [&](ActScope& act) -> Result<Done> {
        auto authorised = access::authorise(act, contact.case_id);
        if (!authorised) return authorised.refusal();
        if (contact.person && !casefile::knows_person(act, *authorised, *contact.person)) {
            return access::not_found();
        }
        if (auto refusal = check(act, contact)) return *refusal;
        Contact made = contact;
        made.id = act.new_uuid();
        insert_contact(act, made);
        const auto& codes = act.profile.codes;
        const auto occurred = made.happened_on == act.today()
                                  ? std::nullopt
                                  : std::optional(Instant::start_of(made.happened_on));
        casefile::post(act,
                       {.case_id = made.case_id,
                        .kind = casefile::EntryKind::Outreach,
                        .subject = made.person,
                        .title = fmt::format("{}: {}", codes.list("contact_modes").label(made.mode),
                                             codes.list("outreach_outcomes").label(made.outcome)),
                        .body = made.body.reveal(),
                        .contact_mode = made.mode,
                        .link = fmt::format("/cases/{}/outreach", made.case_id.text()),
                        .occurred_at = occurred});
        const auto source = "outreach:" + made.case_id.text();
        casefile::finish_tasks(act, source);
        // Without a next date the town's days of silence ask again: nobody is forgotten.
        const int silence = act.profile.settings.outreach_silence_days.value;
        casefile::add_task(act,
                           {.case_id = made.case_id,
                            .holder = access::Holder::desk(actor.desk()),
                            .kind = "outreach",
                            .title = made.next_on ? "次の働きかけ" : "しばらく働きかけがありません",
                            .due_on = made.next_on.value_or(made.happened_on.plus_days(silence)),
                            .source = source});
        if (made.next_on) casefile::set_next_on(act, made.case_id, made.next_on);
        act.leads_to(fmt::format("/cases/{}/outreach", made.case_id.text()));
        return Done{};
    });
}

void move_on_consent(ActScope& act, const casefile::ConsentArrived& event) {
    if (casefile::state_of(act, event.case_id) != casefile::CaseState::ReachingOut) return;
    const auto move = list_of_what_moves(act, event);
    insert_move(act, event.case_id, event.consent, move);
    const auto moved = casefile::move_case(act, event.case_id,
                                           {casefile::CaseEvent::ConsentArrives, words_of(move),
                                            "consent:" + event.consent.text(), std::nullopt});
    ensure(moved.ok(), "a case in outreach moves when consent arrives");
}

}  // namespace kasane::outreach
