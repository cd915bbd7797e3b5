#include "storage/postgresql_connection.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <charconv>
#include <cstddef>
#include <deque>
#include <string>
#include <utility>
#include <variant>

#include "kernel/ensure.hpp"
#include "storage/group_writer.hpp"

namespace kasane::storage {

namespace {

// The types of PostgreSQL's catalogue that portable SQL can meet; libpq has no header for them.
constexpr Oid type_unknown = 0;
constexpr Oid type_bool = 16;
constexpr Oid type_bytea = 17;
constexpr Oid type_int8 = 20;
constexpr Oid type_int2 = 21;
constexpr Oid type_int4 = 23;
constexpr Oid type_text = 25;
constexpr Oid type_oid = 26;
constexpr Oid type_float4 = 700;
constexpr Oid type_float8 = 701;
constexpr Oid type_numeric = 1700;
constexpr Oid type_void = 2278;

Oid type_of(const Value& value) {
    if (std::holds_alternative<std::int64_t>(value)) return type_int8;
    if (std::holds_alternative<std::string>(value)) return type_text;
    if (std::holds_alternative<Bytes>(value)) return type_bytea;
    return type_unknown;
}

/// A statement prepared for one set of types serves another when no known types contradict.
bool fits(const std::vector<Oid>& types, std::span<const Value> parameters) {
    if (types.size() != parameters.size()) return false;
    for (std::size_t index = 0; index < types.size(); ++index) {
        const Oid needed = type_of(parameters[index]);
        if (needed != type_unknown && types[index] != needed) return false;
    }
    return true;
}

std::int64_t whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    ensure(parsed.ec == std::errc() && parsed.ptr == text.data() + text.size(),
           "a query yields whole numbers of 64 bits");
    return number;
}

std::string unescaped(std::string_view hex) {
    ensure(hex.size() >= 2 && hex.substr(0, 2) == "\\x" && hex.size() % 2 == 0,
           "bytes arrive in hexadecimal form");
    std::string bytes;
    bytes.reserve(hex.size() / 2 - 1);
    for (std::size_t at = 2; at < hex.size(); at += 2) {
        unsigned byte = 0;
        std::from_chars(hex.data() + at, hex.data() + at + 2, byte, 16);
        bytes.push_back(static_cast<char>(byte));
    }
    return bytes;
}

/// A cell of the result; bytes are put into `unescaped_bytes`, where they lie until the next row.
Cell cell_of(const PGresult* result, int row, int column,
             std::deque<std::string>& unescaped_bytes) {
    if (PQgetisnull(result, row, column) != 0) return nullptr;
    const std::string_view text(PQgetvalue(result, row, column),
                                static_cast<std::size_t>(PQgetlength(result, row, column)));
    switch (PQftype(result, column)) {
        case type_int8:
        case type_int4:
        case type_int2:
        case type_oid:
        case type_numeric:  // sum() of bigint
            return whole_number(text);
        case type_bool:
            return std::int64_t{text == "t" ? 1 : 0};
        case type_bytea:
            return BytesView{unescaped_bytes.emplace_back(unescaped(text))};
        case type_float4:
        case type_float8:
            ensure(false, "a query yields text, whole numbers, bytes or nothing");
            return nullptr;
        case type_void:
            return nullptr;
        default:
            return text;
    }
}

/// 「10」, 「0.5」.
std::string seconds(std::chrono::milliseconds time) {
    return fmt::format("{}", static_cast<double>(time.count()) / 1000);
}

std::string_view field_of(const PGresult* result, int field) {
    const char* text = PQresultErrorField(result, field);
    return text == nullptr ? std::string_view{} : std::string_view(text);
}

}  // namespace

std::string without_password(const std::string& url) {
    const auto scheme = url.find("://");
    const auto at = url.rfind('@');
    if (scheme == std::string::npos || at == std::string::npos) return url;
    const auto colon = url.find(':', scheme + 3);
    if (colon == std::string::npos || colon > at) return url;
    return url.substr(0, colon) + url.substr(at);
}

