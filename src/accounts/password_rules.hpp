#pragma once

#include <optional>
#include <string_view>

#include "kernel/private_text.hpp"
#include "kernel/result.hpp"

namespace kasane::accounts {

/// Whose password it will be: it must not be made of what everybody knows about the person.
struct PasswordOwner {
    std::string_view login;
    std::string_view name;
};

/// パスワードの決まり — at least twelve characters, none that anybody would try first. Nothing when
/// the password may be used; the refusal says what to do instead and never repeats the password.
[[nodiscard]] std::optional<Refusal> refuse_password(const PrivateText& password,
                                                     const PasswordOwner& owner);

}  // namespace kasane::accounts
