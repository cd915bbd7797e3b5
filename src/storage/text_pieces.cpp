#include "storage/text_pieces.hpp"

#include <sodium.h>
#include <unicode/uchar.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <unordered_map>
#include <utility>

#include "kernel/ensure.hpp"
#include "kernel/japanese_text.hpp"
#include "kernel/utf8.hpp"

namespace kasane::storage {

namespace {

// The narrower of the engines sets the limits, so that both find the same: a tsvector knows
// 16,383 places and 256 of them for one word.
constexpr std::size_t most_pieces = 16'000;
constexpr int most_places_of_a_piece = 250;
/// Stands where a piece is left out, so that those behind it keep their places.
constexpr std::string_view placeholder = "zz";

void append_character(std::string& out, int character) {
    static constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    auto rest = static_cast<std::uint32_t>(character);
    std::array<char, 4> written{};
    for (char& digit : written | std::views::reverse) {
        digit = digits[rest % 36];
        rest /= 36;
    }
    out.append(written.data(), written.size());
}

std::string encoded(std::string_view characters) {
    std::string piece;
    piece.reserve(8);
    std::size_t at = 0;
    while (at < characters.size()) {
        const int character = next_code_point(characters, at);
        append_character(piece, character < 0 ? 0xfffd : character);
    }
    return piece;
}

template <class IsSeparator>
std::vector<std::string> split(std::string_view text, const IsSeparator& is_separator) {
    std::vector<std::string> parts;
    std::string part;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        const int character = next_code_point(text, at);
        if (character >= 0 && is_separator(character)) {
            if (!part.empty()) parts.push_back(std::exchange(part, {}));
        } else {
            part += text.substr(begin, at - begin);
        }
    }
    if (!part.empty()) parts.push_back(std::move(part));
    return parts;
}

bool is_line_end(int character) { return character == '\n' || character == '\r'; }
bool is_space(int character) { return u_isUWhiteSpace(character) != 0; }

}  // namespace

std::string folded_lines(std::string_view text) {
    std::string folded;
    for (const auto& line : split(text, is_line_end)) {
        const auto key = search_key(line);
        if (key.empty()) continue;
        if (!folded.empty()) folded += '\n';
        folded += key;
    }
    return folded;
}

std::vector<std::string> pieces_of(std::string_view folded) {
    std::vector<std::string> pieces;
    std::unordered_map<std::string, int> places;
    for (const auto& line : split(folded, is_line_end)) {
        for (const auto& characters : bigrams(line)) {
            if (pieces.size() >= most_pieces) return pieces;
            auto piece = encoded(characters);
            const bool fits = ++places[piece] <= most_places_of_a_piece;
            pieces.push_back(fits ? std::move(piece) : std::string(placeholder));
        }
    }
    return pieces;
}

std::vector<SearchWord> search_words(std::string_view words) {
    std::vector<SearchWord> result;
    for (const auto& word : split(words, is_space)) {
        SearchWord search;
        for (const auto& characters : bigrams(search_key(word))) {
            search.pieces.push_back(encoded(characters));
        }
        if (search.pieces.empty()) continue;
        search.is_beginning = search.pieces.size() == 1;
        // The last character alone stands only where a line ends; the word may go on.
        if (!search.is_beginning) search.pieces.pop_back();
        result.push_back(std::move(search));
    }
    return result;
}

std::string tag_piece(const MunicipalityCode& municipality, std::string_view tag) {
    const std::string text = municipality.text() + '/' + std::string(tag);
    std::array<unsigned char, 16> hash{};
    crypto_generichash(hash.data(), hash.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr,
                       0);
    static constexpr std::string_view digits = "0123456789abcdef";
    // No piece of text begins with z; 96 bits of the hash keep tags apart.
    std::string piece = "z";
    for (std::size_t index = 0; index < 12; ++index) {
        piece += digits[hash[index] >> 4U];
        piece += digits[hash[index] & 0xfU];
    }
    return piece;
}

}  // namespace kasane::storage
