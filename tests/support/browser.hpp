#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/raw_client.hpp"
#include "web/http.hpp"

namespace kasane::tests {

struct ChosenFile {
    std::string field;
    std::string name;
    std::string content;
};
/// A form as a page shows it, with what its fields hold.
struct ShownForm {
    std::string action;
    bool upload = false;  ///< multipart/form-data
    web::Fields fields;
    std::vector<ChosenFile> files = {};  ///< sent before the fields
};

/// A page as it came.
struct BrowsedPage {
    int status = 0;
    std::string location;  ///< where it sends its reader
    std::string body;

    [[nodiscard]] bool says(std::string_view words) const {
        return body.find(words) != std::string::npos;
    }
    /// The form that posts to the path. Fails with an exception when the page has none.
    [[nodiscard]] ShownForm form(std::string_view action) const;
    /// The addresses of this site that the page links to, each once.
    [[nodiscard]] std::vector<std::string> links() const;
};

/// A browser without JavaScript: it keeps cookies, fills in forms as they are shown and knows its
/// site by a host name. An answer that does not come is no page.
class Browser {
public:
    explicit Browser(std::uint16_t port, std::string host = "localhost")
        : port_(port), host_(std::move(host)) {}

    [[nodiscard]] std::optional<BrowsedPage> get(const std::string& address);
    [[nodiscard]] std::optional<BrowsedPage> send(const ShownForm& form);

    /// Through the sign-in page; the page it leads to, or the sign-in page with its complaint.
    [[nodiscard]] std::optional<BrowsedPage> sign_in(const std::string& login,
                                                     const std::string& password);

    /// The server came back on another port.
    void moves_to(std::uint16_t port);
    [[nodiscard]] const std::map<std::string, std::string>& cookies() const { return cookies_; }
    void set_cookie(const std::string& name, const std::string& value) { cookies_[name] = value; }

private:
    [[nodiscard]] std::optional<BrowsedPage> ask(const std::string& method,
                                                 const std::string& address,
                                                 const std::string& type, const std::string& body);
    void keep_cookies(const RawAnswer& answer);

    std::uint16_t port_;
    std::string host_;
    std::unique_ptr<RawClient> client_;
    std::map<std::string, std::string> cookies_;
};

}  // namespace kasane::tests
