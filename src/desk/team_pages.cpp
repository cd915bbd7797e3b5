#include "desk/team_pages.hpp"

#include <fmt/format.h>

#include "desk/team_reading.hpp"
#include "web/components.hpp"

namespace kasane::desk {
namespace {

using web::Html;

std::string counted(std::int64_t count) {
    return web::count_text(static_cast<std::size_t>(count), count >= casefile::counted_at_most);
}

Html load_table(const access::Scope& scope, const Team& team) {
    web::DataTable table{.caption = "窓口ごとの担当",
                         .columns = {{.label = "窓口"},
                                     {.label = "担当ケース", .numeric = true},
                                     {.label = "返事を待たれているメモ", .numeric = true},
                                     {.label = "期限を過ぎたこと", .numeric = true}}};
    for (const auto& load : team.desks) {
        table.rows.push_back(
            {.cells = {web::text(scope.profile.desk_name(load.desk)),
                       web::text(counted(load.open_cases)), web::text(counted(load.memos)),
                       web::text(counted(load.overdue))},
             .tone = load.overdue > 0 ? web::Tone::Alert : web::Tone::Plain});
    }
    return web::data_table(table);
}

Html quiet_table(const access::Scope& scope, const Team& team) {
    auto table = casefile::case_table(scope, team.quiet,
                                      fmt::format("{}日のあいだ動きのないケース", quiet_days));
    table.empty =
        web::empty_state(fmt::format("{}日のあいだ動きのないケースはありません。", quiet_days));
    return web::data_table(table);
}

}  // namespace

Html team_section(access::Scope& scope) {
    const auto team = read_team(scope);
    return web::section({.title = "チームの状況"},
                        web::group(load_table(scope, team), quiet_table(scope, team)));
}

}  // namespace kasane::desk
