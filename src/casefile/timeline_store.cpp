#include "casefile/timeline_store.hpp"

#include <fmt/format.h>

namespace kasane::casefile {

EntryId insert_entry(ActScope& act, const NewEntry& entry) {
    const auto id = act.new_id<EntryId>();
    const auto owner = access::Holder::desk(entry.owner ? *entry.owner : act.actor.desk());
    act.store.execute(
        "insert into timeline (municipality, entry, case_id, occurred_at, recorded_at, kind,"
        " category, subject, owner, mark, actor, title, body, contact_mode, link)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        act.municipality(), id, entry.case_id, entry.occurred_at.value_or(act.now), act.now,
        entry.kind, entry.category, entry.subject, owner.text(), entry.mark, act.actor.account,
        entry.title, entry.body, entry.contact_mode, entry.link);
    return id;
}

std::vector<TimelineEntry> select_entries(Scope& scope, const access::CaseReading& reading,
                                          const TimelineQuery& query) {
    const auto filter = reading.filter("t", 3);
    storage::Values bound{scope.municipality().text(), query.case_id.text()};
    bound.insert(bound.end(), filter.values.begin(), filter.values.end());
    auto sql =
        "select t.entry, t.occurred_at, t.recorded_at, t.kind, t.category, t.subject,"
        " t.owner, a.name, t.title, t.body, t.contact_mode, t.link, t.mark"
        " from timeline t join accounts a on a.municipality = t.municipality"
        " and a.account = t.actor"
        " where t.municipality = $1 and t.case_id = $2 and " +
        filter.sql;
    const auto bind = [&](storage::Value value) {
        bound.push_back(std::move(value));
        return fmt::format("${}", bound.size());
    };
    const auto& wanted = query.filter;
    if (wanted.kind) sql += " and t.kind = " + bind(storage::to_value(*wanted.kind));
    if (wanted.desk) sql += " and t.owner = " + bind(access::Holder::desk(*wanted.desk).text());
    if (wanted.person) sql += " and t.subject = " + bind(wanted.person->text());
    if (query.after) {
        const auto at = bind(query.after->occurred_at.text());
        const auto entry = bind(query.after->entry.text());
        sql += fmt::format(" and (t.occurred_at, t.entry) < ({}, {})", at, entry);
    }
    sql += " order by t.occurred_at desc, t.entry desc limit " +
           bind(static_cast<std::int64_t>(query.limit));

    std::vector<TimelineEntry> entries;
    for (auto& [id, occurred, recorded, kind, category, subject, owner, actor, title, body, mode,
                link, mark] :
         scope.rows.rows_bound<EntryId, Instant, Instant, EntryKind, access::Category,
                               std::optional<PersonId>, std::string, std::string, std::string,
                               PrivateText, std::optional<std::string>, std::string,
                               std::optional<std::string>>(sql, bound)) {
        entries.push_back({id, occurred, recorded, kind, category, subject, owner, actor, title,
                           body, mode, link, mark});
    }
    return entries;
}

std::vector<EntryCount> entry_counts(ActScope& act, const CaseId& case_id) {
    std::vector<EntryCount> counts;
    for (auto& [kind, count] : act.store.rows<EntryKind, std::int64_t>(
             "select kind, count(*) from timeline where municipality = $1 and case_id = $2"
             " group by kind order by kind",
             act.municipality(), case_id)) {
        counts.push_back({kind, count});
    }
    return counts;
}

}  // namespace kasane::casefile
