#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/choice_areas.hpp"
#include "web/html.hpp"
#include "web/patterns.hpp"

namespace kasane::web {

/// 経過の一件
struct TimelineEntry {
    std::string id = {};        ///< anchor of the entry
    Date on;                    ///< the day it happened
    std::string time = {};      ///< 「14:05」
    std::string kind;           ///< 「訪問」「電話」「会議」「つなぎメモ」
    Icon icon = Icon::Pen;
    std::string title = {};     ///< one line, when the entry has one
    std::string path = {};      ///< the record it tells of, where the reader may open it
    std::string who;            ///< 「保健福祉課 山田」
    std::string concerns = {};  ///< whom it concerns, in a case of several people
    std::string ground = {};    ///< why it can be read
    std::string text = {};
    Html extra = {};            ///< links, attachments, decisions
    std::vector<Chip> marks = {};
    bool screen_only = false;   ///< not on paper, where the sheet is short
};
/// 経過 — newest first, a heading (h3) for each month; stands inside a section().
struct Timeline {
    std::vector<TimelineEntry> entries;
    Html empty = {};
    std::string next_path = {};  ///< 「これより前の50件」
};
[[nodiscard]] Html timeline(const Timeline& timeline);

/// ケースの見出し — the head of a record that many pages share.
struct RecordHead {
    std::vector<Chip> states = {};
    std::vector<std::pair<std::string, std::string>> marks = {};  ///< 連絡前に確認 and why
    std::vector<Fact> facts = {};  ///< 主担当, 次の予定, 主な課題 …
};
[[nodiscard]] Html record_head(const RecordHead& head);

struct LetterPart {
    std::string label;  ///< 「何をしてほしい」
    Html text;
};
struct LetterReply {
    std::string who;
    std::string when;
    std::string kind;  ///< 「引き受けました」
    std::string text;
};
/// つなぎメモ — a letter of one page, and the replies beneath in order.
struct Letter {
    std::string title;  ///< the document's name in the town's words
    std::string number = {};
    std::string date;
    std::string from;
    std::string to;
    Html until = {};
    std::vector<LetterPart> parts;
    std::vector<LetterReply> replies = {};
};
[[nodiscard]] Html letter(const Letter& letter);

/// A piece of text with its reading; no reading for kana and signs.
struct Furigana {
    std::string base;
    std::string reading = {};
};
[[nodiscard]] Html ruby_text(const std::vector<Furigana>& pieces);

/// One question of the consent page: an agency or a category, yes or no.
struct YesNo {
    std::string name;
    Html label;
    std::string plain_label;  ///< the same without furigana, for the group's name
    std::string value = {};   ///< "yes", "no" or nothing yet
};
/// はい・いいえ — large areas one below the other, for the page the worker turns to the person.
[[nodiscard]] Html yes_no_list(const std::vector<YesNo>& questions, const Entered& entered = {});

/// Large type: what is read by the person and not by the worker.
[[nodiscard]] Html large_type(const Html& content);
/// The line for a signature on paper.
[[nodiscard]] Html signature_line(const std::string& label);

}  // namespace kasane::web
