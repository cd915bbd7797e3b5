#include "cli/large_lives.hpp"

#include <fmt/format.h>

#include <array>
#include <span>
#include <utility>

#include "access/identity_store.hpp"
#include "casefile/note_search.hpp"
#include "casefile/record_consent.hpp"
#include "casefile/record_note.hpp"
#include "cli/invented_notes.hpp"
#include "cli/invented_people.hpp"
#include "cli/must.hpp"
#include "intake/receive_inquiry.hpp"
#include "intake/screen_inquiry.hpp"
#include "referral/answer_memo.hpp"
#include "referral/send_memo.hpp"

namespace kasane::cli {
namespace {

using accounts::Act;

Act act_of(LargeStep step) {
    switch (step) {
        case LargeStep::Receive:
            return Act::ReceiveInquiry;
        case LargeStep::Screen:
            return Act::ScreenInquiry;
        case LargeStep::SendMemo:
            return Act::SendMemo;
        case LargeStep::AcceptMemo:
            return Act::AnswerMemo;
        case LargeStep::Consent:
            return Act::RecordConsent;
        case LargeStep::Note:
            return Act::RecordNote;
        case LargeStep::Settle:
            return Act::CloseCase;
    }
    broken_invariant("every step is an act", std::source_location::current());
}

/// A number of its own for every household: there is no area 000.
std::string phone_of(std::size_t number) {
    return fmt::format("000-{:04}-{:04}", number / 10'000, number % 10'000);
}

}  // namespace

LargeLives::LargeLives(const municipality::Profile& profile, const Staff& staff, LargePlan plan,
                       Chance& chance, IdSource& ids)
    : profile_(profile),
      staff_(staff),
      plan_(std::move(plan)),
      chance_(chance),
      ids_(ids),
      written_(plan_.households.size()) {
    for (std::size_t pair = 0; pair < plan_.same_persons.size(); ++pair) {
        const auto& [earlier, later, difference] = plan_.same_persons[pair];
        pair_of_later_[later] = pair;
        pair_of_later_[earlier] = pair;
    }
}

void LargeLives::live(storage::Transaction& store, std::size_t from, std::size_t count) {
    for (const auto& planned : std::span(plan_.steps).subspan(from, count)) take(store, planned);
}

void LargeLives::index_names(storage::Transaction& store, std::size_t from,
                             std::size_t count) const {
    access::ActScope act(store, staff_.coordinator, plan_.steps.back().at, profile_,
                         Act::ReceiveInquiry, ids_);
    for (const auto& written : std::span(written_).subspan(from, count)) {
        people::refresh_search(act, written.case_id);
    }
}

std::vector<PlantedDuplicate> LargeLives::planted() const {
    std::vector<PlantedDuplicate> all;
    for (std::size_t pair = 0; pair < plan_.same_persons.size(); ++pair) {
        const auto& [earlier, later, difference] = plan_.same_persons[pair];
        all.push_back({.difference = difference,
                       .earlier = written_[earlier].persons.front(),
                       .later = written_[later].persons.front(),
                       .earlier_desk = desk_of(earlier, 0).desk(),
                       .later_desk = desk_of(later, 0).desk(),
                       .typed = later_.at(pair)});
    }
    return all;
}

const accounts::Actor& LargeLives::desk_of(std::size_t number, std::size_t which) const {
    return staff_.desks[plan_.households[number].desks[which]];
}

const accounts::Actor& LargeLives::actor_of(const PlannedStep& planned) {
    const auto story = plan_.households[planned.household].story;
    const bool coordinated = story == LargeStory::Coordinated;
    if (planned.step == LargeStep::AcceptMemo) return staff_.coordinator;
    if (planned.step == LargeStep::Consent && coordinated) return staff_.coordinator;
    const bool shared = coordinated || story == LargeStory::Shared;
    // The other desks write now and then what they did.
    const std::size_t which =
        planned.step == LargeStep::Note && shared && chance_.one_in(4) ? 1 + chance_.below(2) : 0;
    return desk_of(planned.household, which);
}

void LargeLives::take(storage::Transaction& store, const PlannedStep& planned) {
    access::ActScope act(store, actor_of(planned), planned.at, profile_, act_of(planned.step),
                         ids_);
    const auto number = planned.household;
    switch (planned.step) {
        case LargeStep::Receive:
            receive(act, number);
            break;
        case LargeStep::Screen:
            screen(act, number);
            return;
        case LargeStep::SendMemo:
            send_memo(act, number);
            break;
        case LargeStep::AcceptMemo:
            accept_memo(act, number);
            break;
        case LargeStep::Consent:
            consent(act, number);
            break;
        case LargeStep::Note:
            note(act, number);
            return;
        case LargeStep::Settle:
            settle(act, number);
            return;
    }
    // Its grounds have changed: entries from now on are found by those who hold them.
    casefile::refresh_note_search(act, written_[number].case_id);
}

people::NewPerson LargeLives::first_person(std::size_t number, const FamilyName& family,
                                           const Date& today) {
    auto person =
        invent_person(chance_, family, chance_.one_in(2) ? Place::Elder : Place::Adult, today);
    person.phone = phone_of(number);
    const auto found = pair_of_later_.find(number);
    if (found == pair_of_later_.end()) return person;
    const auto pair = found->second;
    if (plan_.same_persons[pair].earlier == number) {
        earlier_[pair] = person;
        return person;
    }
    later_[pair] = written_again(earlier_.at(pair), plan_.same_persons[pair].difference, chance_);
    return later_.at(pair);
}

void LargeLives::receive(access::ActScope& act, std::size_t number) {
    const auto family = invent_family(chance_);
    const auto& trouble = invent_trouble(chance_);
    intake::InquiryForm form;
    form.received_on = act.today();
    form.contact_method = chance_.one_in(2) ? "visit" : "phone";
    form.caller.relation = "self";
    form.said = trouble.said;
    form.topics = {std::string(trouble.topic)};
    form.primary_topic = trouble.topic;
    form.urgency = chance_.one_in(12) ? "immediate" : "normal";
    form.persons.push_back(first_person(number, family, act.today()));
    form.persons.back().relation = "self";
    while (form.persons.size() < plan_.households[number].size) {
        form.persons.push_back(invent_person(
            chance_, family, chance_.one_in(2) ? Place::Adult : Place::Child, act.today()));
        form.persons.back().relation = "child";
        form.persons.back().address = form.persons.front().address;
        form.persons.back().phone.clear();
    }
    if (number % 200 == 7 && !pair_of_later_.contains(number)) {
        form.persons.front().is_protected = true;
    }
    auto& written = written_[number];
    written.case_id = must(intake::receive_inquiry(act, events_, form)).case_id;
    written.persons = access::persons_in_case(act.rows, written.case_id);
}

void LargeLives::screen(access::ActScope& act, std::size_t number) const {
    const bool to_coordinator = plan_.households[number].story == LargeStory::Coordinated;
    const intake::Screening screening{.outcome = to_coordinator
                                                     ? intake::ScreeningOutcome::ReferCoordinator
                                                     : intake::ScreeningOutcome::Network,
                                      .reason = "second_opinion",
                                      .note = "窓口で確認"};
    static_cast<void>(
        must(intake::apply_screening(act, events_, {written_[number].case_id, screening, {}})));
}

void LargeLives::send_memo(access::ActScope& act, std::size_t number) {
    auto& written = written_[number];
    written.memo = must(referral::send_memo(act, {.case_id = written.case_id,
                                                  .to_desk = profile_.coordinating_desk,
                                                  .persons = written.persons,
                                                  .request = "respond",
                                                  .wish = "一緒に支え方を考えてください。",
                                                  .summary = "いくつもの課題が重なっています。",
                                                  .done_so_far = "窓口で話を聞きました。",
                                                  .urgency = "normal",
                                                  .reason = "role_division_needed"}))
                       .id;
}

void LargeLives::accept_memo(access::ActScope& act, std::size_t number) const {
    static_cast<void>(must(referral::answer_memo(act, {.memo = written_[number].memo,
                                                       .event = referral::MemoEvent::Accept,
                                                       .text = "受理しました。"})));
}

void LargeLives::consent(access::ActScope& act, std::size_t number) const {
    const auto& written = written_[number];
    access::ConsentDeclaration declaration{.case_id = written.case_id,
                                           .person = written.persons.front()};
    declaration.agreed_on = act.today();
    declaration.method = access::ConsentMethod::Signature;
    declaration.explained_version = "privacy-rules-2026-07";
    declaration.purpose = "相談支援の調整と、支援プランの検討";
    declaration.scopes = {access::ConsentScope::InformationSharing};
    for (std::size_t which = 0; which < 3; ++which) {
        declaration.desks.push_back(desk_of(number, which).desk());
    }
    if (plan_.households[number].story == LargeStory::Coordinated) {
        declaration.scopes.push_back(access::ConsentScope::PlanAndServiceApplication);
        declaration.desks.push_back(profile_.coordinating_desk);
    }
    static_cast<void>(must(casefile::record_consent(act, events_, declaration)));
}

void LargeLives::note(access::ActScope& act, std::size_t number) {
    static constexpr std::array modes{"phone", "interview", "visit", "accompany"};
    const auto& written = written_[number];
    casefile::Note note{.case_id = written.case_id,
                        .contact_mode = chance_.of(modes),
                        .text = invent_note(chance_)};
    if (chance_.one_in(3)) note.subject = written.persons.front();
    static_cast<void>(must(casefile::record_note(act, note)));
}

void LargeLives::settle(access::ActScope& act, std::size_t number) const {
    static_cast<void>(must(casefile::move_case(
        act, written_[number].case_id,
        {casefile::CaseEvent::Settle, "連携の中で見通しが立ったため", "settled", {}})));
}

}  // namespace kasane::cli
