#include "municipality/table_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "kernel/japanese_text.hpp"

namespace kasane::municipality {
namespace {

constexpr std::string_view not_stated = "not_stated";
/// No cell of a plan is longer than a page; a longer text is a paste that went wrong.
constexpr std::size_t longest_text = 4'000;

std::string_view name_of(ReferenceKind kind) {
    switch (kind) {
        case ReferenceKind::Field:
            return "分野 (field)";
        case ReferenceKind::Agency:
            return "機関 (agency)";
        case ReferenceKind::Unit:
            return "部署 (unit)";
        case ReferenceKind::Desk:
            return "窓口 (desk)";
        case ReferenceKind::Programme:
            return "事業 (programme)";
        case ReferenceKind::ProgrammeRow:
            return "事業の表の行 (programme_row)";
        case ReferenceKind::Meeting:
            return "会議 (meeting)";
        case ReferenceKind::RelatedPlan:
            return "関連計画 (related_plan)";
        case ReferenceKind::Role:
            return "役割 (role)";
    }
    broken_invariant("every kind of reference has a name", std::source_location::current());
}

}  // namespace

bool is_key(std::string_view text) noexcept {
    if (text.empty() || text.size() > 40 || text.front() < 'a' || text.front() > 'z') return false;
    return std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '_';
    });
}

void ReadingNotes::problem(const std::string& path, std::string message) {
    problems_.push_back({file_, line_of(path), path, std::move(message)});
}

unsigned ReadingNotes::line_of(std::string path) const {
    while (true) {
        if (const auto found = lines_.find(path); found != lines_.end()) return found->second;
        const auto dot = path.rfind('.');
        if (dot == std::string::npos) return 0;
        path.resize(dot);
    }
}

void ReadingNotes::define(ReferenceKind kind, const std::string& key, const std::string& path) {
    if (key.empty()) return;  // reported already
    const auto [first, inserted] = defined_.try_emplace({kind, key}, path);
    if (inserted) return;
    problem(path, fmt::format("{}の「{}」は{}行目にもあります。別の名前にしてください。",
                              name_of(kind), key, line_of(first->second)));
}

void ReadingNotes::refer(ReferenceKind kind, const std::string& key, const std::string& path) {
    if (!key.empty()) references_.push_back({kind, key, path});
}

void ReadingNotes::resolve() {
    for (const auto& reference : references_) {
        if (defined_.contains({reference.kind, reference.key})) continue;
        problem(reference.path, fmt::format("「{}」という{}はありません。", reference.key,
                                            name_of(reference.kind)));
    }
}

bool ReadingNotes::has_problem_at(std::string_view path) const {
    return std::ranges::any_of(problems_, [&](const Problem& found) {
        if (!std::string_view(found.key).starts_with(path)) return false;
        const auto rest = std::string_view(found.key).substr(path.size());
        return rest.empty() || rest.front() == '.' || rest.front() == '[';
    });
}

std::vector<Problem> ReadingNotes::sorted_problems() const {
    auto sorted = problems_;
    std::ranges::stable_sort(sorted, {}, &Problem::line);
    return sorted;
}

TableReader::TableReader(const TomlNode& table, std::string path, ReadingNotes& notes)
    : table_(table), path_(std::move(path)), notes_(notes) {
    if (!path_.empty()) notes_.stands_at(path_, table.line);
    for (const auto& each : table_.entries) notes_.stands_at(path_of(each.key), each.line);
}

std::string TableReader::path_of(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

const TomlEntry* TableReader::entry(std::string_view key) const {
    const auto found = std::ranges::find(table_.entries, key, &TomlEntry::key);
    return found == table_.entries.end() ? nullptr : &*found;
}

void TableReader::missing(std::string_view key) {
    notes_.problem(path_of(key), fmt::format("「{}」がありません。", key));
}

void TableReader::wrong_type(std::string_view key, std::string_view expected) {
    notes_.problem(path_of(key), fmt::format("「{}」には{}を書いてください。", key, expected));
}

const TomlNode* TableReader::take(std::string_view key, TomlKind kind) {
    asked_.emplace(key);
    const auto* found = entry(key);
    if (found == nullptr) {
        missing(key);
        return nullptr;
    }
    if (found->value.kind == kind) return &found->value;
    switch (kind) {
        case TomlKind::Text:
            wrong_type(key, "文字列 (引用符で囲んだ文字)");
            break;
        case TomlKind::Integer:
            wrong_type(key, "整数");
            break;
        case TomlKind::Flag:
            wrong_type(key, " true か false ");
            break;
        case TomlKind::Day:
            wrong_type(key, "日付 (2026-04-01 の形)");
            break;
        case TomlKind::Table:
            wrong_type(key, "表");
            break;
        case TomlKind::List:
            wrong_type(key, "一覧 ([ ] で囲む)");
            break;
        case TomlKind::Other:
            break;
    }
    return nullptr;
}

std::string TableReader::checked_text(const TomlNode& node, const std::string& path) {
    if (node.text.empty()) {
        notes_.problem(path,
                       "空の文字列は書けません。記載がなければ \"not_stated\" とするか、"
                       "行ごと消してください。");
        return {};
    }
    if (!is_clean_text(node.text)) {
        notes_.problem(path, "使えない文字 (制御文字など) が含まれています。");
        return {};
    }
    if (character_count(node.text) > longest_text) {
        notes_.problem(path, fmt::format("長すぎます。{}字までにしてください。", longest_text));
        return {};
    }
    return node.text;
}

bool TableReader::says_nothing(std::string_view key) {
    const auto* found = entry(key);
    if (found == nullptr || found->value.kind != TomlKind::Text) return false;
    if (found->value.text != not_stated) return false;
    asked_.emplace(key);
    return true;
}

std::string TableReader::text(std::string_view key) {
    const auto* node = take(key, TomlKind::Text);
    return node == nullptr ? std::string() : checked_text(*node, path_of(key));
}

std::string TableReader::text_or(std::string_view key, std::string fallback) {
    return has(key) ? text(key) : std::move(fallback);
}

Stated<std::string> TableReader::stated_text(std::string_view key) {
    if (says_nothing(key)) return {};
    return text(key);
}

std::vector<std::string> TableReader::texts(std::string_view key) {
    std::vector<std::string> result;
    if (!has(key)) return result;
    const auto* list = take(key, TomlKind::List);
    if (list == nullptr) return result;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const auto item_path = fmt::format("{}[{}]", path_of(key), i + 1);
        notes_.stands_at(item_path, list->items[i].line);
        if (list->items[i].kind != TomlKind::Text) {
            notes_.problem(item_path, "一覧には文字列だけを書いてください。");
            continue;
        }
        auto item = checked_text(list->items[i], item_path);
        if (std::ranges::find(result, item) != result.end()) {
            notes_.problem(item_path, fmt::format("「{}」が二度書かれています。", item));
        }
        result.push_back(std::move(item));
    }
    return result;
}

