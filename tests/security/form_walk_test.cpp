// Every form of the program, filled in wrongly field by field.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>

#include "tests/support/stored_records.hpp"
#include "tests/support/walked_form.hpp"
#include "web/form_names.hpp"

namespace kasane {
namespace {

using tests::DateParts;
using tests::GuardedForm;
using tests::HtmlField;
using tests::HtmlForm;
using tests::is_chosen;
using tests::is_text;
using tests::Stale;
using tests::WalkedForm;
using tests::with;
using tests::with_date;
using tests::without;
using Kind = tests::HtmlField::Kind;

/// Valid by its check digit, and nobody's.
constexpr std::string_view my_number = "123456789018";
constexpr std::string_view markup = "<script>alert(1)</script>&\"'=1+1";

bool says(const web::Response& answer, std::string_view words) {
    return answer.content().find(words) != std::string_view::npos;
}

std::string header(const web::Response& response, std::string_view name) {
    for (const auto& [each, value] : response.headers) {
        if (each == name) return value;
    }
    return {};
}

/// A form of the table and the engine its town is kept on.
struct Walk {
    GuardedForm form;
    storage::Engine engine = storage::Engine::Sqlite;
};

void PrintTo(const Walk& walk, std::ostream* out) { *out << walk.form.name; }

/// The tests that only see refusals leave everything as it was, and share a town.
class FormWalk : public testing::TestWithParam<Walk> {
protected:
    static void TearDownTestSuite() { forms().clear(); }
    void TearDown() override {
        if (stores_something_) forms().erase(key());
    }

    WalkedForm& walked() {
        auto& shared = forms()[key()];
        if (!shared) shared = std::make_unique<WalkedForm>(GetParam().form, GetParam().engine);
        return *shared;
    }
    /// For a test that stores something.
    void use_a_town_of_its_own() {
        forms().erase(key());
        stores_something_ = true;
    }

    [[nodiscard]] const GuardedForm& row() const { return GetParam().form; }
    const std::vector<HtmlField>& form_fields() { return walked().form().fields; }
    std::string stored() { return tests::stored_records(walked().site().database()); }

    web::Fields mended(const web::Fields& fields);

    void expect_nothing_stored() {
        EXPECT_TRUE(stored() == walked().stored_before()) << "something was stored";
    }

    /// The form comes back, says beside the field what is wrong, and stores nothing.
    HtmlForm expect_refused(const web::Fields& fields, std::string_view field) {
        const auto answer = walked().send(fields);
        EXPECT_EQ(answer.status, 422);
        EXPECT_FALSE(says(answer, WalkedForm::strangers_name));
        expect_nothing_stored();
        const auto page = tests::read_html(answer.content());
        EXPECT_TRUE(page.errors.contains(std::string(field)))
            << "no message beside " << field << "; messages: " << all_of(page.errors);
        const auto target = "#" + web::field_id(field);
        EXPECT_TRUE(page.summary.contains(target)) << "not in the summary: " << field;
        for (const auto& [each, message] : page.summary) {
            EXPECT_TRUE(page.ids.contains(each.substr(1))) << "leads nowhere: " << each;
            EXPECT_FALSE(message.empty());
        }
        const auto* form = page.form(walked().action());
        EXPECT_NE(form, nullptr) << "the form does not come back";
        return form == nullptr ? HtmlForm() : *form;
    }

    static std::string all_of(const std::map<std::string, std::string>& messages) {
        std::string all;
        for (const auto& [field, message] : messages)
            all += fmt::format("\n  {}: {}", field, message);
        return all;
    }

    /// What was typed stands in the form again.
    static void expect_shown_again(const HtmlForm& form, const std::string& name,
                                   std::string_view typed) {
        const auto* field = form.field(name);
        ASSERT_NE(field, nullptr) << name;
        ASSERT_FALSE(field->values.empty()) << name;
        EXPECT_EQ(field->values.front(), typed) << name;
    }

private:
    using Key = std::pair<std::string_view, storage::Engine>;
    [[nodiscard]] static Key key() { return {GetParam().form.name, GetParam().engine}; }
    static std::map<Key, std::unique_ptr<WalkedForm>>& forms() {
        static std::map<Key, std::unique_ptr<WalkedForm>> all;
        return all;
    }

