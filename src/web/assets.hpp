#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.hpp"
#include "web/server.hpp"

namespace kasane::web {

/// 画面の部品 (style sheet, scripts, fonts), read once at start. A file's name carries the hash of
/// its content, so browsers may keep it for ever and nobody ever sees an old one.
class Assets {
public:
    /// Reads the directory's manifest.txt: one line a file, logical name, blank, hashed name. Throws
    /// std::runtime_error with a sentence when the manifest or a file of it is missing or misnamed.
    explicit Assets(const std::filesystem::path& directory);

    /// "/assets/app.3f9a….css" for "app.css"; asking for one that is not there is a mistake.
    [[nodiscard]] std::string path(std::string_view logical_name) const;
    [[nodiscard]] bool has(std::string_view logical_name) const;

    /// The one route: GET /assets/{file}. What is not in the manifest does not exist.
    [[nodiscard]] std::vector<Route> routes(ErrorPage error_page) const;

private:
    struct File {
        std::string content_type;
        std::string entity_tag;
        std::shared_ptr<const std::string> content;
    };
    using Files = std::map<std::string, File, std::less<>>;
    static Response serve(const Files& files, const Request& request, const ErrorPage& error_page);

    std::map<std::string, std::string, std::less<>> names_;
    std::shared_ptr<const Files> files_;
};

}  // namespace kasane::web
