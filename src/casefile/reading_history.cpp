#include "casefile/reading_history.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "casefile/case_number.hpp"
#include "casefile/case_store.hpp"
#include "casefile/reading_history_store.hpp"

namespace kasane::casefile {
namespace {

/// Lists are looked through one by one, so that only so many days are.
constexpr int days_of_mentions = 31;
constexpr std::size_t mentions_shown = 100;

/// What was typed, as ids; nothing where it names nothing.
std::optional<audit::JournalQuestion> resolved(access::Scope& scope,
                                               const HistoryQuestion& question,
                                               ReadingHistory& history) {
    audit::JournalQuestion asked{.case_id = std::nullopt,
                                 .subject = std::nullopt,
                                 .actor = std::nullopt,
                                 .kind = question.kind,
                                 .basis = question.basis,
                                 .from = std::nullopt,
                                 .until = std::nullopt,
                                 .before = question.before,
                                 .limit = entries_a_page};
    if (question.from) asked.from = Instant::start_of(*question.from);
    if (question.until) asked.until = Instant::start_of(question.until->plus_days(1));
    if (!question.case_number.empty()) {
        asked.case_id = case_numbered(scope, as_case_number(question.case_number));
        history.case_unknown = !asked.case_id;
        if (asked.case_id) {
            scope.log.listed(*asked.case_id);
            history.members = members_of_case(scope, *asked.case_id);
        }
    }
    if (!question.login.empty()) {
        asked.actor = account_called(scope, question.login);
        history.login_unknown = !asked.actor;
    }
    if (question.person) {
        for (const auto& member : history.members) {
            if (member.person == *question.person) asked.subject = member.person;
        }
    }
    if (history.case_unknown || history.login_unknown) return std::nullopt;
    return asked;
}

/// The last days of what was asked.
audit::JournalQuestion of_the_last_days(const access::Town& town, audit::JournalQuestion asked,
                                        ReadingHistory& history) {
    const auto end = asked.until ? *asked.until : town.clock().now();
    history.mentions_since = end.date_in_japan().plus_days(-days_of_mentions);
    const auto since = Instant::start_of(*history.mentions_since);
    if (!asked.from || *asked.from < since) asked.from = since;
    asked.before.reset();
    asked.limit = mentions_shown;
    return asked;
}

void ask_journal(access::Town& town, const audit::JournalQuestion& asked, bool first_page,
                 ReadingHistory& history) {
    std::vector<std::string> records;
    if (asked.case_id) records.push_back(asked.case_id->text());
    if (asked.subject) records = {asked.subject->text()};
    const bool with_mentions = first_page && !records.empty();
    const auto recent = with_mentions ? of_the_last_days(town, asked, history) : asked;
    town.database().read(
        town.code(),
        [&](storage::Reader& rows) {
            history.entries = audit::find_entries(rows, asked);
            if (with_mentions) history.mentions = audit::find_mentions(rows, records, recent);
        },
        storage::Rows::Journal);
}

void name_everything(access::Scope& scope, ReadingHistory& history) {
    std::set<AccountId> accounts;
    std::set<CaseId> cases;
    for (const auto* entries : {&history.entries, &history.mentions}) {
        for (const auto& entry : *entries) {
            if (entry.actor) accounts.insert(*entry.actor);
            if (entry.case_id) cases.insert(*entry.case_id);
        }
    }
    history.names = account_names(scope, {accounts.begin(), accounts.end()});
    history.numbers = case_numbers(scope, {cases.begin(), cases.end()});
    for (const auto& [case_id, number] : history.numbers) scope.log.listed(case_id);
}

}  // namespace

ReadingHistory read_history(access::Town& town, const accounts::Actor& actor,
                            const HistoryQuestion& question) {
    ReadingHistory history;
    const auto asked = town.read<std::optional<audit::JournalQuestion>>(
        actor, "journal.question", [&](access::ReadScope& scope) {
            scope.log.searched();
            return resolved(scope, question, history);
        });
    if (!asked) return history;
    ask_journal(town, *asked, !question.before.has_value(), history);
    static_cast<void>(town.read<int>(actor, "journal.answer", [&](access::ReadScope& scope) {
        name_everything(scope, history);
        return 0;
    }));
    return history;
}

}  // namespace kasane::casefile
