#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/date.hpp"
#include "municipality/problem.hpp"

namespace kasane::municipality {

/// What a value in a TOML file is. Times and decimal numbers have no use in a profile: Other.
enum class TomlKind { Text, Integer, Flag, Day, Table, List, Other };

struct TomlEntry;

/// One value of a TOML file with the line it begins on: our own tree, so that the parser stays
/// in one file and everything behind it compiles without it.
struct TomlNode {
    TomlKind kind = TomlKind::Other;
    unsigned line = 0;
    std::string text;
    std::int64_t integer = 0;
    bool flag = false;
    std::optional<Date> day;
    std::vector<TomlEntry> entries;  ///< of a Table
    std::vector<TomlNode> items;     ///< of a List
};

struct TomlEntry {
    std::string key;
    unsigned line = 0;
    TomlNode value;
};

/// What parsing ends in: the tree, or why the text is no TOML.
struct TomlParsing {
    std::optional<TomlNode> root;
    std::vector<Problem> problems;
};

[[nodiscard]] TomlParsing parse_toml(std::string_view text, std::string_view file);

}  // namespace kasane::municipality
