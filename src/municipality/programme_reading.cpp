#include <fmt/format.h>

#include "municipality/profile_parts.hpp"

namespace kasane::municipality {
namespace {

void read_cells(TableReader& row, Programme& programme) {
    for (auto& table : row.tables("cell")) {
        ProgrammeCell cell;
        cell.row = table.reference("row", ReferenceKind::ProgrammeRow);
        if (programme.cell(cell.row) != nullptr) {
            table.notes().problem(table.path_of("row"),
                                  fmt::format("この事業には「{}」の欄がもうあります。", cell.row));
        }
        cell.text = table.stated_text("text");
        cell.items = table.texts("items");
        cell.wording = table.code_or("wording", Wording::Printed);
        table.finish();
        programme.cells.push_back(std::move(cell));
    }
}

void read_operations(TableReader& row, Programme& programme) {
    for (auto& table : row.tables("operations")) {
        Operation operation;
        operation.mode = table.code<OperationMode>("mode");
        operation.part = table.text_or("part", "");
        operation.contractor =
            as_id<AgencyId>(table.reference_if("contractor", ReferenceKind::Agency));
        table.finish();
        programme.operations.push_back(std::move(operation));
    }
}

void read_staff(TableReader& row, Programme& programme) {
    for (auto& table : row.tables("staff")) {
        Staffing staffing;
        staffing.title = table.text("title");
        staffing.number = table.stated_number("number", 1, 10'000);
        staffing.agency = as_id<AgencyId>(table.reference_if("agency", ReferenceKind::Agency));
        table.finish();
        programme.staff.push_back(std::move(staffing));
    }
}

Programme read_programme(TableReader& row) {
    Programme programme;
    programme.key = ProgrammeKey(row.defined_key("key", ReferenceKind::Programme));
    programme.number = row.text_or("number", "");
    programme.heading = row.text("heading");
    programme.local_name = row.text_or("local_name", "");
    programme.items = row.code_list<StatuteItem>("items");
    programme.standing = row.code_or("standing", ProgrammeStanding::Statutory);
    programme.field = as_id<FieldKey>(row.reference_if("field", ReferenceKind::Field));
    programme.field_label = row.text_or("field_label", "");
    programme.responsible = as_ids<UnitKey>(row.references("responsible", ReferenceKind::Unit));
    programme.agencies = as_ids<AgencyId>(row.references("agencies", ReferenceKind::Agency));
    read_operations(row, programme);
    read_staff(row, programme);
    read_cells(row, programme);
    programme.validity = row.validity();
    if (programme.standing == ProgrammeStanding::Statutory && programme.items.empty() &&
        !row.notes().has_problem_at(row.path_of("items"))) {
        row.notes().problem(row.path_of("items"),
                            "社会福祉法106条の4第2項の号を一つ以上書いてください。");
    }
    row.finish();
    return programme;
}

}  // namespace

void read_programmes(TableReader& root, Profile& profile) {
    for (auto& row : root.tables("programme_row")) {
        ProgrammeRow heading{row.defined_key("key", ReferenceKind::ProgrammeRow),
                             row.text("label")};
        row.finish();
        profile.programme_rows.push_back(std::move(heading));
    }
    for (auto& row : root.tables("programme")) profile.programmes.push_back(read_programme(row));
    if (profile.programmes.empty()) {
        root.notes().problem("programme", "事業を一つ以上書いてください。");
    }
}

}  // namespace kasane::municipality
