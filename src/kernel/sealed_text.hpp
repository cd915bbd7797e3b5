#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kasane {

/// 封 — keeps a text that the database holds unreadable without the installation's own key
/// (libsodium secretbox, a key of its own for each purpose). Somebody with the database alone, or
/// with a backup of it, learns nothing; a changed text does not open.
class SealedTexts {
public:
    /// `installation_key` is the 32 bytes of the server key; `purpose` keeps uses apart.
    SealedTexts(std::string_view installation_key, std::string_view purpose);

    [[nodiscard]] std::string seal(std::string_view text) const;
    /// Nothing when it was sealed with another key, for another purpose, or changed since.
    [[nodiscard]] std::optional<std::string> open(std::string_view sealed) const;

private:
    std::string key_;
};

}  // namespace kasane
