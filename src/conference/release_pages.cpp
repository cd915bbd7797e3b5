#include "conference/release_pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "conference/release_information.hpp"
#include "law/gates.hpp"
#include "web/form_reading.hpp"

namespace kasane::conference {
namespace {

using casefile::CaseRoom;
using web::Html;

std::string release_path(const AgendaItemId& item, const std::string& material) {
    return fmt::format("/conference-items/{}/materials/{}/release", item.text(), material);
}

bool may_release(const access::Scope& scope, const ItemView& view) {
    return view.hosts && view.item.frame == Frame::SupportConference &&
           accounts::may(scope.actor, accounts::Act::RecordMinutes);
}

Html release_mark(const access::Scope& scope, const ItemView& view, const Material& material) {
    if (material.released_on) {
        return web::tags::p(
            web::chip({fmt::format("会議の外に出しました({})", label_of(*material.released_on)),
                       web::Tone::Plain}));
    }
    if (!may_release(scope, view)) return {};
    return web::tags::p(web::link_to({"会議の外に出す", release_path(view.item.id, material.id)}));
}

Html release_fields(const Material& material, const web::Entered& entered) {
    using namespace web;
    return group(
        section({.title = "外に出す資料"}, written_text(material.body.reveal())),
        radio_area({.name = "basis",
                    .legend = "会議の外に出す根拠",
                    .help = "支援会議で知った情報は、根拠があるときだけ、会議の外で使えます。",
                    .required = true,
                    .groups = ungrouped(choices_of<ReleaseBasis>())},
                   entered),
        long_text_field({.name = "reason",
                         .label = "理由",
                         .help = "根拠となる事実や条文と、何のために使うかを書きます。",
                         .required = true,
                         .rows = 3},
                        entered),
        radio_area({.name = "contributor",
                    .legend = "資料を出した人に",
                    .required = true,
                    .groups = ungrouped(choices_of<ContributorStep>())},
                   entered));
}

web::Response release_with(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    const AgendaItemId id(std::string(request.parameter("item")));
    const std::string piece(request.parameter("material"));
    return access::show_page(
        room.office(), request, actor, "conference.release",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            const auto view = read_item(scope, id);
            if (!view || view->awaits_notice || !may_release(scope, *view)) return std::nullopt;
            const auto found = std::ranges::find(view->materials, piece, &Material::id);
            if (found == view->materials.end()) return std::nullopt;
            frame.title = "支援会議の情報を外に出す";
            frame.current = "conferences";
            frame.breadcrumb = {
                {"会議", "/conferences"},
                {fmt::format("議題{}", view->item.position), "/conference-items/" + id.text()}};
            frame.ground = view->ground;
            frame.print.ground = view->ground;
            const auto [entered, tokens] = access::open_form(
                room.office(), request, scope, "release:" + piece, typed, view->item.version);
            return web::group(
                web::error_summary(entered),
                web::post_form(
                    {.action = release_path(id, piece), .tokens = tokens},
                    web::group(release_fields(*found, entered),
                               web::submit_row(
                                   {.buttons = {{.label = "根拠を記録し、会議の外に出す",
                                                 .explanation =
                                                     "経過に残り、資料を出した窓口に知らせます"}},
                                    .cancel_label = "やめて戻る",
                                    .cancel_path = "/conference-items/" + id.text()}))));
        },
        typed ? 422 : 200);
}

web::Response release_sent(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor) {
    web::FormReader form(request.form);
    Release release{.item = AgendaItemId(std::string(request.parameter("item"))),
                    .material = std::string(request.parameter("material"))};
    release.basis = form.choice<ReleaseBasis>("basis", "根拠", web::Need::Required);
    release.reason = form.long_text("reason", "理由", {web::long_characters, web::Need::Required});
    release.contributor =
        form.choice<ContributorStep>("contributor", "資料を出した人に", web::Need::Required);
    if (form.ok()) {
        auto done = release_information(room.office().town, actor, release);
        if (done) return web::see_other("/conference-items/" + release.item.text());
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor,
                                        "支援会議の情報を外に出すこと", done.refusal());
        }
        form.add_error(done.refusal());
    }
    return release_with(room, request, actor, form.entered());
}

}  // namespace

Html materials_part(const access::Scope& scope, const ItemView& view) {
    if (view.materials.empty()) return web::empty_state("資料は、まだ出ていません。");
    return web::each(view.materials, [&](const Material& material) {
        return web::section(
            {.title =
                 fmt::format("{} {}", scope.profile.desk_name(material.desk), material.by_name),
             .level = 3},
            web::group(web::written_text(material.body.reveal()),
                       web::tags::p(web::text(japanese_date(material.at.date_in_japan()) + " " +
                                              material.at.time_in_japan())),
                       release_mark(scope, view, material)));
    });
}

std::vector<accounts::PageRoute> release_routes(const CaseRoom& room) {
    using web::Method;
    const auto record = accounts::Act::RecordMinutes;
    constexpr std::string_view path = "/conference-items/{item}/materials/{material}/release";
    return {{Method::Get, path, record,
             [&room](const auto& request, const auto& actor) {
                 return release_with(room, request, actor, std::nullopt);
             }},
            {Method::Post, path, record, [&room](const auto& request, const auto& actor) {
                 return release_sent(room, request, actor);
             }}};
}

}  // namespace kasane::conference
