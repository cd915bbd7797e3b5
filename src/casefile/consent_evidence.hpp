#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/case_reading.hpp"
#include "access/consent.hpp"
#include "access/town.hpp"
#include "attachments/attachment.hpp"
#include "web/uploads.hpp"

namespace kasane::casefile {

/// 同意の証しを添える — where the paper is kept, a scan of it, or both.
struct AddEvidence {
    CaseId case_id;
    ConsentId consent;
    std::string kept_at;
    std::vector<web::ChosenFile> files;
};
/// By whoever may read about the person; the place stands on the timeline. What kind of file it is is told by its content, not by its name.
/// Basis: gate.consent_validity (a consent can be shown to have been given).
[[nodiscard]] Result<Done> add_evidence(access::Town& town, const accounts::Actor& actor,
                                        const AddEvidence& added);

/// A consent with the files that show that it was given, the oldest first.
struct EvidenceView {
    access::ConsentRow consent;
    std::vector<attachments::Attachment> files;
};
/// Nothing where this case has no such consent, or the reader may not read about its person.
[[nodiscard]] std::optional<EvidenceView> read_evidence(access::Scope& scope,
                                                        access::CaseReading& reading,
                                                        const ConsentId& consent);
/// One of its files, with what it holds.
struct EvidenceFile {
    attachments::Attachment head;
    std::string content;
};
[[nodiscard]] std::optional<EvidenceFile> evidence_file(access::Scope& scope, const CaseId& case_id,
                                                        const ConsentId& consent,
                                                        const AttachmentId& file);

}  // namespace kasane::casefile
