#include "storage/sqlite_connection.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "kernel/ensure.hpp"

namespace kasane::storage {

namespace {

/// Counting every allocation behind one global lock costs readers a tenth of their speed.
void stop_memory_statistics() {
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(done);
}

/// Puts the statement back whatever happens, so that no half-read statement holds a snapshot.
class Execution {
public:
    explicit Execution(sqlite3_stmt* statement) : statement_(statement) {}
    Execution(const Execution&) = delete;
    Execution& operator=(const Execution&) = delete;
    ~Execution() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

private:
    sqlite3_stmt* statement_;
};

int bind_text(sqlite3_stmt* statement, int position, const std::string& text) {
    ensure(is_storable_text(text), "text that is stored is valid UTF-8 without NUL");
    return sqlite3_bind_text64(statement, position, text.data(), text.size(), SQLITE_STATIC,
                               SQLITE_UTF8);
}

int bind_bytes(sqlite3_stmt* statement, int position, const Bytes& bytes) {
    if (bytes.data.empty()) return sqlite3_bind_zeroblob(statement, position, 0);
    return sqlite3_bind_blob64(statement, position, bytes.data.data(), bytes.data.size(),
                               SQLITE_STATIC);
}

int bind_one(sqlite3_stmt* statement, int position, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return sqlite3_bind_int64(statement, position, *number);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return bind_text(statement, position, *text);
    }
    if (const auto* bytes = std::get_if<Bytes>(&value)) {
        return bind_bytes(statement, position, *bytes);
    }
    return sqlite3_bind_null(statement, position);
}

std::string_view bytes_of_column(const void* data, int size) {
    if (data == nullptr || size == 0) return {};
    return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

Cell cell_of(sqlite3_stmt* statement, int column) {
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return sqlite3_column_int64(statement, column);
        case SQLITE_TEXT: {
            const void* data = sqlite3_column_text(statement, column);
            return bytes_of_column(data, sqlite3_column_bytes(statement, column));
        }
        case SQLITE_BLOB: {
            const void* data = sqlite3_column_blob(statement, column);
            return BytesView{bytes_of_column(data, sqlite3_column_bytes(statement, column))};
        }
        case SQLITE_NULL:
            return nullptr;
        default:
            ensure(false, "a query yields text, whole numbers, bytes or nothing");
            return nullptr;
    }
}

}  // namespace

SqliteConnection::SqliteConnection(std::string file, Access access,
                                   std::chrono::milliseconds patience)
    : file_(std::move(file)) {
    stop_memory_statistics();
    sqlite3* raw = nullptr;
    // Readers open for writing too: without it a reader could not mend the shared-memory file
    // after a crash. `query_only` keeps them from changing anything.
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                      (access == Access::ReadWrite ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(file_.c_str(), &raw, flags, nullptr);
    handle_.reset(raw);
    if (code != SQLITE_OK) fail(raw == nullptr ? code : sqlite3_extended_errcode(raw));
    sqlite3_extended_result_codes(raw, 1);
    configure(access, patience);
}

void SqliteConnection::fail(int code) const {
    const auto kind = code & 0xff;
    // Elsewhere it is what some earlier call left behind.
    const bool system_refused = kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN;
    throw_sqlite_failure(
        {.code = code,
         .system_error = system_refused && handle_ ? sqlite3_system_errno(handle()) : 0,
         .detail = handle_ && sqlite3_extended_errcode(handle()) == code ? sqlite3_errmsg(handle())
                                                                         : sqlite3_errstr(code),
         .file = file_});
}

void SqliteConnection::configure(Access access, std::chrono::milliseconds patience) {
    sqlite3_busy_timeout(handle(), static_cast<int>(patience.count()));
    // Shadow tables and the schema cannot be changed by a statement that went astray.
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // "x" is a name on PostgreSQL, never a text; so it is here.
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    const auto mode = query("pragma journal_mode = wal");
    if (mode.empty() || mode.front().front() != Value(std::string("wal"))) {
        throw StorageFault(
            "この場所ではデータベースを安全に使えません (WALが使えない)。"
            "ネットワーク上でないディスクに置いてください。",
            false);
    }
    script("pragma synchronous = full");
    script("pragma foreign_keys = on");
    script("pragma trusted_schema = off");
    // LIKE tells capitals apart on PostgreSQL; folded columns are for finding either.
    script("pragma case_sensitive_like = on");
    script("pragma journal_size_limit = 67108864");
    // What is cached here counts against our own memory, beside what the operating system caches: a
    // list or a search of a large town reads some four megabytes.
    script("pragma cache_size = -6000");
    if (access == Access::Read) script("pragma query_only = on");
}

void SqliteConnection::prove_writable() {
    // On a read-only file "begin immediate" would begin a read.
    if (sqlite3_db_readonly(handle(), "main") != 0) fail(SQLITE_READONLY);
    script("begin immediate");
    script("rollback");
}

bool SqliteConnection::in_transaction() const noexcept {
    return sqlite3_get_autocommit(handle()) == 0;
}

sqlite3_stmt* SqliteConnection::prepared(std::string_view sql) {
    if (auto* known = statements_.find(sql)) return known->get();
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &raw, &rest);
    Statement statement(raw);
    if (code != SQLITE_OK) fail(code);
    ensure(raw != nullptr, "a statement says something");
    const std::string_view behind(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
    ensure(behind.find_first_not_of(" \t\r\n;") == std::string_view::npos,
           "one statement is run at a time");
    for (int position = 1; position <= sqlite3_bind_parameter_count(raw); ++position) {
        const char* name = sqlite3_bind_parameter_name(raw, position);
        ensure(name != nullptr && name == fmt::format("${}", position),
               "parameters are numbered $1, $2, … in order of first appearance");
    }
    return statements_.keep(sql, std::move(statement), [](Statement&) {}).get();
}

void SqliteConnection::bind_parameters(sqlite3_stmt* statement,
                                       std::span<const Value> parameters) const {
    ensure(sqlite3_bind_parameter_count(statement) == static_cast<int>(parameters.size()),
           "a statement gets as many parameters as it names");
    int position = 0;
    for (const auto& value : parameters) {
        const int code = bind_one(statement, ++position, value);
        if (code != SQLITE_OK) fail(code);
    }
}

std::int64_t SqliteConnection::run(std::string_view sql, std::span<const Value> parameters,
                                   const RowReader& read) {
    sqlite3_stmt* statement = prepared(sql);
    const Execution execution(statement);
    bind_parameters(statement, parameters);
    const int columns = sqlite3_column_count(statement);
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW) {
        cells_.clear();
        for (int column = 0; column < columns; ++column) {
            cells_.push_back(cell_of(statement, column));
        }
        read(cells_);
        code = sqlite3_step(statement);
    }
    if (code != SQLITE_DONE) fail(code);
    return sqlite3_stmt_readonly(statement) != 0 ? 0 : sqlite3_changes64(handle());
}

void SqliteConnection::script(std::string_view sql) {
    const std::string text(sql);
    const int code = sqlite3_exec(handle(), text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

}  // namespace kasane::storage
