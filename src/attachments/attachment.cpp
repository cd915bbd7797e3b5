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

/// What may be attached, and how the name of such a file ends; the first ending is given to a name
/// that has another.
struct AllowedType {
    std::string_view media_type;
    std::array<std::string_view, 2> endings;
};
constexpr std::array allowed_types{
    AllowedType{"application/pdf", {".pdf"}},
    AllowedType{"image/png", {".png"}},
    AllowedType{"image/jpeg", {".jpg", ".jpeg"}},
    AllowedType{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {".xlsx"}},
    AllowedType{"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                {".docx"}},
    AllowedType{"application/vnd.oasis.opendocument.text", {".odt"}},
    AllowedType{"application/vnd.oasis.opendocument.spreadsheet", {".ods"}},
    AllowedType{"text/plain", {".txt", ".csv"}},
    AllowedType{"text/csv", {".csv", ".txt"}},
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

bool ends_with(std::string_view name, std::string_view ending) {
    if (name.size() < ending.size()) return false;
    return std::ranges::equal(name.substr(name.size() - ending.size()), ending, [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
    });
}

/// 「a.exe」 that holds text is stored as 「a.exe.txt」: whoever opens it gets what it is.
std::string name_of_type(std::string name, const AllowedType& type) {
    const bool fits = std::ranges::any_of(type.endings, [&](std::string_view ending) {
        return !ending.empty() && ends_with(name, ending);
    });
    if (!fits) name += type.endings.front();
    return name;
}

bool is_text(const AllowedType& type) { return type.media_type.starts_with("text/"); }

/// gate.my_number: neither the name of a file nor a text that is attached may carry one.
std::optional<Refusal> holds_my_number(std::string_view name, std::string_view content,
                                       const AllowedType& type, std::string_view field) {
    if (mask_my_number(name)) {
        return invalid("attachment.my_number", field,
                       "ファイルの名前に、個人番号(マイナンバー)と思われる番号があります。"
                       "名前を変えてから選び直してください。");
    }
    if (is_text(type) && mask_my_number(content)) {
        return invalid("attachment.my_number", field,
                       "ファイルの中に、個人番号(マイナンバー)と思われる番号があります。"
                       "番号を消してから選び直してください。");
    }
    return std::nullopt;
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
    auto found = media_type_of(content);
    if (found == "application/csv") found = "text/csv";
    const auto* const type = std::ranges::find(allowed_types, found, &AllowedType::media_type);
    if (type == allowed_types.end()) {
        return invalid("attachment.type", field,
                       "この種類のファイルは添付できません。PDF、画像(PNG・JPEG)、"
                       "Excel(xlsx)、Word(docx)、ODF、テキスト、CSVのどれかにしてください。");
    }
    auto name = shown_name(file_name);
    if (auto refusal = holds_my_number(name, content, *type, field)) return *refusal;
    return CheckedFile{name_of_type(std::move(name), *type), std::move(found), std::move(content)};
}

std::string size_text(std::int64_t bytes) {
    constexpr std::int64_t kilobyte = 1024;
    if (bytes < kilobyte) return fmt::format("{} B", bytes);
    if (bytes < kilobyte * kilobyte) return fmt::format("{} KB", (bytes + 512) / kilobyte);
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / (kilobyte * kilobyte));
}

}  // namespace kasane::attachments
