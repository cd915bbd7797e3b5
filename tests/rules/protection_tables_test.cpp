// 居場所の秘匿, 通報した人の秘密, 個人番号 — what the path from 相談 to 終結 has of them.

#include <gtest/gtest.h>

#include <algorithm>

#include "casefile/note_search.hpp"
#include "casefile/record_person.hpp"
#include "intake/inquiry_record.hpp"
#include "people/person.hpp"
#include "tests/support/case_driver.hpp"
#include "tests/support/rule_words.hpp"
#include "web/form_reading.hpp"

namespace kasane::tests {
namespace {

using access::ConsentScope;

/// One woman whose address a desk wrote down; shared with 障がい福祉係, held by the coordinator.
intake::InquiryForm inquiry_of(CaseDriver& driver) {
    intake::InquiryForm form;
    form.received_on = driver.today();
    form.contact_method = "phone";
    form.said = "暮らしのこと";
    people::NewPerson woman;
    woman.name = "丸山 梢";
    woman.name_kana = "まるやま こずえ";
    woman.birth_date = Date::of(1984, 5, 5);
    woman.address = "中央1-2";
    woman.phone = "000-0000-0031";
    woman.relation = "self";
    form.persons = {woman};
    return form;
}

void share(CaseDriver& driver) {
    static_cast<void>(must_do(driver.take(casefile::CaseEvent::Refer)));
    static_cast<void>(must_do(driver.take(casefile::CaseEvent::Accept)));
    static_cast<void>(must_do(
        driver.consent_of(driver.mother(), {ConsentScope::InformationSharing}, {"disability"})));
}

const accounts::Actor& reader_of(const Crew& crew, const std::string& word) {
    if (word == "受け付けた窓口") return crew.desk;
    if (word == "同意で共有した窓口") return crew.other;
    if (word == "多機関協働の担当者") return crew.coordinator;
    return crew.stranger;
}

std::vector<people::Person> persons_shown(CaseDriver& driver, const accounts::Actor& reader) {
    return driver.town().read<std::vector<people::Person>>(
        reader, "test", [&](access::ReadScope& scope) {
            auto reading = access::CaseReading::open(scope, driver.id());
            return reading ? people::persons_of_case(scope, *reading)
                           : std::vector<people::Person>();
        });
}

Outcome address_shown(CaseDriver& driver, const accounts::Actor& reader) {
    const auto persons = persons_shown(driver, reader);
    auto outcome = outcome_of_sight(!persons.empty() && persons.front().locating &&
                                    persons.front().locating->address.reveal() == "中央1-2");
    outcome["印"] = !persons.empty() && persons.front().is_protected ? "連絡前に確認" : "なし";
    return outcome;
}

Outcome found_by_name(CaseDriver& driver, const accounts::Actor& reader) {
    return driver.town().read<Outcome>(reader, "test", [&](access::ReadScope& scope) {
        const auto found = people::find_by_name(scope, "丸山", 50);
        return outcome_of_sight(std::ranges::any_of(
            found, [&](const auto& person) { return person.case_id == driver.id(); }));
    });
}

/// 「ほかの機関が関わっている可能性があります」 to somebody who registers the same woman again.
Outcome masked_hit(CaseDriver& driver, const accounts::Actor& reader) {
    const auto again = inquiry_of(driver).persons.front();
    return driver.town().read<Outcome>(reader, "test", [&](access::ReadScope& scope) {
        const auto similar = people::similar_persons(scope, again);
        EXPECT_TRUE(similar.known.empty());
        return outcome_of_sight(similar.another_agency_may_know);
    });
}

void correct_unprotected(CaseDriver& driver) {
    const auto& desk = driver.crew().desk;
    const auto person = persons_shown(driver, desk).front();
    auto facts = inquiry_of(driver).persons.front();
    static_cast<void>(must_do(casefile::correct_person(
        driver.town(), desk, {driver.id(), person.id, facts, person.version})));
}

TEST(Protected, follows_its_table) {
    check_rule_cases("protected", [](const RuleCase& row) {
        RunningSite site;  // the same woman is registered in every row
        Crew crew(site);
        CaseDriver driver(crew);
        auto form = inquiry_of(driver);
        form.persons.front().is_protected = row.given.flag("伏せている");
        driver.receive(form);
        share(driver);
        if (row.given.has("そのあと")) {
            EXPECT_EQ(row.given.text("そのあと"), "伏せない内容で直す");
            correct_unprotected(driver);
        }
        const auto& reader = reader_of(crew, row.given.text("読む人"));
        const auto& act = row.when.text("操作");
        if (act == "住所を見る") return address_shown(driver, reader);
        if (act == "名前でさがす") return found_by_name(driver, reader);
        return masked_hit(driver, reader);
    });
}

const std::string caller = "通報 花";

Outcome caller_shown(CaseDriver& driver, const accounts::Actor& reader) {
    return driver.town().read<Outcome>(reader, "test", [&](access::ReadScope& scope) {
        auto reading = access::CaseReading::open(scope, driver.id());
        if (!reading) return outcome_of_sight(false);
        const auto inquiry = intake::find_inquiry(scope, *reading, driver.inquiry());
        if (!inquiry) return outcome_of_sight(false);
        const auto shown = intake::caller_of(scope, *reading, *inquiry);
        return outcome_of_sight(shown && shown->name == caller);
    });
}

Outcome caller_on_timeline(CaseDriver& driver, const accounts::Actor& reader) {
    return driver.town().read<Outcome>(reader, "test", [&](access::ReadScope& scope) {
        auto reading = access::CaseReading::open(scope, driver.id());
        if (!reading) return outcome_of_sight(false);
        const auto entries = casefile::timeline(scope, *reading, std::nullopt, 500);
        EXPECT_FALSE(entries.empty());
        return outcome_of_sight(std::ranges::any_of(entries, [](const auto& entry) {
            return (entry.title + entry.body.reveal()).find(caller) != std::string::npos;
        }));
    });
}

Outcome found_by_caller(CaseDriver& driver, const accounts::Actor& reader) {
    return driver.town().read<Outcome>(reader, "test", [&](access::ReadScope& scope) {
        return outcome_of_sight(!people::find_by_name(scope, caller, 50).empty() ||
                                !casefile::find_notes(scope, caller, 50).empty());
    });
}

TEST(Reporter, follows_its_table) {
    RunningSite site;
    Crew crew(site);
    check_rule_cases("reporter", [&](const RuleCase& row) {
        CaseDriver driver(crew);
        auto form = inquiry_of(driver);
        form.caller = {.relation = "neighbor",
                       .name = caller,
                       .phone = "000-0000-0032",
                       .is_reporter = row.given.flag("通報")};
        driver.receive(form);
        share(driver);
        const auto& reader = reader_of(crew, row.given.text("読む人"));
        const auto& act = row.when.text("操作");
        if (act == "相談受付票を見る") return caller_shown(driver, reader);
        if (act == "経過を見る") return caller_on_timeline(driver, reader);
        return found_by_caller(driver, reader);
    });
}

bool holds_number(const std::string& text) {
    for (const auto* written :
         {"123456789018", "1234 5678 9018", "1234-5678-9018", "１２３４５６７８９０１８"}) {
        if (text.find(written) != std::string::npos) return true;
    }
    return false;
}

TEST(MyNumber, follows_its_table) {
    check_rule_cases("my_number", [](const RuleCase& row) {
        EXPECT_EQ(row.when.text("操作"), "保存する");
        web::Fields typed;
        typed.add("said", row.given.text("入力"));
        if (row.given.flag_or("はじめから確認の印", false)) {
            typed.add(std::string(web::my_number_checked_field), "yes");
        }
        web::FormReader form(typed);
        auto text = form.long_text("said", "話されたこと");
        auto outcome = outcome_of_sight(form.ok());
        const auto draft = form.entered().value("said");
        if (row.given.flag_or("確認した", false)) {
            web::Fields again;
            again.add("said", std::string(draft));
            again.add(std::string(web::my_number_asked_field), "yes");
            again.add(std::string(web::my_number_checked_field), "yes");
            web::FormReader confirmed(again);
            text = confirmed.long_text("said", "話されたこと");
            outcome = outcome_of_sight(confirmed.ok());
        }
        outcome["保存される文"] = text;
        outcome["番号は残るか"] =
            holds_number(text) || holds_number(std::string(draft)) ? "はい" : "いいえ";
        outcome["下書きは残るか"] = draft.empty() ? "いいえ" : "はい";
        return outcome;
    });
}

}  // namespace
}  // namespace kasane::tests
