#include "municipality/code_lists.hpp"

#include <algorithm>

#include "kernel/ensure.hpp"
#include "municipality/built_in.hpp"
#include "municipality/table_reader.hpp"
#include "municipality/toml_document.hpp"

namespace kasane {
template <>
inline constexpr auto codes<municipality::ChoiceOrigin> = std::array{
    Code<municipality::ChoiceOrigin>{municipality::ChoiceOrigin::National, "national", "国の様式"},
    Code<municipality::ChoiceOrigin>{municipality::ChoiceOrigin::Kasane, "kasane", "共通の提案"},
    Code<municipality::ChoiceOrigin>{municipality::ChoiceOrigin::Town, "town", "市町村の追加"},
};
}  // namespace kasane

namespace kasane::municipality {

std::vector<Choice> CodeList::offered_on(const Date& day) const {
    std::vector<Choice> offered;
    std::ranges::copy_if(choices_, std::back_inserter(offered),
                         [&](const Choice& choice) { return choice.validity.holds_on(day); });
    return offered;
}

std::vector<std::string> CodeList::codes() const {
    std::vector<std::string> all;
    for (const auto& choice : choices_) all.push_back(choice.code);
    return all;
}

const Choice* CodeList::find(std::string_view code) const {
    const auto found = std::ranges::find(choices_, code, &Choice::code);
    return found == choices_.end() ? nullptr : &*found;
}

std::string CodeList::label(std::string_view code) const {
    const auto* choice = find(code);
    return choice == nullptr ? std::string(code) : choice->label;
}

bool CodeList::add(Choice choice) {
    if (has(choice.code)) return false;
    choices_.push_back(std::move(choice));
    return true;
}

const CodeList* CodeLists::find(std::string_view name) const {
    const auto found = lists_.find(name);
    return found == lists_.end() ? nullptr : &found->second;
}

CodeList* CodeLists::find(std::string_view name) {
    const auto found = lists_.find(name);
    return found == lists_.end() ? nullptr : &found->second;
}

const CodeList& CodeLists::list(std::string_view name) const {
    const auto* found = find(name);
    ensure(found != nullptr, "a choice list is asked for by a name it has");
    return *found;
}

std::vector<std::string> CodeLists::names() const {
    std::vector<std::string> all;
    for (const auto& [name, list] : lists_) all.push_back(name);
    return all;
}

bool CodeLists::add(CodeList list) {
    const auto name = list.name();
    return lists_.emplace(name, std::move(list)).second;
}

namespace {

void read_list(TableReader& row, CodeLists& lists) {
    const auto name = row.text("name");
    if (!name.empty() && !is_key(name)) {
        row.notes().problem(row.path_of("name"), "一覧の名前に使えない文字があります。");
    }
    const auto origin = row.code_or("origin", ChoiceOrigin::Kasane);
    CodeList list(name, row.text("title"));
    for (auto& each : row.tables("choices")) {
        Choice choice;
        choice.code = each.text("code");
        choice.label = each.text("label");
        choice.group = each.text_or("group", "");
        choice.origin = each.code_or("origin", origin);
        choice.validity = each.validity();
        each.finish();
        if (!choice.code.empty() && !is_key(choice.code)) {
            each.notes().problem(each.path_of("code"), "コードに使えない文字があります。");
        }
        if (!list.add(choice)) {
            each.notes().problem(each.path_of("code"),
                                 "「" + choice.code + "」はこの一覧にもうあります。");
        }
    }
    row.finish();
    if (list.all().empty()) {
        row.notes().problem(row.path_of("choices"), "選択肢を一つ以上書いてください。");
    }
    if (!lists.add(std::move(list))) {
        row.notes().problem(row.path_of("name"), "「" + name + "」という一覧は前にもあります。");
    }
}

}  // namespace

CodeListsReading read_code_lists(std::string_view toml, std::string_view file) {
    CodeListsReading result;
    const auto parsed = parse_toml(toml, file);
    if (!parsed.root) {
        result.problems = parsed.problems;
        return result;
    }
    ReadingNotes notes(file);
    TableReader root(*parsed.root, "", notes);
    CodeLists lists;
    for (auto& row : root.tables("list")) read_list(row, lists);
    root.finish();
    result.problems = notes.sorted_problems();
    if (notes.clean()) result.lists = std::move(lists);
    return result;
}

const CodeLists& standard_code_lists() {
    static const CodeLists lists = [] {
        auto reading = read_code_lists(built_in_codes(), "config/codes.toml");
        ensure(reading.lists.has_value(), describe(reading.problems));
        return std::move(*reading.lists);
    }();
    return lists;
}

}  // namespace kasane::municipality
