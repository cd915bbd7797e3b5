#include "tests/support/statement_trace.hpp"

#include <sqlite3.h>

#include <mutex>
#include <string_view>

#include "kernel/ensure.hpp"

namespace kasane::tests {
namespace {

/// The trace that is being written. Nothing here is ever destroyed: connections that tests share are
/// closed at the very end of the program and still tell what they do.
struct Listening {
    std::mutex mutex;
    std::vector<std::string>* notes = nullptr;
};
constinit Listening listening;

int note(unsigned int /*event*/, void* /*context*/, void* /*statement*/, void* text) {
    const std::string_view sql = static_cast<const char*>(text);
    // A comment is a trigger at work inside a statement that stands here already. Whether a reader
    // begins anew depends on what others wrote before, not on what is asked.
    if (sql.starts_with("--") || sql == "begin" || sql == "rollback") return 0;
    const std::lock_guard lock(listening.mutex);
    if (listening.notes != nullptr) listening.notes->emplace_back(sql);
    return 0;
}

int trace_connection(sqlite3* connection, const char** /*error*/,
                     const struct sqlite3_api_routines* /*api*/) {
    return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT, &note, nullptr);
}

}  // namespace

void StatementTrace::listen() {
    // SQLite keeps one entry of a function however often it is given.
    const int registered = sqlite3_auto_extension(reinterpret_cast<void (*)()>(&trace_connection));
    ensure(registered == SQLITE_OK, "SQLite tells about its connections");
}

StatementTrace::StatementTrace() {
    const std::lock_guard lock(listening.mutex);
    ensure(listening.notes == nullptr, "one trace at a time");
    listening.notes = &statements_;
}

StatementTrace::~StatementTrace() {
    const std::lock_guard lock(listening.mutex);
    listening.notes = nullptr;
}

std::vector<std::string> StatementTrace::statements() const {
    const std::lock_guard lock(listening.mutex);
    return statements_;
}

}  // namespace kasane::tests
