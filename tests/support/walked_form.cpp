#include "tests/support/walked_form.hpp"

#include <array>
#include <utility>

#include "accounts/sign_in.hpp"
#include "tests/support/stored_records.hpp"
#include "web/form_names.hpp"

namespace kasane::tests {

using accounts::Role;
using Kind = HtmlField::Kind;

web::Fields without(const web::Fields& fields, std::string_view name) {
    web::Fields rest;
    for (const auto& [each, value] : fields.entries()) {
        if (each != name) rest.add(each, value);
    }
    return rest;
}

web::Fields with(const web::Fields& fields, std::string_view name, std::string_view value) {
    auto changed = without(fields, name);
    changed.add(std::string(name), std::string(value));
    return changed;
}

web::Fields with_date(web::Fields fields, const std::string& name, const DateParts& parts) {
    const std::array<std::pair<std::string_view, std::string_view>, 4> all{
        {{web::era_ending, parts.era},
         {web::year_ending, parts.year},
         {web::month_ending, parts.month},
         {web::day_ending, parts.day}}};
    for (const auto& [ending, value] : all) {
        fields = with(fields, name + std::string(ending), value);
    }
    return fields;
}

namespace {

/// A date is entered in its four parts, everything else as it is.
web::Fields enter(const HtmlForm& form, const web::Fields& fields, std::string_view name,
                  const std::string& value) {
    const auto* field = form.field(name);
    if (field == nullptr || field->kind != Kind::Date) return with(fields, name, value);
    return with_date(fields, field->name,
                     {"western", value.substr(0, 4), value.substr(5, 2), value.substr(8, 2)});
}

}  // namespace

web::Fields filled_in(const HtmlForm& form, const GuardedForm& row, const RecordIds& records) {
    auto fields = form.untouched();
    for (const auto& field : form.fields) {
        if (!field.required) continue;
        if (is_text(field)) fields = with(fields, field.name, "記録します。");
        if (is_chosen(field) && fields.get(field.name).empty()) {
            const auto code =
                std::ranges::find_if(field.choices, [](const auto& each) { return !each.empty(); });
            ensure(code != field.choices.end(), "a required field offers something");
            fields = with(fields, field.name, *code);
        }
    }
    for (const auto& [name, value] : row.filled) {
        fields = enter(form, fields, name, address_of(value, records));
    }
    return fields;
}

HtmlForm shown_form(RunningSite& site, const GuardedForm& row, const RecordIds& records,
                    const accounts::Actor& reader) {
    const auto answer = site.get(address_of(row.page, records), reader);
    ensure(answer.status == 200, "the page of a form opens to its writer");
    const auto page = read_html(answer.content());
    const auto* form = page.form(address_of(row.action, records));
    ensure(form != nullptr, "the page of a form holds the form");
    return *form;
}

/// The page says which step of the case it is.
void name_step(const GuardedForm& row, RecordIds& records) {
    const auto step = row.page.find("/steps/");
    if (step != std::string_view::npos) records["event"] = row.page.substr(step + 7);
}

int days_since_rescue(const GuardedForm& row) {
    constexpr int longer_than_any_holidays = 14;
    const bool afterwards = row.name == "emergency_review" || row.name == "emergency_renewal";
    return afterwards ? longer_than_any_holidays : 0;
}

void lock_out(RunningSite& site, const std::string& login) {
    accounts::AttemptLimit limit;
    accounts::SignInDoor door{site.hall().roster(), site.hall().sessions(), limit};
    for (int attempt = 0; attempt < 20; ++attempt) {
        static_cast<void>(accounts::sign_in(
            door,
            {.login = login, .password = PrivateText("a guess"), .client_address = "127.0.0.1"}));
    }
}

WalkedForm::WalkedForm(const GuardedForm& row, storage::Engine engine) : row_(row), site_(engine) {
    Writers writers{site_.person("worker", "窓口 一", {Role::DeskWorker}, "elderly"),
                    site_.person("coordinator", "調整 二", {Role::Coordinator}, "coordination")};
    const auto officer = site_.person("officer", "保護 五", {Role::PrivacyOfficer}, "");
    writers.rescuer = site_.person("rescuer", "急 七", {Role::DeskWorker}, "disability");
    writers.rescued_days_ago = days_since_rescue(row_);
    const auto administrator = site_.person("manager", "管理 三", {Role::Administrator}, "");
    const Writers strangers{site_.person("stranger", "外山 四", {Role::DeskWorker}, "child"),
                            writers.coordinator};
    records_ = write_household(site_, writers, "子", row_.stage);
    strangers_ = write_household(site_, strangers, strangers_name, Stage::Received);
    switch (row_.writer) {
        case FormWriter::Worker:
            writer_ = writers.worker;
            break;
        case FormWriter::Coordinator:
            writer_ = writers.coordinator;
            break;
        case FormWriter::Administrator:
            writer_ = administrator;
            break;
        case FormWriter::Officer:
            writer_ = officer;
            break;
    }
    name_step(row_, records_);
    if (row_.name == "unlock") lock_out(site_, "worker");
    form_ = open();
    before_ = stored_records(site_.database());
}

std::string WalkedForm::action() const { return address_of(row_.action, records_); }

HtmlForm WalkedForm::open() { return shown_form(site_, row_, records_, writer_); }

web::Fields WalkedForm::filled_in() const { return tests::filled_in(form_, row_, records_); }

web::Fields WalkedForm::emptied() const {
    auto fields = form_.untouched();
    for (const auto& field : form_.fields) {
        if (is_text(field)) fields = with(fields, field.name, "");
        if (field.kind == Kind::Ticks) fields = without(fields, field.name);
        if (field.kind == Kind::Date) fields = with_date(fields, field.name, {"reiwa", "", "", ""});
    }
    const auto act = row_.filled.find(web::act_field);
    return act == row_.filled.end() ? fields : with(fields, act->first, act->second);
}

std::string WalkedForm::fresh_token() { return site_.site().guard().issue(writer_.account.text()); }

web::Response WalkedForm::send(const web::Fields& fields) { return send(fields, fresh_token()); }

web::Response WalkedForm::send(const web::Fields& fields, const std::string& token) {
    const auto typed = without(without(fields, web::form_token_field), web::csrf_field);
    auto request = site_.form_request(action(), typed, writer_);
    request.form.replace(web::form_token_field, token);
    return site_.answer(std::move(request));
}

}  // namespace kasane::tests
