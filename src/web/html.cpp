#include "web/html.hpp"

#include <algorithm>
#include <array>

#include "kernel/ensure.hpp"

namespace kasane::web {
namespace {

/// The replacement of each character that must not reach a page as it is; empty for all others.
constexpr std::array<std::string_view, 256> replacements() {
    std::array<std::string_view, 256> table{};
    table[static_cast<unsigned char>('&')] = "&amp;";
    table[static_cast<unsigned char>('<')] = "&lt;";
    table[static_cast<unsigned char>('>')] = "&gt;";
    table[static_cast<unsigned char>('"')] = "&quot;";
    table[static_cast<unsigned char>('\'')] = "&#39;";
    return table;
}
constexpr auto replacement_of = replacements();

constexpr std::array<bool, 256> special_characters() {
    std::array<bool, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = !replacement_of[i].empty();
    return table;
}
constexpr auto is_special = special_characters();

/// Elements that have no content and no end tag.
bool is_void(std::string_view tag) {
    static constexpr std::array<std::string_view, 14> all{"br",  "input", "img",    "meta", "link",
                                                          "hr",  "col",   "area",   "base", "embed",
                                                          "wbr", "track", "source", "param"};
    return tag.size() <= 6 && std::find(all.begin(), all.end(), tag) != all.end();
}

bool is_scheme_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
}

bool starts_with_any_case(std::string_view text, std::string_view lower) {
    if (text.size() < lower.size()) return false;
    return std::equal(lower.begin(), lower.end(), text.begin(), [](char wanted, char found) {
        return wanted ==
               (found >= 'A' && found <= 'Z' ? static_cast<char>(found - 'A' + 'a') : found);
    });
}

/// Browsers drop tab and line breaks inside an address and blanks before it: "java\nscript:" runs.
/// So anything with a control character, or with a backslash (read as "/"), is refused at once.
bool has_hidden_character(std::string_view target) {
    return std::any_of(target.begin(), target.end(), [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F || c == '\\';
    });
}

bool is_safe_target(std::string_view target) {
    if (target.empty() || has_hidden_character(target)) return false;
    if (target.starts_with("//")) return false;  // another host under a relative disguise
    const auto end = std::find_if_not(target.begin(), target.end(), is_scheme_character);
    if (end == target.end() || *end != ':') return true;  // a path, a query or a fragment
    static constexpr std::array<std::string_view, 4> schemes{"https://", "http://",
                                                             "mailto:", "tel:"};
    return std::any_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) {
        return starts_with_any_case(target, scheme);
    });
}

}  // namespace

void escape_to(std::string& out, std::string_view content) {
    std::size_t plain_from = 0;
    for (std::size_t i = 0; i < content.size(); ++i) {
        const auto byte = static_cast<unsigned char>(content[i]);
        if (!is_special[byte]) continue;
        out.append(content, plain_from, i - plain_from);
        out += replacement_of[byte];
        plain_from = i + 1;
    }
    out.append(content, plain_from);
}

Attribute href(std::string_view target) {
    return attr("href", is_safe_target(target) ? target : std::string_view("#"));
}

Attribute src(std::string_view target) {
    return attr("src", is_safe_target(target) ? target : std::string_view("#"));
}

Element::Element(std::string_view tag) : tag_(tag) {
    html_.text_ += '<';
    html_.text_ += tag_;
}

void Element::add_attribute(const Attribute& attribute) {
    ensure(open_, "attributes of an element come before its content");
    if (!attribute.present) return;
    html_.text_ += ' ';
    html_.text_ += attribute.name;
    if (!attribute.has_value) return;
    html_.text_ += "=\"";
    escape_to(html_.text_, attribute.value);
    html_.text_ += '"';
}

void Element::content() {
    if (!open_) return;
    html_.text_ += '>';
    open_ = false;
}

Html Element::close() && {
    const bool without_content = open_;
    content();
    if (is_void(tag_)) {
        ensure(without_content, "a void element has no content");
    } else {
        html_.text_ += "</";
        html_.text_ += tag_;
        html_.text_ += '>';
    }
    return std::move(html_);
}

}  // namespace kasane::web
