#include "attachments/attachment.hpp"

#include <fmt/format.h>
#include <magic.h>

#include <algorithm>
#include <array>
#include <memory>

#include "kernel/ensure.hpp"
#include "kernel/invalid.hpp"
#include "kernel/japanese_text.hpp"

namespace kasane::attachments {
namespace {

constexpr std::string_view spreadsheet =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view word_document =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

constexpr std::array<std::string_view, 9> allowed_types{
    "application/pdf",
    "image/png",
    "image/jpeg",
    spreadsheet,
    word_document,
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "text/plain",
    "text/csv",
};

/// What libmagic says of the content. A handle serves one thread.
std::string media_type_of(std::string_view content) {
    thread_local const std::unique_ptr<magic_set, void (*)(magic_set*)> detector = [] {
        std::unique_ptr<magic_set, void (*)(magic_set*)> opened(magic_open(MAGIC_MIME_TYPE),
                                                                magic_close);
        ensure(opened != nullptr, "libmagic opens");
        ensure(magic_load(opened.get(), nullptr) == 0, "libmagic finds its database");
        return opened;
    }();
    const char* type = magic_buffer(detector.get(), content.data(), content.size());
    return type == nullptr ? std::string("application/octet-stream") : std::string(type);
}

/// Browsers send paths and whatever a file is called; only the last part is kept, and only what
/// can be shown.
std::string shown_name(std::string_view name) {
    if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos) {
        name.remove_prefix(slash + 1);
    }
    std::string tidy = is_clean_text(name) ? tidy_text(name) : std::string();
    std::ranges::replace_if(tidy, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    constexpr std::size_t longest_name = 120;
    if (tidy.empty() || character_count(tidy) > longest_name) return "添付ファイル";
    return tidy;
}

}  // namespace

Result<CheckedFile> check_file(std::string_view file_name, std::string content,
                               std::string_view field) {
    if (content.empty()) {
        return invalid("attachment.empty", field,
                       "ファイルの中身が空です。もう一度選んでください。");
    }
    if (content.size() > most_bytes) {
        return invalid("attachment.too_large", field,
                       "ファイルが大きすぎます。1つのファイルは10MBまでです。");
    }
    auto type = media_type_of(content);
    if (type == "application/csv") type = "text/csv";
    if (std::ranges::find(allowed_types, type) == allowed_types.end()) {
        return invalid("attachment.type", field,
                       "この種類のファイルは添付できません。PDF、画像(PNG・JPEG)、"
                       "Excel(xlsx)、Word(docx)、ODF、テキスト、CSVのどれかにしてください。");
    }
    return CheckedFile{shown_name(file_name), std::move(type), std::move(content)};
}

std::string size_text(std::int64_t bytes) {
    constexpr std::int64_t kilobyte = 1024;
    if (bytes < kilobyte) return fmt::format("{} B", bytes);
    if (bytes < kilobyte * kilobyte) return fmt::format("{} KB", (bytes + 512) / kilobyte);
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / (kilobyte * kilobyte));
}

}  // namespace kasane::attachments
