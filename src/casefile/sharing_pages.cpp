#include "casefile/sharing_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/choices.hpp"
#include "casefile/share_by_law.hpp"
#include "web/form_reading.hpp"

namespace kasane::casefile {
namespace {

using accounts::Act;
using web::Html;

const std::string whole_household = "household";

bool decides(const CaseView& view) {
    return view.can(Act::ShareByLaw) && may_share(view.scope, view.reading);
}

std::string whom(const CaseView& view, const std::optional<PersonId>& person) {
    return person ? view.name_of(*person) : std::string("世帯全体");
}

Html details_of(const Sharing& sharing) {
    std::vector<web::Fact> all{
        {"根拠", web::text(label_of(sharing.provision))},
        {"範囲", web::text(label_of(sharing.extent))},
        {"目的", web::text(sharing.purpose.reveal())},
        {"事実", web::written_text(sharing.reason.reveal())},
        {"決めた人", web::text(fmt::format("{} {}", sharing.decided_by,
                                           japanese_date(sharing.decided_at.date_in_japan())))}};
    if (sharing.ended_at) {
        all.push_back({"終えた理由", web::written_text(sharing.ended_because.reveal())});
    }
    return web::facts(all, web::FactLayout::Lines);
}

web::Chip state_of_sharing(const Sharing& sharing, const Date& today) {
    if (sharing.stands(today)) return {"共有中", web::Tone::Active};
    return {"終わりました", web::Tone::Quiet};
}

// ---- 決める ------------------------------------------------------------------------------------

web::Response new_sharing(const CaseRoom& room, const web::Request& request,
                          const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.sharing_form", "/consents", "法律に基づく共有を決める"},
        [&](CaseView& view, web::PageFrame&) -> std::optional<Html> {
            using namespace web;
            if (!decides(view)) return std::nullopt;
            const auto [entered, tokens] = access::open_form(
                room.office(), request, view.scope, "sharing:" + view.head.id.text(), typed);
            std::vector<Choice> people{{.code = whole_household, .label = "世帯全体"}};
            for (const auto& person : view.persons) {
                people.push_back({.code = person.id.text(), .label = person.name.reveal()});
            }
            const Html fields =
                group(radio_area({.name = "about",
                                  .legend = "だれのこと",
                                  .required = true,
                                  .groups = ungrouped(people),
                                  .dense = true},
                                 entered),
                      select_field({.name = "desk",
                                    .label = "共有する窓口",
                                    .required = true,
                                    .groups = ungrouped(access::desk_choices(view.scope))},
                                   entered),
                      radio_area({.name = "provision",
                                  .legend = "根拠となる条文",
                                  .required = true,
                                  .groups = ungrouped(choices_of<SharingProvision>()),
                                  .columns = 1},
                                 entered),
                      radio_area({.name = "extent",
                                  .legend = "どこまで",
                                  .help = "支援会議の情報、秘匿された居場所、通報者は開きません。",
                                  .required = true,
                                  .groups = ungrouped(choices_of<SharingExtent>()),
                                  .dense = true},
                                 entered),
                      text_field({.name = "purpose",
                                  .label = "何のために使うか",
                                  .required = true,
                                  .width = FieldWidth::Full},
                                 entered),
                      long_text_field({.name = "reason",
                                       .label = "条文に当てはまる事実",
                                       .help = "同意を得られない事情も書きます。",
                                       .required = true,
                                       .rows = 4},
                                      entered),
                      date_field({.name = "until_on",
                                  .label = "共有を終える日",
                                  .help = "その日の終わりに、ひとりでに閉じます。",
                                  .required = true},
                                 entered),
                      submit_row({.buttons = {{.label = "決めて、共有を始める"}},
                                  .cancel_label = "やめて戻る",
                                  .cancel_path = view.path("/consents")}));
            return group(error_summary(entered),
                         tags::p("本人の同意を先に求めます。同意によれないときだけ、法律の根拠を"
                                 "決めて、一つの窓口に期限つきで開きます。"),
                         post_form({.action = view.path("/sharings"), .tokens = tokens}, fields));
        },
        web::status_of(typed));
}

web::Response sharing_sent(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor) {
    using web::Need;
    web::FormReader form(request.form);
    ShareByLaw wanted{.case_id = case_of(request),
                      .person = std::nullopt,
                      .desk = std::nullopt,
                      .provision = std::nullopt,
                      .extent = std::nullopt,
                      .purpose = {},
                      .reason = {},
                      .until_on = std::nullopt};
    if (request.form.get("about") != whole_household) {
        if (const auto person = form.id("about", "だれのこと", Need::Required)) {
            wanted.person = PersonId(*person);
        }
    }
    const auto desks =
        access::desk_codes(room.office().profile(), room.office().town.clock().today());
    if (const auto desk = form.code("desk", "共有する窓口", desks, Need::Required)) {
        wanted.desk = DeskId(*desk);
    }
    wanted.provision = form.choice<SharingProvision>("provision", "根拠となる条文", Need::Required);
    wanted.extent = form.choice<SharingExtent>("extent", "どこまで", Need::Required);
    wanted.purpose =
        form.text("purpose", "何のために使うか", {web::line_characters, Need::Required});
    wanted.reason =
        form.long_text("reason", "条文に当てはまる事実", {web::long_characters, Need::Required});
    wanted.until_on = form.date("until_on", "共有を終える日", Need::Required);
    if (form.ok()) {
        auto done = share_by_law(room.office().town, actor, wanted);
        if (done) return web::see_other(fmt::format("/cases/{}/consents", wanted.case_id.text()));
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "法律に基づく共有",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return new_sharing(room, request, actor, form.entered());
}

// ---- 終える ------------------------------------------------------------------------------------

web::Response end_page(const CaseRoom& room, const web::Request& request,
                       const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.sharing_end", "/consents", "法律に基づく共有を終える"},
        [&](CaseView& view, web::PageFrame&) -> std::optional<Html> {
            using namespace web;
            if (!decides(view)) return std::nullopt;
            const auto all = readable_sharings(view.scope, view.reading);
            const auto found = std::ranges::find(
                all, SharingId(std::string(request.parameter("sharing"))), &Sharing::id);
            if (found == all.end()) return std::nullopt;
            const auto desk = view.scope.profile.desk_name(found->desk);
            if (!found->stands(view.scope.today())) {
                return group(notice({.kind = NoticeKind::Information,
                                     .title = "この共有は、すでに終わっています"}),
                             tags::p(link_to({"同意と共有に戻る", view.path("/consents")})));
            }
            const auto [entered, tokens] = access::open_form(
                room.office(), request, view.scope, "end-sharing:" + found->id.text(), typed);
            return group(
                error_summary(entered),
                opening({.about = whom(view, found->person),
                         .until = "いますぐ",
                         .closes = fmt::format("{}の閲覧が、記録と同時に終わります。", desk)}),
                post_form({.action = view.path(fmt::format("/sharings/{}/end", found->id.text())),
                           .tokens = tokens},
                          group(long_text_field({.name = "reason",
                                                 .label = "共有を終える理由",
                                                 .required = true,
                                                 .rows = 3},
                                                entered),
                                submit_row({.buttons = {{.label = "共有を終える",
                                                         .kind = ButtonKind::Danger}},
                                            .cancel_label = "やめて戻る",
                                            .cancel_path = view.path("/consents")}))));
        },
        web::status_of(typed));
}

web::Response end_sent(const CaseRoom& room, const web::Request& request,
                       const accounts::Actor& actor) {
    web::FormReader form(request.form);
    const auto reason =
        form.long_text("reason", "共有を終える理由", {web::long_characters, web::Need::Required});
    if (form.ok()) {
        auto done = end_sharing(room.office().town, actor, case_of(request),
                                SharingId(std::string(request.parameter("sharing"))), reason);
        if (done) {
            return web::see_other(fmt::format("/cases/{}/consents", case_of(request).text()));
        }
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "共有を終えること",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return end_page(room, request, actor, form.entered());
}

}  // namespace

Html sharing_section(CaseView& view) {
    const auto all = readable_sharings(view.scope, view.reading);
    const bool may_decide = decides(view);
    if (all.empty() && !may_decide) return {};
    web::DataTable table{.caption = "法律に基づく共有",
                         .caption_hidden = true,
                         .columns = {{.label = "だれの"},
                                     {.label = "窓口"},
                                     {.label = "内容"},
                                     {.label = "状況", .one_line = true},
                                     {.label = "期限", .one_line = true},
                                     {.label = "操作", .one_line = true}}};
    for (const auto& sharing : all) {
        const bool stands = sharing.stands(view.scope.today());
        Html act;
        if (stands && may_decide) {
            act = web::link_to(
                {"共有を終える", view.path(fmt::format("/sharings/{}/end", sharing.id.text()))});
        }
        table.rows.push_back(
            {.cells = {web::text(whom(view, sharing.person)),
                       web::text(view.scope.profile.desk_name(sharing.desk)), details_of(sharing),
                       web::chip(state_of_sharing(sharing, view.scope.today())),
                       web::short_day(sharing.until_on), act}});
    }
    Html content = all.empty() ? Html() : web::data_table(table);
    if (may_decide) {
        content +=
            web::tags::p(web::text("同意によれないときは、"),
                         web::link_to({"法律に基づく共有を決める", view.path("/sharings/new")}));
    }
    return web::section({.title = "法律に基づく共有"}, content);
}

std::vector<accounts::PageRoute> sharing_routes(const CaseRoom& room) {
    using web::Method;
    const auto share = Act::ShareByLaw;
    return {{Method::Get, "/cases/{case}/sharings/new", share,
             [&room](const auto& request, const auto& actor) {
                 return new_sharing(room, request, actor, std::nullopt);
             }},
            {Method::Post, "/cases/{case}/sharings", share,
             [&room](const auto& request, const auto& actor) {
                 return sharing_sent(room, request, actor);
             }},
            {Method::Get, "/cases/{case}/sharings/{sharing}/end", share,
             [&room](const auto& request, const auto& actor) {
                 return end_page(room, request, actor, std::nullopt);
             }},
            {Method::Post, "/cases/{case}/sharings/{sharing}/end", share,
             [&room](const auto& request, const auto& actor) {
                 return end_sent(room, request, actor);
             }}};
}

}  // namespace kasane::casefile
