#include <fmt/format.h>

#include "access/choices.hpp"
#include "conference/conference_pages.hpp"
#include "conference/decide_lead.hpp"
#include "web/form_reading.hpp"

namespace kasane::conference {
namespace {

using casefile::CaseRoom;
using casefile::CaseView;
using web::Html;

web::Response lead_with(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    const auto term = std::string(room.office().profile().term("lead_agency"));
    return room.show(
        request, actor, {"case.lead", "", term + "を決める"},
        [&](CaseView& view, web::PageFrame&) -> std::optional<Html> {
            using namespace web;
            if (!view.reading.stands_on(access::Basis::Coordination)) return std::nullopt;
            const auto [entered, tokens] =
                access::open_form(room.office(), request, view.scope, "lead:" + view.head.id.text(),
                                  typed, view.head.version);
            const Html fields = group(
                select_field({.name = "desk",
                              .label = term + "の窓口",
                              .help = "一つの窓口に決めます。前の主担当と理由は、記録に残ります。",
                              .required = true,
                              .groups = ungrouped(access::desk_choices(view.scope))},
                             entered),
                long_text_field({.name = "reason",
                                 .label = "決めた理由",
                                 .help = "会議で出た意見をふまえて書きます。",
                                 .required = true,
                                 .rows = 3},
                                entered),
                submit_row({.buttons = {{.label = term + "を決める"}},
                            .cancel_label = "やめて戻る",
                            .cancel_path = view.path()}));
            return group(error_summary(entered),
                         post_form({.action = view.path("/lead"), .tokens = tokens}, fields));
        },
        typed ? 422 : 200);
}

web::Response lead_sent(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor) {
    using web::Need;
    web::FormReader form(request.form);
    LeadChoice choice{.case_id = casefile::case_of(request)};
    const auto desks =
        access::desk_codes(room.office().profile(), room.office().town.clock().today());
    choice.desk = DeskId(form.code("desk", "主担当の窓口", desks, Need::Required).value_or(""));
    choice.reason = form.long_text("reason", "決めた理由", {web::long_characters, Need::Required});
    if (form.version() > 0) choice.expected_version = form.version();
    if (form.ok()) {
        auto done = decide_lead(room.office().town, actor, choice);
        if (done) return web::see_other("/cases/" + choice.case_id.text());
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "主担当の決定",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return lead_with(room, request, actor, form.entered());
}

}  // namespace

std::vector<accounts::PageRoute> lead_routes(const CaseRoom& room) {
    using web::Method;
    const auto decide = accounts::Act::DecideLeadAgency;
    return {{Method::Get, "/cases/{case}/lead", decide,
             [&room](const auto& request, const auto& actor) {
                 return lead_with(room, request, actor, std::nullopt);
             }},
            {Method::Post, "/cases/{case}/lead", decide,
             [&room](const auto& request, const auto& actor) {
                 return lead_sent(room, request, actor);
             }}};
}

}  // namespace kasane::conference
