#include "web/page.hpp"

#include <string_view>

#include "web/form_fields.hpp"
#include "web/form_names.hpp"
#include "web/forms.hpp"

namespace kasane::web {

using namespace tags;

namespace {

constexpr std::string_view demonstration_words = "架空のデータ";

/// What the library for partial updates may do: no style of its own, because the policy of our
/// pages forbids styles and scripts inside them.
constexpr std::string_view htmx_settings = R"({"includeIndicatorCSS":false,"history":false})";

Html demonstration_mark(const Site& site) {
    return when(site.demonstration,
                [] { return span(cls("k-demonstration"), demonstration_words); });
}

Html document_head(const Site& site, const std::string& window_title) {
    return head(
        meta(attr("charset", "utf-8")),
        meta(attr("name", "viewport"), attr("content", "width=device-width, initial-scale=1")),
        meta(attr("name", "htmx-config"), attr("content", htmx_settings)),
        meta(attr("name", "format-detection"), attr("content", "telephone=no")),
        title(window_title, "｜", site.system),
        when(!site.assets.icon.empty(),
             [&] { return link(attr("rel", "icon"), href(site.assets.icon)); }),
        link(attr("rel", "stylesheet"), href(site.assets.style)),
        each(site.assets.scripts,
             [](const std::string& path) { return script(attr("type", "module"), src(path)); }));
}

Html brand(const Site& site) {
    return div(cls("k-brand"),
               a(href("/"), span(cls("k-brand__town"), site.town),
                 span(cls("k-brand__system"), site.system)),
               demonstration_mark(site));
}

Html search_box(const PageFrame& frame) {
    if (frame.viewer.search_path.empty()) return {};
    return form(cls("k-search"), attr("role", "search"), attr("method", "get"),
                attr("action", frame.viewer.search_path),
                label(cls("k-hidden"), attr("for", "search"), "ケースや人をさがす"),
                input(cls("k-input"), id("search"), attr("type", "search"), attr("name", "q"),
                      attr("value", frame.search_text), attr("autocomplete", "off"),
                      attr("placeholder", "お名前・番号・ことば"), attr("aria-keyshortcuts", "/")),
                button(cls("k-button"), attr("type", "submit"), attr("data-kind", "other"),
                       attr("data-size", "small"), icon(Icon::Search), "さがす"));
}

Html new_record_menu(const Viewer& viewer) {
    if (viewer.new_records.empty()) return {};
    return details(cls("k-drop k-drop--new"), id("new-record"),
                   summary(attr("aria-keyshortcuts", "n"), icon(Icon::Plus), "新しく記録"),
                   ul(cls("k-drop__list"), each(viewer.new_records, [](const Link& entry) {
                          return li(a(href(entry.path), entry.label));
                      })));
}

Html waiting_link(const Viewer& viewer) {
    if (viewer.waiting_path.empty()) return {};
    return a(cls("k-waiting"), href(viewer.waiting_path), flag("data-some", viewer.waiting > 0),
             icon(Icon::Letter), span(cls("k-waiting__label"), "届いたもの"),
             span(cls("k-waiting__number"), viewer.waiting, "件"));
}

Html account_menu(const Viewer& viewer) {
    return details(
        cls("k-drop k-drop--account"),
        summary(icon(Icon::Person),
                span(cls("k-account"), span(cls("k-account__name"), viewer.name),
                     span(cls("k-account__desk"), viewer.desk))),
        div(cls("k-drop__list"),
            ul(each(viewer.account,
                    [](const Link& entry) { return li(a(href(entry.path), entry.label)); })),
            post_form({.action = viewer.sign_out_path,
                       .tokens = {.csrf = viewer.csrf_token},
                       .plain = true},
                      button(cls("k-drop__button"), attr("type", "submit"), "サインアウト"))));
}

Html page_header(const PageFrame& frame) {
    return header(cls("k-header"),
                  button(cls("k-menu-button"), attr("type", "button"),
                         attr("popovertarget", "navigation"), icon(Icon::Menu), "メニュー"),
                  brand(frame.site), search_box(frame),
                  div(cls("k-header__acts"), new_record_menu(frame.viewer),
                      waiting_link(frame.viewer), account_menu(frame.viewer)));
}

Html navigation(const PageFrame& frame) {
    // On a narrow screen this is what the menu button opens; a wide one always shows it.
    return nav(cls("k-navigation"), id("navigation"), attr("popover", "auto"),
               attr("aria-label", "主なメニュー"),
               ul(each(frame.viewer.navigation, [&](const NavigationEntry& entry) {
                   const bool current = entry.key == frame.current;
                   return li(a(href(entry.path),
                               Attribute{"aria-current", frame.breadcrumb.empty() ? "page" : "true",
                                         current},
                               span(entry.label), when(entry.waiting > 0, [&] {
                                   return span(cls("k-navigation__count"), entry.waiting,
                                               span(cls("k-hidden"), "件待っています"));
                               })));
               })));
}

Html breadcrumb(const PageFrame& frame) {
    if (frame.breadcrumb.empty()) return {};
    return nav(cls("k-breadcrumb"), attr("aria-label", "現在位置"),
               ol(each(frame.breadcrumb, [](const Link& parent) { return li(link_to(parent)); }),
                  li(attr("aria-current", "page"), frame.title)));
}

Html title_block(const PageFrame& frame) {
    return div(cls("k-title"),
               div(cls("k-title__text"),
                   when(!frame.above_title.empty(),
                        [&] { return p(cls("k-title__above"), frame.above_title); }),
                   h1(frame.title)),
               when(!frame.beside_title.empty(),
                    [&] { return div(cls("k-title__beside"), frame.beside_title); }),
               when(!frame.act.path.empty(), [&] {
                   return a(cls("k-button k-title__act"), attr("data-kind", "other"),
                            href(frame.act.path), icon(Icon::Plus), frame.act.label);
               }));
}

/// What every printed sheet carries; the style sheet repeats it on each page.
Html print_head(const PageFrame& frame) {
    const auto& print = frame.print;
    const std::string& ground = print.ground.empty() ? frame.ground : print.ground;
    return div(
        cls("k-print-head"), attr("aria-hidden", "true"),
        div(cls("k-print-head__line"),
            span(strong(frame.site.town), " ", frame.site.system, " ",
                 demonstration_mark(frame.site)),
            span(frame.title),
            when(!print.recipient_number.empty(),
                 [&] { return strong("配付番号 ", print.recipient_number); })),
        div(cls("k-print-head__line"),
            span("印刷: ", frame.viewer.name, " (", frame.viewer.desk, ") ", print.printed_at),
            when(!ground.empty(), [&] { return span("表示の根拠: ", ground); })));
}

Html key_line(std::string_view key, std::string_view meaning) {
    return div(dt(kbd(key)), dd(meaning));
}

Html keys_dialog() {
    return element(
        "dialog", cls("k-keys"), id("keys"), attr("aria-labelledby", "keys-title"),
        h2(id("keys-title"), "キーの一覧"),
        dl(key_line("/", "さがす"), key_line("n", "新しく記録"), key_line("?", "この一覧"),
           key_line("Esc", "閉じる")),
        form(attr("method", "dialog"), button(cls("k-button"), attr("data-kind", "other"),
                                              attr("type", "submit"), "閉じる")));
}

Html page_footer(const Site& site) {
    return footer(cls("k-footer"), span(site.town, " ", site.system),
                  button(cls("k-footer__keys"), attr("type", "button"), flag("data-open-keys"),
                         flag("hidden"), "キーの一覧 (?)"));
}

}  // namespace

Html page(const PageFrame& frame, const Html& content) {
    const bool wide = frame.aside.empty();
    const Html main_column =
        main(id("main"), attr("tabindex", "-1"), cls("k-main"), title_block(frame),
             each(frame.notices, [](const Notice& one) { return notice(one); }),
             when(!frame.ground.empty(), [&] { return ground_line(frame.ground); }), content);
    const Html context = when(!wide, [&] {
        return aside(cls("k-aside"), attr("aria-label", frame.aside_label), frame.aside);
    });
    const auto& window = frame.window_title.empty() ? frame.title : frame.window_title;
    return tags::html(
        attr("lang", "ja"), document_head(frame.site, window),
        body(a(cls("k-skip"), href("#main"), "本文へ進む"),
             div(cls("k-sheet"), print_head(frame),
                 div(cls("k-screen"), page_header(frame),
                     div(cls("k-layout"), navigation(frame),
                         div(cls("k-content"), breadcrumb(frame),
                             div(cls("k-columns"), flag("data-wide", wide), main_column, context))),
                     page_footer(frame.site))),
             // Partial updates say here what has changed.
             p(cls("k-hidden"), id("announcement"), attr("role", "status")), keys_dialog()));
}

Html bare_page(const BareFrame& frame, const Html& content) {
    return tags::html(attr("lang", "ja"), document_head(frame.site, frame.title),
                      body(a(cls("k-skip"), href("#main"), "本文へ進む"),
                           header(cls("k-header k-header--bare"), brand(frame.site)),
                           main(id("main"), attr("tabindex", "-1"), cls("k-main k-main--bare"),
                                div(cls("k-title"), h1(frame.title)),
                                each(frame.notices, [](const Notice& one) { return notice(one); }),
                                content, when(!frame.way_back.path.empty(), [&] {
                                    return p(cls("k-way-back"), link_to(frame.way_back));
                                }))));
}

}  // namespace kasane::web
