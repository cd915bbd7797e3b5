#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kernel/clock.hpp"
#include "kernel/codes.hpp"
#include "kernel/date.hpp"
#include "kernel/ids.hpp"
#include "kernel/private_text.hpp"

namespace kasane::storage {

/// Raw bytes (attachments); bytea on PostgreSQL, blob on SQLite.
struct Bytes {
    std::string data;
    friend bool operator==(const Bytes&, const Bytes&) = default;
};

/// One cell as both engines know it. Dates, instants, ids and codes travel as text, flags as 0/1.
using Value = std::variant<std::nullptr_t, std::int64_t, std::string, Bytes>;
using Values = std::vector<Value>;

/// Raw bytes of a row that is being read.
struct BytesView {
    std::string_view data;
};
/// One cell of a row that is being read: text and bytes lie in the engine's own memory until the
/// next row. A list of fifty cases has three thousand of them, most of which are looked at once.
using Cell = std::variant<std::nullptr_t, std::int64_t, std::string_view, BytesView>;
using Cells = std::span<const Cell>;

/// A cell that outlives its row.
[[nodiscard]] Value kept(const Cell& cell);

/// How a C++ type becomes a cell and comes back. A cell that does not fit is a fault of the data
/// (ensure), never silently another value.
template <class T>
struct Column;

[[nodiscard]] const std::string& text_of(const Value& value);
[[nodiscard]] std::int64_t integer_of(const Value& value);
[[nodiscard]] std::string_view text_in(const Cell& cell);
[[nodiscard]] std::int64_t integer_in(const Cell& cell);

/// Text that both engines keep as it is: valid UTF-8 without NUL. PostgreSQL refuses any other,
/// so SQLite must not accept it either.
[[nodiscard]] bool is_storable_text(std::string_view text) noexcept;

template <>
struct Column<std::string> {
    static Value to(std::string value) { return value; }
    static std::string from(const Cell& cell) { return std::string(text_in(cell)); }
};
template <>
struct Column<std::int64_t> {
    static Value to(std::int64_t value) { return value; }
    static std::int64_t from(const Cell& cell) { return integer_in(cell); }
};
template <>
struct Column<int> {
    static Value to(int value) { return std::int64_t{value}; }
    static int from(const Cell& cell);
};
template <>
struct Column<bool> {
    static Value to(bool value) { return std::int64_t{value ? 1 : 0}; }
    static bool from(const Cell& cell) { return integer_in(cell) != 0; }
};
template <>
struct Column<Bytes> {
    static Value to(Bytes value) { return value; }
    static Bytes from(const Cell& cell);
};
template <>
struct Column<Date> {
    static Value to(const Date& value) { return value.text(); }
    static Date from(const Cell& cell);
};
template <>
struct Column<Instant> {
    static Value to(const Instant& value) { return value.text(); }
    static Instant from(const Cell& cell);
};
template <>
struct Column<PrivateText> {
    static Value to(const PrivateText& value) { return value.reveal(); }
    static PrivateText from(const Cell& cell) { return PrivateText(std::string(text_in(cell))); }
};
template <class Tag>
struct Column<Id<Tag>> {
    static Value to(const Id<Tag>& value) {
        ensure(!value.empty(), "an id that is stored is not empty");
        return value.text();
    }
    static Id<Tag> from(const Cell& cell) { return Id<Tag>(std::string(text_in(cell))); }
};
template <Coded E>
struct Column<E> {
    static Value to(E value) { return std::string(code_of(value)); }
    static E from(const Cell& cell) {
        const auto found = from_code<E>(text_in(cell));
        ensure(found.has_value(), "a stored code is one of its list");
        return *found;
    }
};
template <class T>
struct Column<std::optional<T>> {
    static Value to(const std::optional<T>& value) {
        return value ? Column<T>::to(*value) : Value(nullptr);
    }
    static std::optional<T> from(const Cell& cell) {
        if (std::holds_alternative<std::nullptr_t>(cell)) return std::nullopt;
        return Column<T>::from(cell);
    }
};

[[nodiscard]] inline Value to_value(std::string_view value) { return std::string(value); }
[[nodiscard]] inline Value to_value(const char* value) { return std::string(value); }
[[nodiscard]] inline Value to_value(std::nullptr_t) { return nullptr; }
[[nodiscard]] inline Value to_value(Value value) { return value; }
template <class T>
[[nodiscard]] Value to_value(const T& value) {
    return Column<T>::to(value);
}

}  // namespace kasane::storage
