#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/date.hpp"
#include "web/html.hpp"
#include "web/icons.hpp"

namespace kasane::web {

struct Link {
    std::string label;
    std::string path;
};

/// A plain link with text.
[[nodiscard]] Html link_to(const Link& target);

/// What colour and icon say beside the word. The word alone must be enough.
enum class Tone {
    Plain,    ///< a fact
    Active,   ///< work goes on
    Waiting,  ///< somebody has to act
    Good,     ///< done, agreed, in order
    Alert,    ///< overdue, danger, forbidden
    Quiet,    ///< over, not concerned
};

/// 状態の札 — a state, a track, a role: word + icon + colour.
struct Chip {
    std::string label;
    Tone tone = Tone::Plain;
    std::optional<Icon> icon = std::nullopt;  ///< the tone's own icon when not given
};
[[nodiscard]] Html chip(const Chip& chip);
[[nodiscard]] Html chips(const std::vector<Chip>& all);

/// 注意の印 — 「連絡前に確認」: the strongest mark a page carries, with one line of explanation.
[[nodiscard]] Html safety_mark(const std::string& label, const std::string& explanation = {});

/// 「令和8年9月1日」 with the machine-readable day in it.
[[nodiscard]] Html day(const Date& date);
/// 「R8.9.1」 for dense tables, spoken and hovered in full.
[[nodiscard]] Html short_day(const Date& date);

/// 期限 — 「あと3日」「今日まで」「2日過ぎています」 with the date.
[[nodiscard]] Html deadline(const Date& until, const Date& today);
/// Only the words: 「あと3日」.
[[nodiscard]] std::string days_left(const Date& until, const Date& today);

enum class NoticeKind { Success, Information, Warning, Error };

/// お知らせ — what happened, or what one should know, above the content.
struct Notice {
    NoticeKind kind = NoticeKind::Information;
    std::string title;
    Html body = {};
};
[[nodiscard]] Html notice(const Notice& notice);

/// 表示の根拠 — the quiet line above personal data. `journalled` adds 「記録されます」.
[[nodiscard]] Html ground_line(const std::string& ground, bool journalled = true);

/// One fact of a description list.
struct Fact {
    std::string label;
    Html value;  ///< empty shows 「未確認」
};
enum class FactLayout {
    Rows,     ///< label left, value right; for long values
    Columns,  ///< short facts side by side
    Lines,    ///< label and value in one line of text; inside a table
};
/// 要点 — key facts of a person, case, memo.
[[nodiscard]] Html facts(const std::vector<Fact>& all, FactLayout layout = FactLayout::Rows);

/// A tab is a link to a page of its own.
struct Tab {
    std::string label;
    std::string path;
    bool current = false;
    int count = 0;
};
[[nodiscard]] Html tabs(const std::string& label, const std::vector<Tab>& all);

/// 記入の進み具合 — calm, never red.
struct Progress {
    std::string label;  ///< 「アセスメントの記入」
    int done = 0;
    int total = 0;
    std::string note = {};  ///< 「あと4項目は『不明』でも構いません」, or the time it may take
};
[[nodiscard]] Html progress(const Progress& progress);

/// A part of a page with its own heading; `beside` stands at the heading's right.
struct Section {
    std::string title;
    std::string id = {};
    std::string explanation = {};
    Html beside = {};
    int level = 2;  ///< 2 or 3
    bool screen_only = false;  ///< an act at the foot of a record: it is not on paper
};
[[nodiscard]] Html section(const Section& head, const Html& content);

/// 空の画面 — one sentence and the act that fills it.
[[nodiscard]] Html empty_state(const std::string& sentence,
                               const std::optional<Link>& act = std::nullopt);

/// Text as it was written, with its line breaks; nothing for an empty one.
[[nodiscard]] Html written_text(const std::string& content);

/// 「もっと見る」 without a script: a summary and what it hides.
[[nodiscard]] Html more(const std::string& summary, const Html& content, bool open = false,
                        const std::string& id = {});

}  // namespace kasane::web
