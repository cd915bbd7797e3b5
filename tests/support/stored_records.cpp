#include "tests/support/stored_records.hpp"

#include <set>
#include <string_view>

#include "storage/migrations.hpp"

namespace kasane::tests {

std::string stored_records(storage::Database& database) {
    static const std::set<std::string_view> notes{"journal",          "journal_heads",
                                                  "sessions",         "form_drafts",
                                                  "used_form_tokens", "similar_checks"};
    const auto all = storage::dump(database);
    std::string kept;
    bool skipping = false;
    for (std::string_view rest = all; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        // The name of a table stands at the beginning of its line, its rows are indented.
        if (!line.starts_with(' ')) skipping = notes.contains(line);
        if (skipping) continue;
        kept += line;
        kept += '\n';
    }
    return kept;
}

}  // namespace kasane::tests
