#include "cli/invented_names.hpp"

#include <array>
#include <span>

namespace kasane::cli {
namespace {

struct FrequentName {
    std::string_view name;
    std::string_view kana;
    std::size_t in_ten_thousand;
};
struct NamePart {
    std::string_view name;
    std::string_view kana;
};

// Family names and the parts others are put together of. Frequencies are rough, in ten thousand
// people; kanji that have other forms are written in the common one.
constexpr std::array frequent_families{
    FrequentName{"佐藤", "サトウ", 150},   FrequentName{"鈴木", "スズキ", 142},
    FrequentName{"高橋", "タカハシ", 112}, FrequentName{"田中", "タナカ", 106},
    FrequentName{"伊藤", "イトウ", 85},    FrequentName{"渡辺", "ワタナベ", 84},
    FrequentName{"山本", "ヤマモト", 83},  FrequentName{"中村", "ナカムラ", 83},
    FrequentName{"小林", "コバヤシ", 81},  FrequentName{"加藤", "カトウ", 71},
    FrequentName{"吉田", "ヨシダ", 66},    FrequentName{"山田", "ヤマダ", 65},
    FrequentName{"佐々木", "ササキ", 53},  FrequentName{"山口", "ヤマグチ", 51},
    FrequentName{"松本", "マツモト", 50},  FrequentName{"井上", "イノウエ", 49},
    FrequentName{"木村", "キムラ", 46},    FrequentName{"林", "ハヤシ", 43},
    FrequentName{"斎藤", "サイトウ", 43},  FrequentName{"清水", "シミズ", 42},
    FrequentName{"山崎", "ヤマザキ", 38},  FrequentName{"森", "モリ", 37},
    FrequentName{"阿部", "アベ", 37},      FrequentName{"池田", "イケダ", 36},
    FrequentName{"橋本", "ハシモト", 36},  FrequentName{"山下", "ヤマシタ", 34},
    FrequentName{"石川", "イシカワ", 34},  FrequentName{"中島", "ナカジマ", 33},
    FrequentName{"前田", "マエダ", 32},    FrequentName{"藤田", "フジタ", 31},
    FrequentName{"小川", "オガワ", 31},    FrequentName{"後藤", "ゴトウ", 31},
    FrequentName{"岡田", "オカダ", 30},    FrequentName{"長谷川", "ハセガワ", 30},
    FrequentName{"村上", "ムラカミ", 28},  FrequentName{"近藤", "コンドウ", 28},
    FrequentName{"石井", "イシイ", 27},    FrequentName{"坂本", "サカモト", 27},
    FrequentName{"遠藤", "エンドウ", 26},  FrequentName{"青木", "アオキ", 26},
    FrequentName{"藤井", "フジイ", 25},    FrequentName{"西村", "ニシムラ", 25},
    FrequentName{"福田", "フクダ", 24},    FrequentName{"太田", "オオタ", 24},
    FrequentName{"三浦", "ミウラ", 23},    FrequentName{"岡本", "オカモト", 23},
    FrequentName{"松田", "マツダ", 22},    FrequentName{"中川", "ナカガワ", 22},
    FrequentName{"中野", "ナカノ", 22},    FrequentName{"原田", "ハラダ", 21},
    FrequentName{"小野", "オノ", 21},      FrequentName{"田村", "タムラ", 20},
    FrequentName{"竹内", "タケウチ", 20},  FrequentName{"金子", "カネコ", 19},
    FrequentName{"和田", "ワダ", 19},      FrequentName{"中山", "ナカヤマ", 19},
    FrequentName{"石田", "イシダ", 18},    FrequentName{"上田", "ウエダ", 18},
    FrequentName{"森田", "モリタ", 18},    FrequentName{"原", "ハラ", 18},
    FrequentName{"柴田", "シバタ", 17},    FrequentName{"酒井", "サカイ", 17},
    FrequentName{"工藤", "クドウ", 17},    FrequentName{"横山", "ヨコヤマ", 17},
    FrequentName{"宮崎", "ミヤザキ", 17},  FrequentName{"宮本", "ミヤモト", 16},
    FrequentName{"内田", "ウチダ", 16},    FrequentName{"高木", "タカギ", 16},
    FrequentName{"安藤", "アンドウ", 16},  FrequentName{"谷口", "タニグチ", 15},
    FrequentName{"大野", "オオノ", 15},    FrequentName{"丸山", "マルヤマ", 14},
    FrequentName{"今井", "イマイ", 14},    FrequentName{"武田", "タケダ", 14},
    FrequentName{"藤原", "フジワラ", 14},  FrequentName{"上野", "ウエノ", 13},
    FrequentName{"菅原", "スガワラ", 13},  FrequentName{"千葉", "チバ", 12},
    FrequentName{"久保", "クボ", 12},      FrequentName{"増田", "マスダ", 12},
    FrequentName{"小島", "コジマ", 12},    FrequentName{"平野", "ヒラノ", 12},
    FrequentName{"村田", "ムラタ", 12},    FrequentName{"大塚", "オオツカ", 11},
    FrequentName{"杉山", "スギヤマ", 11},  FrequentName{"野口", "ノグチ", 11},
    FrequentName{"桜井", "サクライ", 11},  FrequentName{"小山", "コヤマ", 10},
    FrequentName{"岩崎", "イワサキ", 10},  FrequentName{"新井", "アライ", 10},
    FrequentName{"土屋", "ツチヤ", 9},     FrequentName{"熊谷", "クマガイ", 9},
    FrequentName{"浜田", "ハマダ", 9},     FrequentName{"広瀬", "ヒロセ", 9},
    FrequentName{"小沢", "オザワ", 8},     FrequentName{"小松", "コマツ", 8},
    FrequentName{"松下", "マツシタ", 8},   FrequentName{"関", "セキ", 8},
    FrequentName{"飯島", "イイジマ", 7},   FrequentName{"宮沢", "ミヤザワ", 7},
    FrequentName{"沢田", "サワダ", 7},     FrequentName{"大槻", "オオツキ", 6},
    FrequentName{"柳沢", "ヤナギサワ", 6}, FrequentName{"滝沢", "タキザワ", 6},
    FrequentName{"堀内", "ホリウチ", 6},   FrequentName{"北原", "キタハラ", 5},
    FrequentName{"唐沢", "カラサワ", 4},   FrequentName{"野沢", "ノザワ", 4},
    FrequentName{"宮坂", "ミヤサカ", 4},   FrequentName{"藤森", "フジモリ", 4},
    FrequentName{"矢島", "ヤジマ", 4},     FrequentName{"春日", "カスガ", 3},
    FrequentName{"上島", "ウエジマ", 2},   FrequentName{"青柳", "アオヤギ", 4},
    FrequentName{"有賀", "アルガ", 2},     FrequentName{"赤羽", "アカハネ", 2},
    FrequentName{"瀬戸", "セト", 2},       FrequentName{"平出", "ヒライデ", 2},
    FrequentName{"桑沢", "クワサワ", 1},   FrequentName{"竹入", "タケイリ", 1}};
constexpr std::array first_parts{
    NamePart{"青", "アオ"}, NamePart{"赤", "アカ"},   NamePart{"秋", "アキ"},
    NamePart{"浅", "アサ"}, NamePart{"新", "ニイ"},   NamePart{"飯", "イイ"},
    NamePart{"石", "イシ"}, NamePart{"板", "イタ"},   NamePart{"今", "イマ"},
    NamePart{"岩", "イワ"}, NamePart{"植", "ウエ"},   NamePart{"梅", "ウメ"},
    NamePart{"江", "エ"},   NamePart{"榎", "エノ"},   NamePart{"大", "オオ"},
    NamePart{"奥", "オク"}, NamePart{"押", "オシ"},   NamePart{"鬼", "オニ"},
    NamePart{"片", "カタ"}, NamePart{"金", "カネ"},   NamePart{"亀", "カメ"},
    NamePart{"川", "カワ"}, NamePart{"北", "キタ"},   NamePart{"木", "キ"},
    NamePart{"久", "ヒサ"}, NamePart{"倉", "クラ"},   NamePart{"黒", "クロ"},
    NamePart{"桑", "クワ"}, NamePart{"小", "コ"},     NamePart{"榊", "サカキ"},
    NamePart{"坂", "サカ"}, NamePart{"笹", "ササ"},   NamePart{"沢", "サワ"},
    NamePart{"塩", "シオ"}, NamePart{"柴", "シバ"},   NamePart{"島", "シマ"},
    NamePart{"下", "シモ"}, NamePart{"白", "シラ"},   NamePart{"杉", "スギ"},
    NamePart{"砂", "スナ"}, NamePart{"瀬", "セ"},     NamePart{"高", "タカ"},
    NamePart{"滝", "タキ"}, NamePart{"竹", "タケ"},   NamePart{"立", "タチ"},
    NamePart{"谷", "タニ"}, NamePart{"玉", "タマ"},   NamePart{"塚", "ツカ"},
    NamePart{"月", "ツキ"}, NamePart{"津", "ツ"},     NamePart{"鶴", "ツル"},
    NamePart{"寺", "テラ"}, NamePart{"豊", "トヨ"},   NamePart{"鳥", "トリ"},
    NamePart{"中", "ナカ"}, NamePart{"永", "ナガ"},   NamePart{"成", "ナリ"},
    NamePart{"西", "ニシ"}, NamePart{"根", "ネ"},     NamePart{"萩", "ハギ"},
    NamePart{"畑", "ハタ"}, NamePart{"花", "ハナ"},   NamePart{"浜", "ハマ"},
    NamePart{"早", "ハヤ"}, NamePart{"東", "ヒガシ"}, NamePart{"平", "ヒラ"},
    NamePart{"広", "ヒロ"}, NamePart{"深", "フカ"},   NamePart{"福", "フク"},
    NamePart{"藤", "フジ"}, NamePart{"古", "フル"},   NamePart{"細", "ホソ"},
    NamePart{"堀", "ホリ"}, NamePart{"前", "マエ"},   NamePart{"牧", "マキ"},
    NamePart{"松", "マツ"}, NamePart{"水", "ミズ"},   NamePart{"三", "ミ"},
    NamePart{"溝", "ミゾ"}, NamePart{"南", "ミナミ"}, NamePart{"峰", "ミネ"},
    NamePart{"宮", "ミヤ"}, NamePart{"向", "ムカイ"}, NamePart{"森", "モリ"},
    NamePart{"八", "ヤ"},   NamePart{"柳", "ヤナギ"}, NamePart{"山", "ヤマ"},
    NamePart{"湯", "ユ"},   NamePart{"吉", "ヨシ"},   NamePart{"若", "ワカ"},
    NamePart{"渡", "ワタ"}};
constexpr std::array second_parts{
    NamePart{"石", "イシ"}, NamePart{"泉", "イズミ"}, NamePart{"江", "エ"},
    NamePart{"岡", "オカ"}, NamePart{"尾", "オ"},     NamePart{"垣", "ガキ"},
    NamePart{"方", "カタ"}, NamePart{"神", "カミ"},   NamePart{"川", "カワ"},
    NamePart{"岸", "ギシ"}, NamePart{"木", "キ"},     NamePart{"口", "グチ"},
    NamePart{"倉", "クラ"}, NamePart{"越", "コシ"},   NamePart{"坂", "サカ"},
    NamePart{"崎", "サキ"}, NamePart{"沢", "ザワ"},   NamePart{"島", "シマ"},
    NamePart{"下", "シタ"}, NamePart{"瀬", "セ"},     NamePart{"園", "ゾノ"},
    NamePart{"田", "タ"},   NamePart{"竹", "タケ"},   NamePart{"谷", "タニ"},
    NamePart{"塚", "ヅカ"}, NamePart{"津", "ツ"},     NamePart{"戸", "ド"},
    NamePart{"中", "ナカ"}, NamePart{"永", "ナガ"},   NamePart{"沼", "ヌマ"},
    NamePart{"根", "ネ"},   NamePart{"野", "ノ"},     NamePart{"場", "バ"},
    NamePart{"橋", "ハシ"}, NamePart{"畑", "ハタ"},   NamePart{"浜", "ハマ"},
    NamePart{"原", "ハラ"}, NamePart{"平", "ヒラ"},   NamePart{"淵", "ブチ"},
    NamePart{"部", "ベ"},   NamePart{"堀", "ボリ"},   NamePart{"松", "マツ"},
    NamePart{"丸", "マル"}, NamePart{"見", "ミ"},     NamePart{"宮", "ミヤ"},
    NamePart{"村", "ムラ"}, NamePart{"本", "モト"},   NamePart{"森", "モリ"},
    NamePart{"屋", "ヤ"},   NamePart{"山", "ヤマ"}};

/// Kanji of family names with the form that some families write. All of them are folded by
/// kernel/name_variants.
struct OtherForm {
    std::string_view common;
    std::string_view other;
};
constexpr std::array other_forms{
    OtherForm{"高", "髙"}, OtherForm{"辺", "邉"}, OtherForm{"斎", "齋"}, OtherForm{"崎", "﨑"},
    OtherForm{"沢", "澤"}, OtherForm{"島", "嶋"}, OtherForm{"浜", "濱"}, OtherForm{"広", "廣"},
    OtherForm{"桜", "櫻"}, OtherForm{"滝", "瀧"}, OtherForm{"吉", "𠮷"}, OtherForm{"関", "關"},
    OtherForm{"淵", "渕"}, OtherForm{"峰", "峯"}, OtherForm{"塩", "鹽"}, OtherForm{"豊", "豐"},
    OtherForm{"園", "薗"}, OtherForm{"黒", "黑"}};

constexpr std::array male_beginnings{
    NamePart{"健", "ケン"}, NamePart{"和", "カズ"}, NamePart{"正", "マサ"}, NamePart{"隆", "タカ"},
    NamePart{"浩", "ヒロ"}, NamePart{"英", "ヒデ"}, NamePart{"義", "ヨシ"}, NamePart{"秀", "ヒデ"},
    NamePart{"明", "アキ"}, NamePart{"俊", "トシ"}, NamePart{"直", "ナオ"}, NamePart{"孝", "タカ"},
    NamePart{"幸", "ユキ"}, NamePart{"光", "ミツ"}, NamePart{"裕", "ヒロ"}, NamePart{"智", "トモ"},
    NamePart{"信", "ノブ"}, NamePart{"達", "タツ"}, NamePart{"康", "ヤス"}, NamePart{"邦", "クニ"},
    NamePart{"清", "キヨ"}, NamePart{"茂", "シゲ"}, NamePart{"武", "タケ"}, NamePart{"哲", "テツ"},
    NamePart{"昭", "アキ"}, NamePart{"悠", "ユウ"}, NamePart{"拓", "タク"}, NamePart{"陽", "ハル"},
    NamePart{"雅", "マサ"}, NamePart{"克", "カツ"}, NamePart{"敏", "トシ"}, NamePart{"博", "ヒロ"},
    NamePart{"文", "フミ"}, NamePart{"貴", "タカ"}};
constexpr std::array female_beginnings{
    NamePart{"美", "ミ"},   NamePart{"由", "ユ"},   NamePart{"久", "ヒサ"}, NamePart{"恵", "エ"},
    NamePart{"和", "カズ"}, NamePart{"千", "チ"},   NamePart{"陽", "ハル"}, NamePart{"真", "マ"},
    NamePart{"直", "ナオ"}, NamePart{"智", "トモ"}, NamePart{"友", "トモ"}, NamePart{"明", "アキ"},
    NamePart{"優", "ユウ"}, NamePart{"沙", "サ"},   NamePart{"結", "ユ"},   NamePart{"彩", "アヤ"},
    NamePart{"麻", "マ"},   NamePart{"理", "リ"},   NamePart{"佳", "ヨシ"}, NamePart{"幸", "サチ"},
    NamePart{"春", "ハル"}, NamePart{"文", "フミ"}, NamePart{"律", "リツ"}, NamePart{"節", "セツ"},
    NamePart{"芳", "ヨシ"}, NamePart{"清", "キヨ"}, NamePart{"静", "シズ"}, NamePart{"澄", "スミ"},
    NamePart{"敏", "トシ"}, NamePart{"弘", "ヒロ"}, NamePart{"里", "リ"},   NamePart{"百", "モモ"},
    NamePart{"絵", "エ"},   NamePart{"志", "シ"}};
constexpr std::array male_elders{
    NamePart{"雄", "オ"},   NamePart{"男", "オ"},   NamePart{"夫", "オ"},  NamePart{"治", "ハル"},
    NamePart{"次", "ツグ"}, NamePart{"三", "ゾウ"}, NamePart{"吉", "キチ"}};
constexpr std::array male_adults{
    NamePart{"之", "ユキ"}, NamePart{"也", "ヤ"},   NamePart{"樹", "キ"}, NamePart{"彦", "ヒコ"},
    NamePart{"史", "フミ"}, NamePart{"弘", "ヒロ"}, NamePart{"志", "シ"}, NamePart{"司", "シ"}};
constexpr std::array male_children{
    NamePart{"太", "タ"}, NamePart{"斗", "ト"}, NamePart{"真", "マ"},   NamePart{"人", "ト"},
    NamePart{"希", "キ"}, NamePart{"輝", "キ"}, NamePart{"介", "スケ"}, NamePart{"翔", "ト"}};
constexpr std::array female_elders{NamePart{"子", "コ"}, NamePart{"江", "エ"},
                                   NamePart{"代", "ヨ"}, NamePart{"枝", "エ"},
                                   NamePart{"乃", "ノ"}, NamePart{"世", "ヨ"}};
constexpr std::array female_adults{NamePart{"子", "コ"}, NamePart{"香", "カ"}, NamePart{"紀", "キ"},
                                   NamePart{"穂", "ホ"}, NamePart{"奈", "ナ"}, NamePart{"恵", "エ"},
                                   NamePart{"実", "ミ"}, NamePart{"保", "ホ"}};
constexpr std::array female_children{
    NamePart{"菜", "ナ"}, NamePart{"花", "カ"}, NamePart{"音", "ネ"},
    NamePart{"衣", "イ"}, NamePart{"乃", "ノ"}, NamePart{"莉", "リ"},
    NamePart{"奈", "ナ"}, NamePart{"葉", "ハ"}, NamePart{"希", "キ"}};

std::span<const NamePart> endings(Place place, bool is_female) {
    switch (place) {
        case Place::Elder:
            return is_female ? std::span<const NamePart>(female_elders) : male_elders;
        case Place::Adult:
            return is_female ? std::span<const NamePart>(female_adults) : male_adults;
        case Place::Child:
            return is_female ? std::span<const NamePart>(female_children) : male_children;
    }
    broken_invariant("every generation has its names", std::source_location::current());
}

FamilyName common_family(Chance& chance) {
    std::size_t draw = chance.below(10'000);
    for (const auto& frequent : frequent_families) {
        if (draw < frequent.in_ten_thousand) {
            return {std::string(frequent.name), std::string(frequent.kana)};
        }
        draw -= frequent.in_ten_thousand;
    }
    const auto& first = chance.of(first_parts);
    const auto* second = &chance.of(second_parts);
    while (second->name == first.name) second = &chance.of(second_parts);
    return {std::string(first.name) + std::string(second->name),
            std::string(first.kana) + std::string(second->kana)};
}

}  // namespace

FamilyName invent_family(Chance& chance) {
    constexpr std::size_t one_writes_another_form = 6;
    auto family = common_family(chance);
    if (chance.one_in(one_writes_another_form)) family.name = written_otherwise(family.name);
    return family;
}

GivenName invent_given(Chance& chance, Place place) {
    const bool is_female = chance.one_in(2);
    const auto& first = is_female ? chance.of(female_beginnings) : chance.of(male_beginnings);
    const auto all = endings(place, is_female);
    const auto* last = &chance.of(all);
    while (last->name == first.name) last = &chance.of(all);
    return {std::string(first.name) + std::string(last->name),
            std::string(first.kana) + std::string(last->kana),
            is_female ? people::Gender::Female : people::Gender::Male};
}

std::string written_otherwise(std::string_view family) {
    std::string written(family);
    for (const auto& [common, other] : other_forms) {
        const bool is_common = written.find(common) != std::string::npos;
        const auto& from = is_common ? common : other;
        const auto at = written.find(from);
        if (at == std::string::npos) continue;
        return written.replace(at, from.size(), is_common ? other : common);
    }
    return written;
}

}  // namespace kasane::cli
