#include "casefile/timeline_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/choices.hpp"
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
        case EntryKind::Sharing:
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
        case EntryKind::Emergency:
            return web::Icon::Warning;
    }
    broken_invariant("every kind of entry has an icon", std::source_location::current());
}

constexpr std::string_view desk_prefix = "desk:";

std::string desk_of(const CaseView& view, const std::string& owner) {
    if (!owner.starts_with(desk_prefix)) return {};
    return view.scope.profile.desk_name(DeskId(owner.substr(desk_prefix.size())));
}

/// The record an entry tells of, where it is the reader's own or the reader coordinates the case;
/// others may read that it was, and not more.
std::string path_of(const CaseView& view, const TimelineEntry& entry) {
    const bool leads_here =
        entry.link.empty() || entry.link == view.path() || entry.link == view.path("/timeline");
    if (leads_here) return {};
    const bool own = entry.owner.starts_with(desk_prefix) &&
                     view.scope.actor.works_at(DeskId(entry.owner.substr(desk_prefix.size())));
    return own || view.reading.stands_on(access::Basis::Coordination) ? entry.link : std::string();
}

/// Whose record it is and who wrote it; an emergency stands in the record of a desk that did not open it.
std::string who_of(const CaseView& view, const TimelineEntry& entry) {
    if (entry.kind == EntryKind::Emergency) return entry.actor_name;
    return desk_of(view, entry.owner) + " " + entry.actor_name;
}

web::TimelineEntry shown(const CaseView& view, const TimelineEntry& entry) {
    web::TimelineEntry made{.id = "e-" + entry.id.text(),
                            .on = entry.occurred_at.date_in_japan(),
                            .time = entry.occurred_at.time_in_japan(),
                            .kind = std::string(label_of(entry.kind)),
                            .icon = icon_of(entry.kind),
                            .title = entry.title,
                            .path = path_of(view, entry),
                            .who = who_of(view, entry)};
    if (entry.subject) made.concerns = view.name_of(*entry.subject);
    made.text = entry.body.reveal();
    const auto grant = view.reading.may_read(
        {entry.category, entry.subject, access::Holder::stored(entry.owner), entry.mark});
    if (grant) made.ground = label_of(grant->basis());
    if (entry.category == access::Category::Conference) {
        made.marks.push_back({std::string(label_of(entry.category)), web::Tone::Plain});
    }
    return made;
}

/// `on_paper`: how many of them are printed.
Html as_timeline(const CaseView& view, const std::vector<TimelineEntry>& entries,
                 std::string next_path, std::size_t on_paper = SIZE_MAX) {
    web::Timeline timeline;
    for (const auto& entry : entries) {
        timeline.entries.push_back(shown(view, entry));
        timeline.entries.back().screen_only = timeline.entries.size() > on_paper;
    }
    timeline.empty = web::empty_state("ここに表示できる記録は、まだありません。");
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

/// 新しい記録 opens in place, above the entries; it is open where somebody came to write or has
/// already begun.
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
        submit_row({.buttons = {{.label = "この内容で記録する"}}}));
    const bool open = entered.present() || request.query.has("new");
    return more("経過を記録する",
                group(error_summary(entered),
                      post_form({.action = view.path("/timeline"), .tokens = tokens}, fields)),
                open, "new");
}

std::optional<TimelineCursor> cursor_of(const web::Request& request) {
    const auto at = Instant::parse(request.query.get("at"));
    const auto after = request.query.get("after");
    if (!at || !is_uuid(after)) return std::nullopt;
    return TimelineCursor{*at, EntryId(std::string(after))};
}

/// What the reader asked for by kind, desk and person; unknown words ask for nothing.
TimelineFilter filter_of(const web::Request& request) {
    TimelineFilter filter{.kind = from_code<EntryKind>(request.query.get("kind"))};
    if (const auto desk = request.query.get("desk"); !desk.empty())
        filter.desk = DeskId(std::string(desk));
    if (const auto person = request.query.get("person"); is_uuid(person)) {
        filter.person = PersonId(std::string(person));
    }
    return filter;
}

std::string query_of(const TimelineFilter& filter) {
    std::string query;
    if (filter.kind) query += fmt::format("&kind={}", code_of(*filter.kind));
    if (filter.desk) query += "&desk=" + web::url_encode(filter.desk->text());
    if (filter.person) query += "&person=" + filter.person->text();
    return query;
}

Html filter_form(const CaseView& view, const TimelineFilter& filter) {
    using namespace web;
    std::vector<Choice> kinds{{.code = "", .label = "すべて"}};
    for (const auto& each : codes<EntryKind>) {
        kinds.push_back({.code = std::string(each.code), .label = std::string(each.label)});
    }
    auto persons = subjects_of(view);
    persons.front().label = "すべて";
    auto desks = access::desk_choices(view.scope);
    desks.insert(desks.begin(), {.code = "", .label = "すべて"});
    const auto field = [](std::string name, std::string label, std::string value,
                          std::vector<Choice> choices) {
        return select_field({.name = std::move(name),
                             .label = std::move(label),
                             .value = std::move(value),
                             .groups = ungrouped(std::move(choices)),
                             .nothing_chosen = ""});
    };
    const bool filtered = !query_of(filter).empty();
    return web::filter_form(
        view.path("/timeline"),
        group(field("kind", "種類", filter.kind ? std::string(code_of(*filter.kind)) : "",
                    std::move(kinds)),
              field("desk", "窓口", filter.desk ? filter.desk->text() : "", std::move(desks)),
              field("person", "だれについて", filter.person ? filter.person->text() : "",
                    std::move(persons))),
        "絞り込む", filtered ? view.path("/timeline") : std::string());
}

web::Response timeline_with(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor,
                            const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.timeline", "/timeline", "経過"},
        [&](CaseView& view, web::PageFrame&) {
            const auto cursor = cursor_of(request);
            const auto filter = filter_of(request);
            const auto entries = timeline(view.scope, view.reading, cursor, 50, filter);
            std::string next;
            if (entries.size() == 50) {
                next = fmt::format("{}?at={}&after={}{}", view.path("/timeline"),
                                   web::url_encode(entries.back().occurred_at.text()),
                                   entries.back().id.text(), query_of(filter));
            }
            Html content;
            if (view.can(accounts::Act::RecordNote) && !cursor) {
                content += note_form(room, request, view, typed);
            }
            content += web::section(
                {.title = "これまでの経過"},
                web::group(filter_form(view, filter), as_timeline(view, entries, next)));
            return content;
        },
        typed ? 422 : 200);
}

}  // namespace

Html newest_entries(CaseView& view, std::size_t count) {
    // 概要 is one sheet of paper.
    constexpr std::size_t on_paper = 3;
    return web::group(
        as_timeline(view, timeline(view.scope, view.reading, std::nullopt, count), {}, on_paper),
        web::tags::p(web::flag("data-screen-only"),
                     web::link_to({"経過をすべて見る", view.path("/timeline")})));
}

Html state_entries(CaseView& view) {
    return as_timeline(
        view, timeline(view.scope, view.reading, std::nullopt, 50, {.kind = EntryKind::State}), {});
}

web::Response timeline_page(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor) {
    return timeline_with(room, request, actor, std::nullopt);
}

web::Response note_sent(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    web::FormReader form(request.form);
    Note note{.case_id = case_of(request)};
    note.contact_mode =
        form.code("contact_mode", "対応の方法",
                  room.office().profile().codes.list("contact_modes").codes(), web::Need::Required)
            .value_or("");
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
