#include "casefile/timeline_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "casefile/record_note.hpp"
#include "web/form_reading.hpp"

namespace kasane::casefile {
namespace {

using web::Html;

web::Icon icon_of(EntryKind kind) {
    switch (kind) {
        case EntryKind::Inquiry:
            return web::Icon::Speech;
        case EntryKind::Note:
            return web::Icon::Pen;
        case EntryKind::Memo:
            return web::Icon::Letter;
        case EntryKind::State:
            return web::Icon::Next;
        case EntryKind::Consent:
            return web::Icon::Check;
        case EntryKind::Assessment:
        case EntryKind::Plan:
            return web::Icon::Information;
        case EntryKind::Conference:
            return web::Icon::People;
        case EntryKind::Outreach:
            return web::Icon::House;
        case EntryKind::Lead:
        case EntryKind::Person:
            return web::Icon::Person;
    }
    broken_invariant("every kind of entry has an icon", std::source_location::current());
}

std::string desk_of(const CaseView& view, const std::string& owner) {
    constexpr std::string_view prefix = "desk:";
    if (!owner.starts_with(prefix)) return {};
    return view.scope.profile.desk_name(DeskId(owner.substr(prefix.size())));
}

web::TimelineEntry shown(const CaseView& view, const TimelineEntry& entry) {
    web::TimelineEntry made{.id = "e-" + entry.id.text(),
                            .on = entry.occurred_at.date_in_japan(),
                            .time = entry.occurred_at.time_in_japan(),
                            .kind = std::string(label_of(entry.kind)),
                            .icon = icon_of(entry.kind),
                            .title = entry.title,
                            .who = desk_of(view, entry.owner) + " " + entry.actor_name};
    if (entry.subject) made.concerns = view.name_of(*entry.subject);
    made.text = entry.body.reveal();
    if (entry.category != access::Category::Case) made.ground = label_of(entry.category);
    return made;
}

Html as_timeline(const CaseView& view, const std::vector<TimelineEntry>& entries,
                 std::string next_path) {
    web::Timeline timeline;
    for (const auto& entry : entries) timeline.entries.push_back(shown(view, entry));
    timeline.empty = web::empty_state("まだ記録がありません。");
    timeline.next_path = std::move(next_path);
    return web::timeline(timeline);
}

std::string draft_key(const CaseView& view) { return "note:" + view.head.id.text(); }

std::vector<web::Choice> subjects_of(const CaseView& view) {
    std::vector<web::Choice> choices{{.code = "", .label = "世帯全体"}};
    for (const auto& person : view.persons) {
        choices.push_back({.code = person.id.text(), .label = person.name.reveal()});
    }
    return choices;
}

std::vector<web::Choice> contact_modes(const CaseView& view) {
    std::vector<web::Choice> choices;
    for (const auto& mode :
         view.scope.profile.codes.list("contact_modes").offered_on(view.scope.today())) {
        choices.push_back({.code = mode.code, .label = mode.label});
    }
    return choices;
}

/// 新しい記録 opens in place, above the entries.
Html note_form(const CaseRoom& room, const web::Request& request, const CaseView& view,
               const std::optional<web::Entered>& typed) {
    using namespace web;
    const auto [entered, tokens] =
        access::open_form(room.office(), request, view.scope, draft_key(view), typed);
    const Html fields = group(
        radio_area({.name = "contact_mode",
                    .legend = "対応の方法",
                    .required = true,
                    .groups = ungrouped(contact_modes(view)),
                    .dense = true},
                   entered),
        field_row(
            {select_field({.name = "subject",
                           .label = "だれのこと",
                           .groups = ungrouped(subjects_of(view)),
                           .nothing_chosen = ""},
                          entered),
             date_field({.name = "happened_on", .label = "対応した日", .value = view.scope.today()},
                        entered)}),
        long_text_field({.name = "text",
                         .label = "内容",
                         .help = "事実と、聞いたこと・思ったことを分けて書きます。",
                         .required = true,
                         .time_stamp = true},
                        entered),
        submit_row({.buttons = {{.label = "経過を記録する"}}}));
    return section({.title = "新しい記録", .id = "new"},
                   group(error_summary(entered),
                         post_form({.action = view.path("/timeline"), .tokens = tokens}, fields)));
}

std::optional<TimelineCursor> cursor_of(const web::Request& request) {
    const auto at = Instant::parse(request.query.get("at"));
    const auto after = request.query.get("after");
    if (!at || !is_uuid(after)) return std::nullopt;
    return TimelineCursor{*at, EntryId(std::string(after))};
}

web::Response timeline_with(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor,
                            const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.timeline", "/timeline", "経過"},
        [&](CaseView& view, web::PageFrame&) {
            const auto cursor = cursor_of(request);
            const auto kind = from_code<EntryKind>(request.query.get("kind"));
            const auto entries = timeline(view.scope, view.reading, cursor, 50, kind);
            std::string next;
            if (entries.size() == 50) {
                next = fmt::format("{}?at={}&after={}", view.path("/timeline"),
                                   web::url_encode(entries.back().occurred_at.text()),
                                   entries.back().id.text());
                if (kind) next += fmt::format("&kind={}", code_of(*kind));
            }
            Html content;
            if (view.can(accounts::Act::RecordNote) && !cursor) {
                content += note_form(room, request, view, typed);
            }
            std::vector<web::Choice> kinds{{.code = "", .label = "すべて"}};
            for (const auto& each : codes<EntryKind>) {
                kinds.push_back({.code = std::string(each.code), .label = std::string(each.label)});
            }
            content += web::section(
                {.title = "これまでの経過"},
                web::group(web::filter_form(
                               view.path("/timeline"),
                               web::select_field({.name = "kind",
                                                  .label = "種類",
                                                  .value = std::string(request.query.get("kind")),
                                                  .groups = web::ungrouped(kinds),
                                                  .nothing_chosen = ""})),
                           as_timeline(view, entries, next)));
            return content;
        },
        typed ? 422 : 200);
}

}  // namespace

Html newest_entries(CaseView& view, std::size_t count) {
    return web::group(
        as_timeline(view, timeline(view.scope, view.reading, std::nullopt, count), {}),
        web::link_to({"経過をすべて見る", view.path("/timeline")}));
}

Html state_entries(CaseView& view) {
    return as_timeline(view, timeline(view.scope, view.reading, std::nullopt, 50, EntryKind::State),
                       {});
}

web::Response timeline_page(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor) {
    return timeline_with(room, request, actor, std::nullopt);
}

web::Response note_sent(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    web::FormReader form(request.form);
    Note note{.case_id = case_of(request)};
    note.contact_mode = form.text("contact_mode", "対応の方法", {.need = web::Need::Required});
    if (const auto subject = form.id("subject", "だれのこと")) note.subject = PersonId(*subject);
    note.text = form.long_text("text", "内容", {web::long_characters, web::Need::Required});
    note.happened_on = form.date("happened_on", "対応した日");
    if (form.ok()) {
        auto recorded = record_note(room.office().town, actor, note);
        if (recorded) return web::see_other(fmt::format("/cases/{}/timeline", note.case_id.text()));
        if (recorded.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "経過の記録",
                                        recorded.refusal());
        }
        form.add_error(recorded.refusal());
    }
    return timeline_with(room, request, actor, form.entered());
}

}  // namespace kasane::casefile
