#include "web/uploads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace kasane::web {
namespace {

bool is_chosen(const UploadedFile& file, std::string_view field) {
    return file.field == field && !(file.file_name.empty() && file.size == 0);
}

std::string content_of(const UploadedFile& file) {
    std::ifstream in(file.spooled, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    return content.str();
}

}  // namespace

std::vector<ChosenFile> chosen_files(FormReader& form, const Request& request,
                                     std::string_view field, std::size_t most_bytes) {
    constexpr std::size_t megabyte = 1024 * 1024;
    std::vector<ChosenFile> chosen;
    for (const auto& file : request.files) {
        if (!is_chosen(file, field)) continue;
        if (file.size > most_bytes) {
            form.add_error(field,
                           fmt::format("ファイルが大きすぎます。1つのファイルは{}MBまでです。",
                                       most_bytes / megabyte));
            continue;
        }
        chosen.push_back({file.file_name, content_of(file)});
    }
    return chosen;
}

void ask_for_files_again(FormReader& form, const Request& request, std::string_view field) {
    const bool any = std::ranges::any_of(
        request.files, [&](const UploadedFile& file) { return is_chosen(file, field); });
    if (any) form.add_error(field, "添付するファイルは、もう一度選んでください。");
}

}  // namespace kasane::web
