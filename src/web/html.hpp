#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace kasane::web {

/// Finished markup. Only this type reaches a page unescaped, and only this file, svg and the
/// element functions make it from text; every std::string is escaped on its way in.
class Html {
public:
    Html() = default;
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }
    /// The text without a copy, for sending it.
    [[nodiscard]] std::string take_text() && noexcept { return std::move(text_); }
    Html& operator+=(const Html& other) {
        text_ += other.text_;
        return *this;
    }
    friend Html operator+(Html left, const Html& right) {
        left += right;
        return left;
    }

private:
    friend class Element;
    friend Html text(std::string_view content);
    std::string text_;
};

/// Appends with &, <, >, " and ' escaped.
void escape_to(std::string& out, std::string_view content);

/// Escaped text on its own.
[[nodiscard]] inline Html text(std::string_view content) {
    Html html;
    escape_to(html.text_, content);
    return html;
}

/// One attribute. Names are literals; values are escaped. `present = false` leaves it out.
struct Attribute {
    std::string_view name;
    std::string value;
    bool present = true;
    bool has_value = true;
};

[[nodiscard]] inline Attribute attr(std::string_view name, std::string_view value) {
    return {name, std::string(value)};
}
[[nodiscard]] inline Attribute flag(std::string_view name, bool present = true) {
    return {name, {}, present, false};
}
[[nodiscard]] inline Attribute cls(std::string_view value) { return attr("class", value); }
[[nodiscard]] inline Attribute id(std::string_view value) { return attr("id", value); }
/// A link target: a path of this site, "#fragment", http(s), mailto or tel. Anything else is "#".
[[nodiscard]] Attribute href(std::string_view target);
[[nodiscard]] Attribute src(std::string_view target);

/// Builds one element. Children are taken in order; attributes must come before content.
class Element {
public:
    explicit Element(std::string_view tag);
    template <class Child>
    void add(Child&& child) {
        using Plain = std::remove_cvref_t<Child>;
        if constexpr (std::same_as<Plain, Attribute>) {
            add_attribute(child);
        } else if constexpr (std::same_as<Plain, Html>) {
            content();
            html_.text_ += child.text_;
        } else if constexpr (std::same_as<Plain, std::vector<Html>>) {
            content();
            for (const auto& each : child) html_.text_ += each.text_;
        } else if constexpr (std::same_as<Plain, std::optional<Html>>) {
            content();
            if (child) html_.text_ += child->text_;
        } else if constexpr (std::integral<Plain> && !std::same_as<Plain, bool> &&
                             !std::same_as<Plain, char>) {
            content();
            html_.text_ += std::to_string(child);
        } else {
            static_assert(std::convertible_to<Child, std::string_view>,
                          "a child is markup, an attribute, text or a number");
            content();
            escape_to(html_.text_, std::string_view(child));
        }
    }
    /// How many bytes a child will take, roughly: an element is then built with one allocation.
    template <class Child>
    [[nodiscard]] static std::size_t room_for(const Child& child) {
        if constexpr (std::same_as<Child, Attribute>) {
            return child.name.size() + child.value.size() + 4;
        } else if constexpr (std::same_as<Child, Html>) {
            return child.text_.size();
        } else if constexpr (std::same_as<Child, std::optional<Html>>) {
            return child ? child->text_.size() : 0;
        } else if constexpr (std::convertible_to<const Child&, std::string_view>) {
            return std::string_view(child).size();
        } else {
            return 20;
        }
    }
    void reserve(std::size_t room) { html_.text_.reserve(2 * tag_.size() + 5 + room); }
    [[nodiscard]] Html close() &&;

private:
    void add_attribute(const Attribute& attribute);
    void content();
    std::string_view tag_;
    Html html_;
    bool open_ = true;
};

template <class... Children>
[[nodiscard]] Html element(std::string_view tag, Children&&... children) {
    Element built(tag);
    built.reserve((std::size_t{0} + ... + Element::room_for(children)));
    (built.add(std::forward<Children>(children)), ...);
    return std::move(built).close();
}

/// Several pieces side by side, without an element around them.
template <class... Children>
[[nodiscard]] Html group(Children&&... children) {
    Html all;
    ((all += children), ...);
    return all;
}

/// The piece when the condition holds, nothing otherwise. The piece is made only when it holds.
template <std::invocable Make>
[[nodiscard]] Html when(bool condition, Make&& make) {
    return condition ? std::forward<Make>(make)() : Html();
}

/// One piece for each item, in order.
template <class Items, class Make>
[[nodiscard]] Html each(const Items& items, Make&& make) {
    Html all;
    for (const auto& item : items) all += make(item);
    return all;
}

// The elements Kasane uses, by their HTML names. `ruby`, `time` and the like are added here.
#define KASANE_ELEMENT(name)                                        \
    template <class... Children>                                    \
    [[nodiscard]] Html name(Children&&... children) {               \
        return element(#name, std::forward<Children>(children)...); \
    }
namespace tags {
KASANE_ELEMENT(a)
KASANE_ELEMENT(abbr)
KASANE_ELEMENT(article)
KASANE_ELEMENT(aside)
KASANE_ELEMENT(body)
KASANE_ELEMENT(br)
KASANE_ELEMENT(button)
KASANE_ELEMENT(caption)
KASANE_ELEMENT(dd)
KASANE_ELEMENT(details)
KASANE_ELEMENT(div)
KASANE_ELEMENT(dl)
KASANE_ELEMENT(dt)
KASANE_ELEMENT(em)
KASANE_ELEMENT(fieldset)
KASANE_ELEMENT(footer)
KASANE_ELEMENT(form)
KASANE_ELEMENT(h1)
KASANE_ELEMENT(h2)
KASANE_ELEMENT(h3)
KASANE_ELEMENT(h4)
KASANE_ELEMENT(head)
KASANE_ELEMENT(header)
KASANE_ELEMENT(html)
KASANE_ELEMENT(img)
KASANE_ELEMENT(input)
KASANE_ELEMENT(kbd)
KASANE_ELEMENT(label)
KASANE_ELEMENT(legend)
KASANE_ELEMENT(li)
KASANE_ELEMENT(link)
KASANE_ELEMENT(main)
KASANE_ELEMENT(meta)
KASANE_ELEMENT(nav)
KASANE_ELEMENT(ol)
KASANE_ELEMENT(optgroup)
KASANE_ELEMENT(option)
KASANE_ELEMENT(p)
KASANE_ELEMENT(rp)
KASANE_ELEMENT(rt)
KASANE_ELEMENT(ruby)
KASANE_ELEMENT(script)
KASANE_ELEMENT(section)
KASANE_ELEMENT(select)
KASANE_ELEMENT(small)
KASANE_ELEMENT(span)
KASANE_ELEMENT(strong)
KASANE_ELEMENT(summary)
KASANE_ELEMENT(table)
KASANE_ELEMENT(tbody)
KASANE_ELEMENT(td)
KASANE_ELEMENT(textarea)
KASANE_ELEMENT(th)
KASANE_ELEMENT(thead)
KASANE_ELEMENT(time)
KASANE_ELEMENT(title)
KASANE_ELEMENT(tr)
KASANE_ELEMENT(ul)
}  // namespace tags
#undef KASANE_ELEMENT

}  // namespace kasane::web
