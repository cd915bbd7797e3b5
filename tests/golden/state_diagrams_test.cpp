// docs/domain/states: each transition table as a page and as the source of its drawing. They are made
// from the tables the program runs on; KASANE_REBASELINE=1 renews them, tools/draw_states draws.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "casefile/step_rules.hpp"
#include "conference/sitting_states.hpp"
#include "plan/plan_states.hpp"
#include "referral/memo.hpp"

namespace kasane {
namespace {

/// One row with its words; `by` says who takes it, and on which page.
struct Row {
    std::string from;
    std::string event;
    std::string to;
    std::string by = {};
    bool told =
        false;  ///< not drawn, but told in a sentence: it leads there from almost everywhere
};

struct Diagram {
    std::string name;  ///< of the files
    std::string title;  ///< 「ケースの状態」
    std::string about;  ///< where the table stands, and what it says beyond the rows
    std::vector<Row> rows;
};

template <class State, class Event, std::size_t N>
std::vector<Row> rows_of(const std::array<Transition<State, Event>, N>& table) {
    std::vector<Row> rows;
    for (const auto& each : table) {
        rows.push_back({.from = std::string(label_of(each.from)),
                        .event = std::string(label_of(each.event)),
                        .to = std::string(label_of(each.to))});
    }
    return rows;
}

/// The page on which a step that is no lone step is taken.
std::string page_of(casefile::CaseEvent event, casefile::CaseState from) {
    using casefile::CaseEvent;
    switch (event) {
        case CaseEvent::Receive:
            return "窓口(相談受付)";
        case CaseEvent::KeepOwn:
        case CaseEvent::InformAndClose:
            return "窓口(振り分け)";
        case CaseEvent::Refer:
            return "窓口(つなぎメモ)";
        case CaseEvent::Accept:
        case CaseEvent::ReturnWithAdvice:
            return "多機関協働の担当者(つなぎメモへの返事)";
        case CaseEvent::PutToSupportConference:
            return from == casefile::CaseState::Referred ? "多機関協働の担当者(つなぎメモへの返事)"
                                                         : "多機関協働の担当者(会議の議題)";
        case CaseEvent::ConsentArrives:
            return "同意を記録した人(同意の記録)";
        case CaseEvent::DraftPlan:
        case CaseEvent::Monitor:
            return "多機関協働の担当者(プラン)";
        case CaseEvent::DecideSupport:
            return "市町村の決裁者(支援決定)";
        case CaseEvent::Evaluate:
            return "多機関協働の担当者(評価)";
        case CaseEvent::Replan:
        case CaseEvent::FollowUp:
        case CaseEvent::Suspend:
        case CaseEvent::Close:
            return "多機関協働の担当者(評価の結果)";
        case CaseEvent::StartOutreach:
        case CaseEvent::Dismiss:
        case CaseEvent::Settle:
        case CaseEvent::ReturnToNetwork:
        case CaseEvent::Watch:
        case CaseEvent::WithdrawToOutreach:
        case CaseEvent::WithdrawToNetwork:
        case CaseEvent::ReviewPlan:
        case CaseEvent::CloseAlone:
        case CaseEvent::PeriodOver:
        case CaseEvent::Reopen:
            break;
    }
    const auto* rule = casefile::lone_rule(event, from);
    const bool held = casefile::is_coordinated(from);
    switch (rule->taker) {
        case casefile::StepTaker::Coordinator:
            return "多機関協働の担当者(その他の操作)";
        case casefile::StepTaker::CoordinatingDesk:
            return "多機関協働の窓口(その他の操作)";
        case casefile::StepTaker::Desk:
            return held ? "多機関協働の担当者(その他の操作)" : "窓口(その他の操作)";
    }
    return {};
}

Diagram of_cases() {
    Diagram diagram{.name = "case",
                    .title = "ケースの状態",
                    .about =
                        "`src/casefile/case_states.hpp`。「画面」の欄は "
                        "`tests/rules/every_step_test.cpp` が一行ずつ確かめる。",
                    .rows = rows_of(casefile::case_transitions)};
    for (std::size_t i = 0; i < diagram.rows.size(); ++i) {
        const auto& row = casefile::case_transitions.at(i);
        diagram.rows[i].by = page_of(row.event, row.from);
        diagram.rows[i].told = row.event == casefile::CaseEvent::CloseAlone;
    }
    return diagram;
}

std::vector<Diagram> all_diagrams() {
    return {of_cases(),
            {.name = "memo",
             .title = "つなぎメモの状態",
             .about = "`src/referral/memo.hpp`。",
             .rows = rows_of(referral::memo_transitions)},
            {.name = "plan",
             .title = "支援プランの状態",
             .about = "`src/plan/plan_states.hpp`。",
             .rows = rows_of(plan::plan_transitions)},
            {.name = "sitting",
             .title = "会議(開催)の状態",
             .about = "`src/conference/sitting_states.hpp`。",
             .rows = rows_of(conference::sitting_transitions)}};
}

/// 「図にない矢印: …からは、「…」で終結へ。」
std::string told_in_words(const Diagram& diagram) {
    std::string states;
    const Row* last = nullptr;
    for (const auto& row : diagram.rows) {
        if (!row.told) continue;
        states += (states.empty() ? "" : "、") + row.from;
        last = &row;
    }
    if (last == nullptr) return {};
    return fmt::format("図にない矢印: {} からは、「{}」で「{}」へ進む。", states, last->event,
                       last->to);
}

std::string page_of(const Diagram& diagram) {
    std::string page = fmt::format(
        "# {0}\n\n表は、プログラムが動くときに使う表から作る(`make rebaseline`)。元: {1}\n\n"
        "![{0}]({2}.svg)\n\n",
        diagram.title, diagram.about, diagram.name);
    if (const auto told = told_in_words(diagram); !told.empty()) page += told + "\n\n";
    const bool says_who =
        std::ranges::any_of(diagram.rows, [](const Row& row) { return !row.by.empty(); });
    page += says_who ? "| いまの状態 | できごと | 次の状態 | だれが(画面) |\n|---|---|---|---|\n"
                     : "| いまの状態 | できごと | 次の状態 |\n|---|---|---|\n";
    for (const auto& row : diagram.rows) {
        page += fmt::format("| {} | {} | {} |", row.from, row.event, row.to);
        page += says_who ? fmt::format(" {} |\n", row.by) : "\n";
    }
    return page;
}

/// The drawing in the words of Graphviz: one arrow for all events between two states.
std::string drawing_of(const Diagram& diagram) {
    std::string text = fmt::format(
        "digraph {} {{\n"
        "    graph [rankdir=TB, nodesep=0.5, ranksep=0.7, label=\"{}\", labelloc=t,"
        " fontname=\"Noto Sans CJK JP\", fontsize=16];\n"
        "    node [shape=box, style=\"rounded,filled\", fillcolor=\"#e8f1fe\","
        " color=\"#0017c1\", fontname=\"Noto Sans CJK JP\", fontsize=13];\n"
        "    edge [color=\"#626264\", fontname=\"Noto Sans CJK JP\", fontsize=10];\n",
        diagram.name, diagram.title);
    std::vector<std::pair<std::string, std::string>> order;
    std::map<std::pair<std::string, std::string>, std::string> words;
    std::set<std::string> leaves;
    std::map<std::string, std::size_t> place;  // the order in which the table comes to a state
    for (const auto& row : diagram.rows) leaves.insert(row.from);
    for (const auto& row : diagram.rows) place.try_emplace(row.from, place.size());
    for (const auto& row : diagram.rows) {
        if (!leaves.contains(row.to)) {
            text += fmt::format("    \"{}\" [fillcolor=\"#e6e6e6\", color=\"#626264\"];\n", row.to);
            leaves.insert(row.to);
        }
        if (row.told) continue;
        const std::pair key{row.from, row.to};
        auto [at, fresh] = words.try_emplace(key, row.event);
        if (fresh) order.push_back(key);
        if (!fresh) at->second += "\\n" + row.event;
    }
    for (const auto& key : order) {
        // What leads back does not push the states about.
        const auto to = place.find(key.second);
        const bool back = to != place.end() && to->second < place.at(key.first);
        text += fmt::format("    \"{}\" -> \"{}\" [label=\"{}\"{}];\n", key.first, key.second,
                            words.at(key), back ? ", style=dashed, constraint=false" : "");
    }
    return text + "}\n";
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

void expect_golden(const std::filesystem::path& path, const std::string& wanted) {
    if (std::getenv("KASANE_REBASELINE") != nullptr) {
        std::ofstream(path, std::ios::binary) << wanted;
        return;
    }
    EXPECT_EQ(content_of(path), wanted)
        << path << " is stale: make rebaseline, then look at the difference";
}

TEST(GoldenStateDiagrams, are_what_the_transition_tables_say) {
    const std::filesystem::path folder = "docs/domain/states";
    for (const auto& diagram : all_diagrams()) {
        expect_golden(folder / (diagram.name + ".md"), page_of(diagram));
        expect_golden(folder / (diagram.name + ".dot"), drawing_of(diagram));
    }
}

}  // namespace
}  // namespace kasane
