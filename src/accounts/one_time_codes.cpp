#include "accounts/one_time_codes.hpp"

#include <fmt/format.h>
#include <liboath/oath.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "kernel/ensure.hpp"
#include "kernel/japanese_text.hpp"
#include "web/http.hpp"

namespace kasane::accounts {
namespace {

constexpr unsigned step_seconds = 30;
constexpr unsigned digits = 6;
constexpr std::size_t steps_beside = 1;
constexpr std::size_t secret_bytes = 20;
constexpr std::int64_t second = 1'000'000;

struct Freed {
    void operator()(char* text) const { std::free(text); }  // liboath allocates with malloc
};
using LibraryText = std::unique_ptr<char, Freed>;

/// The bytes behind the base32 text.
std::string bytes_of(const PrivateText& secret) {
    char* bytes = nullptr;
    std::size_t length = 0;
    const auto& text = secret.reveal();
    ensure(oath_base32_decode(text.data(), text.size(), &bytes, &length) == OATH_OK,
           "a stored secret is base32");
    const LibraryText owned(bytes);
    return {bytes, length};
}

std::time_t seconds_of(Instant now) { return now.microseconds() / second; }

std::string digits_of(std::string_view typed) {
    std::string found;
    for (const char each : half_width_digits(typed)) {
        if (each != ' ') found += each;
    }
    return found;
}

}  // namespace

PrivateText new_code_secret() {
    ensure(sodium_init() >= 0, "libsodium can be used");
    std::array<char, secret_bytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    char* text = nullptr;
    std::size_t length = 0;
    ensure(oath_base32_encode(bytes.data(), bytes.size(), &text, &length) == OATH_OK,
           "twenty bytes can be written in base32");
    const LibraryText owned(text);
    return PrivateText(std::string(text, length));
}

PrivateText code_address(const PrivateText& secret, std::string_view town, std::string_view login) {
    const auto issuer = web::url_encode(town);
    return PrivateText(fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", issuer,
                                   web::url_encode(login), secret.reveal(), issuer));
}

std::optional<std::int64_t> step_of_code(const PrivateText& secret, std::string_view typed,
                                         Instant now, std::int64_t last_step) {
    const auto code = digits_of(typed);
    if (code.size() != digits) return std::nullopt;
    const auto bytes = bytes_of(secret);
    std::uint64_t step = 0;
    int position = 0;
    const int answer =
        oath_totp_validate3(bytes.data(), bytes.size(), seconds_of(now), step_seconds, 0,
                            steps_beside, &position, &step, code.c_str());
    if (answer < 0) return std::nullopt;
    const auto found = static_cast<std::int64_t>(step);
    if (found <= last_step) return std::nullopt;
    return found;
}

std::string code_at(const PrivateText& secret, Instant now) {
    const auto bytes = bytes_of(secret);
    std::array<char, digits + 1> code{};
    ensure(oath_totp_generate(bytes.data(), bytes.size(), seconds_of(now), step_seconds, 0, digits,
                              code.data()) == OATH_OK,
           "a code can be made of any secret");
    return {code.data()};
}

std::vector<std::string> new_recovery_codes() {
    ensure(sodium_init() >= 0, "libsodium can be used");
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
    std::vector<std::string> codes(10);
    for (auto& code : codes) {
        for (int place = 0; place < 10; ++place) {
            if (place == 5) code += '-';
            code += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
        }
    }
    return codes;
}

std::string tidy_recovery_code(std::string_view typed) {
    std::string code;
    for (const char each : half_width_digits(typed)) {
        const bool is_capital = each >= 'A' && each <= 'Z';
        const char small = is_capital ? static_cast<char>(each + ('a' - 'A')) : each;
        if ((small >= 'a' && small <= 'z') || (small >= '0' && small <= '9')) code += small;
    }
    return code;
}

}  // namespace kasane::accounts
