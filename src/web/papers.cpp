#include "web/papers.hpp"

#include "web/form_names.hpp"

namespace kasane::web {

using namespace tags;

namespace {

/// 「令和8年9月」
std::string month_of(const Date& date) {
    const std::string full = japanese_date(date);
    const std::string month_end = "月";
    return full.substr(0, full.find(month_end) + month_end.size());
}

Html entry_of(const TimelineEntry& entry) {
    return li(
        cls("k-entry"), Attribute{"id", entry.id, !entry.id.empty()},
        flag("data-screen-only", entry.screen_only),
        div(cls("k-entry__when"), short_day(entry.on),
            when(!entry.time.empty(), [&] { return span(cls("k-entry__time"), entry.time); })),
        div(cls("k-entry__what"),
            p(cls("k-entry__head"), strong(cls("k-entry__kind"), icon(entry.icon), entry.kind),
              when(!entry.title.empty(),
                   [&] {
                       return span(cls("k-entry__title"), entry.path.empty()
                                                              ? text(entry.title)
                                                              : link_to({entry.title, entry.path}));
                   }),
              span(cls("k-entry__who"), entry.who),
              when(!entry.concerns.empty(),
                   [&] { return span(cls("k-entry__concerns"), entry.concerns, "について"); }),
              when(!entry.ground.empty(),
                   [&] { return span(cls("k-entry__ground"), "根拠: ", entry.ground); }),
              chips(entry.marks)),
            written_text(entry.text), entry.extra));
}

Html yes_no_choice(const YesNo& question, std::string_view code, std::string_view word,
                   const Entered& entered) {
    const std::string control_id = field_id(question.name) + (code == "yes" ? "" : "-no");
    return div(cls("k-choice"),
               input(cls("k-choice__control"), attr("type", "radio"), id(control_id),
                     attr("name", question.name), attr("value", code),
                     flag("checked", entered.chosen(question.name, code, question.value == code))),
               label(cls("k-choice__label"), attr("for", control_id), word));
}

}  // namespace

Html timeline(const Timeline& timeline) {
    if (timeline.entries.empty()) return timeline.empty;
    Html months;
    Html of_month;
    std::string month;
    const auto close_month = [&] {
        if (of_month.empty()) return;
        months += tags::section(cls("k-timeline__month"), h3(cls("k-timeline__head"), month),
                                ol(cls("k-timeline__entries"), of_month));
        of_month = Html();
    };
    for (const auto& entry : timeline.entries) {
        const std::string this_month = month_of(entry.on);
        if (this_month != month) close_month();
        month = this_month;
        of_month += entry_of(entry);
    }
    close_month();
    return div(cls("k-timeline"), months, when(!timeline.next_path.empty(), [&] {
                   return p(cls("k-table-foot"),
                            a(cls("k-link"), attr("rel", "next"), href(timeline.next_path),
                              "これより前の50件", icon(Icon::Next)));
               }));
}

Html record_head(const RecordHead& head) {
    return div(
        cls("k-record"),
        each(head.marks, [](const auto& mark) { return safety_mark(mark.first, mark.second); }),
        chips(head.states), facts(head.facts, FactLayout::Columns));
}

Html letter(const Letter& letter) {
    const Html until = when(!letter.until.empty(), [&] {
        return div(cls("k-letter__line"), dt("いつまでに"), dd(letter.until));
    });
    const Html replies = when(!letter.replies.empty(), [&] {
        return tags::section(cls("k-letter__replies"), h2("返事"),
                             ol(each(letter.replies, [](const LetterReply& reply) {
                                 return li(cls("k-reply"),
                                           p(cls("k-reply__head"), strong(reply.kind),
                                             span(cls("k-reply__who"), reply.who),
                                             span(cls("k-reply__when"), reply.when)),
                                           written_text(reply.text));
                             })));
    });
    return group(article(cls("k-letter"),
                         div(cls("k-letter__head"), p(cls("k-letter__name"), letter.title),
                             p(cls("k-letter__date"), letter.number, " ", letter.date)),
                         dl(cls("k-letter__lines"),
                            div(cls("k-letter__line"), dt("へ"), dd(strong(letter.to))),
                            div(cls("k-letter__line"), dt("から"), dd(letter.from)), until),
                         each(letter.parts,
                              [](const LetterPart& part) {
                                  return tags::section(cls("k-letter__part"), h2(part.label),
                                                       div(cls("k-written"), part.text));
                              })),
                 replies);
}

Html ruby_text(const std::vector<Furigana>& pieces) {
    return each(pieces, [](const Furigana& piece) {
        if (piece.reading.empty()) return text(piece.base);
        // The brackets are for readers that do not know ruby.
        return ruby(piece.base, rp("("), rt(piece.reading), rp(")"));
    });
}

Html yes_no_list(const std::vector<YesNo>& questions, const Entered& entered) {
    return each(questions, [&](const YesNo& question) {
        const std::string error = entered.error(question.name);
        const std::string error_id = field_id(question.name) + "-error";
        return div(cls("k-yes-no"), attr("role", "radiogroup"),
                   attr("aria-label", question.plain_label), flag("data-invalid", !error.empty()),
                   Attribute{"aria-describedby", error_id, !error.empty()},
                   div(cls("k-yes-no__label"), question.label),
                   div(cls("k-yes-no__choices"), yes_no_choice(question, "yes", "はい", entered),
                       yes_no_choice(question, "no", "いいえ", entered)),
                   when(!error.empty(),
                        [&] { return p(cls("k-error"), id(error_id), icon(Icon::Error), error); }));
    });
}

Html large_type(const Html& content) { return div(cls("k-large"), content); }

Html signature_line(const std::string& label) {
    return p(cls("k-signature"), span(cls("k-signature__label"), label),
             span(cls("k-signature__line")));
}

}  // namespace kasane::web
