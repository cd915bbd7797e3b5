#include "people/person_fields.hpp"

namespace kasane::people {
namespace {

using namespace web;

std::string in(const PersonForm& form, std::string_view name) {
    return form.prefix + std::string(name);
}

std::vector<ChoiceGroup> relation_choices(const municipality::Profile& profile) {
    std::vector<Choice> choices;
    for (const auto& choice : profile.codes.list("relations").all()) {
        choices.push_back({.code = choice.code, .label = choice.label});
    }
    return ungrouped(std::move(choices));
}

Html locating_fields(const PersonForm& form, const NewPerson& values, const Entered& entered) {
    return group(field_row({text_field({.name = in(form, "address"),
                                        .label = "住所",
                                        .value = values.address,
                                        .width = FieldWidth::Full,
                                        .maximum = line_characters},
                                       entered),
                            text_field({.name = in(form, "phone"),
                                        .label = "電話",
                                        .value = values.phone,
                                        .width = FieldWidth::Medium,
                                        .kind = TextKind::Telephone,
                                        .maximum = name_characters},
                                       entered)}),
                 text_field({.name = in(form, "contact_note"),
                             .label = "連絡するときの注意",
                             .help = "例: 家族に知られたくない、夜は出られない",
                             .value = values.contact_note,
                             .width = FieldWidth::Full,
                             .maximum = line_characters},
                            entered));
}

/// Release is an act of its own, never a box that somebody forgot to tick.
Html protection_field(const PersonForm& form, const NewPerson& values, const Entered& entered) {
    if (values.is_protected) {
        return notice({.kind = NoticeKind::Warning,
                       .title = "この方の居場所や連絡先は伏せられています。",
                       .body = text("この画面から解除することはできません。")});
    }
    return check_field({.name = in(form, "protected"),
                        .label = "居場所や連絡先を伏せる(支援措置など)",
                        .help = "住所・電話は、記録した窓口のほかには表示されず、"
                                "「連絡前に確認」とだけ表示されます。"},
                       entered);
}

Html details(const PersonForm& form, const NewPerson& values, const Entered& entered) {
    return group(field_row({date_field({.name = in(form, "birth"),
                                        .label = "生年月日",
                                        .value = values.birth_date,
                                        .first_era = Era::Showa},
                                       entered),
                            radio_area({.name = in(form, "gender"),
                                        .legend = "性別",
                                        .values = {std::string(code_of(values.gender))},
                                        .groups = ungrouped(choices_of<Gender>()),
                                        .dense = true},
                                       entered),
                            radio_area({.name = in(form, "cohabiting"),
                                        .legend = "同居・別居",
                                        .values = {std::string(code_of(values.cohabiting))},
                                        .groups = ungrouped(choices_of<Cohabiting>()),
                                        .dense = true},
                                       entered)}),
                 when(form.shows_locating, [&] { return locating_fields(form, values, entered); }),
                 protection_field(form, values, entered));
}

/// Nothing typed and nothing chosen besides what the page itself chose.
bool left_alone(const NewPerson& person, const PersonForm& form) {
    return person.name.empty() && person.name_kana.empty() &&
           person.identity_status == IdentityStatus::Identified &&
           person.relation == form.relation && !person.birth_date && person.birth_note.empty() &&
           person.address.empty() && person.phone.empty() && person.contact_note.empty() &&
           !person.is_protected && person.gender == Gender::Unknown &&
           person.cohabiting == Cohabiting::Unknown;
}

/// Unknown is an answer: somebody without a name still has something to be called by.
void name_the_unnamed(NewPerson& person) {
    if (!person.name.empty()) return;
    if (person.identity_status == IdentityStatus::Anonymous) {
        person.name = "匿名の方";
        return;
    }
    person.name = unknown_name;
    person.identity_status = IdentityStatus::Unidentified;
}

}  // namespace

Html person_fields(const municipality::Profile& profile, const PersonForm& form,
                   const Entered& entered) {
    const NewPerson values = form.values.value_or(NewPerson{.relation = form.relation});
    const Html more_facts = details(form, values, entered);
    return group(
        field_row({text_field({.name = in(form, "name"),
                               .label = "氏名(または呼び名)",
                               .help = "分からないときは、空欄のまま「氏名不詳」を選びます。",
                               .value = values.name,
                               .required = form.asks_for_name,
                               .width = FieldWidth::Medium,
                               .maximum = name_characters},
                              entered),
                   text_field({.name = in(form, "kana"),
                               .label = "ふりがな",
                               .value = values.name_kana,
                               .width = FieldWidth::Medium,
                               .kind = TextKind::Kana,
                               .maximum = name_characters},
                              entered)}),
        radio_area({.name = in(form, "status"),
                    .legend = "名前の確かさ",
                    .values = {std::string(code_of(values.identity_status))},
                    .groups = ungrouped(choices_of<IdentityStatus>()),
                    .dense = true},
                   entered),
        field_row({select_field({.name = in(form, "relation"),
                                 .label = "続柄",
                                 .value = values.relation,
                                 .groups = relation_choices(profile),
                                 .nothing_chosen = "聞いていない"},
                                entered),
                   text_field({.name = in(form, "birth_note"),
                               .label = "年齢・年代",
                               .help = "例: 50代、高校2年生",
                               .value = values.birth_note,
                               .width = FieldWidth::Short,
                               .maximum = name_characters},
                              entered)}),
        form.lies_open ? more_facts : more("生年月日・住所・電話など", more_facts));
}

std::optional<NewPerson> read_person(FormReader& form, const municipality::Profile& profile,
                                     const PersonForm& fields) {
    const auto line = [&](std::string_view name, std::string_view label, std::size_t most) {
        return form.text(in(fields, name), label, {most, Need::Optional});
    };
    NewPerson person;
    person.name = line("name", "氏名", name_characters);
    person.name_kana = line("kana", "ふりがな", name_characters);
    person.identity_status = form.choice<IdentityStatus>(in(fields, "status"), "名前の確かさ")
                                 .value_or(IdentityStatus::Identified);
    person.relation =
        form.code(in(fields, "relation"), "続柄", profile.codes.list("relations").codes())
            .value_or("");
    person.birth_date = form.date(in(fields, "birth"), "生年月日");
    person.birth_note = line("birth_note", "年齢・年代", name_characters);
    person.gender = form.choice<Gender>(in(fields, "gender"), "性別").value_or(Gender::Unknown);
    person.cohabiting = form.choice<Cohabiting>(in(fields, "cohabiting"), "同居・別居")
                            .value_or(Cohabiting::Unknown);
    if (fields.shows_locating) {
        person.address = line("address", "住所", line_characters);
        person.phone = line("phone", "電話", name_characters);
        person.contact_note = line("contact_note", "連絡するときの注意", line_characters);
    }
    person.is_protected = form.checked(in(fields, "protected"));
    if (left_alone(person, fields)) return std::nullopt;
    name_the_unnamed(person);
    return person;
}

}  // namespace kasane::people
