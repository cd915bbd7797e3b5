#include "tests/support/browser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <utility>

namespace kasane::tests {

namespace {

/// What stands in a text of our own pages, without its escapes.
std::string unescaped(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, char>, 5> escapes{
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}}};
    std::string plain;
    while (!text.empty()) {
        const auto* found = std::ranges::find_if(
            escapes, [&](const auto& escape) { return text.starts_with(escape.first); });
        if (found == escapes.end()) {
            plain += text.front();
            text.remove_prefix(1);
        } else {
            plain += found->second;
            text.remove_prefix(found->first.size());
        }
    }
    return plain;
}

/// The value of an attribute inside a tag; our pages quote every value.
std::optional<std::string> attribute(std::string_view tag, std::string_view name) {
    const auto begin = fmt::format(" {}=\"", name);
    const auto at = tag.find(begin);
    if (at == std::string_view::npos) return std::nullopt;
    const auto from = at + begin.size();
    return unescaped(tag.substr(from, tag.find('"', from) - from));
}

bool has_flag(std::string_view tag, std::string_view name) {
    for (const auto& end : {" ", ">", "="}) {
        if (tag.find(fmt::format(" {}{}", name, end)) != std::string_view::npos) return true;
    }
    return false;
}

/// What lies between a tag's end and its closing tag.
std::string_view content_behind(std::string_view markup, std::size_t tag_end,
                                std::string_view closing) {
    return markup.substr(tag_end + 1, markup.find(closing, tag_end) - tag_end - 1);
}

void add_input(web::Fields& fields, std::string_view tag, const std::string& name) {
    const auto type = attribute(tag, "type").value_or("text");
    if (type == "submit" || type == "file") return;
    if ((type == "checkbox" || type == "radio") && !has_flag(tag, "checked")) return;
    fields.add(name, attribute(tag, "value").value_or(""));
}

void add_select(web::Fields& fields, std::string_view options, const std::string& name) {
    std::optional<std::string> chosen;
    for (auto at = options.find("<option"); at != std::string_view::npos;
         at = options.find("<option", at + 1)) {
        const auto tag = options.substr(at, options.find('>', at) - at + 1);
        if (!chosen || has_flag(tag, "selected")) chosen = attribute(tag, "value").value_or("");
    }
    if (chosen) fields.add(name, *chosen);
}

void add_textarea(web::Fields& fields, std::string_view content, const std::string& name) {
    if (content.starts_with('\n')) content.remove_prefix(1);
    fields.add(name, unescaped(content));
}

/// The fields of a form as a browser would send them without anything typed.
web::Fields fields_of(std::string_view form) {
    web::Fields fields;
    for (auto at = form.find('<'); at != std::string_view::npos; at = form.find('<', at + 1)) {
        const auto end = form.find('>', at);
        if (end == std::string_view::npos) break;
        const auto tag = form.substr(at, end - at + 1);
        const auto name = attribute(tag, "name");
        if (!name || has_flag(tag, "disabled")) continue;
        if (tag.starts_with("<input")) add_input(fields, tag, *name);
        if (tag.starts_with("<select")) {
            add_select(fields, content_behind(form, end, "</select>"), *name);
        }
        if (tag.starts_with("<textarea")) {
            add_textarea(fields, content_behind(form, end, "</textarea>"), *name);
        }
    }
    return fields;
}

std::string urlencoded(const web::Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields.entries()) {
        body += fmt::format("{}{}={}", body.empty() ? "" : "&", web::url_encode(name),
                            web::url_encode(value));
    }
    return body;
}

constexpr std::string_view boundary = "kasane-test-boundary";

std::string multipart(const ShownForm& form) {
    std::string body;
    for (const auto& file : form.files) {
        body += fmt::format(
            "--{}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\n\r\n{}\r\n",
            boundary, file.field, file.name, file.content);
    }
    for (const auto& [name, value] : form.fields.entries()) {
        body += fmt::format("--{}\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n",
                            boundary, name, value);
    }
    return body + fmt::format("--{}--\r\n", boundary);
}

}  // namespace

