#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/date.hpp"
#include "kernel/result.hpp"
#include "web/forms.hpp"
#include "web/html.hpp"
#include "web/patterns.hpp"

namespace kasane::web {

/// An act that somebody can do now: a link to its page, or a button that does it.
struct Act {
    std::string label;
    std::string path;
    std::string explanation = {};
    std::optional<FormTokens> post = std::nullopt;  ///< given: a button that posts to the path
};
/// An act that is not possible now, and why.
struct BlockedAct {
    std::string label;
    std::string reason;
    std::string basis = {};    ///< 社会福祉法106条の4第2項第6号 …
    std::string instead = {};
};

/// 次にすること — the state, who holds the ball, until when, and the one or two acts that make
/// sense now. The others are under 「その他の操作」, the impossible ones with the reason.
struct NextStep {
    std::string sentence = {};  ///< 「アセスメントを書き、同意を確かめます」
    std::string holder = {};    ///< 誰の番か
    std::optional<Date> until = std::nullopt;
    std::optional<Date> today = std::nullopt;  ///< needed with until
    std::vector<Act> acts = {};
    std::vector<Act> others = {};
    std::vector<BlockedAct> blocked = {};
};
[[nodiscard]] Html next_step(const NextStep& step);

/// 開く範囲 — what an act will open, before it opens.
struct Opening {
    std::string about;                    ///< 誰について
    std::vector<std::string> desks;       ///< どの窓口に
    std::vector<std::string> people;      ///< どの人に
    std::vector<std::string> categories;  ///< 何を
    std::string until;                    ///< いつまで
    std::string basis = {};               ///< 根拠
    std::string closes = {};              ///< what the same act closes
};
[[nodiscard]] Html opening(const Opening& opening);

/// 確認の画面 — before something opens or cannot be taken back: what will happen, and two ways on.
struct Confirmation {
    std::string question;  ///< 「たつのまるごと会議の参加者に資料を開きますか」
    std::optional<Opening> opens = std::nullopt;
    Html details = {};
    std::string action;
    FormTokens tokens;
    std::vector<std::pair<std::string, std::string>> carried = {};  ///< fields that go along
    std::string yes;  ///< 「資料を開く」
    std::string no_label = "やめて戻る";
    std::string no_path = {};
    std::string no_act = {};  ///< in place of the path: goes back to the form with what was carried
    bool danger = false;
};
[[nodiscard]] Html confirmation(const Confirmation& confirmation);

/// できない理由 — what was tried, which rule stands against it, what can be done instead, whom to ask.
struct RefusalText {
    std::string tried = {};  ///< 「プランの支援決定」
    Refusal refusal;
    std::string ask = {};  ///< 「多機関協働担当 (保健福祉課)」
    std::vector<Link> ways = {};  ///< where one can go on
};
[[nodiscard]] Html refusal_block(const RefusalText& text);

}  // namespace kasane::web
