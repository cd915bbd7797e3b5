#include "desk/excerpt.hpp"

#include <algorithm>
#include <optional>

#include "kernel/japanese_text.hpp"

namespace kasane::desk {
namespace {

constexpr std::string_view full_width_blank = "\u3000";
constexpr std::string_view left_out = "…";

/// Where each character (code point) of the text begins, and the end of the text.
std::vector<std::size_t> beginnings(std::string_view text) {
    std::vector<std::size_t> at;
    for (std::size_t byte = 0; byte < text.size(); ++byte) {
        if ((static_cast<unsigned char>(text[byte]) & 0xC0U) != 0x80U) at.push_back(byte);
    }
    at.push_back(text.size());
    return at;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (true) {
        const auto end = text.find('\n');
        if (end != 0 && !text.empty()) lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

bool holds(std::string_view text, const std::string& key) {
    return search_key(text).find(key) != std::string::npos;
}

/// The number of the character behind the first occurrence. A beginning that holds the word stays
/// one when it grows, so that halving finds it.
std::size_t end_of_first(std::string_view line, const std::vector<std::size_t>& at,
                         const std::string& key) {
    std::size_t without = 0;
    std::size_t with = at.size() - 1;
    while (without + 1 < with) {
        const auto middle = without + (with - without) / 2;
        (holds(line.substr(0, at[middle]), key) ? with : without) = middle;
    }
    return with;
}

}  // namespace

std::vector<std::string> words_of(std::string_view query) {
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    while (!query.empty()) {
        const bool wide = query.starts_with(full_width_blank);
        if (wide || query.front() == ' ' || query.front() == '\t') {
            finish();
            query.remove_prefix(wide ? full_width_blank.size() : 1);
            continue;
        }
        word += query.front();
        query.remove_prefix(1);
    }
    finish();
    return words;
}

std::string excerpt(std::string_view text, const std::vector<std::string>& words,
                    std::size_t characters) {
    const auto lines = lines_of(text);
    if (lines.empty()) return {};
    std::string_view line = lines.front();
    std::optional<std::string> key;
    for (const auto& word : words) {
        auto wanted = search_key(word);
        const auto found = std::ranges::find_if(
            lines, [&](std::string_view each) { return !wanted.empty() && holds(each, wanted); });
        if (found == lines.end()) continue;
        line = *found;
        key = std::move(wanted);
        break;
    }
    const auto at = beginnings(line);
    const auto length = at.size() - 1;
    if (length <= characters) return std::string(line);
    std::size_t first = 0;
    if (key) {
        const auto end = end_of_first(line, at, *key);
        first = end > characters / 2 ? std::min(end - characters / 2, length - characters) : 0;
    }
    const auto last = first + characters;
    std::string cut;
    if (first > 0) cut += left_out;
    cut += line.substr(at[first], at[last] - at[first]);
    if (last < length) cut += left_out;
    return cut;
}

}  // namespace kasane::desk
