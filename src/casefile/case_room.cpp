#include "casefile/case_room.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kasane::casefile {
namespace {

web::Tone tone_of(CaseState state) {
    switch (state) {
        case CaseState::Noticed:
        case CaseState::Received:
        case CaseState::Referred:
            return web::Tone::Waiting;
        case CaseState::InNetwork:
        case CaseState::Assessing:
        case CaseState::ReachingOut:
        case CaseState::Planning:
        case CaseState::Supporting:
        case CaseState::Evaluating:
        case CaseState::FollowingUp:
            return web::Tone::Active;
        case CaseState::Closed:
        case CaseState::Suspended:
            return web::Tone::Quiet;
    }
    broken_invariant("every state has a tone", std::source_location::current());
}

/// 世帯, 表示の根拠: the context column of every page of a case.
web::Html context_column(const CaseView& view) {
    using namespace web;
    using namespace web::tags;
    std::vector<Fact> members;
    for (const auto& person : view.persons) {
        const auto relation = view.scope.profile.codes.list("relations").label(person.relation);
        auto label = relation.empty() ? std::string("続柄未確認") : relation;
        if (person.birth_date) {
            label += fmt::format(" ({}歳)", person.birth_date->age_on(view.scope.today()));
        } else if (!person.birth_note.empty()) {
            label += fmt::format(" ({})", person.birth_note);
        }
        members.push_back(
            {std::move(label),
             group(text(person.name.reveal()), text(" "), chip(track_chip(person.track)),
                   when(!person.contact_note.empty(),
                        [&] { return p(text("連絡の注意: " + person.contact_note.reveal())); }))});
    }
    Html household = facts(members);
    if (view.hidden_persons > 0) {
        household += p(text(fmt::format(
            "ほかに{}人の世帯員がいます。表示の根拠がないため、ここには表示されません。",
            view.hidden_persons)));
    }
    Html grounds = ul(
        each(view.reading.ground_line(), [](const std::string& line) { return li(text(line)); }));
    return group(section({.title = "世帯", .level = 2}, household),
                 // On paper the grounds stand at the head of each sheet.
                 section({.title = "表示の根拠", .level = 2, .screen_only = true}, grounds));
}

std::vector<std::pair<std::string, std::string>> safety_marks(const CaseView& view) {
    const bool protected_person =
        std::ranges::any_of(view.persons, [](const people::Person& p) { return p.is_protected; });
    if (!protected_person) return {};
    return {{"連絡前に確認",
             "この世帯には、連絡先や居場所を伏せている方がいます。"
             "連絡の前に、受付窓口または多機関協働の担当者に確認してください。"}};
}

web::Html head_of(const CaseView& view) {
    using namespace web;
    std::vector<Fact> all{
        {"受付", group(day(view.head.received_on), text(" "),
                       text(view.scope.profile.desk_name(view.head.receiving_desk)))},
        {std::string(view.scope.profile.term("lead_agency")),
         view.head.lead_desk ? text(view.scope.profile.desk_name(*view.head.lead_desk))
                             : text("まだ決まっていません")},
        {"次の予定", view.head.next_on ? deadline(*view.head.next_on, view.scope.today())
                                       : text("予定はありません")}};
    return record_head({.states = state_chips(view), .marks = safety_marks(view), .facts = all});
}

std::string joined(const std::vector<std::string>& lines) {
    std::string all;
    for (const auto& line : lines) {
        if (!all.empty()) all += "、";
        all += line;
    }
    return all;
}

void fill_frame(const CaseView& view, const CaseRoom::Page& page, web::PageFrame& frame) {
    const auto label = people::household_label(view.persons);
    const auto number = "ケース " + view.head.number;
    const bool is_overview = page.title.empty();
    frame.title = is_overview ? label : page.title;
    // The title of the window names nobody.
    frame.window_title = is_overview ? number : fmt::format("{} {}", page.title, number);
    frame.above_title = is_overview ? number : fmt::format("{} ・ {}", number, label);
    frame.current = "cases";
    frame.breadcrumb = {{"ケース", "/cases"}};
    if (!is_overview) frame.breadcrumb.push_back({number, view.path()});
    const auto grounds = view.reading.ground_line();
    // One quiet line: the strongest ground; all of them stand in the context column and on paper.
    if (!grounds.empty()) frame.ground = grounds.front();
    if (grounds.size() > 1) frame.ground += fmt::format(" ほか{}件", grounds.size() - 1);
    frame.print.ground = joined(grounds);
    frame.aside = context_column(view);
}

}  // namespace

