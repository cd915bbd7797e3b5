#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>

#include "kernel/private_text.hpp"

namespace kasane::accounts {

/// How dear one hash is, and how many may be made at once: each holds its memory while it runs.
struct HashLimits {
    unsigned long long operations;
    std::size_t memory_bytes;
    std::size_t at_once = 2;
    std::size_t waiting = 12;  ///< more callers are sent away instead of filling the server

    /// Argon2id with half the memory that libsodium recommends for signing in and twice the passes:
    /// 32 MiB and 4 passes, as much work and above the 19 MiB and 2 passes that OWASP asks for. Two at
    /// once still fit beside everything else the server holds.
    [[nodiscard]] static HashLimits interactive();
    /// The least libsodium accepts: for tests, where thousands of sign-ins are tried.
    [[nodiscard]] static HashLimits least();
};

/// Makes and checks password hashes (Argon2id), a few at a time.
class PasswordHasher {
public:
    explicit PasswordHasher(HashLimits limits = HashLimits::interactive());
    PasswordHasher(const PasswordHasher&) = delete;
    PasswordHasher& operator=(const PasswordHasher&) = delete;

    /// The hash to store. Nothing when too many callers wait already.
    [[nodiscard]] std::optional<std::string> hash(const PrivateText& password);
    /// Whether the password belongs to the hash. Nothing when too many callers wait already.
    [[nodiscard]] std::optional<bool> matches(const std::string& hash, const PrivateText& password);
    /// Takes as long as matches() and is never true: for a login that does not exist.
    [[nodiscard]] std::optional<bool> matches_nobody(const PrivateText& password);
    /// True for a hash that was made with other limits: it is renewed at the next sign-in.
    [[nodiscard]] bool is_outdated(const std::string& hash) const;

private:
    class Turn;
    [[nodiscard]] std::string make(const PrivateText& password) const;

    HashLimits limits_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::size_t running_ = 0;
    std::size_t waiting_ = 0;
    std::string nobody_;
};

}  // namespace kasane::accounts
