#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock.hpp"
#include "kernel/ids.hpp"
#include "kernel/result.hpp"
#include "storage/database.hpp"

namespace kasane::attachments {

/// How large one file may be.
inline constexpr std::size_t most_bytes = 10 * 1024 * 1024;

/// A file that was looked at: its type is what the content says, whatever its name claims.
struct CheckedFile {
    /// The last part of the name, without anything unprintable, with an ending of its type.
    std::string file_name;
    std::string media_type;
    std::string content;
};

/// Whether the file can be kept: not empty, not too large, PDF, PNG, JPEG, xlsx, docx, odt, ods,
/// plain text or CSV, and no 個人番号 in its name or in a text (gate.my_number). A refusal names `field`.
[[nodiscard]] Result<CheckedFile> check_file(std::string_view file_name, std::string content,
                                             std::string_view field);

/// 添付ファイル — to be stored beside a record. Who may read it is asked by the capability it
/// belongs to, from case, subject and owner.
struct NewAttachment {
    AttachmentId id;
    CaseId case_id;
    std::string owner;  ///< holder text of the desk whose record it is
    std::string source;  ///< "inquiry:<id>"
    std::optional<PersonId> subject;  ///< whom it concerns; nobody: the household
    CheckedFile file;
    AccountId added_by;
};
void store(storage::Transaction& transaction, const NewAttachment& attachment, Instant now);

/// What a list shows of a file.
struct Attachment {
    AttachmentId id;
    CaseId case_id;
    std::string owner;
    std::string source;
    std::optional<PersonId> subject;
    std::string file_name;
    std::string media_type;
    std::int64_t size = 0;
    Instant added_at;
};
/// The files of one record, oldest first.
[[nodiscard]] std::vector<Attachment> of_source(storage::Reader& rows, std::string_view source);
[[nodiscard]] std::optional<Attachment> find(storage::Reader& rows, const AttachmentId& id);
/// The content, compared with its SHA-256; a difference is a fault of the storage.
[[nodiscard]] std::string content(storage::Reader& rows, const AttachmentId& id);

/// 「350 KB」
[[nodiscard]] std::string size_text(std::int64_t bytes);

}  // namespace kasane::attachments
