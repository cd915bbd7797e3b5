#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kasane {

/// Keys for finding, never for storing or showing: NFKC, IVS, spaces and punctuation dropped, dashes
/// to ー, kanji variants of names folded (髙→高, 邉→辺 …), hiragana to katakana, small letters.
/// The key of a key is itself; text of signs alone has an empty key and is found by nothing.
[[nodiscard]] std::string search_key(std::string_view text);

/// The two-character pieces of a search key, each once per occurrence, in order, with the last
/// character as a piece of its own: 「訪問」 is found by its bigram, 「訪」 by prefix.
[[nodiscard]] std::vector<std::string> bigrams(std::string_view key);

/// Number of characters as a person counts them (graphemes).
[[nodiscard]] std::size_t character_count(std::string_view text);

/// Valid UTF-8 without control characters other than line feed and tab, and without direction
/// overrides, which make a text read differently from what it says.
[[nodiscard]] bool is_clean_text(std::string_view text);

/// CRLF to LF, spaces at both ends removed (full-width ones too), NFC. What forms store. The
/// compatibility ideographs of family registers (﨑, 神 …) keep their form; what is not valid UTF-8
/// is left as it is, for is_clean_text to refuse.
[[nodiscard]] std::string tidy_text(std::string_view text);

/// Full-width digits to half-width; the text as it is otherwise.
[[nodiscard]] std::string half_width_digits(std::string_view text);

/// Digits only, for comparing telephone numbers.
[[nodiscard]] std::string digits_of(std::string_view text);

/// The same text with each valid 個人番号 (12 digits with its check digit, in any width, with
/// spaces or hyphens) masked; nothing where there is none. Basis: 番号法20条, rules.md gate.my_number.
[[nodiscard]] std::optional<std::string> mask_my_number(std::string_view text);

}  // namespace kasane