std::vector<std::string> connection_environment(const std::string& url) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parts(
        PQconninfoParse(url.c_str(), nullptr), &PQconninfoFree);
    ensure(parts != nullptr, "a connection string that was connected with can be read");
    std::vector<std::string> settings;
    for (const PQconninfoOption* part = parts.get(); part->keyword != nullptr; ++part) {
        if (part->val != nullptr && part->envvar != nullptr) {
            settings.push_back(fmt::format("{}={}", part->envvar, part->val));
        }
    }
    return settings;
}

PostgresqlConnection::PostgresqlConnection(std::string url, const PostgresqlLimits& limits)
    : url_(std::move(url)), limits_(limits) {
    connect();
}

void PostgresqlConnection::connect() {
    statements_.clear();
    // What stands before the address may be said otherwise there. A machine that is gone is found
    // within a minute even where a statement may take as long as it likes.
    const std::array<const char*, 8> keywords{
        "keepalives_idle", "keepalives_interval",       "keepalives_count", "tcp_user_timeout",
        "dbname",          "fallback_application_name", "client_encoding",  nullptr};
    const std::array<const char*, 8> values{"30",         "10",     "3",    "60000",
                                            url_.c_str(), "kasane", "UTF8", nullptr};
    handle_.reset(PQconnectStartParams(keywords.data(), values.data(), 1));
    if (handle_ == nullptr) throw StorageFault("メモリーが足りません。", true);
    PQsetErrorVerbosity(handle(), PQERRORS_SQLSTATE);
    if (PQstatus(handle()) != CONNECTION_BAD &&
        !finish_connecting(handle(), WaitingTime(limits_.connecting))) {
        give_up();
        throw StorageFault(
            fmt::format("データベースに接続できません: {}。サーバーが{}秒のうちに答えませんでした。"
                        "サーバーと、そこまでの経路を確かめてください。",
                        without_password(url_), seconds(limits_.connecting)),
            true);
    }
    if (!is_connected()) throw_not_connected(url_, PQerrorMessage(handle()));
    PQsetErrorVerbosity(handle(), PQERRORS_DEFAULT);
    // The server gives up first where it can: then the session goes on, and no statement is left
    // running that nobody waits for.
    script(fmt::format(
        "set synchronous_commit = on; set client_min_messages = warning;"
        "set standard_conforming_strings = on; set bytea_output = hex; set timezone = 'UTC';"
        "set statement_timeout = {}",
        limits_.statement.count()));
}

/// A session whose server no longer answers is dropped, without a word that it would not read.
void PostgresqlConnection::give_up() {
    if (PQsocket(handle()) >= 0) ::shutdown(PQsocket(handle()), SHUT_RDWR);
    handle_.reset();
}

PostgresqlResult PostgresqlConnection::answer(int sent) {
    constexpr std::chrono::seconds for_the_way{1};
    const bool has_limit = limits_.statement > limits_.statement.zero();
    auto answer = answer_of(handle(), sent,
                            WaitingTime(has_limit ? limits_.statement + for_the_way
                                                  : std::chrono::milliseconds::zero()));
    if (answer.too_late) {
        give_up();
        throw GroupLost(
            fmt::format("データベースが{}秒のうちに答えませんでした: {}。サーバーと、"
                        "そこまでの経路を確かめてください。",
                        seconds(limits_.statement), without_password(url_)));
    }
    check(answer.result.get());
    return std::move(answer.result);
}

void PostgresqlConnection::reconnect() { connect(); }

bool PostgresqlConnection::is_connected() const noexcept {
    return PQstatus(handle()) == CONNECTION_OK;
}

