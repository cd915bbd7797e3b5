#include <sodium.h>

#include <array>

#include "attachments/attachment.hpp"

namespace kasane::attachments {
namespace {

std::string sha256_of(const std::string& content) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libsodium reads unsigned bytes
    const auto* bytes = reinterpret_cast<const unsigned char*>(content.data());
    crypto_hash_sha256(hash.data(), bytes, content.size());
    std::array<char, (crypto_hash_sha256_BYTES * 2) + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

using Row = std::tuple<AttachmentId, CaseId, std::string, std::string, std::optional<PersonId>,
                       std::string, std::string, std::int64_t, Instant>;

Attachment from_row(Row row) {
    auto& [id, case_id, owner, source, subject, name, type, size, at] = row;
    return {id, case_id, owner, source, subject, name, type, size, at};
}

}  // namespace

void store(storage::Transaction& transaction, const NewAttachment& attachment, Instant now) {
    transaction.execute(
        "insert into attachments (municipality, attachment, case_id, owner, source, subject,"
        " file_name, media_type, size, sha256, content, added_by, added_at)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        transaction.municipality(), attachment.id, attachment.case_id, attachment.owner,
        attachment.source, attachment.subject, attachment.file.file_name,
        attachment.file.media_type, static_cast<std::int64_t>(attachment.file.content.size()),
        sha256_of(attachment.file.content), storage::Bytes{attachment.file.content},
        attachment.added_by, now);
}

std::vector<Attachment> of_source(storage::Reader& rows, std::string_view source) {
    std::vector<Attachment> found;
    for (auto& row :
         rows.rows<AttachmentId, CaseId, std::string, std::string, std::optional<PersonId>,
                   std::string, std::string, std::int64_t, Instant>(
             "select attachment, case_id, owner, source, subject, file_name, media_type, size,"
             " added_at from attachments where municipality = $1 and source = $2"
             " order by attachment",
             rows.municipality(), source)) {
        found.push_back(from_row(std::move(row)));
    }
    return found;
}

std::optional<Attachment> find(storage::Reader& rows, const AttachmentId& id) {
    if (!is_uuid(id.text())) return std::nullopt;
    auto row = rows.row<AttachmentId, CaseId, std::string, std::string, std::optional<PersonId>,
                        std::string, std::string, std::int64_t, Instant>(
        "select attachment, case_id, owner, source, subject, file_name, media_type, size,"
        " added_at from attachments where municipality = $1 and attachment = $2",
        rows.municipality(), id);
    if (!row) return std::nullopt;
    return from_row(std::move(*row));
}

std::string content(storage::Reader& rows, const AttachmentId& id) {
    auto row = rows.row<storage::Bytes, std::string>(
        "select content, sha256 from attachments where municipality = $1 and attachment = $2",
        rows.municipality(), id);
    ensure(row.has_value(), "a file that is opened was found before");
    auto& [bytes, sha256] = *row;
    if (sha256_of(bytes.data) != sha256) {
        throw storage::StorageFault("an attachment does not fit its SHA-256: " + id.text(), false);
    }
    return std::move(bytes.data);
}

}  // namespace kasane::attachments
