// Every cell of 巻末資料「辰野町重層的支援体制整備事業に資する取組」 is in the shipped profile. The tables
// were typed by hand from the plan (令和8年7月), not from the profile.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "municipality/profile.hpp"
#include "tests/support/tatsuno_profile.hpp"

namespace kasane::municipality {
namespace {

using test_support::tatsuno_profile;

/// One table of 巻末資料, cell by cell. `facts` are the names, numbers and terms that the 事業内容
/// must carry; its sentences are ours.
struct PlanTable {
    std::string_view number;
    std::string_view heading;
    std::string_view field;
    std::vector<StatuteItem> items;
    std::string_view responsible;
    std::vector<std::string_view> facts;
    std::vector<std::string_view> list;
    std::string_view target;
    std::string_view operation;
    std::string_view agencies;
};

const std::vector<PlanTable>& plan_tables() {
    static const std::vector<PlanTable> tables{
        {"(1)ア",
         "地域包括支援センター運営事業",
         "高齢",
         {StatuteItem::Item1I},
         "保健福祉課(高齢者相談支援センター)",
         {"介護保険法(平成9年法律第123号)第115条の46", "社会福祉士", "保健師", "主任介護支援専門員",
          "総合的な相談", "権利擁護", "介護予防のケアプラン作成", "住み慣れた地域"},
         {},
         "65歳以上の高齢者及びその家族等",
         "直営",
         "保健福祉課"},
        {"(1)イ",
         "障害者相談支援事業",
         "障がい",
         {StatuteItem::Item1Ro},
         "保健福祉課(障がい福祉係)",
         {"平成17年法律第123号", "障害者総合支援法", "第2条", "情報の提供", "助言", "虐待の防止",
          "早期発見", "連絡調整", "権利擁護"},
         {},
         "障がい者及びその家族等",
         "直営・委託",
         "保健福祉課 上伊那圏域障がい者総合支援センター「きらりあ」"},
        {"(1)ウ",
         "利用者支援事業",
         "子ども",
         {StatuteItem::Item1Ha},
         "子育て応援課(こども家庭センター・子育て政策係)",
         {"子ども・子育て支援法(平成24年法律第65号)", "教育・保育・保健", "【こども家庭センター】",
          "「こども家庭センターガイドライン」(令和6年3月30日付)", "母子保健機能", "児童福祉機能",
          "妊産婦", "乳幼児", "虐待", "切れ目なく"},
         {},
         "町内在住の子どもとその家庭(妊産婦含む)",
         "直営",
         "子育て応援課 子育て支援センター内「町の保健室」"},
        {"(1)エ",
         "自立相談支援事業",
         "生活困窮",
         {StatuteItem::Item1Ni},
         "保健福祉課(社会福祉係)",
         {"一時的な相談支援", "生活困窮者", "家族その他の関係者", "情報の提供", "助言",
          "県との連絡調整", "自立支援事業", "身近な行政機関"},
         {},
         "生活困窮者(生活に困窮している、又は生活困窮に陥る恐れのある人)",
         "直営・委託",
         "保健福祉課 上伊那福祉事務所 辰野町社会福祉協議会 生活就労支援センター まいさぼ上伊那"},
        {"(2)",
         "参加支援事業",
         "",
         {StatuteItem::Item2},
         "保健福祉課(重層推進室)",
         {"就労体験、交流体験等", "社会資源", "支援メニュー", "受け皿"},
         {},
         "社会参加支援に向けた既存の支援では対応できない個別性の高いニーズを有している人",
         "直営",
         "保健福祉課"},
        {"(3)ア",
         "地域介護予防活動支援事業",
         "高齢",
         {StatuteItem::Item3I},
         "保健福祉課(高齢者相談支援センター)",
         {"サロン", "通いの場", "講師等", "派遣"},
         {"ふれ愛サロン", "地域介護予防活動支援事業補助金", "介護予防ボランティアポイント"},
         "65歳以上の高齢者",
         "直営・委託",
         "保健福祉課 町内17区 各活動団体"},
        {"(3)イ",
         "生活支援体制整備事業",
         "高齢",
         {StatuteItem::Item3Ro},
         "保健福祉課(高齢者相談支援センター)",
         {"ボランティア団体、NPO法人、民間企業", "資源開発", "担い手の養成", "たつのつながる協議体",
          "生活支援コーディネーター", "辰野町社会福祉協議会"},
         {},
         "地域住民や団体等",
         "委託",
         "辰野町社会福祉協議会"},
        {"(3)ウ",
         "地域活動支援センター設置事業",
         "障がい",
         {StatuteItem::Item3Ha},
         "保健福祉課(障がい福祉係)",
         {"障害者総合支援法第77条", "創作的活動等", "精神保健福祉士等", "普及啓発事業"},
         {},
         "障がい者等及びその家族等",
         "委託",
         "地域活動支援センター"},
        {"(3)エ",
         "地域子育て支援拠点事業",
         "こども",
         {StatuteItem::Item3Ni},
         "子育て応援課(こども家庭センター・こども保育係)",
         {"乳幼児", "相談・情報の提供・助言"},
         {"子育て親子の交流の場の提供と交流の促進", "子育て等に関する相談、援助の実施",
          "地域の子育て関連情報の提供", "子育て及び子育て支援に関する講習等の実施",
          "その他子育て支援に資する事業の実施"},
         "町内在住の子どもとその家庭",
         "直営",
         "子育て応援課 子育て支援センター「ちびっこ愛ランド」"},
        {"(3)オ",
         "生活困窮者支援等のための地域づくり事業",
         "生活困窮",
         {StatuteItem::Item3},
         "保健福祉課(社会福祉係)",
         {"地域住民のニーズ・生活課題の把握", "住民主体の活動支援・情報発信",
          "地域コミュニティを形成する居場所づくり", "多様な担い手が連携する仕組みづくり", "共助"},
         {},
         "地域において多様なニーズを抱える人・世帯等",
         "直営・委託",
         "保健福祉課 上伊那福祉事務所 辰野町社会福祉協議会 生活就労支援センター まいさぼ上伊那"},
        {"(4)",
         "アウトリーチ事業",
         "",
         {StatuteItem::Item4},
         "保健福祉課(重層推進室)",
         {"訪問等のアウトリーチ", "リストの作成や更新", "伴走型支援", "支援機関へのつなぎ"},
         {},
         "ひきこもりやセルフネグレクトなど、潜在的な支援ニーズを抱える人や世帯等",
         "直営",
         "保健福祉課 子育て応援課(こども家庭センター) 庁内各課 町立辰野病院 "
         "辰野町社会福祉協議会 生活就労支援センター まいさぼ上伊那 民生児童委員 等"},
        {"(5)",
         "多機関協働事業(第5号) 支援プランの作成(第6号)",
         "",
         {StatuteItem::Item5, StatuteItem::Item6},
         "保健福祉課(重層推進室)",
         {"高齢、障がい、こども、生活困窮", "役割分担", "包括的な支援体制"},
         {"相談受付", "世帯全体のアセスメント", "支援プランの作成",
          "さぼネット会議・たつのまるごと会議の開催", "支援状況の進捗管理", "支援の評価"},
         "複雑化・複合化した課題や制度の狭間にある人とその世帯等",
         "直営",
         "保健福祉課 子育て応援課(こども家庭センター) 庁内各課 町立辰野病院 "
         "辰野町社会福祉協議会 福祉関係事業所 医療関係事業所 等"},
    };
    return tables;
}

std::string printed(const Programme& programme, std::string_view row) {
    const auto* cell = programme.cell(row);
    return cell == nullptr ? std::string("—") : cell->text.value_or("not stated");
}

TEST(TatsunoPlan, has_every_cell_of_the_tables_at_the_end_of_the_plan) {
    const auto profile = tatsuno_profile();
    ASSERT_EQ(profile->programmes.size(), plan_tables().size());
    for (std::size_t i = 0; i < plan_tables().size(); ++i) {
        const auto& table = plan_tables()[i];
        const auto& programme = profile->programmes[i];
        SCOPED_TRACE(std::string(table.heading));
        EXPECT_EQ(programme.number, table.number);
        EXPECT_EQ(programme.heading, table.heading);
        EXPECT_EQ(programme.field_label, table.field);
        EXPECT_EQ(programme.items, table.items);
        EXPECT_EQ(printed(programme, "responsible"), table.responsible);
        EXPECT_EQ(printed(programme, "target"), table.target);
        EXPECT_EQ(printed(programme, "operation"), table.operation);
        EXPECT_EQ(printed(programme, "agencies"), table.agencies);
        for (const auto fact : table.facts) {
            EXPECT_NE(printed(programme, "content").find(fact), std::string::npos) << fact;
        }
        const auto& items = programme.cell("content")->items;
        EXPECT_TRUE(std::ranges::equal(items, table.list));
        EXPECT_EQ(programme.cell("content")->wording, Wording::Own);
    }
}

TEST(TatsunoPlan, prints_the_rows_of_its_tables_in_the_plans_order) {
    std::vector<std::string> labels;
    for (const auto& row : tatsuno_profile()->programme_rows) labels.push_back(row.label);
    EXPECT_EQ(labels, (std::vector<std::string>{"事業担当", "事業内容", "主たる支援対象者",
                                                "実施方式", "主たる支援機関"}));
}

TEST(TatsunoPlan, structures_the_cells_it_prints) {
    for (const auto& programme : tatsuno_profile()->programmes) {
        SCOPED_TRACE(programme.heading);
        std::string modes;
        for (const auto& operation : programme.operations) {
            if (!modes.empty()) modes += "・";
            modes += label_of(operation.mode);
        }
        EXPECT_EQ(modes, printed(programme, "operation"));
        for (const auto& unit : programme.responsible) {
            EXPECT_NE(
                printed(programme, "responsible").find(tatsuno_profile()->find_unit(unit)->name),
                std::string::npos);
        }
        for (const auto& agency : programme.agencies) {
            EXPECT_NE(printed(programme, "agencies").find(tatsuno_profile()->agency_name(agency)),
                      std::string::npos)
                << agency.text();
        }
    }
}

TEST(TatsunoPlan, counts_programmes_by_statute_item) {
    const auto profile = tatsuno_profile();
    for (const auto item :
         {StatuteItem::Item1I, StatuteItem::Item1Ro, StatuteItem::Item1Ha, StatuteItem::Item1Ni,
          StatuteItem::Item2, StatuteItem::Item3I, StatuteItem::Item3Ro, StatuteItem::Item3Ha,
          StatuteItem::Item3Ni, StatuteItem::Item3, StatuteItem::Item4, StatuteItem::Item5,
          StatuteItem::Item6}) {
        EXPECT_EQ(profile->programmes_of(item).size(), 1U) << label_of(item);
    }
    EXPECT_TRUE(profile->programmes_of(StatuteItem::Item1).empty());
    EXPECT_EQ(profile->programmes_of(StatuteItem::Item5),
              profile->programmes_of(StatuteItem::Item6));
}

}  // namespace
}  // namespace kasane::municipality
