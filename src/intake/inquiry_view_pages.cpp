#include <fmt/format.h>

#include <algorithm>

#include "access/office.hpp"
#include "attachments/attachment.hpp"
#include "intake/inquiry_fields.hpp"
#include "intake/inquiry_record.hpp"
#include "intake/inquiry_views.hpp"
#include "intake/report_duties.hpp"

namespace kasane::intake {
namespace {

using casefile::CaseRoom;
using casefile::CaseView;
using web::Html;

InquiryId inquiry_of(const web::Request& request) {
    return InquiryId(std::string(request.parameter("inquiry")));
}

std::string labels_of(const municipality::CodeList& list, const std::vector<std::string>& all) {
    std::string labels;
    for (const auto& code : all) {
        if (!labels.empty()) labels += "、";
        labels += list.label(code);
    }
    return labels;
}

Html text_or_nothing(const std::string& words) { return words.empty() ? Html() : web::text(words); }

/// A reporter is shown to the receiving desk alone; others see no line about it at all.
std::vector<web::Fact> caller_facts(CaseView& view, const Inquiry& inquiry) {
    const auto caller = caller_of(view.scope, view.reading, inquiry);
    if (!caller) return {};
    const auto& relations = view.scope.profile.codes.list("visitor_relation");
    std::vector<web::Fact> facts{
        {"相談に来た人", text_or_nothing(relations.label(caller->relation))}};
    if (!caller->name.empty()) facts.push_back({"来た人の氏名", web::text(caller->name)});
    if (!caller->phone.empty()) facts.push_back({"来た人の電話", web::text(caller->phone)});
    if (inquiry.caller_is_reporter) {
        facts.push_back(
            {"通報・情報提供", web::text("どなたからの話かは、この窓口だけが確認できます。")});
    }
    return facts;
}

std::string persons_text(const CaseView& view, const Inquiry& inquiry) {
    std::string names;
    for (const auto& person : inquiry.persons) {
        if (!names.empty()) names += "、";
        names += view.name_of(person);
    }
    return names;
}

Html reception(CaseView& view, const Inquiry& inquiry) {
    const auto& codes = view.scope.profile.codes;
    std::vector<web::Fact> all{
        {"受け付けた日", web::day(inquiry.received_on)},
        {"受け付けた窓口",
         web::text(fmt::format("{} {}", view.scope.profile.desk_name(inquiry.desk),
                               inquiry.received_by))},
        {"受付方法", text_or_nothing(codes.list("contact_method").label(inquiry.contact_method))}};
    for (auto& fact : caller_facts(view, inquiry)) all.push_back(std::move(fact));
    all.push_back({"だれのこと", text_or_nothing(persons_text(view, inquiry))});
    return web::facts(all, web::FactLayout::Columns);
}

Html talk(const CaseView& view, const Inquiry& inquiry) {
    const auto& codes = view.scope.profile.codes;
    const auto& topics = codes.list("topics");
    auto about = labels_of(topics, inquiry.topics);
    if (!inquiry.topic_note.empty()) about += fmt::format("({})", inquiry.topic_note.reveal());
    auto urgency = codes.list("urgency").label(inquiry.urgency);
    if (!inquiry.urgent_reasons.empty()) {
        urgency +=
            fmt::format("({})", labels_of(codes.list("urgent_reasons"), inquiry.urgent_reasons));
    }
    std::vector<web::Fact> all{{"相談の内容", text_or_nothing(about)}};
    if (!inquiry.primary_topic.empty()) {
        all.push_back({"いちばん急ぐもの",
                       web::chip({topics.label(inquiry.primary_topic), web::Tone::Waiting})});
    }
    all.push_back(
        {"話されたこと", inquiry.said.empty() ? Html() : web::written_text(inquiry.said.reveal())});
    all.push_back({"本人・家族の希望",
                   inquiry.wishes.empty() ? Html() : web::written_text(inquiry.wishes.reveal())});
    all.push_back({"緊急性", text_or_nothing(urgency)});
    all.push_back({"関わっている機関", text_or_nothing(inquiry.involved_agencies.reveal())});
    return web::facts(all);
}

Html files(CaseView& view, const Inquiry& inquiry) {
    using namespace web::tags;
    const auto all = attachments::of_source(view.scope.rows, "inquiry:" + inquiry.id.text());
    if (all.empty()) return {};
    const Html list = ul(web::each(all, [&](const attachments::Attachment& file) {
        return li(web::link_to({file.file_name, fmt::format("/inquiries/{}/attachments/{}",
                                                            inquiry.id.text(), file.id.text())}),
                  web::text(fmt::format(" ({})", attachments::size_text(file.size))));
    }));
    return web::section({.title = "添付ファイル"}, list);
}

Html screenings(CaseView& view) {
    const auto& reasons = view.scope.profile.codes.list("referral_reasons");
    web::DataTable table{.caption = "振り分けの記録",
                         .columns = {{.label = "決めた日", .one_line = true},
                                     {.label = "結果"},
                                     {.label = "理由・メモ"},
                                     {.label = "決めた人"}}};
    for (const auto& row : screenings_of(view.scope, view.reading)) {
        auto why =
            row.screening.reason.empty() ? std::string() : reasons.label(row.screening.reason);
        if (!row.screening.note.empty()) why += (why.empty() ? "" : "。") + row.screening.note;
        table.rows.push_back({.cells = {web::short_day(row.decided_at.date_in_japan()),
                                        web::text(label_of(row.screening.outcome)), web::text(why),
                                        web::text(fmt::format(
                                            "{} {}", view.scope.profile.desk_name(row.decided_desk),
                                            row.decided_by))}});
    }
    if (table.rows.empty()) return {};
    return web::section({.title = std::string(view.scope.profile.term("screening"))},
                        web::data_table(table));
}

bool waits_for_screening(const CaseView& view) {
    return view.head.state == casefile::CaseState::Received &&
           view.can(accounts::Act::ScreenInquiry) &&
           view.scope.actor.works_at(view.head.receiving_desk);
}

}  // namespace

Html report_duty_notice(const CaseView& view, const Inquiry& inquiry) {
    using namespace web::tags;
    const auto all = report_duties(inquiry.topics, inquiry.urgent_reasons, view.scope.today());
    if (all.empty()) return {};
    const Html list = ul(web::each(all, [](const ReportDuty& duty) {
        return li(
            strong(fmt::format("{}: {}", duty.whom, duty.weight)),
            web::text(fmt::format(" {} ({})", duty.provision->summary, duty.provision->article)));
    }));
    return web::notice({.kind = web::NoticeKind::Warning,
                        .title = "虐待・暴力の通報について",
                        .body = web::group(p(web::text("会議を待たず、先に通報・通告と安全の確認を"
                                                       "してください。")),
                                           list)});
}

Html screening_form(const CaseRoom& room, const web::Request& request, const CaseView& view,
                    const std::optional<web::Entered>& typed) {
    const auto& profile = view.scope.profile;
    const auto [entered, tokens] =
        access::open_form(room.office(), request, view.scope, "screening:" + view.head.id.text(),
                          typed, view.head.version);
    const ScreeningSetting setting{
        .profile = profile,
        .today = view.scope.today(),
        .coordinating_desk = view.scope.actor.works_at(profile.coordinating_desk),
        .legend = "どうするかを選びます",
        .more_outcomes = {}};
    return web::group(web::error_summary(entered),
                      web::post_form({.action = view.path("/screening"), .tokens = tokens},
                                     screening_fields(setting, entered)));
}

web::Response inquiry_page(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor) {
    const CaseRoom::Page page{.name = "inquiry.page",
                              .tab = "/inquiry",
                              .title = "相談受付票",
                              .find_case = [&](access::Scope& scope) {
                                  return case_of_inquiry(scope, inquiry_of(request));
                              }};
    return room.show(
        request, actor, page, [&](CaseView& view, web::PageFrame& frame) -> std::optional<Html> {
            const auto inquiry = find_inquiry(view.scope, view.reading, inquiry_of(request));
            if (!inquiry) return std::nullopt;
            frame.current = "inquiries";
            Html content = report_duty_notice(view, *inquiry);
            content += web::section({.title = "受付"}, reception(view, *inquiry));
            content += web::section({.title = "相談の内容"}, talk(view, *inquiry));
            content += files(view, *inquiry);
            content += screenings(view);
            if (waits_for_screening(view)) {
                content +=
                    web::section({.title = std::string(view.scope.profile.term("screening"))},
                                 screening_form(room, request, view, std::nullopt));
            }
            return content;
        });
}

web::Response attachment_file(const CaseRoom& room, const web::Request& request,
                              const accounts::Actor& actor) {
    struct File {
        attachments::Attachment head;
        std::string content;
    };
    auto file = room.office().town.read<std::optional<File>>(
        actor, "inquiry.attachment", [&](access::ReadScope& scope) -> std::optional<File> {
            const auto found = attachments::find(
                scope.rows, AttachmentId(std::string(request.parameter("attachment"))));
            auto reading = access::CaseReading::open(
                scope, found ? std::optional(found->case_id) : std::nullopt);
            if (!reading || found->source != "inquiry:" + inquiry_of(request).text() ||
                !reading->may_read({access::Category::Case, found->subject,
                                    access::Holder::stored(found->owner), std::nullopt})) {
                return std::nullopt;
            }
            return File{*found, attachments::content(scope.rows, found->id)};
        });
    if (!file) return access::not_found_page(room.office(), request, actor);
    return web::download(std::move(file->content), file->head.media_type, file->head.file_name);
}

}  // namespace kasane::intake
