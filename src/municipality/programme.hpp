#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/codes.hpp"
#include "kernel/ids.hpp"
#include "municipality/organisation.hpp"
#include "municipality/stated.hpp"

namespace kasane::municipality {

/// 社会福祉法106条の4第2項の号 (一号 and 三号 with イロハニ). A plan may cite a number without its
/// letter, and two numbers for one table.
enum class StatuteItem {
    Item1,
    Item1I,
    Item1Ro,
    Item1Ha,
    Item1Ni,
    Item2,
    Item3,
    Item3I,
    Item3Ro,
    Item3Ha,
    Item3Ni,
    Item4,
    Item5,
    Item6,
};

/// 実施方式
enum class OperationMode {
    Direct,     ///< 直営
    Entrusted,  ///< 委託
    Subsidy,    ///< 補助
};

/// One way a programme is carried out. A programme may have several: 「直営・委託」, 「補助事業(体操
/// 教室)、直営(育成及び研修)」.
struct Operation {
    OperationMode mode = OperationMode::Direct;
    std::string part;  ///< which part of it; empty: not divided
    std::optional<AgencyId> contractor;  ///< where the plan names one
};

/// How a programme stands to the statute.
enum class ProgrammeStanding {
    Statutory,  ///< 対象事業
    Related,  ///< 関連する取組 (not counted among the statute's programmes)
    Local,  ///< 市町村独自・県の事業
};

/// Whether the words of a cell are the plan's or ours.
enum class Wording {
    Printed,  ///< facts, names and short cells as printed
    Own,  ///< prose retold in our own words; every name and number of the original is in it
};

/// 行の見出し — a row of the town's own programme table, in the town's words.
struct ProgrammeRow {
    std::string key;  ///< responsible, content, target, operation, agencies …
    std::string label;  ///< 「事業担当」
};

/// One cell of a programme's table.
struct ProgrammeCell {
    std::string row;  ///< key of a ProgrammeRow
    Stated<std::string> text;
    std::vector<std::string> items;  ///< numbered contents beneath the text
    Wording wording = Wording::Printed;
};

/// 職種・人員 — who works in a programme, with the number where the plan gives one.
struct Staffing {
    std::string title;
    Stated<int> number;
    std::optional<AgencyId> agency;
};

/// 事業 — one programme of the plan, in the plan's order.
struct Programme {
    ProgrammeKey key;
    std::string number;  ///< the plan's own numbering, 「(1)ア」
    std::string heading;  ///< the plan's own heading
    std::string local_name;  ///< 市事業名; empty where it has none
    std::vector<StatuteItem> items;
    ProgrammeStanding standing = ProgrammeStanding::Statutory;
    std::optional<FieldKey> field;
    std::string field_label;  ///< the field as this heading writes it (子ども, こども)
    std::vector<UnitKey> responsible;
    std::vector<AgencyId> agencies;
    std::vector<Operation> operations;  ///< empty: not stated
    std::vector<Staffing> staff;
    std::vector<ProgrammeCell> cells;
    Validity validity;

    /// The cell of that row, or nullptr where the plan's table has no such row.
    [[nodiscard]] const ProgrammeCell* cell(std::string_view row) const;
    [[nodiscard]] bool is_of(StatuteItem item) const;
};

}  // namespace kasane::municipality

namespace kasane {

template <>
inline constexpr auto codes<municipality::StatuteItem> = std::array{
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item1, "1", "第1号"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item1I, "1i", "第1号のイ"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item1Ro, "1ro", "第1号のロ"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item1Ha, "1ha", "第1号のハ"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item1Ni, "1ni", "第1号のニ"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item2, "2", "第2号"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item3, "3", "第3号"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item3I, "3i", "第3号のイ"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item3Ro, "3ro", "第3号のロ"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item3Ha, "3ha", "第3号のハ"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item3Ni, "3ni", "第3号のニ"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item4, "4", "第4号"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item5, "5", "第5号"},
    Code<municipality::StatuteItem>{municipality::StatuteItem::Item6, "6", "第6号"},
};

template <>
inline constexpr auto codes<municipality::OperationMode> = std::array{
    Code<municipality::OperationMode>{municipality::OperationMode::Direct, "direct", "直営"},
    Code<municipality::OperationMode>{municipality::OperationMode::Entrusted, "entrusted", "委託"},
    Code<municipality::OperationMode>{municipality::OperationMode::Subsidy, "subsidy", "補助"},
};

template <>
inline constexpr auto codes<municipality::ProgrammeStanding> = std::array{
    Code<municipality::ProgrammeStanding>{municipality::ProgrammeStanding::Statutory, "statutory",
                                          "対象事業"},
    Code<municipality::ProgrammeStanding>{municipality::ProgrammeStanding::Related, "related",
                                          "関連する取組"},
    Code<municipality::ProgrammeStanding>{municipality::ProgrammeStanding::Local, "local",
                                          "独自の事業"},
};

template <>
inline constexpr auto codes<municipality::Wording> = std::array{
    Code<municipality::Wording>{municipality::Wording::Printed, "printed", "計画の表記のまま"},
    Code<municipality::Wording>{municipality::Wording::Own, "own", "要約"},
};

}  // namespace kasane
