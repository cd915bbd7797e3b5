#include "casefile/emergency_pages.hpp"

#include <fmt/format.h>

#include "access/reading_list.hpp"
#include "casefile/emergency.hpp"
#include "web/form_reading.hpp"

namespace kasane::casefile {
namespace {

using accounts::Act;
using web::Html;

constexpr std::size_t listed_at_most = 200;
constexpr std::string_view who_knows =
    "あなたが開いたものと、あなたに知らされたものだけを表示しています";

std::string moment(Instant at) {
    return fmt::format("{} {}", japanese_date(at.date_in_japan()), at.time_in_japan());
}
std::string path_of(const EmergencyId& id) { return "/emergencies/" + id.text(); }
EmergencyId opening_of(const web::Request& request) {
    return EmergencyId(std::string(request.parameter("opening")));
}

web::Chip state_of_opening(const EmergencyOpening& opening, Instant now) {
    if (opening.reviewed_at) return {"確認済み", web::Tone::Quiet};
    if (opening.lasts(now)) return {"開いています", web::Tone::Alert};
    return {"事後の確認待ち", web::Tone::Waiting};
}

Html table_of(const access::Scope& scope, const std::vector<EmergencyOpening>& openings) {
    web::DataTable table{.caption = "緊急の閲覧",
                         .caption_hidden = true,
                         .columns = {{.label = "開いた日時", .one_line = true},
                                     {.label = "開いた人"},
                                     {.label = "ケース", .one_line = true},
                                     {.label = "危険", .one_line = true},
                                     {.label = "終わる日時", .one_line = true},
                                     {.label = "状態", .one_line = true}}};
    for (const auto& opening : openings) {
        table.rows.push_back(
            {.cells = {web::text(moment(opening.opened_at)),
                       web::text(fmt::format("{} {}", scope.profile.desk_name(opening.desk),
                                             opening.account_name)),
                       web::text(opening.case_number), web::text(label_of(opening.danger)),
                       web::text(moment(opening.until)),
                       web::chip(state_of_opening(opening, scope.now))},
             .path = path_of(opening.id),
             .tone = opening.lasts(scope.now) ? web::Tone::Alert : web::Tone::Plain});
    }
    table.empty = web::empty_state("緊急の閲覧はありません。");
    return web::data_table(table);
}

web::Response list_page(const access::Office& office, const web::Request& request,
                        const accounts::Actor& actor) {
    return access::show_page(
        office, request, actor, "emergency.list",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            frame.title = "緊急の閲覧";
            frame.current = "emergencies";
            frame.ground = who_knows;
            return web::group(
                web::tags::p(
                    "命・身体・財産の危険のために、ほかの根拠によらずケースを開いた記録です。"
                    "新しい順に並びます。"),
                table_of(scope, all_emergencies(scope, listed_at_most)));
        });
}

// ---- 開く --------------------------------------------------------------------------------------

Html whom_fields(const web::Entered& entered) {
    using namespace web;
    return field_group(
        {"どのケースですか",
         "番号がわかれば番号だけで開きます。わからないときは、氏名と生年月日でさがします。"},
        group(text_field({.name = "case_number",
                          .label = "ケース番号",
                          .help = "例: R8-0001",
                          .width = FieldWidth::Short},
                         entered),
              text_field({.name = "name", .label = "氏名", .width = FieldWidth::Medium}, entered),
              date_field({.name = "birth_date", .label = "生年月日", .first_era = Era::Showa},
                         entered)));
}

web::Response opening_form(const access::Office& office, const web::Request& request,
                           const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    return access::show_page(
        office, request, actor, "emergency.new",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            using namespace web;
            frame.title = "緊急の閲覧を開く";
            const auto [entered, tokens] =
                access::open_form(office, request, scope, "emergency:new", typed);
            const auto until = moment(end_of_emergency(scope.now));
            return group(
                error_summary(entered),
                notice({.kind = NoticeKind::Warning,
                        .title = "いま助けが要るときは、先に119番・110番へ",
                        .body = text("記録を開くのを待つ必要はありません。")}),
                tags::p(text(fmt::format(
                    "同意などの根拠がなくても、命・身体・財産を守るために必要なときは、ケースを{}まで"
                    "開けます。開くのはあなただけで、支援会議の情報、秘匿された居場所、通報者は"
                    "開きません。",
                    until))),
                tags::p("開くと、あなたの窓口の係長(いるとき)、多機関協働と個人情報保護の担当者に、"
                        "すぐに知らされ、ケースの経過にも残ります。あとで必ず、必要だったかを"
                        "確かめます。"),
                post_form(
                    {.action = "/emergencies", .tokens = tokens},
                    group(whom_fields(entered),
                          radio_area({.name = "danger",
                                      .legend = "危険の種類",
                                      .required = true,
                                      .groups = ungrouped(choices_of<Danger>()),
                                      .dense = true},
                                     entered),
                          long_text_field(
                              {.name = "reason",
                               .label = "緊急に開く理由",
                               .help =
                                   "何が起きていて、何のために開くのかを短く書きます。ケースの窓口"
                                   "ではない人も読むため、氏名や住所は書かないでください。",
                               .required = true,
                               .rows = 3},
                              entered),
                          check_field({.name = "understood",
                                       .label = "本人の同意を得る時間がなく、ほかの方法では"
                                                "間に合いません",
                                       .required = true},
                                      entered),
                          submit_row(
                              {.buttons = {{.label = "緊急に開く", .kind = ButtonKind::Danger}},
                               .cancel_label = "やめて戻る",
                               .cancel_path = "/"}))));
        },
        web::status_of(typed));
}

