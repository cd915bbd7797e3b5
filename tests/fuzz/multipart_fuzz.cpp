// Whatever bytes arrive as an upload: no crash, texts are UTF-8, file names lead nowhere, and every
// file that was accepted lies where it is said to lie.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <vector>

#include "web/multipart_reading.hpp"
#include "web/request_parsing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kasane::web;
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    MultipartRules rules;
    rules.form_bytes = 4096;
    rules.fields = 8;
    rules.files = 4;
    rules.spool_directory = std::filesystem::temp_directory_path();
    Fields form;
    std::vector<UploadedFile> files;
    if (read_multipart(body, "multipart/form-data; boundary=XX", rules, form, files)) return 0;
    for (const auto& [name, value] : form.entries()) {
        if (!is_printable_text(name) || !is_valid_utf8(value)) std::abort();
    }
    for (const auto& file : files) {
        if (!is_printable_text(file.file_name) || file.file_name.empty()) std::abort();
        if (file.file_name.find_first_of("/\\") != std::string::npos) std::abort();
        if (std::filesystem::file_size(file.spooled) != file.size) std::abort();
    }
    return 0;
}