    bool stores_something_ = false;
};

std::vector<Walk> all_forms() {
    std::vector<Walk> walks;
    for (const auto& form : tests::guarded_forms()) walks.push_back({form});
    return walks;
}

/// Those that write most, once more on the other engine.
std::vector<Walk> some_forms() {
    std::vector<Walk> walks;
    for (const auto& form : tests::guarded_forms()) {
        static const std::set<std::string_view> wanted{"inquiry", "person", "minutes", "plan"};
        if (wanted.contains(form.name)) walks.push_back({form, storage::Engine::Postgresql});
    }
    return walks;
}

std::string name_of(const testing::TestParamInfo<Walk>& walk) {
    return std::string(walk.param.form.name);
}

INSTANTIATE_TEST_SUITE_P(Forms, FormWalk, testing::ValuesIn(all_forms()), name_of);
INSTANTIATE_TEST_SUITE_P(FormsOnPostgresql, FormWalk, testing::ValuesIn(some_forms()), name_of);

// Without this one the refusals below would prove nothing.
TEST_P(FormWalk, takes_what_is_right_and_takes_it_once) {
    use_a_town_of_its_own();
    const auto fields = walked().filled_in();
    const auto token = walked().fresh_token();
    const auto first = walked().send(fields, token);
    ASSERT_EQ(first.status, row().done) << tests::read_html(first.content()).text;
    const auto once = stored();
    EXPECT_NE(once, walked().stored_before());
    const auto second = walked().send(fields, token);
    EXPECT_EQ(second.status, 303);
    if (first.status == 303) {
        EXPECT_EQ(header(second, "Location").substr(0, header(second, "Location").find('?')),
                  header(first, "Location").substr(0, header(first, "Location").find('?')));
    }
    EXPECT_TRUE(stored() == once) << "pressing twice did two things";
}

TEST_P(FormWalk, asks_for_what_is_missing) {
    if (row().may_be_empty) return;
    const auto sent = walked().emptied();
    const auto answer = walked().send(sent);
    EXPECT_EQ(answer.status, 422);
    const auto page = tests::read_html(answer.content());
    for (const auto& field : form_fields()) {
        if (!field.required || !sent.get(field.name).empty()) continue;
        EXPECT_TRUE(page.errors.contains(field.name)) << field.name;
    }
    EXPECT_FALSE(page.summary.empty());
    expect_nothing_stored();
}

TEST_P(FormWalk, refuses_a_text_that_is_too_long_and_keeps_it) {
    const std::string endless(10'001, 'x');
    for (const auto& field : form_fields()) {
        if (!is_text(field)) continue;
        SCOPED_TRACE(field.name);
        const auto form =
            expect_refused(with(walked().filled_in(), field.name, endless), field.name);
        expect_shown_again(form, field.name, endless);
    }
}

TEST_P(FormWalk, takes_out_what_nobody_can_see_and_says_so) {
    for (const auto& field : form_fields()) {
        if (!is_text(field)) continue;
        SCOPED_TRACE(field.name);
        for (const std::string_view hidden :
             {std::string_view("\0", 1), std::string_view("\x07"), std::string_view("\x1b"),
              std::string_view("\xe2\x80\xae")}) {
            const auto typed = fmt::format("山{}田", hidden);
            const auto form =
                expect_refused(with(walked().filled_in(), field.name, typed), field.name);
            expect_shown_again(form, field.name, "山田");
        }
    }
}

TEST_P(FormWalk, refuses_days_that_do_not_exist) {
    const std::vector<DateParts> wrong{{"reiwa", "0", "1", "1"},  {"reiwa", "8", "2", "30"},
                                       {"reiwa", "8", "13", "1"}, {"reiwa", "8", "", ""},
                                       {"meiji", "1", "1", "1"},  {"heisei", "40", "1", "1"},
                                       {"reiwa", "八", "1", "1"}};
    for (const auto& field : form_fields()) {
        if (field.kind != Kind::Date) continue;
        for (const auto& parts : wrong) {
            SCOPED_TRACE(fmt::format("{} {} {} {} {}", field.name, parts.era, parts.year,
                                     parts.month, parts.day));
            const auto form =
                expect_refused(with_date(walked().filled_in(), field.name, parts), field.name);
            const auto* again = form.field(field.name);
            ASSERT_NE(again, nullptr);
            ASSERT_EQ(again->values.size(), 4U);
            EXPECT_EQ(again->values[1], parts.year);
            EXPECT_EQ(again->values[2], parts.month);
            EXPECT_EQ(again->values[3], parts.day);
        }
    }
}

TEST_P(FormWalk, masks_an_individual_number_and_asks) {
    for (const auto& field : form_fields()) {
        if (!is_text(field)) continue;
        SCOPED_TRACE(field.name);
        const auto typed = fmt::format("番号は{}", my_number);
        const auto form = expect_refused(with(walked().filled_in(), field.name, typed), field.name);
        expect_shown_again(form, field.name, "番号は●●●●●●●●●●●●");
    }
    EXPECT_EQ(storage::dump(walked().site().database()).find(my_number), std::string::npos);
}

TEST_P(FormWalk, keeps_the_draft_without_an_individual_number) {
    const auto key = std::string(walked().form().untouched().get(web::draft_key_field));
    for (const auto& field : form_fields()) {
        if (!is_text(field)) continue;
        EXPECT_FALSE(key.empty()) << "a form with words keeps a draft of them";
        if (key.empty()) return;
        const auto typed = fmt::format("書きかけ {}", my_number);
        auto draft = without(with(walked().filled_in(), field.name, typed), web::csrf_field);
        const auto saved = walked().site().answer(
            walked().site().form_request("/drafts", draft, walked().writer()));
        EXPECT_EQ(saved.status, 200);
        expect_shown_again(walked().open(), field.name, "書きかけ ●●●●●●●●●●●●");
    }
    EXPECT_EQ(storage::dump(walked().site().database()).find(my_number), std::string::npos);
}

TEST_P(FormWalk, takes_only_codes_of_its_lists) {
    for (const auto& field : form_fields()) {
        // A single box is ticked or not, whatever it sends.
        const bool yes_or_no = field.kind == Kind::Ticks && field.choices.size() == 1 &&
                               field.choices.front() == "yes";
        if (!is_chosen(field) || yes_or_no) continue;
        SCOPED_TRACE(field.name);
        for (const auto wrong :
             {std::string_view("no_such_code"), markup, std::string_view("\0", 1)}) {
            static_cast<void>(
                expect_refused(with(walked().filled_in(), field.name, wrong), field.place));
        }
    }
}

/// Names and times have a form of their own, and a row begun must be finished.
bool takes_any_words(const HtmlField& field) {
    static const std::set<std::string, std::less<>> others{"login", "starts_at", "case_number"};
    const bool further_row = (field.name.starts_with("row") || field.name.starts_with("role")) &&
                             field.name.find_first_of("23456789") < 5 && field.name.find('_') < 6;
    return !others.contains(field.name) && !further_row;
}

/// An id in a form leads nowhere that its writer may not go.
TEST_P(FormWalk, takes_no_id_of_somebody_elses_record) {
    const auto unknown = tests::unknown_records().at("person");
    const auto is_id = [](const HtmlField& field) {
        const auto known = [](const std::string& code) { return is_uuid(code); };
        return std::ranges::any_of(field.choices, known) ||
               (field.kind == Kind::Hidden && std::ranges::any_of(field.values, known) &&
                !web::is_form_mark(field.name));
    };
    for (const auto& field : form_fields()) {
        if (!is_id(field)) continue;
        for (const auto& wrong : {walked().strangers_records().at("person"),
                                  walked().strangers_records().at("case"), unknown}) {
            SCOPED_TRACE(field.name + " " + wrong);
            const auto answer = walked().send(with(walked().filled_in(), field.name, wrong));
            EXPECT_TRUE(answer.status == 404 || answer.status == 422) << answer.status;
            EXPECT_FALSE(says(answer, WalkedForm::strangers_name));
            expect_nothing_stored();
        }
    }
}

TEST_P(FormWalk, shows_markup_and_formulas_as_the_text_they_are) {
    use_a_town_of_its_own();
    auto fields = walked().filled_in();
    bool some = false;
    for (const auto& field : form_fields()) {
        if (!is_text(field) || !takes_any_words(field)) continue;
        fields = with(fields, field.name, markup);
        some = true;
    }
    if (!some) return;
    // It comes back as it was typed …
    const auto again = walked().send(fields, "no token");
    EXPECT_FALSE(says(again, "<script>alert"));
    const auto page = tests::read_html(again.content());
    const auto* form = page.form(walked().action());
    ASSERT_NE(form, nullptr);
    for (const auto& field : form_fields()) {
        if (fields.get(field.name) == markup) expect_shown_again(*form, field.name, markup);
    }
    // … and stands as text wherever it is shown afterwards.
    ASSERT_EQ(walked().send(fields).status, row().done);
    for (const std::string_view address :
         {"/", "/cases", "/inquiries", "/memos", "/conferences", "/outreach", "/cases/{case}",
          "/cases/{case}/timeline", "/cases/{case}/household", "/cases/{case}/history",
          "/cases/{case}/consents", "/cases/{case}/assessment", "/cases/{case}/plans",
          "/cases/{case}/outreach", "/search?q=alert", "/settings/accounts"}) {
        SCOPED_TRACE(address);
        EXPECT_FALSE(says(
            walked().site().get(tests::address_of(address, walked().records()), walked().writer()),
            "<script>alert"));
    }
}

TEST_P(FormWalk, takes_no_form_without_its_one_time_token) {
    const auto theirs =
        walked().site().site().guard().issue(walked().strangers_records().at("account"));
    const auto fields = walked().filled_in();
    for (const auto& token : {std::string(), std::string("no token"), theirs}) {
        SCOPED_TRACE(token);
        const auto answer = walked().send(fields, token);
        EXPECT_EQ(answer.status, 422);
        expect_nothing_stored();
        const auto page = tests::read_html(answer.content());
        for (const auto& field : form_fields()) {
            if (!is_text(field)) continue;
            const auto* form = page.form(walked().action());
            ASSERT_NE(form, nullptr) << "the form does not come back";
            expect_shown_again(*form, field.name, fields.get(field.name));
        }
    }
}

/// Comes back once with another mistake: what the form was filled from must not be forgotten.
web::Fields FormWalk::mended(const web::Fields& fields) {
    const auto text = std::ranges::find_if(form_fields(), is_text);
    EXPECT_NE(text, form_fields().end());
    const auto answer = walked().send(with(fields, text->name, std::string(10'001, 'x')));
    EXPECT_EQ(answer.status, 422);
    const auto page = tests::read_html(answer.content());
    const auto* form = page.form(walked().action());
    EXPECT_NE(form, nullptr);
    if (form == nullptr) return fields;
    return with(form->untouched(), text->name, fields.get(text->name));
}

TEST_P(FormWalk, loses_no_text_when_somebody_else_was_first) {
    use_a_town_of_its_own();
    if (row().stale == Stale::Never) return;
    const auto mine = walked().filled_in();
    auto theirs = mine;
    for (const auto& field : form_fields()) {
        if (is_text(field) && takes_any_words(field)) {
            theirs = with(theirs, field.name, "先に書いた言葉");
        }
    }
    auto late = mine;
    bool some = false;
    for (const auto& field : form_fields()) {
        if (!is_text(field) || !takes_any_words(field)) continue;
        late = with(late, field.name, "あとから書いた言葉");
        some = true;
    }
    ASSERT_EQ(walked().send(theirs).status, 303);
    const auto first = stored();
    if (row().stale == Stale::BothTexts) late = mended(late);
    const auto answer = walked().send(late);
    // A memo that was answered meanwhile is not even there any more for its receiver.
    EXPECT_TRUE(answer.status == 409 || (answer.status == 404 && row().stale == Stale::Moved))
        << answer.status;
    EXPECT_TRUE(stored() == first);
    EXPECT_EQ(says(answer, "あとから書いた言葉"), some);
    if (row().stale == Stale::BothTexts) {
        EXPECT_TRUE(says(answer, "先に書いた言葉"));
        // Now it is known what is stored: sending again saves over it.
        const auto page = tests::read_html(answer.content());
        const auto* form = page.form(walked().action());
        ASSERT_NE(form, nullptr);
        EXPECT_EQ(walked().send(form->untouched()).status, 303);
    }
}

TEST(FormTable, has_a_line_for_every_form_of_the_program) {
    tests::RunningSite site;
    std::set<std::string> known{
        "/sign-in", "/sign-out", "/account/password",  // passwords: never shown again, see below
        // A code is as secret as a password and good for half a minute: second_factor_test.cpp.
        "/sign-in/code", "/account/second-factor/confirm", "/account/second-factor/recovery-codes",
        "/account/second-factor/remove", "/settings/accounts/{account}/second-factor",
        "/drafts",  // no form: what the script sends while somebody types
    };
    for (const auto& form : tests::guarded_forms()) known.emplace(form.action);
    std::set<std::string> routes;
    for (const auto& route : site.hall().router().routes()) {
        if (route.method == web::Method::Post) routes.emplace(route.pattern);
    }
    for (const auto& route : routes) {
        EXPECT_TRUE(known.contains(route))
            << route << ": a new form needs a line in tests/security/guarded_forms.hpp";
    }
    for (const auto& line : known) {
        EXPECT_TRUE(routes.contains(line)) << line << ": no such form any more; take the line out";
    }
}

}  // namespace
}  // namespace kasane
