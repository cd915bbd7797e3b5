#include "cli/invented_people.hpp"

#include <fmt/format.h>

namespace kasane::cli {
namespace {

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

constexpr std::array areas{"北の沢", "東町", "川端",   "中原",   "上の段", "山寄",
                           "下河原", "西裏", "南新田", "堂の前", "一本松", "柳町",
                           "宮下",   "田中", "大曲",   "水車",   "原の町", "石橋"};

}  // namespace

const Trouble& invent_trouble(Chance& chance) { return chance.of(troubles); }

people::NewPerson invent_person(Chance& chance, const FamilyName& family, Place place,
                                const Date& today) {
    const auto given = invent_given(chance, place);
    const int youngest = place == Place::Elder ? 74 : place == Place::Adult ? 38 : 6;
    const int age = youngest + static_cast<int>(chance.below(place == Place::Child ? 11 : 16));
    people::NewPerson person;
    person.name = fmt::format("{} {}", family.name, given.name);
    person.name_kana = fmt::format("{} {}", family.kana, given.kana);
    person.gender = given.gender;
    person.birth_date = Date::of(today.year() - age, 1 + static_cast<unsigned>(chance.below(12)),
                                 1 + static_cast<unsigned>(chance.below(28)));
    person.address = invent_address(chance);
    person.phone = fmt::format("000-0000-00{:02}", chance.below(100));
    person.cohabiting = people::Cohabiting::Yes;
    return person;
}

std::string invent_address(Chance& chance) {
    auto address = fmt::format("架空町{}{}番地", chance.of(areas), 1 + chance.below(900));
    if (chance.one_in(2)) address += fmt::format("{}", 1 + chance.below(12));
    return address;
}

}  // namespace kasane::cli
