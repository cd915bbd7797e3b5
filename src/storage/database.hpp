#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "storage/value.hpp"

namespace kasane::storage {

enum class Engine { Sqlite, Postgresql };

/// A fault of the storage: disk full, read-only, locked, lost connection. Answered with 503 and a
/// request id; nothing of the act remains. `retry_helps` says whether trying again makes sense.
class StorageFault : public std::runtime_error {
public:
    StorageFault(const std::string& what, bool retry_helps)
        : std::runtime_error(what), retry_helps_(retry_helps) {}
    [[nodiscard]] bool retry_helps() const noexcept { return retry_helps_; }

private:
    bool retry_helps_;
};

/// The parameters of a statement as cells.
template <class... Parameters>
[[nodiscard]] Values cells_of(const Parameters&... parameters) {
    Values bound;
    bound.reserve(sizeof...(parameters));
    (bound.push_back(to_value(parameters)), ...);
    return bound;
}

/// One engine session. Engines implement it; stores never see it.
class Connection {
public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    /// What is done with each row while it is read. Must not run another statement.
    using RowReader = std::function<void(Cells)>;

    /// Runs one statement with `$1…$n` (numbered in order of first appearance). Statements are
    /// prepared once per connection and kept. Shows each row to `read`; returns how many rows were
    /// changed. A statement that breaks a constraint or cannot be understood is a broken invariant: what a
    /// person may cause is checked before, or met with `on conflict`. A parameter that is null and
    /// stands where nothing tells its type needs `cast($1 as text)` on PostgreSQL.
    virtual std::int64_t run(std::string_view sql, std::span<const Value> parameters,
                             const RowReader& read) = 0;
    /// Runs a script of several statements without parameters (migrations, begin, savepoint).
    virtual void script(std::string_view sql) = 0;
    [[nodiscard]] virtual Engine engine() const noexcept = 0;

    /// Runs one statement and returns its rows, with parameters as C++ values.
    template <class... Parameters>
    std::vector<Values> query(std::string_view sql, const Parameters&... parameters) {
        std::vector<Values> rows;
        run(sql, cells_of(parameters...), [&](Cells cells) {
            auto& row = rows.emplace_back();
            row.reserve(cells.size());
            for (const auto& cell : cells) row.push_back(kept(cell));
        });
        return rows;
    }
};

/// Lets the following statements of this connection see the rows of one municipality. Needed in
/// maintenance on PostgreSQL, where row-level security shows nobody's rows otherwise.
void enter_municipality(Connection& connection, const MunicipalityCode& municipality);

/// 読取り — a consistent view of one municipality's rows, for the length of one callback.
class Reader {
public:
    Reader(Connection& connection, MunicipalityCode municipality)
        : connection_(connection), municipality_(std::move(municipality)) {}
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    [[nodiscard]] const MunicipalityCode& municipality() const noexcept { return municipality_; }
    [[nodiscard]] Engine engine() const noexcept { return connection_.engine(); }
    /// True once a statement of this callback has failed: such an act is never kept.
    [[nodiscard]] bool failed() const noexcept { return failed_; }

    /// All rows, each as a tuple of the given column types; the number of columns must match.
    template <class... Columns, class... Parameters>
    [[nodiscard]] std::vector<std::tuple<Columns...>> rows(std::string_view sql,
                                                           const Parameters&... parameters) {
        return rows_bound<Columns...>(sql, cells_of(parameters...));
    }

    /// The same with parameters counted at run time (`in ($3, $4, …)`).
    template <class... Columns>
    [[nodiscard]] std::vector<std::tuple<Columns...>> rows_bound(std::string_view sql,
                                                                 const Values& bound) {
        std::vector<std::tuple<Columns...>> rows;
        run(sql, bound, [&](Cells cells) {
            ensure(cells.size() == sizeof...(Columns), "a row has as many columns as are read");
            rows.push_back(convert<Columns...>(cells, std::index_sequence_for<Columns...>{}));
        });
        return rows;
    }

    /// The one row, or nothing; more than one is a broken invariant.
    template <class... Columns, class... Parameters>
    [[nodiscard]] std::optional<std::tuple<Columns...>> row(std::string_view sql,
                                                            const Parameters&... parameters) {
        auto found = rows<Columns...>(sql, parameters...);
        ensure(found.size() <= 1, "a query for one row finds at most one");
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    }

    /// The single value of a single row (`select count(*) …`).
    template <class T, class... Parameters>
    [[nodiscard]] T value(std::string_view sql, const Parameters&... parameters) {
        auto found = row<T>(sql, parameters...);
        ensure(found.has_value(), "a query for one value finds its row");
        return std::get<0>(std::move(*found));
    }

protected:
    std::int64_t run(std::string_view sql, const Values& bound, const Connection::RowReader& read);

private:
    template <class... Columns, std::size_t... I>
    static std::tuple<Columns...> convert(Cells cells, std::index_sequence<I...>) {
        return {Column<Columns>::from(cells[I])...};
    }

