#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/html.hpp"

namespace kasane::web {

class SpoolFile;

/// HEAD arrives as Get: the server leaves the body out.
enum class Method { Get, Post };

/// Names with their values in the order they were sent; a name may come several times.
class Fields {
public:
    void add(std::string name, std::string value);
    /// Puts another text in place of the first value of this name.
    void replace(std::string_view name, std::string value);
    /// The first value, or an empty text.
    [[nodiscard]] std::string_view get(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& entries() const {
        return entries_;
    }

private:
    std::vector<std::pair<std::string, std::string>> entries_;
};

/// A file that came with a form, spooled to disk; removed when the request ends.
struct UploadedFile {
    std::string field;
    std::string file_name;  ///< as the browser names it, without folders; never used as a path
    std::string content_type;  ///< what the browser says it is; look inside before believing it
    std::filesystem::path spooled;
    std::uintmax_t size = 0;
    std::shared_ptr<const SpoolFile> held;  ///< removes the file with the last copy of this row

    /// False when there was no room for it on the disk: only the form around it came through.
    [[nodiscard]] bool is_taken() const { return held != nullptr; }
};

/// One request, complete: limits were kept and the body was read and parsed before.
struct Request {
    Method method = Method::Get;
    std::string path;  ///< decoded, begins with "/"
    Fields query;
    Fields form;
    std::vector<UploadedFile> files;
    std::string host;
    std::string user_agent;
    std::string client_address;
    std::string request_id;  ///< shown to the user when something breaks, written to the log
    std::map<std::string, std::string, std::less<>> cookies;
    std::map<std::string, std::string, std::less<>> parameters;  ///< from the route: {case} …
    bool secure = false;  ///< TLS here or at a trusted proxy
    bool partial = false;  ///< sent by htmx: only the changed part is wanted
    std::string origin;  ///< Origin, empty when the browser sent none
    std::string fetch_site;  ///< Sec-Fetch-Site: "same-origin", "cross-site" …
    std::string if_none_match;  ///< the entity tag the browser already has
    std::string accept;

    /// The value of the route's {name}; asking for one the route does not have is a mistake.
    [[nodiscard]] std::string_view parameter(std::string_view name) const;
};

/// What a browser or a proxy may keep of an answer.
enum class Caching {
    NoStore,  ///< everything but assets: a case page must not stay on a shared computer
    Immutable,  ///< a file whose name changes with its content
};

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    Caching caching = Caching::NoStore;
    std::shared_ptr<const std::string> shared_body;  ///< in place of body: content sent many times

    [[nodiscard]] std::string_view content() const {
        return shared_body ? std::string_view(*shared_body) : std::string_view(body);
    }
    void add_header(std::string_view name, std::string_view value) {
        headers.emplace_back(name, value);
    }
};

[[nodiscard]] Response html_page(Html page, int status = 200);
/// 303 to a path of this site (after every successful POST). Anything that is not a path of this
/// site leads to its first page instead.
[[nodiscard]] Response see_other(std::string_view path);
[[nodiscard]] Response plain_text(std::string text, int status = 200);
/// A download; the file name may be Japanese (RFC 5987).
[[nodiscard]] Response download(std::string content, std::string_view content_type,
                                std::string_view file_name);

using Handler = std::function<Response(const Request&)>;

/// What a server asks for every request: session, router and handler, one after the other. The
/// router writes the route's parameters into the request.
using Application = std::function<Response(Request&)>;

/// One line of a route table. Patterns are paths with {names}; the table is explicit, so that a
/// test can walk every route.
struct Route {
    Method method;
    std::string_view pattern;
    Handler handler;
};

/// Encodes one path segment or query value.
[[nodiscard]] std::string url_encode(std::string_view text);

/// The path of a request with its query, as an address of this site.
[[nodiscard]] std::string address_of(const Request& request);

/// True for a path of this site that may stand in a redirect: no other host, nothing hidden.
[[nodiscard]] bool is_local_path(std::string_view path) noexcept;

struct CookieOptions {
    bool secure = true;
    std::optional<std::int64_t> seconds;  ///< how long it is kept; a session's cookie has none
};
/// A Set-Cookie value: HttpOnly, SameSite=Lax, Path=/. With `secure` the name must begin with
/// "__Host-", so that no neighbouring host can plant it.
[[nodiscard]] std::string set_cookie(std::string_view name, std::string_view value,
                                     const CookieOptions& options);
/// The same cookie, removed.
[[nodiscard]] std::string clear_cookie(std::string_view name, bool secure);

}  // namespace kasane::web
