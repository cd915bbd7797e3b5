#pragma once

#include <string>
#include <string_view>

namespace kasane::accounts {

/// A new session token: 256 random bits as text for a cookie.
[[nodiscard]] std::string new_session_token();
/// What the database keeps of it (SHA-256): somebody who reads the database cannot sign in with it.
[[nodiscard]] std::string hash_of_token(std::string_view token);

/// 一回限りのパスワード — four groups of letters and digits that are not mistaken for each other
/// when read aloud; about 80 bits.
[[nodiscard]] std::string new_one_time_password();

}  // namespace kasane::accounts
