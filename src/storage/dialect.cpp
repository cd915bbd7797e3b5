#include "storage/dialect.hpp"

#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "kernel/ensure.hpp"
#include "storage/text_search.hpp"

namespace kasane::storage {

namespace {

constexpr std::string_view key_order_mark = "-- @in_key_order\n";

bool is_word(char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& character : lower) {
        character = static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    }
    return lower;
}

/// The portable types that an engine knows by another name.
std::optional<std::string_view> type_in(Engine engine, std::string_view word) {
    if (engine == Engine::Postgresql) {
        if (word == "bytes") return "bytea";
        return std::nullopt;
    }
    if (word == "bytes") return "blob";
    if (word == "bigint") return "integer";
    return std::nullopt;
}

/// Goes through portable SQL word by word, leaving strings, quoted names and comments alone.
class Fitting {
public:
    Fitting(std::string_view sql, Engine engine) : sql_(sql), engine_(engine) {}

    std::string run() {
        while (at_ < sql_.size()) {
            const char character = sql_[at_];
            if (character == '\'' || character == '"') {
                copy_until(sql_.find(character, at_ + 1), 1);
                before_ = character;
            } else if (sql_.substr(at_, key_order_mark.size()) == key_order_mark) {
                in_key_order_ = true;
                at_ += key_order_mark.size();
            } else if (sql_.substr(at_, 2) == "--") {
                copy_until(sql_.find('\n', at_), 0);
            } else if (is_word(character)) {
                copy_word();
            } else {
                copy_sign(character);
            }
        }
        ensure(depth_ == 0, "the brackets of a migration close");
        ensure(!in_key_order_, "the order of a key is that of a table");
        return std::move(result_);
    }

private:
    void copy_until(std::size_t end, std::size_t beyond) {
        end = end == std::string_view::npos ? sql_.size() : end + beyond;
        result_ += sql_.substr(at_, end - at_);
        at_ = end;
    }

    void copy_word() {
        const std::size_t begin = at_;
        while (at_ < sql_.size() && is_word(sql_[at_])) ++at_;
        const auto original = sql_.substr(begin, at_ - begin);
        const auto word = lower_case(original);
        if (statement_words_.size() < 2) statement_words_.push_back(word);
        // A type stands behind the name of its column, a name behind a bracket or a comma.
        const auto other =
            changes_tables() && before_ == 'a' ? type_in(engine_, word) : std::nullopt;
        result_ += other.value_or(original);
        before_ = 'a';
    }

    void copy_sign(char character) {
        if (character == '(') ++depth_;
        if (character == ')') --depth_;
        if (character == ';') {
            ensure(creates_table() || !in_key_order_, "the order of a key is that of a table");
            if (engine_ == Engine::Sqlite && creates_table()) {
                result_ += in_key_order_ ? " strict, without rowid" : " strict";
            }
            in_key_order_ = false;
            statement_words_.clear();
        }
        if (std::isspace(static_cast<unsigned char>(character)) == 0) before_ = character;
        result_ += character;
        ++at_;
    }

    [[nodiscard]] bool creates_table() const {
        return statement_words_ == std::vector<std::string>{"create", "table"};
    }
    [[nodiscard]] bool changes_tables() const {
        return creates_table() || statement_words_ == std::vector<std::string>{"alter", "table"};
    }

    std::string_view sql_;
    Engine engine_;
    std::size_t at_ = 0;
    int depth_ = 0;
    bool in_key_order_ = false;
    char before_ = ';';  // the last sign, or 'a' for a word
    std::vector<std::string> statement_words_;
    std::string result_;
};

std::string_view trimmed(std::string_view line) {
    while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())) != 0) {
        line.remove_suffix(1);
    }
    return line;
}

}  // namespace

std::string fit_to_engine(std::string_view sql, Engine engine) {
    constexpr std::string_view index_mark = "-- @text_index ";
    std::string result;
    std::string portable;
    std::optional<Engine> section;
    const auto finish_portable = [&] {
        result += Fitting(portable, engine).run();
        portable.clear();
    };
    while (!sql.empty()) {
        const auto end = sql.find('\n');
        const auto line = sql.substr(0, end);
        sql.remove_prefix(end == std::string_view::npos ? sql.size() : end + 1);
        const auto mark = trimmed(line);
        if (mark == "-- @sqlite" || mark == "-- @postgresql") {
            ensure(!section, "a section for one engine ends before the next begins");
            finish_portable();
            section = mark == "-- @sqlite" ? Engine::Sqlite : Engine::Postgresql;
        } else if (mark == "-- @end") {
            ensure(section.has_value(), "an end closes a section for one engine");
            section.reset();
        } else if (mark.starts_with(index_mark)) {
            ensure(!section, "a text index is for both engines");
            finish_portable();
            result += text_index_schema(mark.substr(index_mark.size()), engine);
        } else {
            ensure(!mark.starts_with("-- @") || (!section && line == trimmed(key_order_mark)),
                   "a mark in a migration is one of those known");
            if (!section) portable += std::string(line) + '\n';
            if (section == engine) result += std::string(line) + '\n';
        }
    }
    ensure(!section, "a section for one engine ends");
    finish_portable();
    return result;
}

}  // namespace kasane::storage