web::Response opening_sent(const access::Office& office, const web::Request& request,
                           const accounts::Actor& actor) {
    using web::Need;
    web::FormReader form(request.form);
    OpenEmergency wanted;
    wanted.case_number = form.text("case_number", "ケース番号", {20});
    wanted.name = form.text("name", "氏名", {web::name_characters});
    wanted.birth_date = form.date("birth_date", "生年月日");
    wanted.danger = form.choice<Danger>("danger", "危険の種類", Need::Required);
    wanted.reason =
        form.long_text("reason", "緊急に開く理由", {web::long_characters, Need::Required});
    if (!form.checked("understood")) {
        form.add_error("understood",
                       "ほかの方法では間に合わないことを確かめ、印を付けてください。");
    }
    if (form.ok()) {
        auto done = open_emergency(office.town, actor, wanted);
        if (done) return web::see_other(path_of(done->id));
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(office, request, actor, "緊急の閲覧", done.refusal());
        }
        form.add_error(done.refusal());
    }
    return opening_form(office, request, actor, form.entered());
}

// ---- 一件 --------------------------------------------------------------------------------------

Html what_happened(access::Scope& scope, const EmergencyView& view) {
    using namespace web;
    const auto& opening = view.opening;
    std::vector<Fact> all{
        {"開いた人",
         text(fmt::format("{} {}", scope.profile.desk_name(opening.desk), opening.account_name))},
        {"ケース", text(opening.case_number)},
        {"危険", text(label_of(opening.danger))},
        {"開いた日時", text(moment(opening.opened_at))},
        {"終わる日時", text(moment(opening.until))},
        {"理由", written_text(opening.reason.reveal())}};
    for (const auto& renewal : view.renewals) {
        all.push_back(
            {"延長", group(text(fmt::format("{} {}が、{}まで延長", moment(renewal.renewed_at),
                                            renewal.account_name, moment(renewal.until))),
                           written_text(renewal.reason.reveal()))});
    }
    for (const auto& seen : view.sightings) {
        all.push_back(
            {"確認した人", text(fmt::format("{} {}", moment(seen.seen_at), seen.account_name))});
    }
    if (opening.reviewed_at) {
        all.push_back(
            {"事後の確認", group(text(fmt::format("{} {}: {}", moment(*opening.reviewed_at),
                                                  opening.reviewed_by, label_of(*opening.outcome))),
                                 written_text(opening.review_note.reveal()))});
    }
    return facts(all);
}

