#include "casefile/record_note.hpp"

#include <fmt/format.h>

namespace kasane::casefile {

Result<EntryId> record_note(ActScope& act, const Note& note) {
    auto authorised = access::authorise(act, note.case_id);
    if (!authorised) return authorised.refusal();
    if (note.subject && !knows_person(act, *authorised, *note.subject)) return access::not_found();
    const auto& modes = act.profile.codes.list("contact_modes");
    if (!modes.has(note.contact_mode)) {
        return Refusal{.kind = RefusalKind::Invalid,
                       .code = "note.contact_mode",
                       .message = "対応の方法を選んでください。",
                       .field = "contact_mode"};
    }
    if (note.happened_on && *note.happened_on > act.today()) {
        return Refusal{.kind = RefusalKind::Invalid,
                       .code = "note.future",
                       .message = "対応した日が、今日より後になっています。",
                       .field = "happened_on"};
    }
    std::optional<Instant> occurred;
    if (note.happened_on && *note.happened_on != act.today()) {
        occurred = Instant::start_of(*note.happened_on);
    }
    const auto path = fmt::format("/cases/{}/timeline", note.case_id.text());
    act.leads_to(path);
    return post(act, {.case_id = note.case_id,
                      .kind = EntryKind::Note,
                      .subject = note.subject,
                      .title = modes.label(note.contact_mode),
                      .body = note.text,
                      .contact_mode = note.contact_mode,
                      .link = path,
                      .occurred_at = occurred});
}

Result<EntryId> record_note(access::Town& town, const accounts::Actor& actor, const Note& note) {
    return town.act<EntryId>(actor, accounts::Act::RecordNote,
                             [&](ActScope& act) { return record_note(act, note); });
}

}  // namespace kasane::casefile