int TableReader::number(std::string_view key, int least, int most) {
    const auto* node = take(key, TomlKind::Integer);
    if (node == nullptr) return least;
    if (node->integer < least || node->integer > most) {
        notes_.problem(path_of(key), fmt::format("{}から{}までの数にしてください。", least, most));
        return least;
    }
    return static_cast<int>(node->integer);
}

Stated<int> TableReader::stated_number(std::string_view key, int least, int most) {
    if (says_nothing(key)) return {};
    return number(key, least, most);
}

bool TableReader::flag_or(std::string_view key, bool fallback) {
    if (!has(key)) return fallback;
    const auto* node = take(key, TomlKind::Flag);
    return node == nullptr ? fallback : node->flag;
}

Stated<Date> TableReader::stated_date(std::string_view key) {
    if (says_nothing(key)) return {};
    const auto* node = take(key, TomlKind::Day);
    return node == nullptr ? Stated<Date>() : Stated<Date>(*node->day);
}

std::optional<Date> TableReader::date_if(std::string_view key) {
    if (!has(key)) return std::nullopt;
    const auto* node = take(key, TomlKind::Day);
    return node == nullptr ? std::nullopt : node->day;
}

Validity TableReader::validity() {
    Validity result{date_if("valid_from"), date_if("valid_to")};
    if (result.from && result.until && *result.until < *result.from) {
        notes_.problem(path_of("valid_to"), "終わりの日が始まりの日より前になっています。");
    }
    return result;
}

std::string TableReader::defined_key(std::string_view key, ReferenceKind kind) {
    auto word = text(key);
    if (!word.empty() && (!is_key(word) || word == not_stated)) {
        notes_.problem(path_of(key), fmt::format("「{}」はキーに使えません。半角の小文字で始め、"
                                                 "小文字・数字・_ を40字までで書いてください。",
                                                 word));
        return {};
    }
    notes_.define(kind, word, path_of(key));
    return word;
}

std::string TableReader::reference(std::string_view key, ReferenceKind kind) {
    auto word = text(key);
    notes_.refer(kind, word, path_of(key));
    return word;
}

std::optional<std::string> TableReader::reference_if(std::string_view key, ReferenceKind kind) {
    if (!has(key)) return std::nullopt;
    return reference(key, kind);
}

std::vector<std::string> TableReader::references(std::string_view key, ReferenceKind kind) {
    auto words = texts(key);
    for (std::size_t i = 0; i < words.size(); ++i) {
        notes_.refer(kind, words[i], fmt::format("{}[{}]", path_of(key), i + 1));
    }
    return words;
}

std::optional<TableReader> TableReader::table(std::string_view key) {
    const auto* node = take(key, TomlKind::Table);
    if (node == nullptr) return std::nullopt;
    return TableReader(*node, path_of(key), notes_);
}

std::optional<TableReader> TableReader::table_if(std::string_view key) {
    if (!has(key)) return std::nullopt;
    return table(key);
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
    std::vector<TableReader> result;
    if (!has(key)) return result;
    const auto* list = take(key, TomlKind::List);
    if (list == nullptr) return result;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const auto item_path = fmt::format("{}[{}]", path_of(key), i + 1);
        if (list->items[i].kind == TomlKind::Table) {
            result.emplace_back(list->items[i], item_path, notes_);
        } else {
            notes_.stands_at(item_path, list->items[i].line);
            notes_.problem(item_path, "表を書いてください。");
        }
    }
    return result;
}

void TableReader::finish() {
    for (const auto& each : table_.entries) {
        if (asked_.contains(each.key)) continue;
        notes_.problem(
            path_of(each.key),
            fmt::format("「{}」というキーはありません。つづりを確認してください。", each.key));
    }
}

}  // namespace kasane::municipality
