#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/clock.hpp"
#include "kernel/private_text.hpp"

namespace kasane::accounts {

/// 確認コードの鍵 — the secret an authenticator app shares with the town: 20 random bytes, written
/// in base32 as apps read it. Basis: RFC 6238 (TOTP), RFC 4226.
[[nodiscard]] PrivateText new_code_secret();

/// What the app is given, as a QR code or typed: otpauth://totp/….
[[nodiscard]] PrivateText code_address(const PrivateText& secret, std::string_view town,
                                       std::string_view login);

/// The step (of 30 seconds) a six-digit code belongs to when it is good at this moment: the current
/// step or one beside it, because clocks differ. Nothing when it does not fit, or when a step as new
/// as this was used before: each code works once. Full-width digits and spaces are read as meant.
[[nodiscard]] std::optional<std::int64_t> step_of_code(const PrivateText& secret,
                                                       std::string_view typed, Instant now,
                                                       std::int64_t last_step);
/// The code an app shows at this moment.
[[nodiscard]] std::string code_at(const PrivateText& secret, Instant now);

/// 予備コード — ten codes for the day the telephone is lost; each works once. About 50 bits each,
/// guessed only through the sign-in, which stops after five.
[[nodiscard]] std::vector<std::string> new_recovery_codes();
/// How a recovery code is compared: small letters, without the hyphens.
[[nodiscard]] std::string tidy_recovery_code(std::string_view typed);

}  // namespace kasane::accounts
