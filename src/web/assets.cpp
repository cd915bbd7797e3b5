#include "web/assets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "kernel/ensure.hpp"

namespace kasane::web {
namespace {

std::string_view content_type_of(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> types{{
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".woff2", "font/woff2"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/vnd.microsoft.icon"},
        {".webmanifest", "application/manifest+json"},
        {".json", "application/json"},
        {".txt", "text/plain; charset=utf-8"},
    }};
    const auto* found = std::find_if(types.begin(), types.end(),
                                     [&](const auto& type) { return name.ends_with(type.first); });
    return found == types.end() ? std::string_view() : found->second;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw std::runtime_error(fmt::format("cannot read {}", path.string()));
    std::ostringstream content;
    content << stream.rdbuf();
    return std::move(content).str();
}

/// A name of the manifest is a plain file name: nothing that leads out of the directory.
bool is_plain_name(std::string_view name) {
    return !name.empty() && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '.' || c == '-' || c == '_';
           });
}

}  // namespace

Assets::Assets(const std::filesystem::path& directory) {
    const auto manifest = directory / "manifest.txt";
    std::istringstream lines(read_file(manifest));
    auto files = std::make_shared<Files>();
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        std::string logical;
        std::string hashed;
        words >> logical >> hashed;
        const auto type = content_type_of(hashed);
        if (!is_plain_name(hashed) || logical.empty() || type.empty()) {
            throw std::runtime_error(
                fmt::format("{}:{}: not a logical name and the name of a known kind of file",
                            manifest.string(), number));
        }
        auto content = std::make_shared<const std::string>(read_file(directory / hashed));
        files->emplace(hashed, File{std::string(type), fmt::format("\"{}\"", hashed), content});
        names_.emplace(logical, hashed);
    }
    files_ = std::move(files);
}

std::string Assets::path(std::string_view logical_name) const {
    const auto found = names_.find(logical_name);
    ensure(found != names_.end(), fmt::format("the asset {} is built", logical_name));
    return "/assets/" + found->second;
}

bool Assets::has(std::string_view logical_name) const {
    return names_.find(logical_name) != names_.end();
}

Response Assets::serve(const Files& files, const Request& request, const ErrorPage& error_page) {
    const auto found = files.find(request.parameter("file"));
    if (found == files.end()) return error_page(404, request);
    const auto& file = found->second;
    Response response;
    response.caching = Caching::Immutable;
    response.add_header("ETag", file.entity_tag);
    if (request.if_none_match.find(file.entity_tag) != std::string::npos) {
        response.status = 304;
        response.content_type.clear();
        return response;
    }
    response.content_type = file.content_type;
    response.shared_body = file.content;
    return response;
}

std::vector<Route> Assets::routes(ErrorPage error_page) const {
    return {{Method::Get, "/assets/{file}",
             [files = files_, page = std::move(error_page)](const Request& request) {
                 return serve(*files, request, page);
             }}};
}

}  // namespace kasane::web
