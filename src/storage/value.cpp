#include "storage/value.hpp"

#include <cstddef>
#include <limits>
#include <string>

#include "kernel/ensure.hpp"
#include "kernel/utf8.hpp"

namespace kasane::storage {

const std::string& text_of(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    ensure(text != nullptr, "a column that is read as text holds text");
    return *text;
}

std::int64_t integer_of(const Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    ensure(number != nullptr, "a column that is read as a number holds a whole number");
    return *number;
}

std::string_view text_in(const Cell& cell) {
    const auto* text = std::get_if<std::string_view>(&cell);
    ensure(text != nullptr, "a column that is read as text holds text");
    return *text;
}

std::int64_t integer_in(const Cell& cell) {
    const auto* number = std::get_if<std::int64_t>(&cell);
    ensure(number != nullptr, "a column that is read as a number holds a whole number");
    return *number;
}

Value kept(const Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
    if (const auto* text = std::get_if<std::string_view>(&cell)) return std::string(*text);
    if (const auto* bytes = std::get_if<BytesView>(&cell)) return Bytes{std::string(bytes->data)};
    return nullptr;
}

bool is_storable_text(std::string_view text) noexcept {
    std::size_t position = 0;
    while (position < text.size()) {
        const auto byte = static_cast<unsigned char>(text[position]);
        if (byte == 0) return false;
        if (byte < 0x80) {
            ++position;
        } else if (next_code_point(text, position) < 0) {
            return false;
        }
    }
    return true;
}

int Column<int>::from(const Cell& cell) {
    const std::int64_t number = integer_in(cell);
    ensure(number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max(),
           "a column that is read as int holds a number of that size");
    return static_cast<int>(number);
}

Bytes Column<Bytes>::from(const Cell& cell) {
    const auto* bytes = std::get_if<BytesView>(&cell);
    ensure(bytes != nullptr, "a column that is read as bytes holds bytes");
    return {std::string(bytes->data)};
}

Date Column<Date>::from(const Cell& cell) {
    const auto date = Date::parse(text_in(cell));
    ensure(date.has_value(), "a column that is read as a date holds a day that exists");
    return *date;
}

Instant Column<Instant>::from(const Cell& cell) {
    const auto instant = Instant::parse(text_in(cell));
    ensure(instant.has_value(), "a column that is read as an instant holds a moment");
    return *instant;
}

}  // namespace kasane::storage
