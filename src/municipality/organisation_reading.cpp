#include <algorithm>

#include <fmt/format.h>

#include "municipality/profile_parts.hpp"

namespace kasane::municipality {
namespace {

void read_fields(TableReader& root, Profile& profile) {
    for (auto& row : root.tables("field")) {
        Field field;
        field.key = FieldKey(row.defined_key("key", ReferenceKind::Field));
        field.standard = row.code<StandardField>("standard");
        field.label = row.text("label");
        field.aliases = row.texts("aliases");
        field.validity = row.validity();
        row.finish();
        profile.fields.push_back(std::move(field));
    }
}

void check_category(TableReader& row, const std::string& category,
                    const ProfileVocabulary& vocabulary) {
    if (!row.has("category") || category.empty() ||
        vocabulary.codes.list("agency_categories").has(category))
        return;
    row.notes().problem(row.path_of("category"),
                        fmt::format("「{}」という機関の分類はありません。", category));
}

void read_agencies(TableReader& root, Profile& profile, const ProfileVocabulary& vocabulary) {
    for (auto& row : root.tables("agency")) {
        Agency agency;
        agency.id = AgencyId(row.defined_key("key", ReferenceKind::Agency));
        agency.name = row.text("name");
        agency.short_name = row.text_or("short_name", agency.name);
        agency.aliases = row.texts("aliases");
        agency.category = row.text("category");
        check_category(row, agency.category, vocabulary);
        agency.belonging = row.code<Belonging>("belonging");
        agency.nature = row.code_or("nature", AgencyNature::Named);
        agency.records = row.flag_or("shared_records", false) ? RecordKeeping::SharedByAgency
                                                              : RecordKeeping::EachDesk;
        if (row.has("operator")) agency.operator_name = row.stated_text("operator");
        if (row.has("area")) agency.area = row.stated_text("area");
        agency.address = row.stated_text("address");
        agency.contact = row.stated_text("contact");
        agency.validity = row.validity();
        row.finish();
        profile.agencies.push_back(std::move(agency));
    }
}

void read_units(TableReader& root, Profile& profile) {
    for (auto& row : root.tables("unit")) {
        Unit unit;
        unit.key = UnitKey(row.defined_key("key", ReferenceKind::Unit));
        unit.name = row.text("name");
        unit.parent = as_id<UnitKey>(row.reference_if("parent", ReferenceKind::Unit));
        unit.agency = as_id<AgencyId>(row.reference_if("agency", ReferenceKind::Agency));
        unit.aliases = row.texts("aliases");
        unit.validity = row.validity();
        row.finish();
        profile.units.push_back(std::move(unit));
    }
}

void read_desks(TableReader& root, Profile& profile, const ProfileVocabulary& vocabulary) {
    for (auto& row : root.tables("desk")) {
        Desk desk;
        desk.id = DeskId(row.defined_key("key", ReferenceKind::Desk));
        desk.agency = AgencyId(row.reference("agency", ReferenceKind::Agency));
        desk.unit = as_id<UnitKey>(row.reference_if("unit", ReferenceKind::Unit));
        desk.name = row.text("name");
        desk.short_name = row.text_or("short_name", desk.name);
        desk.kind = read_sourced<DeskKind>(
            row, "kind", [](TableReader& at, auto key) { return at.code<DeskKind>(key); });
        desk.fields = as_ids<FieldKey>(row.references("fields", ReferenceKind::Field));
        const auto* agency = profile.find_agency(desk.agency);
        desk.category = row.text_or("category", agency == nullptr ? "" : agency->category);
        check_category(row, desk.category, vocabulary);
        desk.belonging =
            row.code_or("belonging", agency == nullptr ? Belonging::NotStated : agency->belonging);
        desk.address = row.stated_text("address");
        desk.contact = row.stated_text("contact");
        desk.validity = row.validity();
        row.finish();
        profile.desks.push_back(std::move(desk));
    }
}

void read_roles(TableReader& root, Profile& profile, const ProfileVocabulary& vocabulary) {
    for (auto& row : root.tables("role")) {
        LocalRole role;
        role.key = row.defined_key("key", ReferenceKind::Role);
        role.label = row.text("label");
        role.meaning = row.text_or("meaning", "");
        role.roles = read_role_codes(row, "roles", vocabulary);
        if (role.roles.empty()) {
            row.notes().problem(row.path_of("roles"), "対応する役割を一つ以上書いてください。");
        }
        role.desks = as_ids<DeskId>(row.references("desks", ReferenceKind::Desk));
        role.source = row.code<Source>("source");
        role.validity = row.validity();
        row.finish();
        profile.roles.push_back(std::move(role));
    }
}

}  // namespace

std::vector<std::string> read_role_codes(TableReader& table, std::string_view key,
                                         const ProfileVocabulary& vocabulary) {
    auto roles = table.texts(key);
    for (std::size_t i = 0; i < roles.size(); ++i) {
        if (std::ranges::find(vocabulary.roles, roles[i]) != vocabulary.roles.end()) continue;
        table.notes().problem(fmt::format("{}[{}]", table.path_of(key), i + 1),
                              fmt::format("「{}」という役割はありません。", roles[i]));
    }
    return roles;
}

void read_organisation(TableReader& root, Profile& profile, const ProfileVocabulary& vocabulary) {
    read_fields(root, profile);
    read_agencies(root, profile, vocabulary);
    read_units(root, profile);
    read_desks(root, profile, vocabulary);
    read_roles(root, profile, vocabulary);
    if (auto table = root.table("coordination")) {
        profile.coordinating_desk = DeskId(table->reference("desk", ReferenceKind::Desk));
        table->finish();
    }
}

}  // namespace kasane::municipality
