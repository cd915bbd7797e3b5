#include "cli/invented_people.hpp"

#include <fmt/format.h>

namespace kasane::cli {
namespace {

constexpr std::array families{
    FamilyName{"青柳", "アオヤギ"}, FamilyName{"赤羽", "アカハネ"}, FamilyName{"有賀", "アルガ"},
    FamilyName{"飯島", "イイジマ"}, FamilyName{"伊東", "イトウ"},   FamilyName{"上島", "ウエジマ"},
    FamilyName{"大槻", "オオツキ"}, FamilyName{"小沢", "オザワ"},   FamilyName{"春日", "カスガ"},
    FamilyName{"唐沢", "カラサワ"}, FamilyName{"北原", "キタハラ"}, FamilyName{"熊谷", "クマガイ"},
    FamilyName{"桑沢", "クワサワ"}, FamilyName{"小松", "コマツ"},   FamilyName{"佐藤", "サトウ"},
    FamilyName{"清水", "シミズ"},   FamilyName{"瀬戸", "セト"},     FamilyName{"髙橋", "タカハシ"},
    FamilyName{"竹入", "タケイリ"}, FamilyName{"土屋", "ツチヤ"},   FamilyName{"中谷", "ナカヤ"},
    FamilyName{"野澤", "ノザワ"},   FamilyName{"林", "ハヤシ"},     FamilyName{"平出", "ヒライデ"},
    FamilyName{"藤森", "フジモリ"}, FamilyName{"堀内", "ホリウチ"}, FamilyName{"松下", "マツシタ"},
    FamilyName{"宮坂", "ミヤサカ"}, FamilyName{"村上", "ムラカミ"}, FamilyName{"矢島", "ヤジマ"},
    FamilyName{"山﨑", "ヤマザキ"}, FamilyName{"渡邉", "ワタナベ"}};

struct GivenName {
    std::string_view name;
    std::string_view kana;
    people::Gender gender;
};
constexpr auto female = people::Gender::Female;
constexpr auto male = people::Gender::Male;
constexpr std::array elders{
    GivenName{"節子", "セツコ", female}, GivenName{"和子", "カズコ", female},
    GivenName{"ハナ", "ハナ", female},   GivenName{"千代", "チヨ", female},
    GivenName{"勝", "マサル", male},     GivenName{"清", "キヨシ", male},
    GivenName{"茂", "シゲル", male},     GivenName{"正雄", "マサオ", male}};
constexpr std::array adults{
    GivenName{"直美", "ナオミ", female},   GivenName{"由香", "ユカ", female},
    GivenName{"久美子", "クミコ", female}, GivenName{"恵", "メグミ", female},
    GivenName{"誠", "マコト", male},       GivenName{"健二", "ケンジ", male},
    GivenName{"浩一", "コウイチ", male},   GivenName{"隆", "タカシ", male}};
constexpr std::array children{
    GivenName{"陽菜", "ヒナ", female}, GivenName{"美咲", "ミサキ", female},
    GivenName{"結衣", "ユイ", female}, GivenName{"蓮", "レン", male},
    GivenName{"悠斗", "ユウト", male}, GivenName{"颯太", "ソウタ", male}};

constexpr std::array troubles{
    Trouble{"父の物忘れが増え、息子は何年も部屋から出てこない。年金だけでは暮らしが苦しい。",
            "elder_care", "p8050"},
    Trouble{"電気が止まりそうで、食べるものも少ない。仕事が続かない。", "income_living_cost",
            "poverty"},
    Trouble{"母の介護と幼い子の世話が重なり、夜も眠れない。", "elder_care", "double_care"},
    Trouble{"中学生の娘が、祖母の通院に付き添って学校を休みがちになっている。",
            "hikikomori_truancy", "young_carer"},
    Trouble{"家の中に物があふれ、近所から心配の声が出ている。本人は困っていないと言う。",
            "community_relation", "hoarding"},
    Trouble{"借金の督促が続いていて、どこに相談すればよいか分からない。", "debt", "multiple_debt"},
    Trouble{"手帳はないが、対人関係が難しく仕事を転々としている。", "work_trouble",
            "disability_suspected"},
    Trouble{"退院後の住まいが決まらない。保証人になる人がいない。", "housing", "unstable_housing"},
    Trouble{"離婚のあと、子どもの学費と家賃が払えない。", "rent_loan_payment", "single_parent"},
    Trouble{"隣の家から大きな声が聞こえる。様子を見てほしい。", "family_relation",
            "family_problem"}};

constexpr std::array areas{"北の沢", "東町", "川端", "中原", "上の段", "山寄"};

}  // namespace

const FamilyName& invent_family(Chance& chance) { return chance.of(families); }

const Trouble& invent_trouble(Chance& chance) { return chance.of(troubles); }

people::NewPerson invent_person(Chance& chance, std::string_view family,
                                std::string_view family_kana, Place place, const Date& today) {
    const auto& given = place == Place::Elder   ? chance.of(elders)
                        : place == Place::Adult ? chance.of(adults)
                                                : chance.of(children);
    const int youngest = place == Place::Elder ? 74 : place == Place::Adult ? 38 : 6;
    const int age = youngest + static_cast<int>(chance.below(place == Place::Child ? 11 : 16));
    people::NewPerson person;
    person.name = fmt::format("{} {}", family, given.name);
    person.name_kana = fmt::format("{} {}", family_kana, given.kana);
    person.gender = given.gender;
    person.birth_date = Date::of(today.year() - age, 1 + static_cast<unsigned>(chance.below(12)),
                                 1 + static_cast<unsigned>(chance.below(28)));
    person.address = fmt::format("架空町{}{}番地", chance.of(areas), 1 + chance.below(400));
    person.phone = fmt::format("000-0000-00{:02}", chance.below(100));
    person.cohabiting = people::Cohabiting::Yes;
    return person;
}

}  // namespace kasane::cli
