#include "casefile/reading_history_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "access/ground.hpp"
#include "casefile/reading_history.hpp"
#include "web/form_reading.hpp"

namespace kasane::casefile {
namespace {

using audit::FoundEntry;
using web::Html;

constexpr std::string_view own_path = "/journal";

/// Which part of the program a page belongs to, by the beginning of its name in the journal.
std::string_view place_of(std::string_view act) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> places{
        {{"case.", "ケースの画面"},
         {"memo.", "つなぎの画面"},
         {"conference.", "会議の画面"},
         {"plan.", "プランの画面"},
         {"inquiry.", "相談の画面"},
         {"outreach.", "アウトリーチの画面"},
         {"emergency", "緊急の閲覧の画面"},
         {"journal.", "閲覧の履歴の画面"},
         {"consent.", "同意の期限の画面"},
         {"demonstration", "架空のデータの作成"},
         {"home", "今日"},
         {"search", "さがす"},
         {"account", "利用者の管理"}}};
    const auto found = std::ranges::find_if(
        places, [&](const auto& place) { return act.starts_with(place.first); });
    return found == places.end() ? act : found->second;
}

std::string what_of(const FoundEntry& entry) {
    const auto act = from_code<accounts::Act>(entry.act);
    return fmt::format("{}: {}", label_of(entry.kind), act ? label_of(*act) : place_of(entry.act));
}

/// The labels of codes, each once: 「本人同意、緊急」 of "consent:…" and "emergency:…".
template <Coded E>
std::string labels_of(const std::vector<std::string>& codes_with_ids) {
    std::vector<std::string_view> labels;
    for (const auto& each : codes_with_ids) {
        const auto value = from_code<E>(std::string_view(each).substr(0, each.find(':')));
        if (!value) continue;
        const auto label = label_of(*value);
        if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
    }
    std::string all;
    for (const auto label : labels) all += fmt::format("{}{}", all.empty() ? "" : "、", label);
    return all;
}

/// One act writes many lines: those that tell the same are shown once, with how many there are.
bool tells_the_same(const FoundEntry& one, const FoundEntry& two) {
    return one.kind == audit::EntryKind::Write && two.kind == one.kind && one.at == two.at &&
           one.act == two.act && one.actor == two.actor && one.case_id == two.case_id;
}

std::string who_of(const access::Scope& scope, const ReadingHistory& history,
                   const FoundEntry& entry) {
    const auto name = entry.actor ? history.names.find(*entry.actor) : history.names.end();
    if (name == history.names.end()) return "—";
    if (!entry.actor_desk) return name->second;
    return fmt::format("{} {}", scope.profile.desk_name(*entry.actor_desk), name->second);
}

std::string or_dash(std::string text) { return text.empty() ? std::string("—") : text; }

web::Row row_of(const access::Scope& scope, const ReadingHistory& history, const FoundEntry& entry,
                std::size_t times) {
    const auto number =
        entry.case_id ? history.numbers.find(*entry.case_id) : history.numbers.end();
    return {.cells = {web::text(fmt::format("{} {}", japanese_date(entry.at.date_in_japan()),
                                            entry.at.time_in_japan())),
                      web::text(who_of(scope, history, entry)),
                      web::text(times == 1 ? what_of(entry)
                                           : fmt::format("{}({}件)", what_of(entry), times)),
                      web::text(number == history.numbers.end() ? "—" : number->second),
                      web::text(or_dash(labels_of<access::Category>(entry.categories))),
                      web::text(or_dash(labels_of<access::Basis>(entry.grounds)))}};
}

Html table_of(const access::Scope& scope, const ReadingHistory& history,
              const std::vector<FoundEntry>& entries, const std::string& caption) {
    web::DataTable table{.caption = caption,
                         .caption_hidden = true,
                         .columns = {{.label = "日時", .one_line = true},
                                     {.label = "だれが"},
                                     {.label = "何を"},
                                     {.label = "ケース", .one_line = true},
                                     {.label = "区分"},
                                     {.label = "根拠"}},
                         .first_is_head = false};
    for (auto first = entries.begin(); first != entries.end();) {
        const auto behind = std::find_if(first, entries.end(), [&](const FoundEntry& each) {
            return &each != &*first && !tells_the_same(*first, each);
        });
        table.rows.push_back(
            row_of(scope, history, *first, static_cast<std::size_t>(behind - first)));
        first = behind;
    }
    table.empty = web::empty_state("当てはまる履歴はありません。");
    return web::data_table(table);
}

template <Coded E>
std::vector<web::Choice> all_or(std::string_view everything) {
    auto choices = web::choices_of<E>();
    choices.insert(choices.begin(), {.code = "", .label = std::string(everything)});
    return choices;
}

std::vector<web::Choice> members(const access::Scope& scope, const ReadingHistory& history) {
    std::vector<web::Choice> choices{{.code = "", .label = "世帯のだれでも"}};
    const auto& relations = scope.profile.codes.list("relations");
    for (std::size_t place = 0; place < history.members.size(); ++place) {
        const auto& member = history.members[place];
        choices.push_back(
            {.code = member.person.text(),
             .label = fmt::format("{}人目 {}", place + 1, relations.label(member.relation))});
    }
    return choices;
}

Html question_form(const access::Scope& scope, const HistoryQuestion& asked,
                   const ReadingHistory& history, bool narrowed, const web::Entered& entered) {
    using namespace web;
    const auto select = [&](std::string name, std::string label, std::string value,
                            std::vector<Choice> choices) {
        return select_field({.name = std::move(name),
                             .label = std::move(label),
                             .value = std::move(value),
                             .groups = ungrouped(std::move(choices)),
                             .nothing_chosen = ""},
                            entered);
    };
    Html fields =
        group(text_field({.name = "case",
                          .label = "ケース番号",
                          .value = asked.case_number,
                          .width = FieldWidth::Short},
                         entered),
              history.members.empty()
                  ? Html()
                  : select("person", "だれについて", asked.person ? asked.person->text() : "",
                           members(scope, history)),
              text_field({.name = "reader",
                          .label = "見た人のログイン名",
                          .value = asked.login,
                          .width = FieldWidth::Medium},
                         entered),
              select("kind", "種類", asked.kind ? std::string(code_of(*asked.kind)) : "",
                     all_or<audit::EntryKind>("すべて")),
              select("basis", "根拠", asked.basis, all_or<access::Basis>("すべて")),
              date_field({.name = "from", .label = "いつから", .value = asked.from}, entered),
              date_field({.name = "until", .label = "いつまで", .value = asked.until}, entered));
    return filter_form(std::string(own_path), fields, "調べる",
                       narrowed ? std::string(own_path) : std::string());
}

/// What was typed into the address; mistakes stay with the reader.
HistoryQuestion question_of(const web::Request& request, web::FormReader& form) {
    HistoryQuestion asked;
    asked.case_number = form.text("case", "ケース番号", {20});
    asked.login = form.text("reader", "見た人のログイン名", {web::name_characters});
    if (const auto person = form.id("person", "だれについて")) asked.person = PersonId(*person);
    asked.kind = form.choice<audit::EntryKind>("kind", "種類");
    if (const auto basis = form.choice<access::Basis>("basis", "根拠")) {
        asked.basis = code_of(*basis);
    }
    asked.from = form.date("from", "いつから");
    asked.until = form.date("until", "いつまで");
    const auto before = request.query.get("before");
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(before.data(), before.data() + before.size(), number);
    if (fault == std::errc() && end == before.data() + before.size()) asked.before = number;
    return asked;
}

std::string path_to_older(const HistoryQuestion& asked, std::int64_t before) {
    auto path = fmt::format("{}?before={}", own_path, before);
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) path += fmt::format("&{}={}", name, web::url_encode(value));
    };
    add("case", asked.case_number);
    add("reader", asked.login);
    add("person", asked.person ? asked.person->text() : "");
    add("kind", asked.kind ? std::string(code_of(*asked.kind)) : "");
    add("basis", asked.basis);
    add("from", asked.from ? asked.from->text() : "");
    add("until", asked.until ? asked.until->text() : "");
    return path;
}

