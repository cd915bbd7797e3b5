#include "accounts/accounts_store.hpp"

#include <string>
#include <tuple>
#include <utility>

namespace kasane::accounts::accounts_store {
namespace {

#define KASANE_ACCOUNT_COLUMNS                                                \
    "account, login, name, password_hash, must_change_password, valid_from, " \
    "valid_until, failed_attempts, locked_until, created_at, version from accounts "

using AccountRow = std::tuple<AccountId, std::string, std::string, std::string, bool, Date,
                              std::optional<Date>, int, std::optional<Instant>, Instant, int>;

Account account_of(AccountRow row) {
    auto& [id, login, name, hash, must_change, from, until, failed, locked, created, version] = row;
    return Account{.id = std::move(id),
                   .login = std::move(login),
                   .name = std::move(name),
                   .password_hash = std::move(hash),
                   .must_change_password = must_change,
                   .valid = {from, until},
                   .failed_attempts = failed,
                   .locked_until = locked,
                   .created_at = created,
                   .version = version};
}

template <class... Parameters>
std::vector<Account> select(storage::Reader& rows, std::string_view sql,
                            const Parameters&... parameters) {
    std::vector<Account> accounts;
    for (auto& row : rows.rows<AccountId, std::string, std::string, std::string, bool, Date,
                               std::optional<Date>, int, std::optional<Instant>, Instant, int>(
             sql, parameters...)) {
        accounts.push_back(account_of(std::move(row)));
    }
    return accounts;
}

std::optional<Account> only(std::vector<Account> found) {
    ensure(found.size() <= 1, "an account is found once");
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

}  // namespace

std::optional<Account> find(storage::Reader& rows, const AccountId& account) {
    return only(select(rows,
                       "select " KASANE_ACCOUNT_COLUMNS "where municipality = $1 and account = $2",
                       rows.municipality(), account));
}

std::optional<Account> find_by_login(storage::Reader& rows, std::string_view login) {
    return only(select(rows,
                       "select " KASANE_ACCOUNT_COLUMNS "where municipality = $1 and login = $2",
                       rows.municipality(), login));
}

std::vector<Account> after_login(storage::Reader& rows, std::string_view login,
                                 std::int64_t limit) {
    return select(rows,
                  "select " KASANE_ACCOUNT_COLUMNS
                  "where municipality = $1 and login > $2 order by login limit $3",
                  rows.municipality(), login, limit);
}

bool any(storage::Reader& rows) {
    return rows
        .row<AccountId>("select account from accounts where municipality = $1 limit 1",
                        rows.municipality())
        .has_value();
}

std::vector<RoleAssignment> roles_of(storage::Reader& rows, const AccountId& account) {
    std::vector<RoleAssignment> roles;
    for (const auto& [role, from, until] : rows.rows<Role, Date, std::optional<Date>>(
             "select role, valid_from, valid_until from account_roles "
             "where municipality = $1 and account = $2 order by role",
             rows.municipality(), account)) {
        roles.push_back({role, {from, until}});
    }
    return roles;
}

std::vector<DeskAssignment> desks_of(storage::Reader& rows, const AccountId& account) {
    std::vector<DeskAssignment> desks;
    for (const auto& [desk, is_primary, from, until] :
         rows.rows<DeskId, bool, Date, std::optional<Date>>(
             "select desk, is_primary, valid_from, valid_until from desk_members "
             "where municipality = $1 and account = $2 order by is_primary desc, desk",
             rows.municipality(), account)) {
        desks.push_back({desk, is_primary, {from, until}});
    }
    return desks;
}

std::vector<AccountId> holders_of(storage::Reader& rows, Role role, const Date& day) {
    std::vector<AccountId> holders;
    for (const auto& [account] : rows.rows<AccountId>(
             "select r.account from account_roles r join accounts a "
             "on a.municipality = r.municipality and a.account = r.account "
             "where r.municipality = $1 and r.role = $2 "
             "and r.valid_from <= $3 and (r.valid_until is null or r.valid_until >= $3) "
             "and a.valid_from <= $3 and (a.valid_until is null or a.valid_until >= $3)",
             rows.municipality(), role, day)) {
        holders.push_back(account);
    }
    return holders;
}

void insert(storage::Transaction& store, const Account& account) {
    store.execute(
        "insert into accounts (municipality, account, login, name, password_hash, "
        "must_change_password, valid_from, valid_until, failed_attempts, locked_until, created_at, "
        "version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        store.municipality(), account.id, account.login, account.name, account.password_hash,
        account.must_change_password, account.valid.from, account.valid.until,
        account.failed_attempts, account.locked_until, account.created_at, account.version);
}

bool update(storage::Transaction& store, const Account& account) {
    return store.execute(
               "update accounts set name = $1, password_hash = $2, must_change_password = $3, "
               "valid_from = $4, valid_until = $5, failed_attempts = $6, locked_until = $7, "
               "version = version + 1 "
               "where municipality = $8 and account = $9 and version = $10",
               account.name, account.password_hash, account.must_change_password,
               account.valid.from, account.valid.until, account.failed_attempts,
               account.locked_until, store.municipality(), account.id, account.version) == 1;
}

void set_failures(storage::Transaction& store, const Account& account) {
    store.execute(
        "update accounts set failed_attempts = $1, locked_until = $2 "
        "where municipality = $3 and account = $4",
        account.failed_attempts, account.locked_until, store.municipality(), account.id);
}

void put_role(storage::Transaction& store, const AccountId& account, const RoleAssignment& role) {
    store.execute(
        "insert into account_roles (municipality, account, role, valid_from, valid_until) "
        "values ($1, $2, $3, $4, $5) on conflict (municipality, account, role) "
        "do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until",
        store.municipality(), account, role.role, role.valid.from, role.valid.until);
}

void put_desk(storage::Transaction& store, const AccountId& account, const DeskAssignment& desk) {
    store.execute(
        "insert into desk_members (municipality, account, desk, is_primary, valid_from, "
        "valid_until) values ($1, $2, $3, $4, $5, $6) on conflict (municipality, account, desk) "
        "do update set is_primary = excluded.is_primary, valid_from = excluded.valid_from, "
        "valid_until = excluded.valid_until",
        store.municipality(), account, desk.desk, desk.is_primary, desk.valid.from,
        desk.valid.until);
}

}  // namespace kasane::accounts::accounts_store
