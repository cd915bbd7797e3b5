#include "web/patterns.hpp"

#include <string_view>

namespace kasane::web {

using namespace tags;

namespace {

std::string_view tone_name(Tone tone) {
    switch (tone) {
        case Tone::Plain:
            return "plain";
        case Tone::Active:
            return "active";
        case Tone::Waiting:
            return "waiting";
        case Tone::Good:
            return "good";
        case Tone::Alert:
            return "alert";
        case Tone::Quiet:
            return "quiet";
    }
    return {};
}

Icon tone_icon(Tone tone) {
    switch (tone) {
        case Tone::Plain:
            return Icon::Circle;
        case Tone::Active:
            return Icon::Half;
        case Tone::Waiting:
            return Icon::Clock;
        case Tone::Good:
            return Icon::Check;
        case Tone::Alert:
            return Icon::Warning;
        case Tone::Quiet:
            return Icon::Stop;
    }
    return Icon::Circle;
}

std::string_view layout_name(FactLayout layout) {
    switch (layout) {
        case FactLayout::Rows:
            return "rows";
        case FactLayout::Columns:
            return "columns";
        case FactLayout::Lines:
            return "lines";
    }
    return {};
}

struct NoticeLook {
    std::string_view name;
    std::string_view word;
    Icon drawing;
};

NoticeLook look_of(NoticeKind kind) {
    switch (kind) {
        case NoticeKind::Success:
            return {"success", "完了", Icon::Check};
        case NoticeKind::Information:
            return {"information", "お知らせ", Icon::Information};
        case NoticeKind::Warning:
            return {"warning", "注意", Icon::Warning};
        case NoticeKind::Error:
            return {"error", "エラー", Icon::Error};
    }
    return {};
}

}  // namespace

Html link_to(const Link& target) { return a(cls("k-link"), href(target.path), target.label); }

Html chip(const Chip& chip) {
    return span(cls("k-chip"), attr("data-tone", tone_name(chip.tone)),
                icon(chip.icon.value_or(tone_icon(chip.tone))), chip.label);
}

Html chips(const std::vector<Chip>& all) {
    if (all.empty()) return {};
    return span(cls("k-chips"), each(all, [](const Chip& one) { return chip(one); }));
}

Html safety_mark(const std::string& label, const std::string& explanation) {
    return p(cls("k-safety"), strong(cls("k-safety__label"), icon(Icon::Warning), label),
             when(!explanation.empty(), [&] { return span(cls("k-safety__text"), explanation); }));
}

Html day(const Date& date) { return time(attr("datetime", date.text()), japanese_date(date)); }

Html short_day(const Date& date) {
    return time(cls("k-day"), attr("datetime", date.text()), attr("title", japanese_date(date)),
                short_japanese_date(date));
}

std::string days_left(const Date& until, const Date& today) {
    const int days = today.days_until(until);
    if (days == 0) return "今日まで";
    if (days > 0) return "あと" + std::to_string(days) + "日";
    return std::to_string(-days) + "日過ぎています";
}

Html deadline(const Date& until, const Date& today) {
    // Three days is when a desk still can act; what is later stays quiet.
    constexpr int near_days = 3;
    const int days = today.days_until(until);
    const std::string_view tone = days < 0 ? "alert" : days <= near_days ? "waiting" : "plain";
    return span(
        cls("k-deadline"), attr("data-tone", tone),
        when(days <= near_days, [&] { return icon(days < 0 ? Icon::Warning : Icon::Clock); }),
        span(cls("k-deadline__words"), days_left(until, today)), text(" "), short_day(until));
}

Html notice(const Notice& notice) {
    const auto look = look_of(notice.kind);
    return div(cls("k-notice"), attr("data-kind", look.name),
               attr("role", notice.kind == NoticeKind::Error ? "alert" : "status"),
               p(cls("k-notice__title"), icon(look.drawing), span(cls("k-hidden"), look.word, ": "),
                 notice.title),
               when(!notice.body.empty(), [&] { return div(cls("k-notice__body"), notice.body); }));
}

Html ground_line(const std::string& ground, bool journalled) {
    return p(cls("k-ground"), icon(Icon::Lock), span(cls("k-ground__label"), "表示の根拠: "),
             ground, when(journalled, [] { return text(" ・ 記録されます"); }));
}

Html facts(const std::vector<Fact>& all, FactLayout layout) {
    if (all.empty()) return {};
    return dl(
        cls("k-facts"), attr("data-layout", layout_name(layout)), each(all, [](const Fact& fact) {
            return div(cls("k-facts__fact"), dt(fact.label),
                       dd(fact.value.empty() ? span(cls("k-unknown"), "未確認") : fact.value));
        }));
}

Html tabs(const std::string& label, const std::vector<Tab>& all) {
    return nav(
        cls("k-tabs"), attr("aria-label", label), ul(each(all, [](const Tab& tab) {
            return li(a(cls("k-tabs__tab"), href(tab.path),
                        tab.current ? attr("aria-current", "page") : flag("aria-current", false),
                        tab.label, when(tab.count > 0, [&] {
                            return span(cls("k-tabs__count"), "(", tab.count, ")");
                        })));
        })));
}

Html progress(const Progress& progress) {
    const std::string done = std::to_string(progress.done);
    const std::string total = std::to_string(progress.total);
    return div(cls("k-progress"),
               p(cls("k-progress__line"), span(cls("k-progress__label"), progress.label),
                 span(cls("k-progress__number"), total, "のうち", done)),
               element("progress", attr("aria-label", progress.label), attr("value", done),
                       attr("max", total)),
               when(!progress.note.empty(), [&] { return p(cls("k-help"), progress.note); }));
}

Html section(const Section& head, const Html& content) {
    const auto heading = head.level == 3 ? h3(cls("k-section__title"), head.title)
                                         : h2(cls("k-section__title"), head.title);
    return tags::section(
        cls("k-section"), Attribute{"id", head.id, !head.id.empty()},
        flag("data-screen-only", head.screen_only),
        div(cls("k-section__head"), heading,
            when(!head.beside.empty(), [&] { return div(cls("k-section__beside"), head.beside); })),
        when(!head.explanation.empty(), [&] { return p(cls("k-help"), head.explanation); }),
        content);
}

Html empty_state(const std::string& sentence, const std::optional<Link>& act) {
    return p(cls("k-empty"), span(sentence),
             when(act.has_value(), [&] { return group(text(" "), link_to(*act)); }));
}

Html written_text(const std::string& content) {
    return when(!content.empty(), [&] { return div(cls("k-written"), content); });
}

Html more(const std::string& label, const Html& content, bool open, const std::string& id) {
    return details(cls("k-more"), Attribute{"id", id, !id.empty()}, flag("open", open),
                   summary(label), div(cls("k-more__content"), content));
}

}  // namespace kasane::web
