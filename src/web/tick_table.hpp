#pragma once

#include <string>
#include <vector>

#include "web/form_fields.hpp"

namespace kasane::web {

/// One column of a tick table: a field of its own, sent as often as it is ticked.
struct TickColumn {
    std::string name;
    std::string label;
    std::vector<std::string> values = {};  ///< the codes ticked at first
};
struct TickTable {
    std::string legend;  ///< 「だれに、どの課題がありますか」
    std::string help = {};
    std::string row_label;  ///< 「課題」
    std::vector<Choice> rows = {};
    std::vector<TickColumn> columns = {};
};
/// 対応表 — the same long list of choices for several at once: a row for each choice, a column for each
/// of them, so that all lie on one screen.
[[nodiscard]] Html tick_table(const TickTable& table, const Entered& entered = {});

}  // namespace kasane::web
