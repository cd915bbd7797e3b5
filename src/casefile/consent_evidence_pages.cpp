#include "casefile/consent_evidence_pages.hpp"

#include <fmt/format.h>

#include <utility>

#include "casefile/consent_evidence.hpp"
#include "web/form_reading.hpp"
#include "web/uploads.hpp"

namespace kasane::casefile {
namespace {

using web::Html;

ConsentId consent_of(const web::Request& request) {
    return ConsentId(std::string(request.parameter("consent")));
}

Html list_of(const CaseView& view, const EvidenceView& evidence) {
    using namespace web;
    const auto below = fmt::format("/consents/{}/evidence/", evidence.consent.id.text());
    DataTable table{.caption = "同意の証し",
                    .caption_hidden = true,
                    .columns = {{.label = "添えた日", .one_line = true}, {.label = "書面の写し"}},
                    .first_is_head = false};
    for (const auto& file : evidence.files) {
        table.rows.push_back(
            {.cells = {short_day(file.added_at.date_in_japan()),
                       group(link_to({file.file_name, view.path(below + file.id.text())}),
                             text(fmt::format(" ({})", attachments::size_text(file.size))))}});
    }
    table.empty = empty_state("書面の写しは、まだ添えられていません。");
    return data_table(table);
}

web::Response evidence_page(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor,
                            const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.consent_evidence", "/consents", "同意の証し"},
        [&](CaseView& view, web::PageFrame&) -> std::optional<Html> {
            using namespace web;
            const auto evidence = read_evidence(view.scope, view.reading, consent_of(request));
            if (!evidence) return std::nullopt;
            const auto& consent = evidence->consent;
            const auto [entered, tokens] = access::open_form(
                room.office(), request, view.scope, "evidence:" + consent.id.text(), typed);
            const Html fields =
                group(text_field(
                          {.name = "kept_at",
                           .label = "書面を保管している場所",
                           .help = "例: 重層推進室 書庫2 同意書つづり(令和8年度)。経過に残ります。",
                           .width = FieldWidth::Full},
                          entered),
                      upload_field({.name = "files",
                                    .label = "書面の写し",
                                    .help = "スキャンや写真。何のファイルかは、中身で確かめます。",
                                    .accept = ".pdf,.png,.jpg,.jpeg",
                                    .several = true},
                                   entered),
                      submit_row({.buttons = {{.label = "証しを添える"}},
                                  .cancel_label = "同意と共有に戻る",
                                  .cancel_path = view.path("/consents")}));
            return group(
                facts({{"だれの", text(view.name_of(consent.person))},
                       {"状況", text(label_of(consent.status))},
                       {"確認した日", consent.agreed_on ? day(*consent.agreed_on) : Html()}}),
                list_of(view, *evidence), error_summary(entered),
                post_form(
                    {.action = view.path(fmt::format("/consents/{}/evidence", consent.id.text())),
                     .tokens = tokens,
                     .upload = true},
                    fields));
        },
        web::status_of(typed));
}

web::Response evidence_sent(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor) {
    web::FormReader form(request.form);
    AddEvidence added{.case_id = case_of(request), .consent = consent_of(request)};
    added.kept_at = form.text("kept_at", "書面を保管している場所", {web::line_characters});
    added.files = web::chosen_files(form, request, "files", attachments::most_bytes);
    if (form.ok()) {
        auto done = add_evidence(room.office().town, actor, added);
        if (done) {
            return web::see_other(fmt::format("/cases/{}/consents/{}/evidence",
                                              added.case_id.text(), added.consent.text()));
        }
        if (done.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "同意の証し",
                                        done.refusal());
        }
        form.add_error(done.refusal());
    }
    web::ask_for_files_again(form, request, "files");
    return evidence_page(room, request, actor, form.entered());
}

web::Response file_of(const CaseRoom& room, const web::Request& request,
                      const accounts::Actor& actor) {
    auto file = room.office().town.read<std::optional<EvidenceFile>>(
        actor, "case.consent_evidence_file", [&](access::ReadScope& scope) {
            return evidence_file(scope, case_of(request), consent_of(request),
                                 AttachmentId(std::string(request.parameter("evidence"))));
        });
    if (!file) return access::not_found_page(room.office(), request, actor);
    return web::download(std::move(file->content), file->head.media_type, file->head.file_name);
}

}  // namespace

std::vector<accounts::PageRoute> consent_evidence_routes(const CaseRoom& room) {
    using web::Method;
    constexpr std::string_view path = "/cases/{case}/consents/{consent}/evidence";
    return {{Method::Get, path, accounts::Act::RecordConsent,
             [&room](const auto& request, const auto& actor) {
                 return evidence_page(room, request, actor, std::nullopt);
             }},
            {Method::Post, path, accounts::Act::RecordConsent,
             [&room](const auto& request, const auto& actor) {
                 return evidence_sent(room, request, actor);
             }},
            {Method::Get, "/cases/{case}/consents/{consent}/evidence/{evidence}",
             accounts::Act::RecordConsent, [&room](const auto& request, const auto& actor) {
                 return file_of(room, request, actor);
             }}};
}

}  // namespace kasane::casefile