bool PostgresqlConnection::in_transaction() const noexcept {
    const auto status = PQtransactionStatus(handle());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

bool PostgresqlConnection::is_broken() const noexcept {
    return PQtransactionStatus(handle()) != PQTRANS_INTRANS;
}

std::string PostgresqlConnection::quoted(const std::string& text) const {
    char* raw = PQescapeLiteral(handle(), text.data(), text.size());
    ensure(raw != nullptr, "a literal of SQL is valid UTF-8");
    std::string literal(raw);
    PQfreemem(raw);
    return literal;
}

void PostgresqlConnection::check(const PGresult* result) const {
    const auto status = result == nullptr ? PGRES_FATAL_ERROR : PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    if (status == PGRES_EMPTY_QUERY) return;
    if (!is_connected()) throw_postgresql_failure("08006", PQerrorMessage(handle()));
    throw_postgresql_failure(field_of(result, PG_DIAG_SQLSTATE),
                             field_of(result, PG_DIAG_MESSAGE_PRIMARY));
}

const PostgresqlConnection::Prepared& PostgresqlConnection::prepared(
    std::string_view sql, std::span<const Value> parameters) {
    if (const auto* known = statements_.find(sql);
        known != nullptr && fits(known->types, parameters)) {
        return *known;
    }
    Prepared statement{fmt::format("s{}", ++prepared_so_far_), {}};
    for (const auto& value : parameters) statement.types.push_back(type_of(value));
    if (const auto* known = statements_.find(sql)) {
        // What was null this time may have been a number before: the statement learns types, and
        // is not prepared over and over for each pattern of nulls.
        for (std::size_t index = 0; index < statement.types.size(); ++index) {
            auto& type = statement.types[index];
            if (type == type_unknown && index < known->types.size()) type = known->types[index];
        }
        script("deallocate " + known->name);
        statements_.forget(sql);
    }
    const std::string text(sql);
    answer(PQsendPrepare(handle(), statement.name.c_str(), text.c_str(),
                         static_cast<int>(parameters.size()), statement.types.data()));
    return statements_.keep(sql, std::move(statement), [this](const Prepared& oldest) {
        script("deallocate " + oldest.name);
    });
}

PostgresqlResult PostgresqlConnection::execute(const Prepared& statement,
                                               std::span<const Value> parameters) {
    const std::size_t count = parameters.size();
    texts_.assign(count, nullptr);
    lengths_.assign(count, 0);
    formats_.assign(count, 0);
    numbers_.resize(count);
    for (std::size_t index = 0; index < count; ++index) {
        const auto& value = parameters[index];
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            auto& digits = numbers_[index];
            *std::to_chars(digits.data(), digits.data() + digits.size() - 1, *number).ptr = '\0';
            texts_[index] = digits.data();
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            ensure(is_storable_text(*text), "text that is stored is valid UTF-8 without NUL");
            texts_[index] = text->c_str();
        } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
            texts_[index] = bytes->data.data();
            lengths_[index] = static_cast<int>(bytes->data.size());
            formats_[index] = 1;
        }
    }
    return answer(PQsendQueryPrepared(handle(), statement.name.c_str(), static_cast<int>(count),
                                      texts_.data(), lengths_.data(), formats_.data(), 0));
}

std::int64_t PostgresqlConnection::run(std::string_view sql, std::span<const Value> parameters,
                                       const RowReader& read) {
    const auto result = execute(prepared(sql, parameters), parameters);
    const int row_count = PQntuples(result.get());
    const int column_count = PQnfields(result.get());
    std::vector<Cell> cells;
    std::deque<std::string> unescaped_bytes;
    for (int row = 0; row < row_count; ++row) {
        cells.clear();
        unescaped_bytes.clear();
        for (int column = 0; column < column_count; ++column) {
            cells.push_back(cell_of(result.get(), row, column, unescaped_bytes));
        }
        read(cells);
    }
    const std::string_view changed(PQcmdTuples(result.get()));
    const bool changes_rows = PQresultStatus(result.get()) == PGRES_COMMAND_OK ||
                              std::string_view(PQcmdStatus(result.get())).substr(0, 6) != "SELECT";
    return changes_rows && !changed.empty() ? whole_number(changed) : 0;
}

void PostgresqlConnection::script(std::string_view sql) { script_for_text(std::string(sql)); }

std::string PostgresqlConnection::script_for_text(const std::string& sql) {
    const auto result = answer(PQsendQuery(handle(), sql.c_str()));
    if (PQntuples(result.get()) != 1 || PQnfields(result.get()) != 1) return {};
    return PQgetvalue(result.get(), 0, 0);
}

}  // namespace kasane::storage
