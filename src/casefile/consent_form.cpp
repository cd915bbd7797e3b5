#include "casefile/consent_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>

#include "access/choices.hpp"
#include "law/provisions.hpp"

namespace kasane::casefile {
namespace {

using web::Html;

std::vector<web::Choice> persons_of(const CaseView& view) {
    std::vector<web::Choice> choices;
    for (const auto& person : view.persons) {
        choices.push_back({.code = person.id.text(), .label = person.name.reveal()});
    }
    return choices;
}

std::vector<web::Choice> statuses() {
    std::vector<web::Choice> choices;
    for (const auto& each : codes<access::ConsentStatus>) {
        if (each.value == access::ConsentStatus::Withdrawn) continue;
        const bool obtained = each.value == access::ConsentStatus::Obtained;
        choices.push_back({.code = std::string(each.code),
                           .label = std::string(each.label),
                           .shows = obtained ? web::FormPart::First : web::FormPart::Second});
    }
    return choices;
}

std::vector<web::Choice> scopes() {
    using enum access::ConsentScope;
    return {{.code = "consultation_application",
             .label = "相談の申込み",
             .help = "氏名などを、相談を受ける窓口で確認します"},
            {.code = "information_sharing",
             .label = "関係機関との情報共有",
             .help = "相談と支援の内容を、選んだ窓口が読めるようになります"},
            {.code = "plan_and_service_application",
             .label = "プラン・サービスの利用申込み",
             .help = "支援プランも、選んだ窓口が読めるようになります"},
            {.code = "participation_host_disclosure",
             .label = "受入先への情報提供",
             .help = "社会参加の受入先に、決めた項目だけを伝えます"}};
}

/// Whether the town takes an application for a service as consent. Basis: R22.
std::string application_help(const municipality::Settings& settings) {
    switch (settings.application_as_consent.value) {
        case municipality::ApplicationAsConsent::Counts:
            return "利用申込書への署名は、本人同意になります。「署名」を選びます。";
        case municipality::ApplicationAsConsent::DoesNotCount:
            return "利用申込書だけでは、本人同意になりません。別に確かめます。";
    }
    broken_invariant("every town says what an application is", std::source_location::current());
}

/// What few declarations need lies folded; open where something was typed or has to be mended.
bool is_needed(const web::Entered& entered, std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [&](std::string_view name) {
        const auto value = entered.value(name);
        return (!value.empty() && value != code_of(access::ConsentBy::Self)) ||
               !entered.error(name).empty();
    });
}

Html witness_field(const web::Entered& entered) {
    return web::text_field(
        {.name = "witness", .label = "立会人", .help = "口頭・代筆のときに記録します。"}, entered);
}

Html representative_fields(const web::Entered& entered) {
    using namespace web;
    return group(radio_area({.name = "given_by",
                             .legend = "同意した人",
                             .values = {"self"},
                             .groups = ungrouped(choices_of<access::ConsentBy>())},
                            entered),
                 text_field({.name = "representative_note",
                             .label = "代理の権限と本人の意見",
                             .help = "親権者・法定代理人のときに、権限の根拠と、本人の年齢・"
                                     "判断の力・本人の意見を記録します。",
                             .width = FieldWidth::Full},
                            entered),
                 radio_area({.name = "representative_suspicion",
                             .legend = "代理人に、虐待の疑いはありませんか",
                             .help = "親権者・法定代理人のときに確かめます。"
                                     "疑いがある人は、本人に代わって同意できません。",
                             .groups = ungrouped(choices_of<access::AbuseSuspicion>()),
                             .dense = true},
                            entered));
}

Html obtained_fields(const CaseView& view, const web::Entered& entered) {
    using namespace web;
    return field_group(
        {"同意をいただいたとき", "ご本人に説明し、はい・いいえを一つずつ確かめてください。",
         FormPart::First},
        group(
            check_area({.name = "scopes", .legend = "同意の範囲", .groups = ungrouped(scopes())},
                       entered),
            check_area({.name = "desks",
                        .legend = "情報を共有してよい窓口",
                        .groups = access::desks_by_agency(view.scope.profile, view.scope.today())},
                       entered),
            more("共有しない窓口を選ぶ",
                 check_area(
                     {.name = "excluded_desks",
                      .legend = "共有しない窓口",
                      .help = "ご本人が「ここには知らせないで」と言われた窓口です。"
                              "以前の同意で開いていたときは、いま閉じます。",
                      .groups = access::desks_by_agency(view.scope.profile, view.scope.today()),
                      .dense = true},
                     entered),
                 !entered.value("excluded_desks").empty()),
            radio_area({.name = "method",
                        .legend = "同意の取得方法",
                        .help = application_help(view.scope.profile.settings),
                        .groups = ungrouped(choices_of<access::ConsentMethod>())},
                       entered),
            more("立会人を書く(口頭・代筆のとき)", witness_field(entered),
                 is_needed(entered, {"witness"})),
            more("本人以外の人が同意したとき(親権者・法定代理人)", representative_fields(entered),
                 is_needed(entered,
                           {"given_by", "representative_note", "representative_suspicion"})),
            text_field({.name = "purpose",
                        .label = "利用の目的",
                        .value = "相談支援の調整と、支援プランの検討",
                        .width = FieldWidth::Full},
                       entered),
            check_field({.name = "explained",
                         .label = "個人情報の取扱いを説明しました",
                         .help = "説明書「個人情報の取扱いについて」(令和8年7月版)"},
                        entered),
            date_field({.name = "expires_on",
                        .label = "有効期限",
                        .help = "決めていないときは空欄のままにします。"},
                       entered)));
}

Html missing_fields(const CaseView& view, const web::Entered& entered) {
    using namespace web;
    return field_group(
        {"同意が得られていないとき", {}, FormPart::Second},
        group(
            radio_area({.name = "reason",
                        .legend = "理由",
                        .groups = ungrouped(choices_of<access::NoConsentReason>())},
                       entered),
            long_text_field({.name = "reason_note", .label = "働きかけの経過", .rows = 4}, entered),
            date_field({.name = "next_attempt_on",
                        .label = "次に働きかける日",
                        .value = view.scope.today().plus_days(
                            view.scope.profile.settings.consent_retry_days.value)},
                       entered)));
}

std::vector<DeskId> read_desks(web::FormReader& form, std::string_view name, std::string_view label,
                               const municipality::Profile& profile) {
    std::vector<std::string> allowed;
    for (const auto& desk : profile.desks) allowed.push_back(desk.id.text());
    std::vector<DeskId> desks;
    for (const auto& code : form.codes_of(name, label, allowed)) desks.emplace_back(code);
    return desks;
}

}  // namespace