Html seen_form(const access::Office& office, const web::Request& request, access::Scope& scope,
               const EmergencyView& view) {
    using namespace web;
    if (!view.waits_for_reader) return {};
    return post_form({.action = path_of(view.opening.id) + "/seen",
                      .tokens = office.tokens(request, scope.actor, {}),
                      .plain = true},
                     submit_row({.buttons = {{.label = "知らせを確認しました"}}}));
}

Html renewal_form(const access::Office& office, const web::Request& request, access::Scope& scope,
                  const EmergencyView& view, const std::optional<web::Entered>& typed) {
    using namespace web;
    if (!view.may_renew) return {};
    const auto path = path_of(view.opening.id) + "/renewal";
    const auto [entered, tokens] =
        access::open_form(office, request, scope, "emergency-renewal:" + view.opening.id.text(),
                          typed, view.opening.version);
    return more("延長する",
                group(error_summary(entered),
                      tags::p(text(fmt::format("{}が、{}まで開けるようになります。",
                                               view.opening.account_name,
                                               moment(end_of_emergency(scope.now))))),
                      post_form({.action = path, .tokens = tokens},
                                group(long_text_field({.name = "renewal_reason",
                                                       .label = "延長する理由",
                                                       .required = true,
                                                       .rows = 3},
                                                      entered),
                                      submit_row({.buttons = {{.label = "延長する",
                                                               .kind = ButtonKind::Other}}})))),
                entered.present());
}

Html review_form(const access::Office& office, const web::Request& request, access::Scope& scope,
                 const EmergencyView& view, const std::optional<web::Entered>& typed) {
    using namespace web;
    if (!view.may_review) return {};
    const auto path = path_of(view.opening.id) + "/review";
    const auto [entered, tokens] =
        access::open_form(office, request, scope, "emergency-review:" + view.opening.id.text(),
                          typed, view.opening.version);
    return section(
        {.title = "事後の確認"},
        group(error_summary(entered),
              post_form({.action = path, .tokens = tokens},
                        group(radio_area({.name = "outcome",
                                          .legend = "開く必要があったか",
                                          .required = true,
                                          .groups = ungrouped(choices_of<ReviewOutcome>())},
                                         entered),
                              long_text_field({.name = "note",
                                               .label = "確認したこと",
                                               .help = "だれに話を聞き、何を確かめたか。"
                                                       "氏名や住所は書かないでください。",
                                               .required = true,
                                               .rows = 4},
                                              entered),
                              submit_row({.buttons = {{.label = "事後の確認を終える"}}})))));
}

/// The case opens for whoever has a ground on it, the emergency or another.
Html way_to_case(access::Scope& scope, const EmergencyView& view) {
    if (!access::may_list(scope, view.opening.case_id)) return {};
    return web::tags::p(web::link_to({"ケースを開く", "/cases/" + view.opening.case_id.text()}));
}

enum class Sent { Nothing, Renewal, Review };

web::Response opening_page(const access::Office& office, const web::Request& request,
                           const accounts::Actor& actor, Sent sent,
                           const std::optional<web::Entered>& typed) {
    const auto typed_in = [&](Sent form) {
        return form == sent ? typed : std::optional<web::Entered>();
    };
    return access::show_page(
        office, request, actor, "emergency",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            const auto view = read_emergency(scope, opening_of(request));
            if (!view) return std::nullopt;
            frame.title = "緊急の閲覧 " + view->opening.case_number;
            frame.breadcrumb = {{"緊急の閲覧", "/emergencies"}};
            frame.beside_title = web::chip(state_of_opening(view->opening, scope.now));
            frame.ground = who_knows;
            return web::group(way_to_case(scope, *view), what_happened(scope, *view),
                              seen_form(office, request, scope, *view),
                              renewal_form(office, request, scope, *view, typed_in(Sent::Renewal)),
                              review_form(office, request, scope, *view, typed_in(Sent::Review)));
        },
        web::status_of(typed));
}

