#include "municipality/toml_document.hpp"

#include <sstream>
#include <utility>

// The only place that knows the parser: it is large to compile, and its types would leak into
// every header that shows a profile.
#include <toml++/toml.h>

namespace kasane::municipality {
namespace {

/// A profile with every row of five plans is below 300 kB; more is a mistake or an attack.
constexpr std::size_t largest_file = 2'000'000;

std::optional<Date> to_day(const toml::date& date) {
    return Date::of(int{date.year}, unsigned{date.month}, unsigned{date.day});
}

TomlNode to_node(const toml::node& from);

void take_table(const toml::table& from, TomlNode& into) {
    into.kind = TomlKind::Table;
    for (const auto& [key, value] : from) {
        into.entries.push_back({std::string(key.str()),
                                static_cast<unsigned>(key.source().begin.line), to_node(value)});
    }
}

TomlNode to_node(const toml::node& from) {
    TomlNode node;
    node.line = static_cast<unsigned>(from.source().begin.line);
    if (const auto* table = from.as_table()) {
        take_table(*table, node);
    } else if (const auto* list = from.as_array()) {
        node.kind = TomlKind::List;
        for (const auto& item : *list) node.items.push_back(to_node(item));
    } else if (const auto* text = from.as_string()) {
        node.kind = TomlKind::Text;
        node.text = text->get();
    } else if (const auto* integer = from.as_integer()) {
        node.kind = TomlKind::Integer;
        node.integer = integer->get();
    } else if (const auto* flag = from.as_boolean()) {
        node.kind = TomlKind::Flag;
        node.flag = flag->get();
    } else if (const auto* day = from.as_date()) {
        node.day = to_day(day->get());
        node.kind = node.day ? TomlKind::Day : TomlKind::Other;
    }
    return node;
}

/// The parser speaks English to programmers; the person at the desk gets the two mistakes that
/// really happen in Japanese, and the parser's own words behind it.
std::string explain(std::string_view description) {
    std::string sentence = "TOMLとして読めません。引用符や括弧の閉じ忘れがないか確認してください。";
    if (description.find("redefine") != std::string_view::npos ||
        description.find("duplicate") != std::string_view::npos) {
        sentence = "同じキーが二度書かれています。どちらかを消してください。";
    } else if (description.find("utf-8") != std::string_view::npos ||
               description.find("UTF-8") != std::string_view::npos) {
        sentence = "文字コードがUTF-8ではありません。UTF-8で保存し直してください。";
    }
    return sentence + " (" + std::string(description) + ")";
}

}  // namespace

TomlParsing parse_toml(std::string_view text, std::string_view file) {
    TomlParsing result;
    if (text.size() > largest_file) {
        result.problems.push_back(
            {std::string(file), 0, "", "ファイルが大きすぎます。2MBまでにしてください。"});
        return result;
    }
    try {
        const toml::table parsed = toml::parse(text);
        TomlNode root;
        root.line = 1;
        take_table(parsed, root);
        result.root = std::move(root);
    } catch (const toml::parse_error& error) {
        result.problems.push_back({std::string(file),
                                   static_cast<unsigned>(error.source().begin.line), "",
                                   explain(error.description())});
    }
    return result;
}

}  // namespace kasane::municipality
