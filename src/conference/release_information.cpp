#include "conference/release_information.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "casefile/casefile.hpp"
#include "conference/conference_store.hpp"
#include "conference/item_reading.hpp"

namespace kasane::conference {
namespace {

using access::ActScope;

bool consents(const access::CaseReading& reading, const std::optional<PersonId>& person) {
    return person &&
           std::ranges::any_of(reading.concerned(), [&](const access::Concerned& concerned) {
               return concerned.person == *person && concerned.track == access::Track::Consented;
           });
}

/// Outside it is the secretariat's record, and nobody else's before a ground opens it.
void tell_case(ActScope& act, const AgendaItem& item, const Material& material,
               const Release& release) {
    casefile::post(
        act, {.case_id = item.case_id,
              .kind = casefile::EntryKind::Note,
              .subject = material.subject,
              .title = fmt::format("支援会議の情報を使います(根拠: {})", label_of(*release.basis)),
              .body = fmt::format("{}\n理由: {}\n{}", material.body.reveal(), release.reason,
                                  label_of(*release.contributor)),
              .owner = act.profile.coordinating_desk});
}

void tell_contributor(ActScope& act, const AgendaItem& item, const Material& material) {
    casefile::add_task(act, {.case_id = item.case_id,
                             .holder = access::Holder::desk(material.desk),
                             .kind = "conference.released",
                             .title = "会議に出した資料が、会議の外で使われます",
                             .due_on = act.today(),
                             .source = mark_of(item.id)});
}

}  // namespace

Result<Done> release_information(access::Town& town, const accounts::Actor& actor,
                                 const Release& release) {
    return town.act<Done>(actor, accounts::Act::RecordMinutes, [&](ActScope& act) -> Result<Done> {
        const auto view = read_item(act, release.item);
        if (!view || !view->hosts || view->awaits_notice) return access::not_found();
        const auto material = std::ranges::find(view->materials, release.material, &Material::id);
        if (material == view->materials.end()) return access::not_found();
        auto reading = access::CaseReading::open(act, view->item.case_id);
        ensure(reading.has_value(), "who reads an item stands on a ground of its case");
        auto checked =
            check_release(release, {.frame = view->item.frame,
                                    .about_one_person = material->subject.has_value(),
                                    .person_consents = consents(*reading, material->subject),
                                    .released_already = material->released_on.has_value()});
        if (!checked) return checked;
        insert_release(act, release);
        tell_case(act, view->item, *material, release);
        tell_contributor(act, view->item, *material);
        act.leads_to("/conference-items/" + release.item.text());
        return Done{};
    });
}

}  // namespace kasane::conference
