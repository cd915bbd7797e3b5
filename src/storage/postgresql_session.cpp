#include "storage/postgresql_session.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

#include "kernel/ensure.hpp"

namespace kasane::storage {

namespace {

/// "Kasane" in ASCII: whoever writes holds this lock until the commit. Several processes may serve
/// one database, and an act still runs alone among the writers, as it does on SQLite.
constexpr std::string_view take_writing_turn = "select pg_advisory_xact_lock(82881919676005);";

/// How long a server may take to start again before the outcome of a commit is given up.
constexpr std::chrono::seconds time_to_come_back{5};

}  // namespace

void prove_writable(PostgresqlConnection& connection, std::chrono::milliseconds patience) {
    // A standby says so here too.
    if (connection.script_for_text("select current_setting('transaction_read_only')") == "on") {
        throw StorageFault(
            "データベースは読取り専用です。書き込めるサーバーとデータベースを指定してください。",
            false);
    }
    connection.script(fmt::format("begin; set local lock_timeout = {};{} rollback",
                                  patience.count(), take_writing_turn));
}

PostgresqlWriterSession::PostgresqlWriterSession(std::unique_ptr<PostgresqlConnection> connection)
    : connection_(std::move(connection)) {}

void PostgresqlWriterSession::begin_maintenance() {
    if (!connection_->is_connected()) connection_->reconnect();
}

void PostgresqlWriterSession::begin_group() {
    if (!connection_->is_connected()) connection_->reconnect();
    transaction_id_.clear();
    pending_ = "begin;";
    pending_ += take_writing_turn;
}

void PostgresqlWriterSession::begin_act(const MunicipalityCode& municipality) {
    pending_ += fmt::format("savepoint act; select set_config('app.municipality', {}, true);",
                            connection_->quoted(municipality.text()));
    const bool is_first = transaction_id_.empty();
    if (is_first) pending_ += "select pg_current_xact_id()::text;";
    const auto answer = connection_->script_for_text(std::exchange(pending_, {}));
    if (is_first) transaction_id_ = answer;
}

void PostgresqlWriterSession::keep_act() {
    ensure(!connection_->is_broken(), "an act that is kept has met no failure");
    pending_ = "release savepoint act;";
}

void PostgresqlWriterSession::undo_act() {
    connection_->script("rollback to savepoint act");
    pending_ = "release savepoint act;";
}

void PostgresqlWriterSession::commit_group(Rows /*of*/) {
    ensure(!connection_->is_broken(), "a group that is committed has met no failure");
    try {
        connection_->script(std::exchange(pending_, {}) + "commit");
    } catch (const GroupLost&) {
        if (connection_->is_connected()) throw;
        settle_lost_commit();
    }
}

/// The commit may have reached the disk although its answer never came. Running the group again
/// could do everything twice, and saying "not saved" could be wrong: the server knows.
void PostgresqlWriterSession::settle_lost_commit() {
    const GroupLost unknown(
        "接続が切れたため、保存できたか確かめられません。開き直して記録を確かめてください。");
    const auto end = std::chrono::steady_clock::now() + time_to_come_back;
    do {
        std::string status;
        try {
            if (!connection_->is_connected()) connection_->reconnect();
            status = connection_->script_for_text(fmt::format(
                "select pg_xact_status({}::xid8)", connection_->quoted(transaction_id_)));
        } catch (const StorageFault&) {
            status = "in progress";  // the server is starting again
        }
        if (status == "committed") return;
        if (status == "aborted") throw GroupGivenUp("データベースとの接続が切れました。");
        if (status != "in progress") throw unknown;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    } while (std::chrono::steady_clock::now() < end);
    throw unknown;
}

void PostgresqlWriterSession::abandon_group() noexcept {
    pending_.clear();
    try {
        if (connection_->in_transaction()) connection_->script("rollback");
        // Whoever waits for this group is not kept waiting for a new session as well.
        if (!connection_->is_connected()) return;
        connection_->script("select set_config('app.municipality', '', false)");
    } catch (const std::exception&) {
        // The next group finds the connection lost and opens a new one, or says why it cannot.
    }
}

bool PostgresqlWriterSession::group_is_lost() const {
    return !connection_->is_connected() || !connection_->in_transaction();
}

PostgresqlSnapshot::PostgresqlSnapshot(PostgresqlConnection& connection,
                                       const MunicipalityCode& municipality)
    : connection_(connection) {
    const auto begin = [&] {
        connection_.script(
            fmt::format("begin isolation level repeatable read read only;"
                        "select set_config('app.municipality', {}, true)",
                        connection_.quoted(municipality.text())));
    };
    try {
        if (!connection_.is_connected()) connection_.reconnect();
        begin();
    } catch (const GroupGivenUp&) {
        // The session was lost while nobody used it (the server was restarted).
        connection_.reconnect();
        begin();
    }
}

PostgresqlSnapshot::~PostgresqlSnapshot() {
    try {
        if (connection_.in_transaction()) connection_.script("rollback");
    } catch (const std::exception&) {
        // A lost session is found and replaced by the next reader.
    }
}

}  // namespace kasane::storage
