#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kasane::desk {

/// The words of a search as they were typed, without the blanks between them (full-width too).
[[nodiscard]] std::vector<std::string> words_of(std::string_view query);

/// 抜粋 — the line of a text that holds one of the words, cut to so many characters around it; the
/// first line when none does. Found as the search itself finds: 「ホウモン」 by 「ほうもん」.
[[nodiscard]] std::string excerpt(std::string_view text, const std::vector<std::string>& words,
                                  std::size_t characters = 80);

}  // namespace kasane::desk