ShownForm BrowsedPage::form(std::string_view action) const {
    constexpr std::string_view opening = "<form";
    for (auto at = body.find(opening); at != std::string::npos; at = body.find(opening, at + 1)) {
        const auto markup = std::string_view(body).substr(at, body.find("</form>", at) - at);
        const auto tag = markup.substr(0, markup.find('>') + 1);
        if (attribute(tag, "action") != std::string(action)) continue;
        if (attribute(tag, "method") != "post") continue;
        return {std::string(action), attribute(tag, "enctype") == "multipart/form-data",
                fields_of(markup)};
    }
    throw std::runtime_error(fmt::format("no form to {} on a page answered {}:\n{}", action, status,
                                         body.substr(0, 2000)));
}

std::vector<std::string> BrowsedPage::links() const {
    constexpr std::string_view begin = "href=\"/";
    std::set<std::string> found;
    for (auto at = body.find(begin); at != std::string::npos; at = body.find(begin, at + 1)) {
        const auto from = at + begin.size() - 1;
        const auto address = unescaped(body.substr(from, body.find('"', from) - from));
        found.insert(address.substr(0, address.find('#')));
    }
    return {found.begin(), found.end()};
}

std::optional<BrowsedPage> Browser::get(const std::string& address) {
    return ask("GET", address, "", "");
}

std::optional<BrowsedPage> Browser::send(const ShownForm& form) {
    if (form.upload) {
        return ask("POST", form.action, fmt::format("multipart/form-data; boundary={}", boundary),
                   multipart(form));
    }
    return ask("POST", form.action, "application/x-www-form-urlencoded", urlencoded(form.fields));
}

std::optional<BrowsedPage> Browser::sign_in(const std::string& login, const std::string& password) {
    const auto page = get("/sign-in");
    if (!page) return std::nullopt;
    auto form = page->form("/sign-in");
    form.fields.replace("login", login);
    form.fields.replace("password", password);
    auto answer = send(form);
    if (!answer || answer->status != 303) return answer;
    return get(answer->location);
}

void Browser::moves_to(std::uint16_t port) {
    if (port == port_) return;
    port_ = port;
    client_.reset();
}

std::optional<BrowsedPage> Browser::ask(const std::string& method, const std::string& address,
                                        const std::string& type, const std::string& body) {
    std::string cookies;
    for (const auto& [name, value] : cookies_) {
        cookies += fmt::format("{}{}={}", cookies.empty() ? "" : "; ", name, value);
    }
    std::string request = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n", method, address, host_);
    if (!cookies.empty()) request += fmt::format("Cookie: {}\r\n", cookies);
    if (!type.empty()) {
        request += fmt::format("Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", host_);
        request += fmt::format("Content-Type: {}\r\nContent-Length: {}\r\n", type, body.size());
    }
    request += "\r\n" + body;
    try {
        if (!client_) client_ = std::make_unique<RawClient>(port_);
    } catch (const std::runtime_error&) {
        return std::nullopt;
    }
    const auto answer = client_->ask(request);
    if (!answer || answer->header("Connection") == "close") client_.reset();
    if (!answer) return std::nullopt;
    keep_cookies(*answer);
    return BrowsedPage{answer->status, answer->header("Location"), answer->body};
}

void Browser::keep_cookies(const RawAnswer& answer) {
    constexpr std::string_view begin = "\r\nSet-Cookie: ";
    for (auto at = answer.head.find(begin); at != std::string::npos;
         at = answer.head.find(begin, at + 1)) {
        const auto from = at + begin.size();
        const auto pair = answer.head.substr(from, answer.head.find_first_of(";\r", from) - from);
        const auto equals = pair.find('=');
        cookies_[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
}

}  // namespace kasane::tests
