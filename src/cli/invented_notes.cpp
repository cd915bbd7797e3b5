#include "cli/invented_notes.hpp"

#include <fmt/format.h>

#include <array>

namespace kasane::cli {
namespace {

constexpr std::array openings{"自宅を訪問した。",           "本人と面談した。",
                              "電話で様子を聞いた。",       "長男から電話があった。",
                              "通院に同行した。",           "窓口に来られた。",
                              "民生委員から連絡があった。", "担当者会議で状況を共有した。",
                              "学校で担任と話した。",       "不在のため手紙を置いた。",
                              "妹さんに話を聞いた。",       "ケアマネジャーと訪ねた。"};
constexpr std::array subjects{"本人は", "母は", "父は", "長女は", "次男は", "家族は", "妻は"};
constexpr std::array states{"食事は一日に二回取れているとのこと",
                            "夜眠れない日が続いていると話す",
                            "家賃の滞納が三か月になっている",
                            "介護の負担が大きいと涙ぐむ",
                            "働きたい気持ちはあるが自信がない",
                            "部屋からほとんど出ていない",
                            "薬の飲み忘れが増えている",
                            "借金の督促の封書がたまっている",
                            "近所との関わりは少ない",
                            "体調は落ち着いている",
                            "学校は週に二日ほど行けている",
                            "電気料金の支払いが遅れている",
                            "年金の振込日まで現金がない",
                            "手帳の申請には迷いがある",
                            "車の運転をやめようか考えている",
                            "物が増えて足の踏み場が少ない"};
constexpr std::array next_steps{
    "次回は{}日に訪問する。",           "{}日に関係機関と打ち合わせる。",
    "食料支援を{}日に届ける。",         "主治医に{}日までに確認する。",
    "就労準備の見学を{}日に予定。",     "家計の表を{}日までに一緒に作る。",
    "社会福祉協議会に{}日に相談する。", "地域包括支援センターへ{}日に引き継ぐ。"};

std::string state_sentence(Chance& chance) {
    return fmt::format("{}{}。", chance.of(subjects), chance.of(states));
}

}  // namespace

std::string invent_note(Chance& chance) {
    std::string note = chance.of(openings);
    for (std::size_t left = 1 + chance.below(2); left > 0; --left) note += state_sentence(chance);
    if (!chance.one_in(3)) {
        note += fmt::format(fmt::runtime(chance.of(next_steps)), 1 + chance.below(28));
    }
    if (chance.one_in(1'000)) note += fmt::format("{}で入院したとのこと。", rare_words);
    if (chance.one_in(50'000))
        note += fmt::format("近所では{}と呼ばれているらしい。", rarest_words);
    return note;
}

}  // namespace kasane::cli
