#include "accounts/password_rules.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "kernel/invalid.hpp"
#include "kernel/japanese_text.hpp"

namespace kasane::accounts {
namespace {

constexpr std::size_t shortest = 12;
constexpr std::size_t longest = 128;
constexpr std::size_t fewest_different = 5;

/// What is tried first everywhere, after the key fold: small letters, no spaces. A password that
/// begins with one of them and goes on with nothing but digits and marks is as easy to guess.
constexpr std::array<std::string_view, 26> common_beginnings{
    "password", "passw0rd", "p@ssword",      "p@ssw0rd", "qwertyuiop", "asdfghjkl", "zxcvbnm",
    "1qaz2wsx", "1q2w3e4r", "q1w2e3r4",      "abcdefgh", "abcd",       "abc",       "iloveyou",
    "welcome",  "letmein",  "administrator", "admin",    "sunshine",   "monkey",    "dragon",
    "kasane",   "yakuba",   "soudan",        "fukushi",  "pasuwado"};

Refusal refused(std::string_view code, std::string message) {
    return invalid(code, "new_password", std::move(message));
}

bool is_digit_or_mark(char character) {
    const auto code = static_cast<unsigned char>(character);
    return code < 0x80 && !(code >= 'a' && code <= 'z');
}

std::string folded(std::string_view text) {
    std::string key;
    for (const char character : search_key(text)) {
        const bool is_capital = character >= 'A' && character <= 'Z';
        key += is_capital ? static_cast<char>(character + ('a' - 'A')) : character;
    }
    return key;
}

bool is_common(std::string_view key) {
    if (std::ranges::all_of(key, [](char each) { return each >= '0' && each <= '9'; })) return true;
    return std::ranges::any_of(common_beginnings, [&](std::string_view listed) {
        const auto beginning = folded(listed);  // the fold leaves marks out
        if (!key.starts_with(beginning)) return false;
        auto rest = key.substr(beginning.size());
        while (rest.starts_with(beginning)) rest.remove_prefix(beginning.size());
        return std::ranges::all_of(rest, is_digit_or_mark);
    });
}

/// The whole name, or a login of some length, somewhere in the password.
bool names_owner(std::string_view key, std::string_view known) {
    const auto fold = folded(known);
    return fold.size() >= 4 && key.find(fold) != std::string_view::npos;
}

}  // namespace

std::optional<Refusal> refuse_password(const PrivateText& password, const PasswordOwner& owner) {
    const auto& text = password.reveal();
    if (!is_clean_text(text) || text.find('\n') != std::string::npos) {
        return refused(
            "password.characters",
            "パスワードに使えない文字が入っています。文字・数字・記号だけにしてください。");
    }
    const auto length = character_count(text);
    if (length < shortest) {
        return refused("password.too_short",
                       "パスワードは12文字以上にしてください。"
                       "関係のない言葉をいくつか並べると覚えやすくなります。");
    }
    if (length > longest) {
        return refused("password.too_long", "パスワードは128文字までにしてください。");
    }
    const auto key = folded(text);
    if (names_owner(key, owner.login) || names_owner(key, owner.name)) {
        return refused("password.names_owner",
                       "ログイン名やお名前を含むパスワードは使えません。別の言葉にしてください。");
    }
    const std::set<char> different(text.begin(), text.end());
    if (different.size() < fewest_different || is_common(key)) {
        return refused("password.common",
                       "そのパスワードは推測されやすいため使えません。"
                       "関係のない言葉をいくつか並べてください。");
    }
    return std::nullopt;
}

}  // namespace kasane::accounts
