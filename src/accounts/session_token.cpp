#include "accounts/session_token.hpp"

#include <sodium.h>

#include <array>

#include "kernel/ensure.hpp"

namespace kasane::accounts {

std::string new_session_token() {
    ensure(sodium_init() >= 0, "libsodium can be used");
    std::array<unsigned char, 32> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::array<char, sodium_base64_ENCODED_LEN(bytes.size(), variant)> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
    return {text.data()};
}

std::string hash_of_token(std::string_view token) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(token.data()),
                       token.size());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> digits{};
    sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
    return {digits.data()};
}

std::string new_one_time_password() {
    ensure(sodium_init() >= 0, "libsodium can be used");
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
    std::string password;
    for (int group = 0; group < 4; ++group) {
        if (group > 0) password += '-';
        for (int place = 0; place < 4; ++place) {
            password += letters[randombytes_uniform(static_cast<std::uint32_t>(letters.size()))];
        }
    }
    return password;
}

}  // namespace kasane::accounts