Html declaration_fields(const CaseView& view, const web::Entered& entered) {
    using namespace web;
    return group(
        radio_area(
            {.name = "person",
             .legend = "だれの同意ですか",
             .help = "同意はお一人ずつ記録します。一人の同意で、ほかの家族の情報は開きません。",
             .required = true,
             .groups = ungrouped(persons_of(view))},
            entered),
        radio_area({.name = "status",
                    .legend = "同意の状況",
                    .required = true,
                    .groups = ungrouped(statuses())},
                   entered),
        date_field({.name = "agreed_on",
                    .label = "確認した日",
                    .value = view.scope.today(),
                    .required = true},
                   entered),
        obtained_fields(view, entered), missing_fields(view, entered));
}

access::ConsentDeclaration read_declaration(web::FormReader& form, const CaseId& case_id,
                                            const municipality::Profile& profile) {
    using web::Need;
    access::ConsentDeclaration declaration{.case_id = case_id};
    if (const auto person = form.id("person", "だれの同意か", Need::Required)) {
        declaration.person = PersonId(*person);
    }
    if (const auto status =
            form.choice<access::ConsentStatus>("status", "同意の状況", Need::Required)) {
        declaration.status = *status;
    }
    declaration.agreed_on = form.date("agreed_on", "確認した日", Need::Required);
    declaration.scopes = form.choices<access::ConsentScope>("scopes", "同意の範囲");
    declaration.desks = read_desks(form, "desks", "共有してよい窓口", profile);
    declaration.excluded_desks = read_desks(form, "excluded_desks", "共有しない窓口", profile);
    declaration.method = form.choice<access::ConsentMethod>("method", "同意の取得方法");
    declaration.witness = form.text("witness", "立会人");
    declaration.given_by =
        form.choice<access::ConsentBy>("given_by", "同意した人").value_or(access::ConsentBy::Self);
    declaration.representative_note =
        form.text("representative_note", "代理の権限", {web::line_characters});
    declaration.representative_suspicion =
        form.choice<access::AbuseSuspicion>("representative_suspicion", "虐待の疑い");
    declaration.purpose = form.text("purpose", "利用の目的", {web::line_characters});
    if (form.checked("explained")) declaration.explained_version = explained_version_now;
    declaration.expires_on = form.date("expires_on", "有効期限");
    declaration.reason = form.choice<access::NoConsentReason>("reason", "理由");
    declaration.reason_note = form.long_text("reason_note", "働きかけの経過");
    const auto next_attempt_on = form.date("next_attempt_on", "次に働きかける日");
    if (declaration.status != access::ConsentStatus::Obtained) {
        declaration.next_attempt_on = next_attempt_on;
    }
    return declaration;
}

web::Opening opening_of(const CaseView& view, const access::ConsentDeclaration& declaration) {
    web::Opening opening{.about = view.name_of(declaration.person) + "さんについて"};
    for (const auto& desk : declaration.desks) {
        opening.desks.push_back(view.scope.profile.desk_name(desk));
    }
    std::set<access::Category> categories;
    for (const auto scope : declaration.scopes) {
        for (const auto category : access::opened_by(scope)) categories.insert(category);
    }
    for (const auto category : categories) opening.categories.emplace_back(label_of(category));
    opening.until =
        declaration.expires_on ? japanese_date(*declaration.expires_on) + "まで" : "撤回されるまで";
    opening.basis = fmt::format("本人同意({})", law::consent_of_the_person.article);
    return opening;
}

}  // namespace kasane::casefile
