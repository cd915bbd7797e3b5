#include "accounts/password_hash.hpp"

#include <sodium.h>

#include <array>
#include <new>
#include <string_view>

#include "kernel/ensure.hpp"

namespace kasane::accounts {

/// The right to make one hash now; given back at the end of the scope.
class PasswordHasher::Turn {
public:
    explicit Turn(PasswordHasher& hasher) : hasher_(hasher) {
        std::unique_lock lock(hasher_.mutex_);
        if (hasher_.running_ >= hasher_.limits_.at_once) {
            if (hasher_.waiting_ >= hasher_.limits_.waiting) return;
            ++hasher_.waiting_;
            hasher_.freed_.wait(lock, [&] { return hasher_.running_ < hasher_.limits_.at_once; });
            --hasher_.waiting_;
        }
        ++hasher_.running_;
        given_ = true;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn() {
        if (!given_) return;
        {
            const std::lock_guard lock(hasher_.mutex_);
            --hasher_.running_;
        }
        hasher_.freed_.notify_one();
    }
    [[nodiscard]] bool given() const { return given_; }

private:
    PasswordHasher& hasher_;
    bool given_ = false;
};

HashLimits HashLimits::interactive() {
    return {2 * crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE / 2};
}

HashLimits HashLimits::least() { return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN}; }

PasswordHasher::PasswordHasher(HashLimits limits) : limits_(limits) {
    ensure(sodium_init() >= 0, "libsodium can be used");
    ensure(limits_.at_once > 0, "at least one hash is made at a time");
    std::array<char, 32> nobody{};
    randombytes_buf(nobody.data(), nobody.size());
    nobody_ = make(PrivateText(std::string(nobody.data(), nobody.size())));
}

std::string PasswordHasher::make(const PrivateText& password) const {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const auto& text = password.reveal();
    if (crypto_pwhash_str(hash.data(), text.data(), text.size(), limits_.operations,
                          limits_.memory_bytes) != 0) {
        throw std::bad_alloc();  // the only way it fails
    }
    return {hash.data()};
}

std::optional<std::string> PasswordHasher::hash(const PrivateText& password) {
    const Turn turn(*this);
    if (!turn.given()) return std::nullopt;
    return make(password);
}

std::optional<bool> PasswordHasher::matches(const std::string& hash, const PrivateText& password) {
    const Turn turn(*this);
    if (!turn.given()) return std::nullopt;
    const auto& text = password.reveal();
    return crypto_pwhash_str_verify(hash.c_str(), text.data(), text.size()) == 0;
}

std::optional<bool> PasswordHasher::matches_nobody(const PrivateText& password) {
    const auto compared = matches(nobody_, password);
    if (!compared) return std::nullopt;
    return false;
}

bool PasswordHasher::is_outdated(const std::string& hash) const {
    return crypto_pwhash_str_needs_rehash(hash.c_str(), limits_.operations, limits_.memory_bytes) !=
           0;
}

}  // namespace kasane::accounts
