#include "web/html.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>

#include "kernel/ensure.hpp"

namespace kasane::web {
namespace {

using namespace tags;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// The way back, as a browser reads it.
std::string unescaped(std::string text) {
    text = replaced(text, "&lt;", "<");
    text = replaced(text, "&gt;", ">");
    text = replaced(text, "&quot;", "\"");
    text = replaced(text, "&#39;", "'");
    return replaced(text, "&amp;", "&");
}

TEST(Html, escapes_what_a_person_typed) {
    const std::string typed = "<script>alert('1')</script> & \"=1+1\"";
    EXPECT_EQ(p(typed).text(),
              "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;=1+1&quot;</p>");
}

TEST(Html, escapes_attribute_values) {
    EXPECT_EQ(input(attr("value", "\" onfocus=\"steal()")).text(),
              "<input value=\"&quot; onfocus=&quot;steal()\">");
}

RC_GTEST_PROP(Html, leaves_no_character_of_a_text_able_to_end_it, (const std::string& typed)) {
    const auto shown = text(typed).text();
    RC_ASSERT(shown.find_first_of("<>\"'") == std::string::npos);
    RC_ASSERT(unescaped(shown) == typed);
}

RC_GTEST_PROP(Html, keeps_attribute_and_content_apart,
              (const std::string& value, const std::string& content)) {
    const auto made = div(attr("title", value), content).text();
    const auto quote = made.find('"', 12);
    RC_ASSERT(made.starts_with("<div title=\""));
    RC_ASSERT(unescaped(made.substr(12, quote - 12)) == value);
    RC_ASSERT(made.substr(quote, 2) == "\">");
    RC_ASSERT(unescaped(made.substr(quote + 2, made.size() - quote - 8)) == content);
    RC_ASSERT(made.ends_with("</div>"));
}

TEST(Html, shows_formulas_as_the_text_they_are) {
    EXPECT_EQ(td(std::string("=HYPERLINK(\"http://x\")")).text(),
              "<td>=HYPERLINK(&quot;http://x&quot;)</td>");
}

TEST(Html, writes_numbers_lists_and_optional_parts) {
    const std::vector<Html> two{li("一"), li("二")};
    EXPECT_EQ(ul(two).text(), "<ul><li>一</li><li>二</li></ul>");
    EXPECT_EQ(td(42).text(), "<td>42</td>");
    EXPECT_EQ(p(std::optional<Html>()).text(), "<p></p>");
    EXPECT_EQ(when(false, [] { return p("見えない"); }).text(), "");
}

TEST(Html, leaves_out_attributes_that_are_not_present) {
    EXPECT_EQ(input(flag("checked", false), flag("required")).text(), "<input required>");
}

TEST(Html, gives_void_elements_no_end) {
    EXPECT_EQ(br().text(), "<br>");
    EXPECT_THROW((void)br("x"), BrokenInvariant);
}

TEST(Html, wants_attributes_before_content) {
    EXPECT_THROW((void)p("x", cls("late")), BrokenInvariant);
}

TEST(LinkTarget, may_be_a_path_a_fragment_or_a_known_scheme) {
    for (const std::string_view good :
         {"/cases/1?tab=plan#top", "#field-name", "notes", "?page=2", "https://example.jp/",
          "http://example.jp", "mailto:a@example.jp", "tel:000-0000-0001", "/a:b"}) {
        EXPECT_EQ(href(good).value, good);
    }
}

TEST(LinkTarget, is_harmless_when_it_is_anything_else) {
    for (const std::string_view bad :
         {"javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:x",
          "java\tscript:x", "\x01javascript:x", "data:text/html,x", "vbscript:x", "//evil.example",
          "/\\evil.example", "\\\\evil.example", "https:evil", "", "file:///etc/passwd"}) {
        EXPECT_EQ(href(bad).value, "#") << bad;
        EXPECT_EQ(src(bad).value, "#") << bad;
    }
}

}  // namespace
}  // namespace kasane::web
