#include "casefile/record_person.hpp"

#include <fmt/format.h>

#include "access/ground_acts.hpp"

namespace kasane::casefile {
namespace {

std::string source_of(const PersonId& person) { return "person:" + person.text(); }

void open_own(ActScope& act, const CaseId& case_id, const PersonId& person, const DeskId& desk,
              access::Category category) {
    access::open_grounds(act, {.case_id = case_id,
                               .subject = person,
                               .holder = access::Holder::desk(desk),
                               .basis = access::Basis::OwnDesk,
                               .categories = {category},
                               .source = source_of(person)});
}

/// Which facts, never their contents: the entry may be read where the person is protected.
std::string changed_facts(const people::Person& before, const people::NewPerson& after) {
    std::string changed;
    const auto note = [&](bool differs, std::string_view label) {
        if (differs) changed += fmt::format("{}{}", changed.empty() ? "" : "、", label);
    };
    note(before.name.reveal() != after.name || before.name_kana.reveal() != after.name_kana,
         "氏名・ふりがな");
    note(before.identity_status != after.identity_status, "名前の確かさ");
    note(before.relation != after.relation || before.cohabiting != after.cohabiting, "続柄・同居");
    note(before.birth_date != after.birth_date || before.birth_note != after.birth_note,
         "生年月日・年齢");
    note(before.gender != after.gender, "性別");
    if (before.locating) {
        note(before.locating->address.reveal() != after.address ||
                 before.locating->phone.reveal() != after.phone ||
                 before.contact_note.reveal() != after.contact_note,
             "住所・連絡先");
    }
    note(!before.is_protected && after.is_protected, "居場所や連絡先を伏せる");
    return changed;
}

void tell(ActScope& act, const CaseId& case_id, const PersonId& person, std::string title,
          std::string body) {
    post(act, {.case_id = case_id,
               .kind = EntryKind::Person,
               .category = access::Category::Identity,
               .subject = person,
               .title = std::move(title),
               .body = std::move(body),
               .link = fmt::format("/cases/{}/household", case_id.text())});
}

}  // namespace

Result<PersonId> add_person(access::Town& town, const accounts::Actor& actor, const CaseId& case_id,
                            const people::NewPerson& person) {
    return town.act<PersonId>(
        actor, accounts::Act::EditPerson, [&](ActScope& act) -> Result<PersonId> {
            auto authorised = access::authorise(act, case_id);
            if (!authorised) return authorised.refusal();
            if (!act.actor.has_desk()) return access::not_found();
            const auto head = head_for_act(act, *authorised);
            const auto added = people::add_person(act, head.household, person);
            access::set_track(act, case_id, added, access::Track::Unconsented, source_of(added));
            open_own(act, case_id, added, act.actor.desk(), access::Category::Identity);
            if (person.is_protected) {
                open_own(act, case_id, added, act.actor.desk(), access::Category::Protected);
            }
            act.wrote(case_id, "person added", {added});
            tell(act, case_id, added, "世帯員を加えました", "");
            act.leads_to(fmt::format("/cases/{}/household", case_id.text()));
            return added;
        });
}

Result<Done> correct_person(access::Town& town, const accounts::Actor& actor,
                            const PersonCorrection& correction) {
    return town.act<Done>(actor, accounts::Act::EditPerson, [&](ActScope& act) -> Result<Done> {
        const auto& case_id = correction.case_id;
        auto authorised = access::authorise(act, case_id);
        if (!authorised) return authorised.refusal();
        const auto before = people::person_of_case(act, *authorised, correction.person);
        if (!before) return access::not_found();
        auto changed = people::change_person(
            act, correction.person, correction.facts, correction.version,
            before->locating ? people::LocatingFacts::Entered : people::LocatingFacts::NotShown);
        if (!changed) return changed;
        // Who wrote the address down keeps it; everybody else reads 「連絡前に確認」 from now on.
        if (correction.facts.is_protected && !before->is_protected) {
            open_own(act, case_id, correction.person, before->recorded_by_desk,
                     access::Category::Protected);
        }
        act.wrote(case_id, "person changed", {correction.person});
        tell(act, case_id, correction.person, "本人・世帯の記録を直しました",
             changed_facts(*before, correction.facts));
        act.leads_to(fmt::format("/cases/{}/household", case_id.text()));
        return Done{};
    });
}

}  // namespace kasane::casefile
