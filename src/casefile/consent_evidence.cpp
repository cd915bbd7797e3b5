#include "casefile/consent_evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "law/gates.hpp"

namespace kasane::casefile {
namespace {

using access::ActScope;
using access::Category;
using access::Holder;

std::string source_of(const ConsentId& consent) { return "consent:" + consent.text(); }

/// The consent of this case, where the reader may read about its person.
std::optional<access::ConsentRow> readable(access::Scope& scope, access::CaseReading& reading,
                                           const ConsentId& id) {
    if (!is_uuid(id.text())) return std::nullopt;
    auto row = access::find_consent(scope, id);
    if (!row || row->case_id != reading.case_id()) return std::nullopt;
    const auto grant = reading.may_read(
        {Category::Case, row->person, Holder::desk(row->recorded_desk), std::nullopt});
    if (!grant) return std::nullopt;
    return row;
}

Refusal invalid(std::string_view field, std::string message) {
    return law::refuse_field(law::gates::consent_validity, field, std::move(message));
}

Result<Done> store_files(ActScope& act, const AddEvidence& added, const PersonId& person) {
    for (const auto& chosen : added.files) {
        auto checked = attachments::check_file(chosen.name, chosen.content, "files");
        if (!checked) return checked.refusal();
        attachments::store(act.store,
                           {.id = act.new_id<AttachmentId>(),
                            .case_id = added.case_id,
                            .owner = Holder::desk(act.actor.desk()).text(),
                            .source = source_of(added.consent),
                            .subject = person,
                            .file = std::move(checked).value(),
                            .added_by = act.actor.account},
                           act.now);
        act.wrote(added.case_id, "consent evidence: file", {person});
    }
    return Done{};
}

}  // namespace

Result<Done> add_evidence(access::Town& town, const accounts::Actor& actor,
                          const AddEvidence& added) {
    return town.act<Done>(actor, accounts::Act::RecordConsent, [&](ActScope& act) -> Result<Done> {
        auto authorised = access::authorise(act, added.case_id);
        if (!authorised) return authorised.refusal();
        const auto consent = readable(act, *authorised, added.consent);
        if (!consent) return access::not_found();
        if (added.kept_at.empty() && added.files.empty()) {
            return invalid("kept_at", "書面を保管している場所を入力するか、写しを選んでください。");
        }
        if (!added.kept_at.empty()) {
            post(act, {.case_id = added.case_id,
                       .kind = EntryKind::Consent,
                       .subject = consent->person,
                       .title = "同意の書面の保管",
                       .body = added.kept_at,
                       .link = fmt::format("/cases/{}/consents", added.case_id.text())});
        }
        if (auto stored = store_files(act, added, consent->person); !stored) return stored;
        access::touch(act, added.case_id);
        act.leads_to(fmt::format("/cases/{}/consents/{}/evidence", added.case_id.text(),
                                 added.consent.text()));
        return Done{};
    });
}

std::optional<EvidenceView> read_evidence(access::Scope& scope, access::CaseReading& reading,
                                          const ConsentId& consent) {
    auto row = readable(scope, reading, consent);
    if (!row) return std::nullopt;
    EvidenceView view{.consent = std::move(*row),
                      .files = attachments::of_source(scope.rows, source_of(consent))};
    return view;
}

std::optional<EvidenceFile> evidence_file(access::Scope& scope, const CaseId& case_id,
                                          const ConsentId& consent, const AttachmentId& file) {
    auto reading = access::CaseReading::open(scope, case_id);
    if (!reading) return std::nullopt;
    const auto view = read_evidence(scope, *reading, consent);
    if (!view) return std::nullopt;
    const auto found = std::ranges::find(view->files, file, &attachments::Attachment::id);
    if (found == view->files.end()) return std::nullopt;
    return EvidenceFile{*found, attachments::content(scope.rows, found->id)};
}

}  // namespace kasane::casefile
