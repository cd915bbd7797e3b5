#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids.hpp"

namespace kasane::storage {

/// A text as the engines' word indexes get it. Each piece of one or two characters is written as
/// four digits of base 36 for each, so that no tokenizer has an opinion about 「。」, 「𠮷」 or a
/// half-width letter, and both engines hold exactly the same words.

/// The lines of a text, folded, without empty ones; what the pieces are made of.
[[nodiscard]] std::string folded_lines(std::string_view text);

/// The pieces of folded lines, in order.
[[nodiscard]] std::vector<std::string> pieces_of(std::string_view folded);

/// One word of a search: its pieces stand in a row; a word of one character begins a piece.
struct SearchWord {
    std::vector<std::string> pieces;
    bool is_beginning = false;
};

/// The words of a search, folded; none when there is nothing to look for.
[[nodiscard]] std::vector<SearchWord> search_words(std::string_view words);

/// A tag as a word of the index: of the same length whatever it says, and another word in another
/// municipality.
[[nodiscard]] std::string tag_piece(const MunicipalityCode& municipality, std::string_view tag);

}  // namespace kasane::storage