web::Response seen_sent(const access::Office& office, const web::Request& request,
                        const accounts::Actor& actor) {
    const auto id = opening_of(request);
    auto done = see_emergency(office.town, actor, id);
    if (done) return web::see_other(path_of(id));
    return access::refusal_page(office, request, actor, "緊急の閲覧の確認", done.refusal());
}

web::Response renewal_sent(const access::Office& office, const web::Request& request,
                           const accounts::Actor& actor) {
    web::FormReader form(request.form);
    EmergencyStep step{.id = opening_of(request), .words = {}};
    step.words = form.long_text("renewal_reason", "延長する理由",
                                {web::long_characters, web::Need::Required});
    if (form.version() > 0) step.expected_version = form.version();
    if (form.ok()) {
        auto done = renew_emergency(office.town, actor, step);
        if (done) return web::see_other(path_of(step.id));
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(office, request, actor, "緊急の閲覧の延長", done.refusal());
        }
        form.add_error(done.refusal());
    }
    return opening_page(office, request, actor, Sent::Renewal, form.entered());
}

web::Response review_sent(const access::Office& office, const web::Request& request,
                          const accounts::Actor& actor) {
    web::FormReader form(request.form);
    EmergencyStep step{.id = opening_of(request), .words = {}};
    step.outcome = form.choice<ReviewOutcome>("outcome", "開く必要があったか", web::Need::Required);
    step.words =
        form.long_text("note", "確認したこと", {web::long_characters, web::Need::Required});
    if (form.version() > 0) step.expected_version = form.version();
    if (form.ok()) {
        auto done = review_emergency(office.town, actor, step);
        if (done) return web::see_other(path_of(step.id));
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(office, request, actor, "緊急の閲覧の事後の確認",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    return opening_page(office, request, actor, Sent::Review, form.entered());
}

}  // namespace

Html emergency_part(access::Scope& scope) {
    if (!accounts::may(scope.actor, Act::ReadEmergencies)) return {};
    const auto openings = emergencies_of_the_day(scope);
    if (openings.empty()) return {};
    return web::section({.title = "緊急の閲覧"}, table_of(scope, openings));
}

Html emergency_way(const access::Scope& scope) {
    if (!accounts::may(scope.actor, Act::OpenInEmergency)) return {};
    return web::tags::p(web::text("命・身体・財産に危険が迫り、根拠を得る時間がないときは、"),
                        web::link_to({"緊急の閲覧を開く", "/emergencies/new"}));
}

std::vector<accounts::PageRoute> emergency_routes(const access::Office& office) {
    using web::Method;
    const auto open = Act::OpenInEmergency;
    const auto read = Act::ReadEmergencies;
    return {{Method::Get, "/emergencies", read,
             [&office](const auto& request, const auto& actor) {
                 return list_page(office, request, actor);
             }},
            {Method::Get, "/emergencies/new", open,
             [&office](const auto& request, const auto& actor) {
                 return opening_form(office, request, actor, std::nullopt);
             }},
            {Method::Post, "/emergencies", open,
             [&office](const auto& request, const auto& actor) {
                 return opening_sent(office, request, actor);
             }},
            {Method::Get, "/emergencies/{opening}", read,
             [&office](const auto& request, const auto& actor) {
                 return opening_page(office, request, actor, Sent::Nothing, std::nullopt);
             }},
            {Method::Post, "/emergencies/{opening}/seen", Act::SeeEmergency,
             [&office](const auto& request, const auto& actor) {
                 return seen_sent(office, request, actor);
             }},
            {Method::Post, "/emergencies/{opening}/renewal", Act::RenewEmergency,
             [&office](const auto& request, const auto& actor) {
                 return renewal_sent(office, request, actor);
             }},
            {Method::Post, "/emergencies/{opening}/review", Act::ReviewEmergency,
             [&office](const auto& request, const auto& actor) {
                 return review_sent(office, request, actor);
             }}};
}

}  // namespace kasane::casefile