web::Chip track_chip(access::Track track) {
    const auto tone = [&] {
        switch (track) {
            case access::Track::Consented:
                return web::Tone::Good;
            case access::Track::Unconsented:
                return web::Tone::Waiting;
            case access::Track::NotConcerned:
                return web::Tone::Quiet;
        }
        broken_invariant("every track has a tone", std::source_location::current());
    };
    return {std::string(label_of(track)), tone()};
}

web::Chip state_chip(CaseState state, bool sees_coordination) {
    const auto label = state_label(state, sees_coordination);
    const bool exact = label == label_of(state);
    return {label, exact ? tone_of(state) : web::Tone::Active};
}

std::string CaseView::name_of(const PersonId& person) const {
    const auto found = std::ranges::find(persons, person, &people::Person::id);
    return found == persons.end() ? "世帯員" : found->name.reveal();
}

std::string CaseView::path(std::string_view below) const {
    return fmt::format("/cases/{}{}", head.id.text(), below);
}

std::vector<web::Chip> state_chips(const CaseView& view) {
    std::vector<web::Chip> all{state_chip(view.head.state, sees_coordination(view.reading))};
    const auto of_track = [&](access::Track track) {
        return std::ranges::count(view.persons, track, &people::Person::track);
    };
    for (const auto track : {access::Track::Consented, access::Track::Unconsented}) {
        if (of_track(track) > 0) {
            auto chip = track_chip(track);
            chip.label += fmt::format(" {}人", of_track(track));
            all.push_back(std::move(chip));
        }
    }
    return all;
}

CaseId case_of(const web::Request& request) {
    return CaseId(std::string(request.parameter("case")));
}

CaseOffers CaseRoom::offers(const CaseView& view) const {
    CaseOffers all;
    for (const auto& contribution : contributions_) {
        if (contribution.offers) contribution.offers(view, all);
    }
    return all;
}

std::vector<web::Tab> CaseRoom::tabs(const CaseView& view) const {
    std::vector<web::Tab> all;
    for (const auto& contribution : contributions_) {
        if (contribution.tabs) contribution.tabs(view, all);
    }
    return all;
}

web::Response CaseRoom::show(const web::Request& request, const accounts::Actor& actor,
                             const Page& page, const Content& content, int status) const {
    const auto made = [&](access::ReadScope& scope,
                          web::PageFrame& frame) -> std::optional<web::Html> {
        const auto case_id = page.find_case ? page.find_case(scope) : case_of(request);
        auto reading = access::CaseReading::open(scope, case_id);
        if (!reading) return std::nullopt;
        const auto grant = reading->any(access::Category::Case);
        if (!grant) return std::nullopt;
        const auto head = load_head(scope, *grant);
        ensure(head.has_value(), "a case with grounds exists");
        const auto persons = people::persons_of_case(scope, *reading);
        CaseView view{scope, *reading, *head, persons, people::hidden_persons(*reading, persons)};
        fill_frame(view, page, frame);
        std::vector<web::Link> records;
        for (const auto& contribution : contributions_) {
            if (contribution.records) contribution.records(view, records);
        }
        auto& offered = frame.viewer.new_records;
        offered.insert(offered.begin(), records.begin(), records.end());
        const auto inside = content(view, frame);
        if (!inside) return std::nullopt;
        auto all_tabs = tabs(view);
        for (auto& tab : all_tabs) tab.current = tab.path == view.path(page.tab);
        return web::group(head_of(view), web::tabs("ケースの画面", all_tabs), *inside);
    };
    return access::show_page(office_, request, actor, page.name, made, status);
}

}  // namespace kasane::casefile
