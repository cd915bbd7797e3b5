#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/codes.hpp"
#include "kernel/ids.hpp"
#include "municipality/problem.hpp"
#include "municipality/stated.hpp"
#include "municipality/toml_document.hpp"

namespace kasane::municipality {

/// What keys of a profile can point to.
enum class ReferenceKind {
    Field,
    Agency,
    Unit,
    Desk,
    Programme,
    ProgrammeRow,
    Meeting,
    RelatedPlan,
    Role,
};

/// Everything that is found while one file is read: its problems, where each key stands, which
/// keys are defined and which are pointed to.
class ReadingNotes {
public:
    explicit ReadingNotes(std::string_view file) : file_(file) {}

    void problem(const std::string& path, std::string message);
    /// Remembers the line of a key, for problems that are found later.
    void stands_at(const std::string& path, unsigned line) { lines_[path] = line; }

    /// Says that a row with this key exists; a second one of the same kind is a problem.
    void define(ReferenceKind kind, const std::string& key, const std::string& path);
    /// Says that a row with this key has to exist.
    void refer(ReferenceKind kind, const std::string& key, const std::string& path);
    /// Reports every reference that points to nothing. Called once, at the end.
    void resolve();

    [[nodiscard]] bool clean() const noexcept { return problems_.empty(); }
    /// Whether something is wrong with this key or beneath it: what follows from a row that could
    /// not be read is no problem of its own.
    [[nodiscard]] bool has_problem_at(std::string_view path) const;
    /// The problems in the order of the file.
    [[nodiscard]] std::vector<Problem> sorted_problems() const;

private:
    struct Reference {
        ReferenceKind kind;
        std::string key;
        std::string path;
    };
    [[nodiscard]] unsigned line_of(std::string path) const;

    std::string file_;
    std::vector<Problem> problems_;
    std::map<std::string, unsigned> lines_;
    std::map<std::pair<ReferenceKind, std::string>, std::string> defined_;
    std::vector<Reference> references_;
};

/// Reads one table strictly: every key that nobody asked for is a problem, every key that is
/// missing or of another type is one, and reading goes on so that all are found at once. What
/// could not be read comes back empty; the caller never sees a profile that has problems.
class TableReader {
public:
    TableReader(const TomlNode& table, std::string path, ReadingNotes& notes);

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] std::string path_of(std::string_view key) const;
    [[nodiscard]] ReadingNotes& notes() noexcept { return notes_; }
    [[nodiscard]] bool has(std::string_view key) const { return entry(key) != nullptr; }

    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] std::string text_or(std::string_view key, std::string fallback);
    [[nodiscard]] Stated<std::string> stated_text(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);  ///< none where missing
    [[nodiscard]] int number(std::string_view key, int least, int most);
    [[nodiscard]] Stated<int> stated_number(std::string_view key, int least, int most);
    [[nodiscard]] bool flag_or(std::string_view key, bool fallback);
    [[nodiscard]] Stated<Date> stated_date(std::string_view key);
    [[nodiscard]] std::optional<Date> date_if(std::string_view key);
    /// `valid_from` and `valid_to`, both optional.
    [[nodiscard]] Validity validity();

    /// A short key of small letters: what desks, agencies, meetings … are called in data.
    [[nodiscard]] std::string defined_key(std::string_view key, ReferenceKind kind);
    [[nodiscard]] std::string reference(std::string_view key, ReferenceKind kind);
    [[nodiscard]] std::optional<std::string> reference_if(std::string_view key, ReferenceKind kind);
    [[nodiscard]] std::vector<std::string> references(std::string_view key, ReferenceKind kind);

    template <Coded E>
    [[nodiscard]] E code(std::string_view key) {
        return decoded<E>(text(key), path_of(key)).value_or(codes<E>.front().value);
    }
    template <Coded E>
    [[nodiscard]] E code_or(std::string_view key, E fallback) {
        return has(key) ? code<E>(key) : fallback;
    }
    template <Coded E>
    [[nodiscard]] std::vector<E> code_list(std::string_view key) {
        std::vector<E> result;
        for (const auto& word : texts(key)) {
            if (const auto value = decoded<E>(word, path_of(key))) result.push_back(*value);
        }
        return result;
    }

    /// The table beneath a key; a problem where there is none.
    [[nodiscard]] std::optional<TableReader> table(std::string_view key);
    [[nodiscard]] std::optional<TableReader> table_if(std::string_view key);
    /// The tables beneath a key ([[meeting]]), in order; none where the key is missing.
    [[nodiscard]] std::vector<TableReader> tables(std::string_view key);

    /// Reports every key that nobody asked for. Called once, when the row is read.
    void finish();

private:
    [[nodiscard]] const TomlEntry* entry(std::string_view key) const;
    /// The value beneath a key if it has that kind; otherwise reports what is wrong.
    [[nodiscard]] const TomlNode* take(std::string_view key, TomlKind kind);
    void missing(std::string_view key);
    void wrong_type(std::string_view key, std::string_view expected);
    [[nodiscard]] std::string checked_text(const TomlNode& node, const std::string& path);
    [[nodiscard]] bool says_nothing(std::string_view key);

    template <Coded E>
    std::optional<E> decoded(const std::string& word, const std::string& path) {
        if (word.empty()) return std::nullopt;  // reported already
        const auto value = from_code<E>(word);
        if (!value) {
            std::string known;
            for (const auto& each : codes<E>) {
                known += known.empty() ? "" : "、";
                known += each.code;
            }
            notes_.problem(path, "「" + word + "」は使えません。使える値は " + known + " です。");
        }
        return value;
    }

    const TomlNode& table_;
    std::string path_;
    ReadingNotes& notes_;
    std::set<std::string, std::less<>> asked_;
};

/// Small letters, digits and `_`, beginning with a letter, at most 40.
[[nodiscard]] bool is_key(std::string_view text) noexcept;

}  // namespace kasane::municipality
