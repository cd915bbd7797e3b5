#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "web/html.hpp"
#include "web/patterns.hpp"

namespace kasane::web {

enum class Sorting { None, Ascending, Descending };

struct Column {
    std::string label;
    bool numeric = false;
    std::string sort_path = {};  ///< the address that sorts by this column; not sortable when empty
    Sorting sorted = Sorting::None;
    bool one_line = false;  ///< dates, numbers, chips: never broken
    bool label_hidden = false;  ///< 「操作」: heard, not seen
};

struct Row {
    std::vector<Html> cells;  ///< one for each column
    std::string path = {};  ///< the cell that names the row becomes a link
    Tone tone = Tone::Plain;  ///< Alert and Waiting mark the row's edge
};

/// What a narrow screen does with the columns.
enum class NarrowTable {
    Stack,  ///< every row becomes a small list of label and value
    Scroll,  ///< the table keeps its shape and can be pushed sideways
};

/// 表 — a list of records, 50 a page.
struct DataTable {
    std::string caption;
    bool caption_hidden = false;  ///< when the section's heading says the same
    std::vector<Column> columns;
    std::vector<Row> rows;
    Html empty = {};  ///< shown instead of the table; see empty_state()
    std::string count = {};  ///< 「1,000件以上」, see count_text()
    std::string next_path = {};  ///< 「次の50件」
    std::string first_path = {};  ///< 「最初から」
    std::string csv_path = {};  ///< exactly what is shown
    NarrowTable narrow = NarrowTable::Stack;
    bool dense = true;  ///< 14 px
    bool first_is_head = true;  ///< a cell names the row: the first one, or the one below
    std::size_t head_column = 0;  ///< which cell names the row and carries its link
};
[[nodiscard]] Html data_table(const DataTable& table);

/// 「123件」, or 「1,000件以上」 when the counting stopped there.
[[nodiscard]] std::string count_text(std::size_t count, bool stopped = false);

/// 「12,345」
[[nodiscard]] std::string grouped_digits(long long number);

}  // namespace kasane::web
