#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "kernel/japanese_text.hpp"
#include "law/gates.hpp"
#include "law/provisions.hpp"
#include "law/secrecy_notice.hpp"

namespace kasane::law {
namespace {

Date on(const char* iso) { return Date::parse(iso).value(); }

TEST(Provisions, say_what_they_are_and_where_they_stand) {
    for (const auto* provision : all_provisions()) {
        EXPECT_TRUE(provision->article.starts_with(provision->act)) << provision->id;
        EXPECT_FALSE(provision->title.empty()) << provision->id;
        EXPECT_TRUE(provision->summary.ends_with("。")) << provision->id;
        EXPECT_LE(character_count(provision->summary), 80U) << provision->id;
        EXPECT_TRUE(provision->valid_from.ok()) << provision->id;
        EXPECT_TRUE(!provision->valid_to || *provision->valid_to > provision->valid_from)
            << provision->id;
        EXPECT_EQ(find(provision->id), provision);
    }
    EXPECT_EQ(find("no_such_provision"), nullptr);
}

TEST(Provisions, with_the_same_article_never_hold_on_the_same_day) {
    const auto all = all_provisions();
    for (const auto* left : all) {
        for (const auto* right : all) {
            if (left == right || left->article != right->article) continue;
            const bool apart = (left->valid_to && *left->valid_to < right->valid_from) ||
                               (right->valid_to && *right->valid_to < left->valid_from);
            EXPECT_TRUE(apart) << left->id << " and " << right->id;
        }
    }
}

TEST(Provisions, begin_and_end_on_their_days) {
    EXPECT_FALSE(in_force(support_conference_secrecy, on("2025-03-31")));
    EXPECT_TRUE(in_force(support_conference_secrecy, on("2025-04-01")));
    EXPECT_TRUE(in_force(support_conference_secrecy_until_2025, on("2025-03-31")));
    EXPECT_FALSE(in_force(support_conference_secrecy_until_2025, on("2025-04-01")));
    EXPECT_FALSE(in_force(support_conference, on("2021-03-31")));
}

TEST(Provisions, the_reform_may_change_say_so) {
    for (const auto* provision : all_provisions()) {
        if (!provision->article.starts_with("社会福祉法106条の")) continue;
        if (provision->valid_to) continue;
        EXPECT_EQ(provision->note, reform_2026) << provision->id;
    }
}

TEST(Gates, have_a_name_a_rule_and_something_they_rest_on) {
    std::set<std::string_view> names;
    for (const auto* gate : all_gates()) {
        EXPECT_TRUE(gate->name.starts_with("gate.")) << gate->name;
        EXPECT_TRUE(names.insert(gate->name).second) << gate->name;
        EXPECT_TRUE(gate->rule.ends_with("。")) << gate->name;
        EXPECT_LE(std::ranges::count(std::string(gate->rule), '\n'), 0) << gate->name;
        EXPECT_FALSE(gate->provisions.empty()) << gate->name;
        EXPECT_FALSE(citation(*gate, on("2026-11-21")).empty()) << gate->name;
        EXPECT_EQ(find_gate(gate->name), gate);
    }
    EXPECT_EQ(names.size(), 21U);
    EXPECT_EQ(find_gate("gate.no_such_gate"), nullptr);
}

TEST(Gates, cite_the_wording_of_the_day) {
    EXPECT_EQ(citation(gates::conference_information, on("2026-11-21")),
              "社会福祉法106条の6第6項、社会福祉法159条2号");
    EXPECT_EQ(citation(gates::conference_information, on("2024-11-21")),
              "社会福祉法106条の6第5項、社会福祉法159条2号");
    EXPECT_EQ(citation(gates::plan_decision),
              "社会福祉法106条の4第2項6号、国の重層的支援体制整備事業実施要綱");
}

TEST(Gates, refuse_with_their_name_and_basis) {
    const auto refusal = refuse(gates::plan_is_reviewed, "次に確認する日を入力してください。",
                                "あとで変えられます。");
    EXPECT_EQ(refusal.kind, RefusalKind::Rule);
    EXPECT_EQ(refusal.code, "gate.plan_is_reviewed");
    EXPECT_EQ(refusal.message, "次に確認する日を入力してください。");
    EXPECT_EQ(refusal.basis, "社会福祉法施行規則34条の8");
    EXPECT_EQ(refusal.instead, "あとで変えられます。");
    EXPECT_THROW(static_cast<void>(refuse(gates::memo, "")), BrokenInvariant);
}

TEST(Gates, refuse_what_was_entered_beside_its_field) {
    const auto refusal = refuse_field(gates::memo, "decline_reason", "理由を選んでください。");
    EXPECT_EQ(refusal.kind, RefusalKind::Invalid);
    EXPECT_EQ(refusal.code, "gate.memo");
    EXPECT_EQ(refusal.field, "decline_reason");
    EXPECT_EQ(refusal.basis, citation(gates::memo));
    EXPECT_THROW(static_cast<void>(refuse_field(gates::memo, "", "理由")), BrokenInvariant);
}

TEST(SecrecyNotice, is_shown_in_the_wording_of_the_day) {
    const auto today = support_conference_notice(on("2026-11-21"));
    EXPECT_NE(today.paragraphs.at(2).find("拘禁刑"), std::string::npos);
    EXPECT_NE(today.paragraphs.at(1).find("106条の6第6項"), std::string::npos);
    const auto before = support_conference_notice(on("2025-03-31"));
    EXPECT_NE(before.paragraphs.at(2).find("懲役"), std::string::npos);
    EXPECT_NE(before.paragraphs.at(1).find("106条の6第5項"), std::string::npos);
    EXPECT_NE(today.version, before.version);
    EXPECT_THROW(static_cast<void>(support_conference_notice(on("2021-03-31"))), BrokenInvariant);
}

}  // namespace
}  // namespace kasane::law