Html answer_of(const access::Scope& scope, const HistoryQuestion& asked,
               const ReadingHistory& history) {
    Html made = table_of(scope, history, history.entries, "閲覧と記録の履歴");
    if (history.entries.size() == entries_a_page) {
        made += web::tags::p(
            web::link_to({"さらに前の履歴", path_to_older(asked, history.entries.back().seq)}));
    }
    if (history.mentions_since) {
        made +=
            web::section({.title = "一覧や検索での表示",
                          .explanation = fmt::format(
                              "{}からあとの一覧と検索のうち、このケースか人が表示されたものです。"
                              "もっと前は「いつまで」を変えて調べます。",
                              japanese_date(*history.mentions_since))},
                         table_of(scope, history, history.mentions, "一覧や検索での表示"));
    }
    return made;
}

web::Response history_page(const access::Office& office, const web::Request& request,
                           const accounts::Actor& actor) {
    web::FormReader form(request.query);
    const auto asked = question_of(request, form);
    ReadingHistory history;
    if (form.ok()) history = read_history(office.town, actor, asked);
    if (history.case_unknown) form.add_error("case", "そのケース番号の記録はありません。");
    if (history.login_unknown) form.add_error("reader", "そのログイン名の利用者はいません。");
    const auto entered = form.ok() ? web::Entered() : form.entered();
    return access::show_page(
        office, request, actor, "journal.page",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            frame.title = "閲覧の履歴";
            frame.current = "journal";
            const bool narrowed = !request.query.entries().empty();
            Html made = web::group(
                web::error_summary(entered),
                web::tags::p("だれが、いつ、どの根拠で見たか、書いたかを調べます。ケースの内容は"
                             "表示されません。調べたことも履歴に残ります。"),
                question_form(scope, asked, history, narrowed, entered));
            if (form.ok()) made += answer_of(scope, asked, history);
            return made;
        });
}

}  // namespace

std::vector<accounts::PageRoute> reading_history_routes(const access::Office& office) {
    return {{web::Method::Get, own_path, accounts::Act::ReadJournal,
             [&office](const web::Request& request, const accounts::Actor& actor) {
                 return history_page(office, request, actor);
             }}};
}

}  // namespace kasane::casefile
