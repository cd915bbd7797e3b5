#include "storage/database.hpp"

#include <utility>

#include "kernel/ensure.hpp"

namespace kasane::storage {

std::int64_t Reader::run(std::string_view sql, const Values& bound,
                         const Connection::RowReader& read) {
    try {
        return connection_.run(sql, bound, read);
    } catch (...) {
        // PostgreSQL refuses to go on after a failed statement. SQLite would; but an act that
        // swallowed a failure must end the same way on both.
        failed_ = true;
        throw;
    }
}

std::int64_t Transaction::execute_bound(std::string_view sql, const Values& bound) {
    return run(sql, bound, [](Cells) {
        ensure(false, "a statement that is executed gives no rows; use row() with returning");
    });
}

void Transaction::after_commit(std::function<void()> action) {
    after_commit_.push_back(std::move(action));
}

void enter_municipality(Connection& connection, const MunicipalityCode& municipality) {
    if (connection.engine() == Engine::Sqlite) return;
    connection.query("select set_config('app.municipality', $1, false)", municipality.text());
}

}  // namespace kasane::storage
