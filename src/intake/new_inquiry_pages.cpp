#include <fmt/format.h>

#include <utility>

#include "access/office.hpp"
#include "attachments/attachment.hpp"
#include "intake/check_similar_persons.hpp"
#include "intake/inquiry_fields.hpp"
#include "intake/inquiry_views.hpp"
#include "intake/receive_inquiry.hpp"
#include "web/uploads.hpp"

namespace kasane::intake {
namespace {

using casefile::CaseRoom;
using web::Html;

/// What the page shows besides what it knows by itself.
struct Shown {
    std::optional<CaseId> case_id;        ///< the case it is added to
    std::optional<web::Entered> entered;  ///< nothing: a draft, if there is one
    std::optional<people::SimilarPersons> similar;
    int status = 200;
};

std::optional<CaseId> case_named(std::string_view id) {
    if (!is_uuid(id)) return std::nullopt;
    return CaseId(std::string(id));
}

std::string draft_key(const std::optional<CaseId>& case_id) {
    return "inquiry:" + (case_id ? case_id->text() : std::string("new"));
}

/// The case as the form shows it; nothing without a ground.
std::optional<ExistingCase> load_existing(access::ReadScope& scope, const CaseId& case_id,
                                          web::PageFrame& frame) {
    auto reading = access::CaseReading::open(scope, case_id);
    if (!reading) return std::nullopt;
    const auto grant = reading->any(access::Category::Case);
    if (!grant) return std::nullopt;
    const auto head = casefile::load_head(scope, *grant);
    ensure(head.has_value(), "a case with grounds exists");
    auto persons = people::persons_of_case(scope, *reading);
    for (const auto& line : reading->ground_line()) {
        frame.ground += (frame.ground.empty() ? "" : "、") + line;
    }
    return ExistingCase{head->id, head->number, people::household_label(persons),
                        std::move(persons)};
}

Html form_of(const CaseRoom& room, const web::Request& request, access::Scope& scope,
             const FormSetting& setting, const Shown& shown) {
    const auto [entered, tokens] =
        access::open_form(room.office(), request, scope, draft_key(shown.case_id), shown.entered);
    const auto due = japanese_date(setting.screening_due);
    const auto screening = std::string(setting.profile.term("screening"));
    const auto& actor = scope.actor;
    const ScreeningSetting outcomes{
        .profile = setting.profile,
        .today = setting.today,
        .coordinating_desk = actor.has_desk() && actor.desk() == setting.profile.coordinating_desk,
        .legend = "保存して、どうするかを選びます",
        .more_outcomes = {{.value = "receive",
                           .label = "受け付けだけ保存する",
                           .explanation = fmt::format("{}は、{}までに決めます。", screening, due),
                           .main = true},
                          {.value = std::string(hint_outcome),
                           .label = "気づきとして書き留める",
                           .explanation = "本人からの相談ではないとき。まだ振り分けません。"}}};
    const Html fields =
        web::group(inquiry_fields(setting, entered), screening_fields(outcomes, entered));
    return web::group(
        web::error_summary(entered),
        web::post_form({.action = "/inquiries", .tokens = tokens, .upload = true}, fields));
}

web::Response form_page(const CaseRoom& room, const web::Request& request,
                        const accounts::Actor& actor, const Shown& shown) {
    const auto content = [&](access::ReadScope& scope,
                             web::PageFrame& frame) -> std::optional<Html> {
        const auto& profile = scope.profile;
        frame.title = profile.term("inquiry");
        frame.current = "inquiries";
        frame.breadcrumb = {{"相談", "/inquiries"}};
        FormSetting setting{.profile = profile,
                            .today = scope.today(),
                            .screening_due = screening_due(profile, scope.today()),
                            .existing = std::nullopt,
                            .similar = shown.similar};
        if (shown.case_id) {
            setting.existing = load_existing(scope, *shown.case_id, frame);
            if (!setting.existing) return std::nullopt;
        }
        return form_of(room, request, scope, setting, shown);
    };
    return access::show_page(room.office(), request, actor, "inquiry.form", content, shown.status);
}

/// A check is no sending: it uses up neither the token of the form nor the draft.
accounts::Actor without_token(const accounts::Actor& actor) {
    accounts::Actor same = actor;
    same.form_token.reset();
    same.draft_key.clear();
    return same;
}

web::Response similar_asked(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor) {
    web::FormReader form(request.form);
    const auto typed = people::read_person(form, room.office().profile(), nth_person(1));
    Shown shown{.case_id = std::nullopt, .entered = form.entered(), .similar = std::nullopt};
    if (!form.ok()) {
        shown.status = 422;
        return form_page(room, request, actor, shown);
    }
    if (!typed) {
        form.add_error("person_1_name", "似た人を確認するには、氏名などを入力してください。");
        shown.entered = form.entered();
        shown.status = 422;
        return form_page(room, request, actor, shown);
    }
    auto similar = check_similar_persons(room.office().town, without_token(actor), *typed);
    if (!similar) {
        form.add_error("person_1_name", similar.refusal().message);
        shown.entered = form.entered();
        shown.status = 429;
        return form_page(room, request, actor, shown);
    }
    shown.similar = *similar;
    return form_page(room, request, actor, shown);
}

web::Response with_mistakes(const CaseRoom& room, const web::Request& request,
                            const accounts::Actor& actor, web::FormReader& form) {
    web::ask_for_files_again(form, request, "attached");
    return form_page(room, request, actor,
                     {.case_id = case_named(request.form.get("case_id")),
                      .entered = form.entered(),
                      .similar = std::nullopt,
                      .status = 422});
}

}  // namespace

web::Response new_page(const CaseRoom& room, const web::Request& request,
                       const accounts::Actor& actor) {
    const auto named = request.query.get("case");
    const auto case_id = case_named(named);
    if (!named.empty() && !case_id) return access::not_found_page(room.office(), request, actor);
    return form_page(room, request, actor, {.case_id = case_id});
}

web::Response inquiry_sent(const CaseRoom& room, const casefile::Events& events,
                           const web::Request& request, const accounts::Actor& actor) {
    if (request.form.get(web::act_field) == "similar") return similar_asked(room, request, actor);
    web::FormReader form(request.form);
    auto inquiry = read_inquiry(form, room.office().profile(), room.office().town.clock().today());
    for (auto& file : web::chosen_files(form, request, "attached", attachments::most_bytes)) {
        inquiry.attached.push_back({std::move(file.name), std::move(file.content)});
    }
    if (form.ok()) {
        auto received = receive_inquiry(room.office().town, actor, events, inquiry);
        if (received) return web::see_other(received->next_path);
        if (received.refusal().kind != RefusalKind::Invalid) {
            return access::refusal_page(room.office(), request, actor,
                                        room.office().profile().term("inquiry"),
                                        received.refusal());
        }
        form.add_error(received.refusal());
    }
    return with_mistakes(room, request, actor, form);
}

}  // namespace kasane::intake
