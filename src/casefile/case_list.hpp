#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/reading_list.hpp"
#include "accounts/actor.hpp"
#include "casefile/case_room.hpp"

namespace kasane::casefile {

/// One line of the list of cases, in what its reader may know.
struct ListedCaseRow {
    CaseId case_id;
    std::string number;
    std::string label;
    bool contact_warning = false;
    web::Chip state;
    bool is_over = false;  ///< 終結 or 中断: nobody works on it now
    std::optional<DeskId> lead_desk;
    std::optional<Date> next_on;
    Instant last_at;
};
inline constexpr std::size_t a_page_of_cases = 50;

/// The readable cases after the cursor, newest activity first.
[[nodiscard]] std::vector<ListedCaseRow> listed_cases(
    access::Scope& scope, const std::optional<access::ListCursor>& after,
    std::size_t limit = a_page_of_cases);
/// 多機関協働のケース — those on which the reader holds the coordination and that are in hand (see
/// is_coordinated), a page, the newest case first, those behind `after`.
[[nodiscard]] std::vector<ListedCaseRow> coordinated_cases(access::Scope& scope,
                                                           const std::optional<CaseId>& after);
/// The lines of these cases, in their order. The caller has asked whether they may be listed.
[[nodiscard]] std::vector<ListedCaseRow> lines_of_cases(
    access::Scope& scope, const std::vector<access::ListedCase>& listed);
/// ケース番号でさがす — 「R8-0123」 exactly; nothing for a case the reader may not list.
[[nodiscard]] std::optional<access::ListedCase> case_with_number(access::Scope& scope,
                                                                 std::string_view number);

/// 「連絡前に確認」 behind a name in a list, where it is due.
[[nodiscard]] web::Html contact_mark(bool due);
/// The lines as a table: number, household, state, lead agency, what is next, what was last.
[[nodiscard]] web::DataTable case_table(const access::Scope& scope,
                                        const std::vector<ListedCaseRow>& listed,
                                        std::string caption);

[[nodiscard]] web::Response case_list_page(const CaseRoom& room, const web::Request& request,
                                           const accounts::Actor& actor);

}  // namespace kasane::casefile
