#include "accounts/assignments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "accounts/accounts_store.hpp"
#include "kernel/invalid.hpp"
#include "kernel/japanese_text.hpp"

namespace kasane::accounts {
namespace {

constexpr std::size_t longest_name = 60;

bool works_on_cases(Role role) { return may(role, Act::ReadCases); }

template <class Item>
bool contains(const std::vector<Item>& all, const Item& wanted) {
    return std::ranges::find(all, wanted) != all.end();
}

template <class Item>
bool has_repetition(std::vector<Item> all) {
    std::ranges::sort(all);
    return std::ranges::adjacent_find(all) != all.end();
}

void add_fact(std::string& facts, char sign, std::string_view what) {
    if (!facts.empty()) facts += ' ';
    facts += sign;
    facts += what;
}

void store_roles(AccountScope& scope, const AccountId& account, const std::vector<Role>& wanted,
                 std::string& facts) {
    const auto stored = accounts_store::roles_of(scope.store, account);
    const auto now = roles_on(stored, scope.today());
    for (const auto& each : stored) {
        if (!each.valid.contains(scope.today()) || contains(wanted, each.role)) continue;
        accounts_store::put_role(scope.store, account,
                                 {each.role, {each.valid.from, scope.today().plus_days(-1)}});
        add_fact(facts, '-', code_of(each.role));
    }
    for (const auto role : wanted) {
        if (contains(now, role)) continue;
        accounts_store::put_role(scope.store, account, {role, {scope.today(), std::nullopt}});
        add_fact(facts, '+', code_of(role));
    }
}

void store_desks(AccountScope& scope, const AccountId& account, const std::vector<DeskId>& wanted,
                 std::string& facts) {
    const auto stored = accounts_store::desks_of(scope.store, account);
    for (const auto& each : stored) {
        if (!each.valid.contains(scope.today()) || contains(wanted, each.desk)) continue;
        accounts_store::put_desk(
            scope.store, account,
            {each.desk, false, {each.valid.from, scope.today().plus_days(-1)}});
        add_fact(facts, '-', each.desk.text());
    }
    for (const auto& desk : wanted) {
        const bool is_primary = desk == wanted.front();
        const auto known = std::ranges::find_if(stored, [&](const DeskAssignment& each) {
            return each.desk == desk && each.valid.contains(scope.today());
        });
        if (known != stored.end() && known->is_primary == is_primary) continue;
        const Period valid =
            known != stored.end() ? known->valid : Period{scope.today(), std::nullopt};
        accounts_store::put_desk(scope.store, account, {desk, is_primary, valid});
        add_fact(facts, is_primary ? '*' : '+', desk.text());
    }
}

}  // namespace

std::optional<Refusal> refuse_assignments(const Assignments& assignments,
                                          const std::vector<DeskId>& known_desks) {
    const auto& [roles, desks] = assignments;
    if (roles.empty()) {
        return invalid("account.no_role", "roles", "役割を一つ以上選んでください。");
    }
    if (has_repetition(roles) || has_repetition(desks)) {
        return invalid("account.repeated", "desks", "同じ役割や窓口が二度選ばれています。");
    }
    const bool on_cases = std::ranges::any_of(roles, works_on_cases);
    if (contains(roles, Role::Administrator) && on_cases) {
        auto refusal = invalid("account.administrator_reads_no_case", "roles",
                               "システム管理者は、ケースを扱う役割と兼ねられません。"
                               "同じ方が両方を受け持つときは、利用者を分けて登録してください。");
        refusal.basis = "システム管理者はケースを読まない";
        return refusal;
    }
    if (on_cases && desks.empty()) {
        return invalid("account.no_desk", "desks",
                       "ケースを扱う役割の方には、所属する窓口を一つ以上選んでください。");
    }
    for (const auto& desk : desks) {
        if (!contains(known_desks, desk)) {
            return invalid("account.unknown_desk", "desks", "窓口は一覧から選んでください。");
        }
    }
    return std::nullopt;
}

std::string store_assignments(AccountScope& scope, const AccountId& account,
                              const Assignments& wanted) {
    std::string facts;
    store_roles(scope, account, wanted.roles, facts);
    store_desks(scope, account, wanted.desks, facts);
    return facts;
}

std::optional<Refusal> refuse_name(std::string_view name) {
    if (name.empty()) return invalid("account.no_name", "name", "お名前を入力してください。");
    if (!is_clean_text(name) || name.find_first_of("\n\t") != std::string_view::npos) {
        return invalid("account.name_characters", "name",
                       "お名前に使えない文字が入っています。入れ直してください。");
    }
    if (character_count(name) > longest_name) {
        return invalid("account.name_too_long", "name",
                       fmt::format("お名前は{}文字までで入力してください。", longest_name));
    }
    return std::nullopt;
}

std::optional<Refusal> refuse_login(std::string_view login) {
    const auto is_allowed = [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '.' ||
               each == '_' || each == '-' || each == '@';
    };
    if (login.size() < 3 || login.size() > 64 || !std::ranges::all_of(login, is_allowed)) {
        return invalid(
            "account.login_form", "login",
            "ログイン名は、半角の英小文字・数字・「. _ - @」で3〜64文字にしてください。");
    }
    return std::nullopt;
}

std::string tidy_login(std::string_view typed) {
    std::string login;
    for (const char each : tidy_text(half_width_digits(typed))) {
        const bool is_capital = each >= 'A' && each <= 'Z';
        login += is_capital ? static_cast<char>(each + ('a' - 'A')) : each;
    }
    return login;
}

}  // namespace kasane::accounts
