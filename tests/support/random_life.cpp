#include "tests/support/random_life.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "access/case_reading.hpp"
#include "accounts/sessions_store.hpp"
#include "casefile/case_list.hpp"
#include "casefile/casefile.hpp"
#include "casefile/record_note.hpp"
#include "casefile/record_person.hpp"
#include "casefile/step_case.hpp"
#include "cli/invented_names.hpp"
#include "cli/invented_people.hpp"
#include "desk/search_reading.hpp"
#include "intake/check_similar_persons.hpp"
#include "intake/receive_inquiry.hpp"
#include "intake/screen_inquiry.hpp"
#include "people/person_fields.hpp"
#include "referral/answer_memo.hpp"
#include "referral/send_memo.hpp"

namespace kasane::tests {
namespace {

constexpr std::array modes{"phone", "visit"};

intake::Screening some_screening(cli::Chance& chance, const DeskId& elsewhere) {
    using enum intake::ScreeningOutcome;
    static constexpr std::array outcomes{Network, OwnDesk, ReferCoordinator, ReferDesk,
                                         InformationOnly};
    intake::Screening made{.outcome = chance.of(outcomes)};
    made.reason = chance.one_in(8) ? "" : "second_opinion";
    made.note = "窓口で確かめた";
    if (made.outcome == ReferDesk) made.to_desk = elsewhere;
    return made;
}

}  // namespace

RandomLife::RandomLife(TestTown& town, unsigned seed, TokenBook& tokens)
    : town_(town), chance_(seed), emergencies_(seed + 1), tokens_(tokens) {
    for (const auto* desk : {"elderly", "child", "livelihood", "disability"}) {
        staff_.push_back(town_.worker(desk));
    }
    staff_.push_back(town_.coordinator());
    sign_everybody_in();
}

void RandomLife::sign_everybody_in() {
    auto& town = town_.town();
    const auto now = town.clock().now();
    town.database().write(town.code(), [&](storage::Transaction& store) {
        for (const auto& each : staff_) {
            accounts::sessions_store::insert(store, {.token_hash = "of " + each.account.text(),
                                                     .account = each.account,
                                                     .created_at = now,
                                                     .last_seen_at = now,
                                                     .expires_at = now.plus_seconds(3600)});
        }
        return storage::Outcome::Commit;
    });
}

std::string RandomLife::token_for(const accounts::Actor& who) {
    if (tokens_used_ == tokens_.size()) tokens_.push_back(town_.guard().issue(who.account.text()));
    return tokens_[tokens_used_++];
}

void RandomLife::live(int acts) {
    for (int done = 0; done < acts; ++done) {
        town_.clock().advance_seconds(60 * static_cast<std::int64_t>(1 + chance_.below(900)));
        one_act();
        if (done % 15 == 14) rescue();
        if (done % 15 == 7) share();
    }
}

void RandomLife::one_act() {
    if (homes_.size() < 3 || chance_.one_in(25)) {
        if (chance_.one_in(4)) return send_twice();
        return receive();
    }
    auto& home = homes_[chance_.below(homes_.size())];
    if (chance_.one_in(4)) return any_act(home, anybody());
    next_step(home);
}

/// What the staff would most likely do next.
void RandomLife::next_step(Home& home) {
    using casefile::CaseState;
    const auto& desk = home.desk;
    const auto& town = town_.profile();
    switch (from_code<CaseState>(town_.state(home.case_id)).value()) {
        case CaseState::Noticed:
        case CaseState::Received:
            return chance_.one_in(2) ? screen(home, desk)
                                     : send_memo(home, desk, town.coordinating_desk);
        case CaseState::InNetwork:
            return chance_.one_in(4) ? note(home, desk)
                                     : send_memo(home, desk, town.coordinating_desk);
        case CaseState::Referred:
            return answer_memo(home, coordinator(), true);
        case CaseState::Assessing:
            if (chance_.one_in(6)) {
                return sit(home, coordinator(), town.support_conference(),
                           conference::Purpose::InformationSharing);
            }
            if (chance_.one_in(3)) return assess(home, coordinator());
            return home.consents.empty() || chance_.one_in(4) ? consent(home, coordinator())
                                                              : draft(home, coordinator());
        case CaseState::ReachingOut:
            if (chance_.one_in(3)) return take_part(home, chance_.one_in(2) ? desk : coordinator());
            if (chance_.one_in(3)) return minutes(home, coordinator());
            return chance_.one_in(2) ? contact(home, coordinator()) : consent(home, coordinator());
        case CaseState::Planning:
            if (chance_.one_in(3)) {
                return sit(home, coordinator(), town.coordination_conference(),
                           conference::Purpose::PlanAppropriateness);
            }
            return chance_.one_in(2) ? minutes(home, coordinator()) : decide(home, coordinator());
        case CaseState::Supporting:
            return chance_.one_in(4) ? note(home, desk) : follow(home, coordinator());
        case CaseState::Evaluating:
            if (chance_.one_in(3)) {
                return sit(home, coordinator(), town.coordination_conference(),
                           conference::Purpose::ClosureEvaluation);
            }
            return chance_.one_in(2) ? minutes(home, coordinator()) : conclude(home, coordinator());
        case CaseState::FollowingUp:
        case CaseState::Closed:
        case CaseState::Suspended:
            return step(home, chance_.one_in(2) ? desk : coordinator());
    }
}

/// Whatever somebody may try, whether it is their case or not.
void RandomLife::any_act(Home& home, const accounts::Actor& who) {
    switch (chance_.below(16)) {
        case 0:
            return note(home, who);
        case 1:
            return person(home, who);
        case 2:
            return send_memo(home, who, anybody().desk());
        case 3:
            return answer_memo(home, who, chance_.one_in(2));
        case 4:
            return consent(home, who);
        case 5:
            return withdraw(home, who);
        case 6:
            return screen(home, who);
        case 7:
            return step(home, who);
        case 8:
            return take_part(home, who);
        case 9:
            return minutes(home, coordinator());
        case 10:
            return finish_role(who);
        case 11:
            return decide(home, who);
        case 12:
            return follow(home, who);
        case 13:
            return keep_draft(who);
        case 14:
            return person(home, home.desk);
        default:
            return look(home, who);
    }
}

void RandomLife::receive() {
    const auto& who = staff_[chance_.below(staff_.size() - 1)];  // the coordinator gets memos
    const auto family = cli::invent_family(chance_);
    const auto& trouble = cli::invent_trouble(chance_);
    intake::InquiryForm form;
    if (!chance_.one_in(12)) form.received_on = today();
    form.contact_method = chance_.of(modes);
    form.caller = {.relation = "self",
                   .name = "架空 太郎",
                   .phone = "000-0000-0001",
                   .is_reporter = chance_.one_in(6)};
    form.said = trouble.said;
    form.topics = {std::string(trouble.topic)};
    form.primary_topic = trouble.topic;
    form.urgency = chance_.one_in(8) ? "immediate" : "normal";
    if (form.urgency == "immediate") form.urgent_reasons = {"no_food_lifeline"};
    for (std::size_t more = chance_.below(3); form.persons.size() <= more;) {
        const auto place = form.persons.empty() ? cli::Place::Elder : cli::Place::Child;
        form.persons.push_back(cli::invent_person(chance_, family, place, today()));
        form.persons.back().relation = form.persons.size() == 1 ? "self" : "child";
        form.persons.back().is_protected = chance_.one_in(8);
    }
    if (chance_.one_in(5)) form.attached.push_back({"相談票.txt", "架空の相談票\n"});
    if (chance_.one_in(4)) form.screening = some_screening(chance_, anybody().desk());
    if (!homes_.empty() && chance_.one_in(6)) form.case_id = homes_.back().case_id;
    if (chance_.one_in(3)) {
        tell("similar.check",
             intake::check_similar_persons(town_.town(), who, form.persons.front()));
    }
    auto received =
        tell("inquiry.receive", intake::receive_inquiry(town_.town(), who, town_.events(), form));
    if (!received || form.case_id) return;
    Home home{.desk = who, .case_id = received->case_id};
    home.persons = town_.town().read<std::vector<PersonId>>(who, "case.page", [&](auto& scope) {
        auto reading = access::CaseReading::open(scope, home.case_id);
        std::vector<PersonId> persons;
        for (const auto& each : people::persons_of_case(scope, *reading)) {
            persons.push_back(each.id);
        }
        return persons;
    });
    homes_.push_back(std::move(home));
}

/// A form that is sent twice does one thing; the draft it was typed into goes with the first.
void RandomLife::send_twice() {
    auto who = anybody();
    keep_draft(who);
    who.form_token = token_for(who);
    who.draft_key = "inquiry.new";
    intake::InquiryForm form;
    form.received_on = today();
    form.persons.push_back({.name = std::string(people::unknown_name), .relation = "self"});
    for (int sent = 0; sent < 2; ++sent) {
        tell("inquiry.receive twice",
             intake::receive_inquiry(town_.town(), who, town_.events(), form));
    }
}

void RandomLife::screen(const Home& home, const accounts::Actor& who) {
    tell("inquiry.screen",
         intake::screen_inquiry(
             town_.town(), who, town_.events(),
             {home.case_id, some_screening(chance_, anybody().desk()), std::nullopt}));
}

void RandomLife::send_memo(Home& home, const accounts::Actor& who, const DeskId& to) {
    auto persons = home.persons;
    if (chance_.one_in(3)) persons.resize(1);
    auto sent = tell("memo.send", referral::send_memo(town_.town(), who,
                                                      {.case_id = home.case_id,
                                                       .to_desk = to,
                                                       .persons = std::move(persons),
                                                       .request = "respond",
                                                       .wish = "一緒に考えてほしい",
                                                       .summary = "課題が重なっている",
                                                       .urgency = "normal",
                                                       .reason = "second_opinion"}));
    if (sent) home.memos.push_back(sent->id);
}

void RandomLife::answer_memo(Home& home, const accounts::Actor& who, bool accept) {
    using enum referral::MemoEvent;
    if (home.memos.empty()) return;
    static constexpr std::array events{Open, Accept, Answer, Redirect, Decline};
    referral::AnswerMemo answer{.memo = chance_.of(home.memos),
                                .event = accept ? Accept : chance_.of(events),
                                .text = "承知しました",
                                .decline_reason = "not_our_field"};
    if (answer.event == Redirect) answer.redirect_to = anybody().desk();
    tell(fmt::format("memo {}", code_of(answer.event)),
         referral::answer_memo(town_.town(), who, answer));
}

void RandomLife::note(const Home& home, const accounts::Actor& who) {
    casefile::Note made{.case_id = home.case_id,
                        .contact_mode = chance_.of(modes),
                        .text = chance_.one_in(10) ? "" : "訪問して近況を聞いた"};
    if (chance_.one_in(2)) made.subject = home.persons[chance_.below(home.persons.size())];
    tell("note.record", casefile::record_note(town_.town(), who, made));
}

void RandomLife::person(Home& home, const accounts::Actor& who) {
    const auto family = cli::invent_family(chance_);
    auto facts = cli::invent_person(chance_, family, cli::Place::Adult, today());
    facts.relation = "child";
    if (chance_.one_in(2)) {
        auto added =
            tell("person.add", casefile::add_person(town_.town(), who, home.case_id, facts));
        if (added) home.persons.push_back(*added);
        return;
    }
    tell("person.correct",
         casefile::correct_person(town_.town(), who,
                                  {.case_id = home.case_id,
                                   .person = home.persons.front(),
                                   .facts = facts,
                                   .version = static_cast<std::int64_t>(chance_.below(3))}));
}

void RandomLife::step(const Home& home, const accounts::Actor& who) {
    const auto state = from_code<casefile::CaseState>(town_.state(home.case_id)).value();
    const auto steps = casefile::lone_steps_from(state);
    if (steps.empty()) return;
    const auto event = chance_.of(steps);
    tell(fmt::format("case {}", code_of(event)),
         casefile::step_case(town_.town(), who, town_.events(),
                             {.case_id = home.case_id,
                              .event = event,
                              .reason = "様子が変わったため",
                              .reason_code = "moved_out",
                              .remaining = "家族は変わりなく暮らしている",
                              .companion = home.desk.desk(),
                              .next_on = today().plus_days(30)}));
}

/// What somebody sees is part of the answer: the list, the timeline, names and words found.
void RandomLife::look(const Home& home, const accounts::Actor& who) {
    const auto family = cli::invent_family(chance_);
    diary_.push_back(town_.town().read<std::string>(who, "look", [&](access::ReadScope& scope) {
        std::string seen = "saw";
        for (const auto& row : casefile::listed_cases(scope, std::nullopt)) {
            seen += ' ' + row.number + row.state.label;
        }
        for (const auto words : std::array<std::string_view, 3>{family.name, "訪問", "見"}) {
            const auto found = desk::search(scope, words);
            for (const auto& hit : found.persons) seen += ' ' + hit.person.person.text();
            for (const auto& hit : found.notes) seen += ' ' + hit.note.entry.text();
        }
        auto reading = access::CaseReading::open(scope, home.case_id);
        if (!reading) return seen;
        for (const auto& entry : casefile::timeline(scope, *reading, std::nullopt)) {
            seen += ' ' + entry.id.text();
        }
        return seen;
    }));
}

void RandomLife::keep_draft(const accounts::Actor& who) {
    auto& town = town_.town();
    web::Fields typed;
    typed.add("said", "書きかけの相談");
    town.database().write(town.code(), [&](storage::Transaction& store) {
        const auto saved =
            town_.guard().save_draft(store, who.account.text(), "inquiry.new", typed);
        return saved.ok() ? storage::Outcome::Commit : storage::Outcome::RollBack;
    });
}

}  // namespace kasane::tests
