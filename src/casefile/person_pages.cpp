#include "casefile/person_pages.hpp"

#include <fmt/format.h>

#include "casefile/record_person.hpp"
#include "kernel/japanese_text.hpp"
#include "people/person_fields.hpp"
#include "web/form_reading.hpp"

namespace kasane::casefile {
namespace {

using web::Html;

constexpr std::string_view tab = "/household";

PersonId person_named(const web::Request& request) {
    return PersonId(std::string(request.parameter("person")));
}

std::string age_text(const people::Person& person, const Date& today) {
    if (!person.birth_date) return person.birth_note;
    return fmt::format("{}({}歳)", japanese_date(*person.birth_date),
                       person.birth_date->age_on(today));
}

Html contact_of(const people::Person& person) {
    if (!person.locating) {
        return web::safety_mark("連絡前に確認", "住所と連絡先は、記録した窓口だけが確認できます。");
    }
    using namespace web::tags;
    Html all;
    for (const auto* line :
         {&person.locating->address, &person.locating->phone, &person.contact_note}) {
        if (!line->empty()) all += p(web::text(line->reveal()));
    }
    return all;
}

Html name_cell(const people::Person& person) {
    Html cell = web::text(person.name.reveal());
    if (!person.name_kana.empty()) {
        cell += web::tags::br();
        cell += web::tags::small(person.name_kana.reveal());
    }
    if (person.identity_status != people::IdentityStatus::Identified) {
        cell += web::text(" ");
        cell += web::chip({std::string(label_of(person.identity_status)), web::Tone::Plain});
    }
    return cell;
}

web::Row row_of(const CaseView& view, const people::Person& person) {
    const auto& relations = view.scope.profile.codes.list("relations");
    Html edit = web::text("—");
    if (view.can(accounts::Act::EditPerson)) {
        edit = web::link_to({"直す", view.path(fmt::format("/persons/{}/edit", person.id.text()))});
    }
    return {.cells = {name_cell(person), web::text(relations.label(person.relation)),
                      web::text(label_of(person.cohabiting)),
                      web::text(age_text(person, view.scope.today())),
                      web::text(label_of(person.gender)), contact_of(person),
                      web::chip(track_chip(person.track)), edit}};
}

web::Response household_page(const CaseRoom& room, const web::Request& request,
                             const accounts::Actor& actor) {
    return room.show(
        request, actor, {"case.household", std::string(tab), "世帯と関係"},
        [](CaseView& view, web::PageFrame&) {
            web::DataTable table{.caption = "世帯の人",
                                 .columns = {{.label = "氏名"},
                                             {.label = "続柄", .one_line = true},
                                             {.label = "同居・別居", .one_line = true},
                                             {.label = "生年月日・年齢"},
                                             {.label = "性別", .one_line = true},
                                             {.label = "住所・連絡先"},
                                             {.label = "同意", .one_line = true},
                                             {.label = "操作", .one_line = true}}};
            for (const auto& person : view.persons) {
                table.rows.push_back(row_of(view, person));
            }
            table.empty = web::empty_state("この世帯の人で、あなたに表示できる方はいません。",
                                           web::Link{"世帯員を加える", view.path("/persons/new")});
            Html content = web::data_table(table);
            if (view.hidden_persons > 0) {
                content += web::tags::p(
                    web::text(fmt::format("ほかに{}人の世帯員がいます。表示の根拠がないため、"
                                          "ここには表示されません。",
                                          view.hidden_persons)));
            }
            if (view.can(accounts::Act::EditPerson)) {
                content +=
                    web::tags::p(web::link_to({"世帯員を加える", view.path("/persons/new")}));
            }
            return content;
        });
}

Html submit(const CaseView& view, const std::string& label) {
    return web::submit_row({.buttons = {{.label = label}},
                            .cancel_label = "やめて戻る",
                            .cancel_path = view.path(tab)});
}

web::Response new_person_with(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor,
                              const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.person_form", std::string(tab), "世帯員を加える"},
        [&](CaseView& view, web::PageFrame&) {
            const auto key = "person:new:" + view.head.id.text();
            const auto [entered, tokens] =
                access::open_form(room.office(), request, view.scope, key, typed);
            const Html fields =
                web::group(people::person_fields(view.scope.profile, {.lies_open = true}, entered),
                           submit(view, "世帯に加える"));
            return web::group(
                web::error_summary(entered),
                web::post_form({.action = view.path("/persons"), .tokens = tokens}, fields));
        },
        typed ? 422 : 200);
}

web::Response new_person_page(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor) {
    return new_person_with(room, request, actor, std::nullopt);
}

/// A future birthday is a mistake of the keyboard.
void check_birth(web::FormReader& form, const people::NewPerson& person, const Date& today) {
    if (person.birth_date && *person.birth_date > today) {
        form.add_error("birth", "生年月日が、今日より後になっています。");
    }
}

web::Response new_person_sent(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor) {
    web::FormReader form(request.form);
    const auto person = people::read_person(form, room.office().profile(), {});
    if (!person) {
        form.add_error(
            "name", "お名前か呼び名を入力してください。分からないときは「氏名不詳」を選びます。");
    } else {
        check_birth(form, *person, room.office().town.clock().today());
    }
    if (form.ok()) {
        const auto case_id = case_of(request);
        auto added = add_person(room.office().town, actor, case_id, *person);
        if (added) return web::see_other(fmt::format("/cases/{}{}", case_id.text(), tab));
        if (!web::returns_form(added.refusal())) {
            return access::refusal_page(room.office(), request, actor, "世帯員の追加",
                                        added.refusal());
        }
        form.add_error(added.refusal());
    }
    return new_person_with(room, request, actor, form.entered());
}

people::NewPerson facts_of(const people::Person& person) {
    people::NewPerson facts{.identity_status = person.identity_status,
                            .name = person.name.reveal(),
                            .name_kana = person.name_kana.reveal(),
                            .gender = person.gender,
                            .birth_date = person.birth_date,
                            .birth_note = person.birth_note,
                            .contact_note = person.contact_note.reveal(),
                            .relation = person.relation,
                            .cohabiting = person.cohabiting,
                            .is_protected = person.is_protected};
    if (person.locating) {
        facts.address = person.locating->address.reveal();
        facts.phone = person.locating->phone.reveal();
    }
    return facts;
}

/// What one fact says in words, for seeing two versions side by side.
web::RecordWords in_words(const municipality::Profile& profile, const people::NewPerson& facts,
                          bool locating) {
    web::RecordWords words{
        {"氏名", facts.name},
        {"ふりがな", facts.name_kana},
        {"名前の確かさ", std::string(label_of(facts.identity_status))},
        {"続柄", profile.codes.list("relations").label(facts.relation)},
        {"同居・別居", std::string(label_of(facts.cohabiting))},
        {"生年月日", facts.birth_date ? japanese_date(*facts.birth_date) : std::string()},
        {"年齢・年代", facts.birth_note},
        {"性別", std::string(label_of(facts.gender))}};
    if (locating) {
        words.emplace_back("住所", facts.address);
        words.emplace_back("電話", facts.phone);
        words.emplace_back("連絡するときの注意", facts.contact_note);
    }
    return words;
}

struct EditPage {
    std::optional<web::Entered> typed;
    people::NewPerson mine;  ///< the same as facts
};

web::Response edit_with(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const EditPage& page) {
    return room.show(
        request, actor, {"case.person_form", std::string(tab), "本人・世帯の記録を直す"},
        [&](CaseView& view, web::PageFrame&) -> std::optional<Html> {
            const auto person =
                people::person_of_case(view.scope, view.reading, person_named(request));
            if (!person) return std::nullopt;
            const auto [entered, tokens] =
                access::open_form(room.office(), request, view.scope, "person:" + person->id.text(),
                                  page.typed, person->version);
            Html fields;
            if (entered.stale()) {
                const bool locating = person->locating.has_value();
                const auto& profile = view.scope.profile;
                fields += web::both_texts(in_words(profile, facts_of(*person), locating),
                                          in_words(profile, page.mine, locating));
            }
            fields += people::person_fields(view.scope.profile,
                                            {.values = facts_of(*person),
                                             .shows_locating = person->locating.has_value(),
                                             .lies_open = true},
                                            entered);
            fields += submit(view, "保存する");
            const auto action = fmt::format("/persons/{}/edit", person->id.text());
            return web::group(
                web::error_summary(entered),
                web::post_form({.action = view.path(action), .tokens = tokens}, fields));
        },
        web::status_of(page.typed));
}

web::Response edit_page(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    return edit_with(room, request, actor, {});
}

web::Response edit_sent(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    web::FormReader form(request.form);
    PersonCorrection correction{.case_id = case_of(request), .person = person_named(request)};
    correction.version = form.version();
    const auto typed = people::read_person(form, room.office().profile(), {});
    // A name that is known is not forgotten because its field was emptied by mistake.
    const bool has_no_name = tidy_text(form.value("name")).empty();
    const auto status = form.choice<people::IdentityStatus>("status", "名前の確かさ");
    const bool claims_one =
        status == people::IdentityStatus::Identified || status == people::IdentityStatus::Alias;
    if (!typed || (has_no_name && claims_one)) {
        form.add_error(
            "name", "お名前か呼び名を入力してください。分からないときは「氏名不詳」を選びます。");
    } else {
        correction.facts = *typed;
        check_birth(form, *typed, room.office().town.clock().today());
    }
    if (form.ok()) {
        auto saved = correct_person(room.office().town, actor, correction);
        if (saved) {
            return web::see_other(fmt::format("/cases/{}{}", correction.case_id.text(), tab));
        }
        if (!web::returns_form(saved.refusal())) {
            return access::refusal_page(room.office(), request, actor, "本人・世帯の記録",
                                        saved.refusal());
        }
        form.add_error(saved.refusal());
    }
    return edit_with(room, request, actor, {.typed = form.entered(), .mine = correction.facts});
}

}  // namespace

void person_tabs(const CaseView& view, std::vector<web::Tab>& tabs) {
    tabs.push_back({"世帯と関係", view.path(tab)});
}

void offer_persons(const CaseView& view, CaseOffers& offers) {
    if (view.can(accounts::Act::EditPerson)) {
        offers.next.others.push_back(
            {.label = "世帯員を加える", .path = view.path("/persons/new")});
    }
}

std::vector<accounts::PageRoute> person_routes(const CaseRoom& room) {
    using accounts::Act;
    using web::Method;
    const auto page = [&room](auto handler) {
        return [&room, handler](const web::Request& request, const accounts::Actor& actor) {
            return handler(room, request, actor);
        };
    };
    return {
        {Method::Get, "/cases/{case}/household", Act::ReadCases, page(household_page)},
        {Method::Get, "/cases/{case}/persons/new", Act::EditPerson, page(new_person_page)},
        {Method::Post, "/cases/{case}/persons", Act::EditPerson, page(new_person_sent)},
        {Method::Get, "/cases/{case}/persons/{person}/edit", Act::EditPerson, page(edit_page)},
        {Method::Post, "/cases/{case}/persons/{person}/edit", Act::EditPerson, page(edit_sent)},
    };
}

}  // namespace kasane::casefile
