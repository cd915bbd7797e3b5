#include "accounts/account_form_pages.hpp"

#include <algorithm>

namespace kasane::accounts {
namespace {

constexpr std::string_view roles_field = "roles";
constexpr std::string_view desks_field = "desks";
constexpr std::string_view primary_field = "primary_desk";

std::vector<web::Choice> role_choices(const AccountRoom& room) {
    std::vector<web::Choice> choices;
    for (const auto& entry : codes<Role>) {
        choices.push_back(
            {.code = std::string(entry.code), .label = role_label(room, entry.value)});
    }
    return choices;
}

/// The desks under their agencies, in the order of the profile.
std::vector<web::ChoiceGroup> desk_choices(const AccountRoom& room) {
    std::vector<web::ChoiceGroup> groups;
    for (const auto& each : room.desks()) {
        auto group = std::ranges::find(groups, each.agency, &web::ChoiceGroup::label);
        if (group == groups.end()) {
            group = groups.insert(groups.end(), web::ChoiceGroup{.label = each.agency});
        }
        group->choices.push_back({.code = each.desk.text(), .label = each.label});
    }
    return groups;
}

template <class Items, class Text>
std::vector<std::string> texts_of(const Items& items, Text text) {
    std::vector<std::string> texts;
    for (const auto& item : items) texts.emplace_back(text(item));
    return texts;
}

}  // namespace

std::string role_label(const AccountRoom& room, Role role) {
    std::string general(label_of(role));
    const auto local = room.local_role_label ? room.local_role_label(role) : std::string();
    if (local.empty() || local == general) return general;
    return general + " (" + local + ")";
}

std::string desk_label(const AccountRoom& room, const DeskId& desk) {
    for (const auto& each : room.desks()) {
        if (each.desk == desk) return each.label;
    }
    return desk.text();
}

std::vector<DeskId> desk_ids(const AccountRoom& room) {
    std::vector<DeskId> desks;
    for (const auto& each : room.desks()) desks.push_back(each.desk);
    return desks;
}

AccountFields read_account(web::FormReader& reader, const AccountRoom& room, web::Need login_need) {
    AccountFields fields;
    fields.login = tidy_login(reader.text("login", "ログイン名", {64, login_need}));
    fields.name = reader.text("name", "お名前", {web::name_characters, web::Need::Required});
    fields.assignments.roles = reader.choices<Role>(roles_field, "役割", web::Need::Required);
    const auto known = texts_of(desk_ids(room), [](const DeskId& desk) { return desk.text(); });
    const auto primary = reader.mark(primary_field, desks_field, "おもな窓口", known);
    for (const auto& code : reader.codes_of(desks_field, "窓口", known)) {
        auto& desks = fields.assignments.desks;
        desks.insert(code == primary ? desks.begin() : desks.end(), DeskId(code));
    }
    fields.valid_until = reader.date("valid_until", "利用できる最後の日");
    return fields;
}

web::Html account_fields(const AccountRoom& room, const AccountView* account,
                         const web::Entered& entered) {
    const auto roles = account ? account->roles : std::vector<Role>();
    const auto desks = account ? account->desks : std::vector<DeskId>();
    return web::group(
        web::text_field({.name = "name",
                         .label = "お名前",
                         .value = account ? account->name : std::string(),
                         .required = true,
                         .maximum = web::name_characters},
                        entered),
        web::check_area(
            {.name = std::string(roles_field),
             .legend = "役割",
             .help = "役割は、できることを決めます。何が読めるかは、ケースごとの根拠で決まります。",
             .values = texts_of(roles, [](Role role) { return code_of(role); }),
             .required = true,
             .groups = web::ungrouped(role_choices(room))},
            entered),
        web::check_area(
            {.name = std::string(desks_field),
             .legend = "所属する窓口",
             .help = "ケースを扱う役割の方には、一つ以上選んでください。",
             .values = texts_of(desks, [](const DeskId& desk) { return desk.text(); }),
             .groups = desk_choices(room),
             .mark_one = web::MarkOne{.name = std::string(primary_field),
                                      .label = "おもな窓口",
                                      .value = desks.empty() ? "" : desks.front().text()}},
            entered),
        web::date_field({.name = "valid_until",
                         .label = "利用できる最後の日",
                         .help = "異動や契約の終わりが決まっているときに入れます。",
                         .value = account ? account->valid_until : std::nullopt},
                        entered));
}

}  // namespace kasane::accounts
