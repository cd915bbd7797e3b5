#include "kernel/utf8.hpp"

#include <unicode/utf8.h>

#include <cstdint>

#include "kernel/ensure.hpp"

namespace kasane {

int next_code_point(std::string_view text, std::size_t& position) {
    ensure(position < text.size(), "a character is read before the end of its text");
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    std::size_t next = position;
    UChar32 code_point = 0;
// The macro of the library narrows numbers on purpose.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
    U8_NEXT(bytes, next, text.size(), code_point);
#pragma GCC diagnostic pop
    position = next;
    return code_point;
}

}  // namespace kasane
