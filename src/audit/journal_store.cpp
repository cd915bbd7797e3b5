#include "audit/journal_store.hpp"

#include <limits>
#include <string>
#include <utility>

namespace kasane::audit::journal_store {
namespace {

using OptionalText = std::optional<std::string>;

std::optional<Head> read_head(storage::Reader& rows, std::string_view sql) {
    auto found = rows.row<std::int64_t, std::string, std::string>(sql, rows.municipality());
    if (!found) return std::nullopt;
    auto& [seq, mac, seal] = *found;
    return Head{seq, std::move(mac), std::move(seal)};
}

}  // namespace

std::optional<Head> head(storage::Reader& rows) {
    return read_head(rows, "select seq, mac, seal from journal_heads where municipality = $1");
}

Head hold_head(storage::Transaction& transaction) {
    // SQLite has one writer at a time; PostgreSQL is told to keep others off this row.
    const std::string_view sql =
        transaction.engine() == storage::Engine::Postgresql
            ? "select seq, mac, seal from journal_heads where municipality = $1 for update"
            : "select seq, mac, seal from journal_heads where municipality = $1";
    if (auto found = read_head(transaction, sql)) return std::move(*found);
    // Two first writers: the second waits here for the first and then reads its head.
    transaction.execute(
        "insert into journal_heads (municipality, seq, mac, seal) values ($1, 0, '', '') "
        "on conflict do nothing",
        transaction.municipality());
    auto found = read_head(transaction, sql);
    ensure(found.has_value(), "the head of the journal was just made");
    return std::move(*found);
}

void insert(storage::Transaction& transaction, const ChainedEntry& entry) {
    transaction.execute(
        "insert into journal (municipality, seq, at, kind, act, actor, actor_desk, case_id, "
        "subjects, categories, grounds, shown, details, request_id, previous_mac, mac) "
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        transaction.municipality(), entry.seq, entry.at, entry.kind, entry.act, entry.actor,
        entry.actor_desk, entry.case_id, entry.subjects, entry.categories, entry.grounds,
        entry.shown, entry.details, entry.request_id, entry.previous_mac, entry.mac);
}

void move_head(storage::Transaction& transaction, const Head& head) {
    transaction.execute(
        "update journal_heads set seq = $1, mac = $2, seal = $3 where municipality = $4", head.seq,
        head.mac, head.seal, transaction.municipality());
}

std::vector<ChainedEntry> entries_after(storage::Reader& rows, std::optional<std::int64_t> seq,
                                        std::int64_t limit) {
    // A forged entry may have any number, negative ones included.
    const auto first = seq ? *seq + 1 : std::numeric_limits<std::int64_t>::min();
    auto found = rows.rows<std::int64_t, std::string, std::string, std::string, OptionalText,
                           OptionalText, OptionalText, std::string, std::string, std::string,
                           std::string, std::string, std::string, std::string, std::string>(
        "select seq, at, kind, act, actor, actor_desk, case_id, subjects, categories, grounds, "
        "shown, details, request_id, previous_mac, mac from journal "
        "where municipality = $1 and seq >= $2 order by seq limit $3",
        rows.municipality(), first, limit);
    std::vector<ChainedEntry> entries;
    entries.reserve(found.size());
    for (auto& row : found) {
        entries.push_back(
            std::apply([](auto&... cells) { return ChainedEntry{std::move(cells)...}; }, row));
    }
    return entries;
}

}  // namespace kasane::audit::journal_store
