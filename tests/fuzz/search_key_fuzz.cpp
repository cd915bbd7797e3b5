// Whatever bytes arrive as text: no crash, keys of keys are themselves, nothing valid stays unmasked.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "kernel/japanese_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kasane;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto key = search_key(text);
    if (!is_clean_text(key) || search_key(key) != key) std::abort();
    std::string joined;
    for (const auto& piece : bigrams(key)) joined += piece;
    if (joined.size() < key.size()) std::abort();

    const auto tidy = tidy_text(text);
    if (tidy_text(tidy) != tidy) std::abort();
    if (character_count(text) > size) std::abort();
    if (const auto masked = mask_my_number(text); masked && mask_my_number(*masked)) std::abort();
    if (digits_of(text).size() > size) std::abort();
    return 0;
}
