#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "kernel/ensure.hpp"
#include "storage/callback_scope.hpp"
#include "storage/connection_pool.hpp"
#include "storage/group_writer.hpp"
#include "storage/postgresql_backup.hpp"
#include "storage/postgresql_connection.hpp"
#include "storage/postgresql_session.hpp"

namespace kasane::storage {

namespace {

/// Row-level security does not bind such a role: one mistake in a query would show a town the
/// people of another.
void refuse_unbound_role(PostgresqlConnection& connection) {
    const auto bound = connection.script_for_text(
        "select (rolsuper or rolbypassrls)::text from pg_roles where rolname = current_user");
    if (bound == "false") return;
    throw StorageFault(
        "このデータベースの利用者は行単位の保護を受けません (superuser または BYPASSRLS)。"
        "「create role kasane login nosuperuser nobypassrls」で作った利用者で接続してください。",
        false);
}

/// Texts sort by their bytes on SQLite, and so must they here: lists are cut into pages by it.
void refuse_other_orders(PostgresqlConnection& connection) {
    const auto fits = connection.script_for_text(
        "select (pg_encoding_to_char(encoding) = 'UTF8' and datlocprovider = 'c'"
        " and lower(replace(datcollate, '-', '')) in ('c', 'posix', 'c.utf8'))::text"
        " from pg_database where datname = current_database()");
    if (fits == "true") return;
    throw StorageFault(
        "データベースの文字コードまたは並び順が合いません。「createdb --template=template0 "
        "--encoding=UTF8 --locale=C.UTF-8」で作ったデータベースを使ってください。",
        false);
}

class PostgresqlDatabase final : public Database {
public:
    PostgresqlDatabase(const PostgresqlLocation& at, const OpenOptions& options)
        : url_(at.url),
          writer_(this, open_writer(at.url, options)),
          readers_(open_readers(at.url, options), options.statement_limit) {}

    void read(const MunicipalityCode& municipality, const std::function<void(Reader&)>& work,
              Rows /*of*/) override {
        ensure(!municipality.empty(), "a read belongs to a municipality");
        CallbackScope::ensure_outside(this);
        const auto connection = readers_.lease();
        const CallbackScope scope(this);
        const PostgresqlSnapshot snapshot(*connection, municipality);
        Reader reader(*connection, municipality);
        work(reader);
    }

    void write(const MunicipalityCode& municipality,
               const std::function<Outcome(Transaction&)>& work, Rows of) override {
        writer_.write(municipality, work, of);
    }

    void maintain(const std::function<void(Connection&)>& work) override { writer_.maintain(work); }

    void back_up(const std::filesystem::path& to) override { back_up_postgresql(url_, to); }

    std::string location() const override { return without_password(url_); }
    Engine engine() const noexcept override { return Engine::Postgresql; }

private:
    static std::unique_ptr<PostgresqlConnection> open_session(const std::string& url,
                                                              const OpenOptions& options) {
        return std::make_unique<PostgresqlConnection>(
            url, PostgresqlLimits{options.patience, options.statement_limit});
    }

    static std::unique_ptr<WriterSession> open_writer(const std::string& url,
                                                      const OpenOptions& options) {
        auto connection = open_session(url, options);
        if (!options.allow_unbound_role) refuse_unbound_role(*connection);
        refuse_other_orders(*connection);
        if (options.alone) prove_writable(*connection, options.patience);
        return std::make_unique<PostgresqlWriterSession>(std::move(connection));
    }

    static std::vector<std::unique_ptr<PostgresqlConnection>> open_readers(
        const std::string& url, const OpenOptions& options) {
        ensure(options.readers > 0, "a database has at least one connection for reading");
        std::vector<std::unique_ptr<PostgresqlConnection>> readers;
        readers.reserve(options.readers);
        for (std::size_t opened = 0; opened < options.readers; ++opened) {
            readers.push_back(open_session(url, options));
        }
        return readers;
    }

    std::string url_;
    GroupWriter writer_;
    ConnectionPool<PostgresqlConnection> readers_;
};

}  // namespace

std::unique_ptr<Database> open_postgresql(const PostgresqlLocation& at,
                                          const OpenOptions& options) {
    return std::make_unique<PostgresqlDatabase>(at, options);
}

}  // namespace kasane::storage
