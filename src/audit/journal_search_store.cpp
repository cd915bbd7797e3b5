#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "audit/journal_search.hpp"
#include "audit/journal_store.hpp"

namespace kasane::audit {
namespace {

std::vector<std::string> lines_in(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The number of the first entry of that moment or later. Numbers and moments grow together, so that
/// twenty-odd looks find it among ten million, without an index over the moments.
std::int64_t first_at(storage::Reader& rows, Instant moment) {
    const auto head = journal_store::head(rows);
    std::int64_t low = 1;
    std::int64_t high = (head ? head->seq : 0) + 1;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        const auto at =
            rows.row<std::string>("select at from journal where municipality = $1 and seq = $2",
                                  rows.municipality(), middle);
        if (at && std::get<0>(*at) < moment.text()) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/// A condition that grows with what is asked.
class Condition {
public:
    explicit Condition(const MunicipalityCode& municipality) : bound_{municipality.text()} {}

    void add(std::string_view pattern, std::string value) {
        bound_.emplace_back(std::move(value));
        sql_ += " and " + fmt::format(fmt::runtime(pattern), bound_.size());
    }
    void add(std::string_view pattern, std::int64_t value) {
        bound_.emplace_back(value);
        sql_ += " and " + fmt::format(fmt::runtime(pattern), bound_.size());
    }
    void also(std::string_view sql) { sql_ += sql; }

    [[nodiscard]] const std::string& sql() const { return sql_; }
    [[nodiscard]] storage::Values& bound() { return bound_; }

private:
    storage::Values bound_;
    std::string sql_ = "municipality = $1";
};

Condition condition_of(storage::Reader& rows, const JournalQuestion& question) {
    Condition condition(rows.municipality());
    if (question.actor) condition.add("actor = ${}", question.actor->text());
    if (question.from) condition.add("seq >= ${}", first_at(rows, *question.from));
    if (question.until) condition.add("seq < ${}", first_at(rows, *question.until));
    if (question.before) condition.add("seq < ${}", *question.before);
    return condition;
}

std::vector<FoundEntry> found(storage::Reader& rows, Condition condition, std::size_t limit) {
    auto& bound = condition.bound();
    bound.emplace_back(static_cast<std::int64_t>(limit));
    const auto sql = fmt::format(
        "select seq, at, kind, act, actor, actor_desk, case_id, categories, grounds"
        " from journal where {} order by seq desc limit ${}",
        condition.sql(), bound.size());
    std::vector<FoundEntry> entries;
    for (auto& [seq, at, kind, act, actor, desk, case_id, categories, grounds] :
         rows.rows_bound<std::int64_t, Instant, EntryKind, std::string, std::optional<AccountId>,
                         std::optional<DeskId>, std::optional<CaseId>, std::string, std::string>(
             sql, bound)) {
        entries.push_back(
            {seq, at, kind, act, actor, desk, case_id, lines_in(categories), lines_in(grounds)});
    }
    return entries;
}

}  // namespace

std::vector<FoundEntry> find_entries(storage::Reader& rows, const JournalQuestion& question) {
    auto condition = condition_of(rows, question);
    if (question.case_id) condition.add("case_id = ${}", question.case_id->text());
    if (question.kind) condition.add("kind = ${}", std::string(code_of(*question.kind)));
    if (question.subject) {
        condition.add("subjects like ${}", "%" + question.subject->text() + "%");
    }
    if (!question.basis.empty()) {
        condition.add("'\n' || grounds like ${}", "%\n" + question.basis + ":%");
    }
    return found(rows, std::move(condition), question.limit);
}

std::vector<FoundEntry> find_mentions(storage::Reader& rows,
                                      const std::vector<std::string>& records,
                                      const JournalQuestion& question) {
    if (records.empty() || !question.from) return {};
    auto condition = condition_of(rows, question);
    condition.also(" and kind in ('list', 'search')");
    std::string any;
    for (const auto& record : records) {
        condition.bound().emplace_back("%" + record + "%");
        any += fmt::format("{}shown like ${}", any.empty() ? "" : " or ", condition.bound().size());
    }
    condition.also(" and (" + any + ")");
    return found(rows, std::move(condition), question.limit);
}

}  // namespace kasane::audit