    Connection& connection_;
    MunicipalityCode municipality_;
    bool failed_ = false;
};

/// 書込み — one business act: all of it is stored or none. Runs alone among the writers.
class Transaction : public Reader {
public:
    using Reader::Reader;

    /// Runs a statement that changes rows; returns how many it changed.
    template <class... Parameters>
    std::int64_t execute(std::string_view sql, const Parameters&... parameters) {
        return execute_bound(sql, cells_of(parameters...));
    }
    std::int64_t execute_bound(std::string_view sql, const Values& bound);

    /// Runs after the commit, outside the transaction (notifications). Not run on roll-back.
    void after_commit(std::function<void()> action);
    [[nodiscard]] std::vector<std::function<void()>> take_after_commit() {
        return std::move(after_commit_);
    }

private:
    std::vector<std::function<void()>> after_commit_;
};

enum class Outcome { Commit, RollBack };

/// What is read or written: the records, which pages show, or the journal of who saw and did what,
/// which none of them shows.
enum class Rows { Records, Journal };

/// The storage seam. Nothing else in Kasane knows which engine it runs on.
class Database {
public:
    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database() = default;

    /// Runs the callback with a snapshot of whatever was committed before; of the journal that is
    /// sure only for who asks for its rows. Blocks until a connection is free. Must not be called
    /// from inside a callback of the same database (that could wait for itself for ever).
    virtual void read(const MunicipalityCode& municipality,
                      const std::function<void(Reader&)>& work, Rows of) = 0;
    void read(const MunicipalityCode& municipality, const std::function<void(Reader&)>& work) {
        read(municipality, work, Rows::Records);
    }

    /// Queues the callback for the writer; returns after it is durable on disk (synchronous=FULL,
    /// synchronous_commit=on) or rolled back. Acts queued together share one commit, each in its
    /// own savepoint; the writer never waits for more. An exception rolls back this act alone and
    /// is rethrown here. Must not be called from inside a callback.
    ///
    /// The callback runs on the writer's thread, and may run twice: when the engine gives up a
    /// group through no fault of this act (serialization, deadlock, lost connection, another act
    /// that filled the disk) it is run once more. It must touch nothing but the transaction and
    /// values that a second run sets anew.
    ///
    /// An act that writes to the journal alone says so: what others have read stays valid.
    virtual void write(const MunicipalityCode& municipality,
                       const std::function<Outcome(Transaction&)>& work, Rows of) = 0;
    void write(const MunicipalityCode& municipality,
               const std::function<Outcome(Transaction&)>& work) {
        write(municipality, work, Rows::Records);
    }

    /// For migrations, dump and maintenance: no municipality is set and nobody else of this
    /// process writes. The callback begins and commits its own transactions; what it leaves open
    /// is rolled back.
    virtual void maintain(const std::function<void(Connection&)>& work) = 0;

    /// 控え — writes a consistent copy while others go on working: a database file on SQLite, an
    /// archive of pg_dump on PostgreSQL. Refuses to overwrite. Throws StorageFault with a sentence.
    virtual void back_up(const std::filesystem::path& to) = 0;

    /// Where the data lives, for messages to the operator; never with a password.
    [[nodiscard]] virtual std::string location() const = 0;

    [[nodiscard]] virtual Engine engine() const noexcept = 0;
};

struct SqliteLocation {
    std::string file;  ///< path, created when missing
};
struct PostgresqlLocation {
    std::string url;  ///< postgresql://user@host:port/database
};

struct OpenOptions {
    std::size_t readers = 4;  ///< connections for reading
    /// Whoever writes must be able to: opening fails at a file, a disk or a server that is read-only,
    /// and where another program holds the database for longer than the patience. On SQLite one
    /// process alone serves a file; a second one is refused at once. Commands that only look in
    /// while a server runs (reports, backups) set this to false.
    bool alone = true;
    /// How long to wait for the database: while another program holds it, and for a connection.
    std::chrono::milliseconds patience{5'000};
    /// PostgreSQL: how long a statement may take, whatever keeps the server from answering; zero: as
    /// long as it takes. A page must not hang with its database, a change of the schema may be long.
    std::chrono::milliseconds statement_limit{0};
    /// PostgreSQL: accept a role that row-level security does not bind. Never for serving.
    bool allow_unbound_role = false;
};

/// Opens without migrating. Throws StorageFault with a sentence for the operator.
[[nodiscard]] std::unique_ptr<Database> open_sqlite(const SqliteLocation& at,
                                                    const OpenOptions& options = {});
[[nodiscard]] std::unique_ptr<Database> open_postgresql(const PostgresqlLocation& at,
                                                        const OpenOptions& options = {});

}  // namespace kasane::storage
