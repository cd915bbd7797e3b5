#include "web/tables.hpp"

#include <string_view>

#include "kernel/ensure.hpp"

namespace kasane::web {

using namespace tags;

namespace {

/// A stacked table is drawn from blocks, which makes browsers forget that it is a table; the roles
/// say it again.
struct Roles {
    bool stated;
    [[nodiscard]] Attribute operator()(std::string_view role) const {
        return {"role", std::string(role), stated};
    }
};

std::string_view sorting_name(Sorting sorting) {
    switch (sorting) {
        case Sorting::None:
            return "none";
        case Sorting::Ascending:
            return "ascending";
        case Sorting::Descending:
            return "descending";
    }
    return {};
}

Html column_head(const Column& column, const Roles& role) {
    const bool sortable = !column.sort_path.empty();
    const std::string_view sign = column.sorted == Sorting::Ascending    ? "▲"
                                  : column.sorted == Sorting::Descending ? "▼"
                                                                         : "";
    return th(attr("scope", "col"), role("columnheader"), flag("data-numeric", column.numeric),
              Attribute{"aria-sort", std::string(sorting_name(column.sorted)), sortable},
              sortable              ? a(cls("k-table__sort"), href(column.sort_path), column.label,
                                        span(cls("k-table__sign"), attr("aria-hidden", "true"), sign))
              : column.label_hidden ? span(cls("k-hidden"), column.label)
                                    : text(column.label));
}

Html cell(const DataTable& table, const Row& row, std::size_t index, const Roles& role) {
    const auto& column = table.columns[index];
    const bool head = index == table.head_column && table.first_is_head;
    const bool linked = index == table.head_column && !row.path.empty();
    Element built(head ? "th" : "td");
    built.add(Attribute{"scope", "row", head});
    built.add(role(head ? "rowheader" : "cell"));
    built.add(flag("data-numeric", column.numeric));
    built.add(flag("data-one-line", column.one_line));
    built.add(attr("data-label", column.label_hidden ? std::string_view() : column.label));
    built.add(linked ? a(cls("k-link"), href(row.path), row.cells[index]) : row.cells[index]);
    return std::move(built).close();
}

Html body_row(const DataTable& table, const Row& row, const Roles& role) {
    ensure(row.cells.size() == table.columns.size(), "a table row has one cell for each column");
    const std::string_view edge = row.tone == Tone::Alert     ? "alert"
                                  : row.tone == Tone::Waiting ? "waiting"
                                                              : "";
    Html cells;
    for (std::size_t index = 0; index < row.cells.size(); ++index) {
        cells += cell(table, row, index, role);
    }
    return tr(role("row"), Attribute{"data-tone", std::string(edge), !edge.empty()}, cells);
}

Html table_foot(const DataTable& table) {
    const bool anything = !table.count.empty() || !table.next_path.empty() ||
                          !table.first_path.empty() || !table.csv_path.empty();
    if (!anything) return {};
    return div(
        cls("k-table-foot"),
        when(!table.count.empty(), [&] { return span(cls("k-table-foot__count"), table.count); }),
        when(!table.first_path.empty(),
             [&] { return a(cls("k-link"), href(table.first_path), "最初から"); }),
        when(!table.next_path.empty(),
             [&] {
                 return a(cls("k-link"), attr("rel", "next"), href(table.next_path), "次の50件",
                          icon(Icon::Next));
             }),
        when(!table.csv_path.empty(), [&] {
            return a(cls("k-link k-table-foot__csv"), href(table.csv_path), icon(Icon::Download),
                     "この表をCSVで保存");
        }));
}

}  // namespace

Html data_table(const DataTable& data) {
    if (data.rows.empty()) {
        return div(
            cls("k-table-box"),
            when(!data.caption_hidden, [&] { return p(cls("k-table__caption"), data.caption); }),
            data.empty);
    }
    const bool stack = data.narrow == NarrowTable::Stack;
    const Roles role{stack};
    const Html table = tags::table(
        cls("k-table"), role("table"), flag("data-dense", data.dense),
        attr("data-narrow", stack ? "stack" : "scroll"),
        caption(cls(data.caption_hidden ? "k-hidden" : "k-table__caption"), data.caption),
        thead(role("rowgroup"), tr(role("row"), each(data.columns,
                                                     [&](const Column& column) {
                                                         return column_head(column, role);
                                                     }))),
        tbody(role("rowgroup"),
              each(data.rows, [&](const Row& row) { return body_row(data, row, role); })));
    const Html shown = stack ? table
                             : div(cls("k-table-scroll"), attr("role", "region"),
                                   attr("tabindex", "0"), attr("aria-label", data.caption), table);
    return div(cls("k-table-box"), shown, table_foot(data));
}

std::string grouped_digits(long long number) {
    std::string digits = std::to_string(number);
    const std::size_t first = number < 0 ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

std::string count_text(std::size_t count, bool stopped) {
    return grouped_digits(static_cast<long long>(count)) + (stopped ? "件以上" : "件");
}

}  // namespace kasane::web
