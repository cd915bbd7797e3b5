#include <fmt/format.h>

#include "casefile/case_pages.hpp"
#include "casefile/consent_form.hpp"
#include "casefile/record_consent.hpp"
#include "casefile/sharing_pages.hpp"

namespace kasane::casefile {
namespace {

using web::Html;

/// How the choices of a withdrawal tell a scope from a desk.
const std::string scope_choice = "scope:";

std::string joined(const CaseView& view, const std::vector<DeskId>& desks) {
    std::string all;
    for (const auto& desk : desks) {
        all += fmt::format("{}{}", all.empty() ? "" : "、", view.scope.profile.desk_name(desk));
    }
    return all;
}

Html details_of(const CaseView& view, const access::ConsentRow& row) {
    using namespace web;
    if (row.status != access::ConsentStatus::Obtained &&
        row.status != access::ConsentStatus::Withdrawn) {
        return group(text(row.reason ? std::string(label_of(*row.reason)) : std::string()),
                     written_text(row.reason_note.reveal()));
    }
    std::string scopes;
    for (const auto scope : row.scopes) {
        scopes += fmt::format("{}{}", scopes.empty() ? "" : "、", label_of(scope));
    }
    std::vector<Fact> all{{"範囲", text(scopes)}, {"共有中の窓口", text(joined(view, row.desks))}};
    if (!row.withdrawn_scopes.empty()) {
        std::string withdrawn;
        for (const auto scope : row.withdrawn_scopes) {
            withdrawn += fmt::format("{}{}", withdrawn.empty() ? "" : "、", label_of(scope));
        }
        all.push_back({"撤回された範囲", text(withdrawn)});
    }
    if (!row.withdrawn_desks.empty()) {
        all.push_back({"撤回された窓口", text(joined(view, row.withdrawn_desks))});
    }
    if (!row.excluded_desks.empty()) {
        all.push_back({"共有しない窓口", text(joined(view, row.excluded_desks))});
    }
    return facts(all, FactLayout::Lines);
}

/// Until when it holds, or when the next attempt is made.
Html term_of(const access::ConsentRow& row) {
    if (row.expires_on) return web::short_day(*row.expires_on);
    if (row.next_attempt_on && row.status != access::ConsentStatus::Obtained) {
        return web::group(web::text("次の働きかけ "), web::short_day(*row.next_attempt_on));
    }
    return web::text(row.status == access::ConsentStatus::Obtained ? "定めなし" : "—");
}

Html ledger_table(CaseView& view) {
    web::DataTable table{.caption = "同意の台帳",
                         .caption_hidden = true,
                         .columns = {{.label = "確認した日", .one_line = true},
                                     {.label = "だれの"},
                                     {.label = "状況", .one_line = true},
                                     {.label = "内容"},
                                     {.label = "期限", .one_line = true},
                                     {.label = "操作", .one_line = true}}};
    for (const auto& row : access::consents_of_case(view.scope, view.head.id)) {
        const access::Item item{access::Category::Case, row.person,
                                access::Holder::desk(row.recorded_desk), std::nullopt};
        if (!view.reading.may_read(item)) continue;
        const bool standing = row.status == access::ConsentStatus::Obtained;
        Html act;
        if (standing && view.can(accounts::Act::WithdrawConsent)) {
            act = web::link_to(
                {"撤回を記録する", view.path(fmt::format("/consents/{}/withdraw", row.id.text()))});
        }
        Html details = details_of(view, row);
        if (view.can(accounts::Act::RecordConsent)) {
            details += web::tags::p(
                web::link_to({"証し(写し・保管場所)",
                              view.path(fmt::format("/consents/{}/evidence", row.id.text()))}));
        }
        table.rows.push_back(
            {.cells = {row.agreed_on ? web::short_day(*row.agreed_on) : web::text("—"),
                       web::text(view.name_of(row.person)),
                       web::chip({std::string(label_of(row.status)),
                                  standing ? web::Tone::Good : web::Tone::Waiting}),
                       details, term_of(row), act}});
    }
    table.empty = web::empty_state("同意の記録は、まだありません。");
    return web::data_table(table);
}

web::Response ledger_page(const CaseRoom& room, const web::Request& request,
                          const accounts::Actor& actor) {
    return room.show(request, actor, {"case.consents", "/consents", "同意と共有"},
                     [&](CaseView& view, web::PageFrame&) {
                         Html content = ledger_table(view);
                         if (view.can(accounts::Act::RecordConsent)) {
                             content += web::tags::p(
                                 web::link_to({"同意を記録する", view.path("/consents/new")}));
                         }
                         content += sharing_section(view);
                         return content;
                     });
}

std::string draft_key(const CaseView& view) { return "consent:" + view.head.id.text(); }

web::Response form_page(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.consent_form", "/consents", "同意を記録する"},
        [&](CaseView& view, web::PageFrame&) {
            const auto [entered, tokens] =
                access::open_form(room.office(), request, view.scope, draft_key(view), typed);
            const Html fields = web::group(
                declaration_fields(view, entered),
                web::submit_row({.buttons = {{.label = "内容を確認する", .value = "check"}},
                                 .cancel_label = "やめて戻る",
                                 .cancel_path = view.path("/consents")}));
            return web::group(
                web::error_summary(entered),
                web::post_form({.action = view.path("/consents"), .tokens = tokens}, fields));
        },
        typed && !typed->errors().empty() ? 422 : 200);
}

constexpr std::string_view back_to_form = "back";

/// 開く前に、開く範囲を見る.
web::Response confirm_page(const CaseRoom& room, const web::Request& request,
                           const accounts::Actor& actor,
                           const access::ConsentDeclaration& declaration) {
    return room.show(
        request, actor, {"case.consent_confirm", "/consents", "同意の内容の確認"},
        [&](CaseView& view, web::PageFrame&) {
            web::Confirmation confirmation{
                .question = "次の範囲で情報が読めるようになります。記録してよろしいですか。",
                .opens = opening_of(view, declaration),
                .action = view.path("/consents"),
                .tokens = room.office().tokens(request, actor, draft_key(view)),
                .yes = "同意を記録し、共有を始める",
                .no_label = "入力に戻る",
                .no_act = std::string(back_to_form)};
            for (const auto& [name, value] : request.form.entries()) {
                if (!web::is_form_mark(name)) confirmation.carried.emplace_back(name, value);
            }
            confirmation.carried.emplace_back("confirmed", "yes");
            return web::confirmation(confirmation);
        });
}

web::Response consent_sent(const CaseRoom& room, const Events& events, const web::Request& request,
                           const accounts::Actor& actor) {
    web::FormReader form(request.form);
    const auto declaration = read_declaration(form, case_of(request), room.office().profile());
    if (form.ok()) {
        const auto today = room.office().town.clock().today();
        if (auto checked = access::check_declaration(declaration, today); !checked) {
            form.add_error(checked.refusal());
        }
    }
    if (!form.ok() || form.act() == back_to_form) {
        return form_page(room, request, actor, form.entered());
    }
    const bool opens = declaration.status == access::ConsentStatus::Obtained;
    if (opens && !form.checked("confirmed")) {
        return confirm_page(room, request, actor, declaration);
    }
    auto recorded = record_consent(room.office().town, actor, events, declaration);
    if (recorded) {
        return web::see_other(fmt::format("/cases/{}/consents", declaration.case_id.text()));
    }
    if (recorded.refusal().kind == RefusalKind::Invalid) {
        form.add_error(recorded.refusal());
        return form_page(room, request, actor, form.entered());
    }
    return access::refusal_page(room.office(), request, actor, "同意の記録", recorded.refusal());
}

web::Response withdraw_page(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor,
                            const std::optional<web::Entered>& typed) {
    return room.show(
        request, actor, {"case.consent_withdraw", "/consents", "同意の撤回を記録する"},
        [&](CaseView& view, web::PageFrame&) -> std::optional<Html> {
            const ConsentId id(std::string(request.parameter("consent")));
            const auto row = access::find_consent(view.scope, id);
            const bool mine =
                row && row->case_id == view.head.id &&
                view.reading.may_read({access::Category::Case, row->person,
                                       access::Holder::desk(row->recorded_desk), std::nullopt});
            if (!mine) return std::nullopt;
            const auto [entered, tokens] = access::open_form(room.office(), request, view.scope,
                                                             "withdrawal:" + id.text(), typed);
            std::vector<web::Choice> desks{
                {.code = "",
                 .label = "この同意のすべて",
                 .help = "共有中の窓口すべてで、いますぐ読めなくなります"}};
            for (const auto& desk : row->desks) {
                desks.push_back(
                    {.code = desk.text(), .label = view.scope.profile.desk_name(desk) + "だけ"});
            }
            for (const auto scope : row->scopes) {
                if (row->scopes.size() == 1) break;
                desks.push_back({.code = scope_choice + std::string(code_of(scope)),
                                 .label = fmt::format("「{}」だけ", label_of(scope)),
                                 .help = "ほかの範囲の共有は続きます"});
            }
            const Html fields = web::group(
                web::opening({.about = view.name_of(row->person) + "さんの同意",
                              .until = "いますぐ",
                              .closes = "共有中の窓口(" + joined(view, row->desks) +
                                        ")の閲覧が、記録と同時に終わります。"
                                        "各窓口が自分で書いた記録は、その窓口に残ります。"}),
                web::radio_area({.name = "desk",
                                 .legend = "撤回する範囲",
                                 .values = {""},
                                 .groups = web::ungrouped(desks)},
                                entered),
                web::long_text_field(
                    {.name = "note", .label = "ご本人の言葉・経緯", .required = true, .rows = 4},
                    entered),
                web::submit_row({.buttons = {{.label = "撤回を記録し、閲覧を終える",
                                              .kind = web::ButtonKind::Danger}},
                                 .cancel_label = "やめて戻る",
                                 .cancel_path = view.path("/consents")}));
            return web::group(
                web::error_summary(entered),
                web::post_form(
                    {.action = view.path(fmt::format("/consents/{}/withdraw", row->id.text())),
                     .tokens = tokens},
                    fields));
        },
        typed ? 422 : 200);
}

web::Response withdrawal_sent(const CaseRoom& room, const Events& events,
                              const web::Request& request, const accounts::Actor& actor) {
    web::FormReader form(request.form);
    access::Withdrawal withdrawal{ConsentId(std::string(request.parameter("consent"))), {}, {}};
    withdrawal.note =
        form.long_text("note", "ご本人の言葉・経緯", {web::long_characters, web::Need::Required});
    // A desk that is no more may still be named: its sharing is the one to end.
    std::vector<std::string> ranges;
    for (const auto& desk : room.office().profile().desks) ranges.push_back(desk.id.text());
    for (const auto& scope : codes<access::ConsentScope>) {
        ranges.push_back(std::string(scope_choice) + std::string(scope.code));
    }
    if (const auto range = form.code("desk", "撤回する範囲", ranges)) {
        if (range->starts_with(scope_choice)) {
            withdrawal.scope = from_code<access::ConsentScope>(range->substr(scope_choice.size()));
        } else {
            withdrawal.desk = DeskId(*range);
        }
    }
    if (form.ok()) {
        auto withdrawn = withdraw_consent(room.office().town, actor, events, withdrawal);
        if (withdrawn) {
            return web::see_other(fmt::format("/cases/{}/consents", withdrawn->case_id.text()));
        }
        if (withdrawn.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor, "同意の撤回",
                                        withdrawn.refusal());
        }
        form.add_error(withdrawn.refusal());
    }
    return withdraw_page(room, request, actor, form.entered());
}

}  // namespace

std::vector<accounts::PageRoute> consent_routes(const CaseRoom& room, const Events& events) {
    using web::Method;
    return {
        {Method::Get, "/cases/{case}/consents", accounts::Act::ReadCases,
         [&room](const auto& request, const auto& actor) {
             return ledger_page(room, request, actor);
         }},
        {Method::Get, "/cases/{case}/consents/new", accounts::Act::RecordConsent,
         [&room](const auto& request, const auto& actor) {
             return form_page(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/cases/{case}/consents", accounts::Act::RecordConsent,
         [&room, &events](const auto& request, const auto& actor) {
             return consent_sent(room, events, request, actor);
         }},
        {Method::Get, "/cases/{case}/consents/{consent}/withdraw", accounts::Act::WithdrawConsent,
         [&room](const auto& request, const auto& actor) {
             return withdraw_page(room, request, actor, std::nullopt);
         }},
        {Method::Post, "/cases/{case}/consents/{consent}/withdraw", accounts::Act::WithdrawConsent,
         [&room, &events](const auto& request, const auto& actor) {
             return withdrawal_sent(room, events, request, actor);
         }},
    };
}

}  // namespace kasane::casefile
