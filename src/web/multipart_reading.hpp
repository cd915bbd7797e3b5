#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.hpp"
#include "web/request_parsing.hpp"

namespace kasane::web {

struct MultipartRules {
    std::size_t form_bytes = 512 * 1024;  ///< all text fields together; more: 413
    std::size_t fields = 2000;
    std::size_t files = 50;
    std::filesystem::path spool_directory;
};

/// Reads a multipart/form-data body (RFC 7578) that lies on disk, but for what the disk did not take
/// of it (`rest`); its files go to spool files of their own. Returns what is wrong with it, or nothing.
[[nodiscard]] std::optional<RequestProblem> read_spooled_multipart(
    const SpoolFile& body, std::string_view rest, std::string_view content_type,
    const MultipartRules& rules, Fields& form, std::vector<UploadedFile>& files);

/// The same from memory.
[[nodiscard]] std::optional<RequestProblem> read_multipart(std::string_view body,
                                                           std::string_view content_type,
                                                           const MultipartRules& rules,
                                                           Fields& form,
                                                           std::vector<UploadedFile>& files);

/// One header line's value with its parameters: form-data; name="a"; filename="b.pdf". Nothing
/// when it cannot be read. Names of parameters are in small letters.
struct HeaderParameters {
    std::string value;
    std::vector<std::pair<std::string, std::string>> parameters;
    [[nodiscard]] std::optional<std::string> get(std::string_view name) const;
};
[[nodiscard]] std::optional<HeaderParameters> read_header_parameters(std::string_view line);

/// What a browser calls a file, made harmless: no folders, no control characters, valid UTF-8, at
/// most 150 bytes with its ending kept; 「名称なし」 when nothing is left.
[[nodiscard]] std::string harmless_file_name(std::string_view name);

}  // namespace kasane::web
