#include "web/form_guard.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "kernel/ensure.hpp"
#include "web/form_guard_store.hpp"
#include "web/form_names.hpp"
#include "web/form_reading.hpp"
#include "web/request_parsing.hpp"

namespace kasane::web {
namespace {

constexpr std::int64_t day_seconds = 24 * 60 * 60;
constexpr std::int64_t token_seconds = day_seconds;
constexpr std::int64_t draft_seconds = 14 * day_seconds;
constexpr std::size_t draft_bytes = std::size_t{256} * 1024;
constexpr std::size_t drafts_of_account = 30;
constexpr std::size_t draft_key_bytes = 200;
constexpr std::size_t random_bytes = 16;
constexpr std::size_t random_letters = 2 * random_bytes;
constexpr std::size_t signature_letters = 64;  // HMAC-SHA-256 as hexadecimal

std::string hexadecimal(const unsigned char* bytes, std::size_t count) {
    std::string text(2 * count + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes, count);
    text.pop_back();
    return text;
}

bool same_secret(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

/// "https://kasane.example:8443" is our origin when its host is the one the request went to.
bool is_our_origin(const Request& request) {
    if (!request.fetch_site.empty() && request.fetch_site != "same-origin" &&
        request.fetch_site != "none") {
        return false;
    }
    // With "Referrer-Policy: no-referrer", which all our pages carry, browsers send "null".
    if (request.origin.empty() || request.origin == "null") return true;
    const auto host = request.origin.find("://");
    return host != std::string::npos && request.origin.substr(host + 3) == request.host;
}

bool is_kept_in_draft(std::string_view name) {
    return name != csrf_field && name != form_token_field && name != draft_key_field &&
           name != act_field && !is_password(name);
}

bool is_draft_key(std::string_view key) {
    return !key.empty() && key.size() <= draft_key_bytes && is_printable_text(key);
}

Refusal open_again() {
    Refusal refusal;
    refusal.kind = RefusalKind::Invalid;
    refusal.code = "form.token";
    refusal.message =
        "この画面は開いてから時間がたっているため、保存しませんでした。入力した内容は残っています。";
    refusal.instead = "内容を確かめて、もう一度保存してください。";
    return refusal;
}

Refusal sent_before(std::string result_path) {
    Refusal refusal;
    refusal.kind = RefusalKind::Repeated;
    refusal.code = "form.repeated";
    refusal.message = "この内容はすでに保存されています。二重には保存していません。";
    refusal.existing_id = std::move(result_path);
    return refusal;
}

Refusal draft_too_long() {
    Refusal refusal;
    refusal.kind = RefusalKind::Invalid;
    refusal.code = "draft.too_long";
    refusal.message = "入力が長すぎるため、下書きを保存できません。いったん保存してください。";
    return refusal;
}

Response draft_answer(const Request& request, int status, std::string_view message) {
    if (request.accept.find("application/json") == std::string::npos) {
        return plain_text(std::string(message), status);
    }
    auto response = plain_text(nlohmann::json{{"message", message}}.dump(), status);
    response.content_type = "application/json";
    return response;
}

}  // namespace

FormGuard::FormGuard(ServerKey key, const Clock& clock) : key_(std::move(key)), clock_(clock) {
    ensure(key_.bytes.size() == crypto_auth_hmacsha256_KEYBYTES, "the server's key has 32 bytes");
    ensure(sodium_init() >= 0, "libsodium works");
}

std::string FormGuard::sign(std::string_view purpose, std::string_view text) const {
    crypto_auth_hmacsha256_state state;
    const auto bytes = [](std::string_view part) {
        return reinterpret_cast<const unsigned char*>(part.data());
    };
    crypto_auth_hmacsha256_init(&state, bytes(key_.bytes), key_.bytes.size());
    crypto_auth_hmacsha256_update(&state, bytes(purpose), purpose.size());
    // The zero keeps a purpose and a text from meaning another purpose and another text.
    const unsigned char end = 0;
    crypto_auth_hmacsha256_update(&state, &end, 1);
    crypto_auth_hmacsha256_update(&state, bytes(text), text.size());
    std::array<unsigned char, crypto_auth_hmacsha256_BYTES> signature{};
    crypto_auth_hmacsha256_final(&state, signature.data());
    return hexadecimal(signature.data(), signature.size());
}

std::string FormGuard::csrf_token(std::string_view session_token) const {
    return sign("csrf", session_token);
}

bool FormGuard::is_our_form(const Request& request, std::string_view session_token) const {
    return is_our_origin(request) &&
           same_secret(request.form.get(csrf_field), csrf_token(session_token));
}

/// What a token says: signature, chance, the second of its issue, a point, the account.
struct FormGuard::Issued {
    std::string_view account;
    std::int64_t age_seconds = 0;
};

std::string FormGuard::issue(std::string_view account) const {
    std::array<unsigned char, random_bytes> random{};
    randombytes_buf(random.data(), random.size());
    const auto body = fmt::format("{}{:x}.{}", hexadecimal(random.data(), random.size()),
                                  clock_.now().microseconds() / 1'000'000, account);
    return sign("form", body) + body;
}

std::optional<FormGuard::Issued> FormGuard::read(std::string_view token) const {
    if (token.size() <= signature_letters + random_letters) return std::nullopt;
    const auto body = token.substr(signature_letters);
    if (!same_secret(token.substr(0, signature_letters), sign("form", body))) return std::nullopt;
    const auto time = body.substr(random_letters);
    std::int64_t issued_at = 0;
    const auto [end, error] =
        std::from_chars(time.data(), time.data() + time.size(), issued_at, 16);
    ensure(error == std::errc() && *end == '.', "a token we signed is in our form");
    return Issued{.account = time.substr(static_cast<std::size_t>(end - time.data()) + 1),
                  .age_seconds = clock_.now().microseconds() / 1'000'000 - issued_at};
}

bool FormGuard::is_valid(std::string_view account, std::string_view token) const {
    const auto issued = read(token);
    return issued && issued->account == account && issued->age_seconds <= token_seconds;
}

std::optional<std::string> FormGuard::owner_of(const Request& request) const {
    if (!is_our_origin(request)) return std::nullopt;
    const auto issued = read(request.form.get(form_token_field));
    if (!issued || issued->age_seconds > draft_seconds) return std::nullopt;
    return std::string(issued->account);
}

std::optional<std::string> FormGuard::first_led_to(storage::Reader& rows, std::string_view account,
                                                   std::string_view token) const {
    const auto issued = read(token);
    if (!issued || issued->account != account) return std::nullopt;
    return result_of_token(rows, account, token.substr(signature_letters, random_letters));
}

Result<Done> FormGuard::consume(storage::Transaction& store, std::string_view account,
                                std::string_view token) const {
    if (!is_valid(account, token)) return open_again();
    const auto random = token.substr(signature_letters, random_letters);
    if (insert_used_token(store, account, random, clock_.now())) return Done{};
    return sent_before(result_of_token(store, account, random).value_or(""));
}

void FormGuard::remember_result(storage::Transaction& store, std::string_view account,
                                std::string_view token, std::string_view path) const {
    ensure(is_valid(account, token), "only a token that was consumed leads somewhere");
    set_result_of_token(store, account, token.substr(signature_letters, random_letters), path);
}

Result<Done> FormGuard::save_draft(storage::Transaction& store, std::string_view account,
                                   std::string_view draft_key, const Fields& fields) const {
    if (!is_draft_key(draft_key)) return open_again();
    if (first_led_to(store, account, fields.get(form_token_field))) return Done{};
    std::vector<std::string> masked;
    const auto safe = without_my_numbers(fields, masked);
    auto kept = nlohmann::json::array();
    for (const auto& [name, value] : safe.entries()) {
        if (is_kept_in_draft(name)) kept.push_back({name, value});
    }
    // What is no UTF-8 cannot come from a browser; it must not make saving fail either.
    const auto text = kept.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (text.size() > draft_bytes) return draft_too_long();
    upsert_draft(store, account, draft_key, text, clock_.now());
    delete_surplus_drafts(store, account, drafts_of_account);
    return Done{};
}

std::optional<FormGuard::Draft> FormGuard::load_draft(storage::Reader& rows,
                                                      std::string_view account,
                                                      std::string_view draft_key) const {
    auto found = find_draft(rows, account, draft_key, clock_.now().plus_seconds(-draft_seconds));
    if (!found) return std::nullopt;
    Draft draft{{}, found->second};
    for (const auto& pair : nlohmann::json::parse(found->first)) {
        draft.fields.add(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
    }
    return draft;
}

void FormGuard::discard_draft(storage::Transaction& store, std::string_view account,
                              std::string_view draft_key) const {
    delete_draft(store, account, draft_key);
}

Response FormGuard::answer_draft(storage::Database& database, const MunicipalityCode& municipality,
                                 std::string_view account, const Request& request) const {
    const auto key = request.form.get(draft_key_field);
    if (request.form.get(act_field) == "discard") {
        database.write(municipality, [&](storage::Transaction& store) {
            discard_draft(store, account, key);
            return storage::Outcome::Commit;
        });
        // Without a script this is a page that was left: it comes back, empty.
        const auto page = request.form.get(form_page_field);
        if (request.accept.find("text/html") != std::string::npos && is_local_path(page)) {
            return see_other(std::string(page));
        }
        return draft_answer(request, 200, "下書きを消しました");
    }
    std::optional<Refusal> refusal;
    database.write(municipality, [&](storage::Transaction& store) {
        auto saved = save_draft(store, account, key, request.form);
        if (saved) return storage::Outcome::Commit;
        refusal = saved.refusal();
        return storage::Outcome::RollBack;
    });
    if (refusal) return draft_answer(request, 422, refusal->message);
    return draft_answer(request, 200, "下書き保存 " + clock_.now().time_in_japan());
}

void FormGuard::remove_old(storage::Transaction& store) const {
    // A token may be sent until its day is over; its row must outlive it.
    delete_used_tokens(store, clock_.now().plus_seconds(-2 * token_seconds));
    delete_drafts(store, clock_.now().plus_seconds(-draft_seconds));
}

std::optional<Refusal> changed_meanwhile(std::int64_t sent_version, std::int64_t stored_version) {
    if (sent_version == stored_version) return std::nullopt;
    Refusal refusal;
    refusal.kind = RefusalKind::Stale;
    refusal.code = "record.stale";
    refusal.message =
        "入力している間に、ほかの人がこの記録を保存しました。どちらの内容も残っています。";
    refusal.instead = "両方の内容を見くらべて、残す内容を決めてから保存してください。";
    return refusal;
}

}  // namespace kasane::web
