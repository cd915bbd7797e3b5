#include "casefile/emergency.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "access/case_reading.hpp"
#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "people/person.hpp"
#include "tests/support/rule_cases.hpp"
#include "tests/support/rule_words.hpp"
#include "tests/support/test_town.hpp"

namespace kasane::casefile {
namespace {

using access::Category;
using tests::Outcome;
using tests::RuleCase;

// ---- the rule ----------------------------------------------------------------------------------

/// 「2026-09-07 09:00」 in Japan.
Instant at(const std::string& day_and_time) {
    constexpr std::int64_t ahead_of_utc = 9 * 60 * 60;
    return Instant::parse(day_and_time.substr(0, 10) + "T" + day_and_time.substr(11) +
                          ":00.000000Z")
        .value()
        .plus_seconds(-ahead_of_utc);
}

Outcome opened(const RuleCase& row) {
    const auto word = [&](std::string_view key) {
        const auto& text = row.given.text(key);
        return text == "なし" ? std::string() : text;
    };
    OpenEmergency wanted{.case_number = word("ケース番号"),
                         .name = word("氏名"),
                         .birth_date = Date::parse(word("生年月日")),
                         .danger = std::nullopt,
                         .reason = {}};
    if (const auto danger = word("危険"); !danger.empty()) {
        wanted.danger = tests::by_label<Danger>(danger);
    }
    if (row.given.flag("理由を書く")) wanted.reason = "返事がない";
    return tests::outcome_of(check_emergency(wanted));
}

Outcome ended(const RuleCase& row) {
    auto outcome = tests::outcome_of_success();
    const auto end = end_of_emergency(at(row.given.text("開いた日時")));
    outcome["終わる日時"] = end.date_in_japan().text() + " " + end.time_in_japan();
    return outcome;
}

Outcome gone_on(const RuleCase& row) {
    const auto now = at("2026-09-07 09:00");
    EmergencyOpening opening;
    opening.account = AccountId("one");
    opening.until = now;
    const AccountId by(row.given.text("だれが") == "開いた人" ? "one" : "another");
    if (row.given.flag("確認済み")) opening.reviewed_at = now;
    if (row.when.text("操作") == "延長する") {
        return tests::outcome_of(
            check_renewal(opening, by, row.given.flag("理由を書く") ? "まだ危ない" : "",
                          row.given.flag_or("終わりが動く", true) ? now.plus_seconds(60) : now));
    }
    if (row.given.flag("続いている")) opening.until = now.plus_seconds(60);
    std::optional<ReviewOutcome> outcome;
    if (row.given.flag("結果を選ぶ")) outcome = ReviewOutcome::Justified;
    return tests::outcome_of(check_review(opening, by, outcome, "電話で確かめた", now));
}

TEST(EmergencyTable, is_followed) {
    tests::check_rule_cases("emergency", [&](const RuleCase& row) {
        const auto& act = row.when.text("操作");
        if (act == "開く") return opened(row);
        if (act == "終わりを決める") return ended(row);
        return gone_on(row);
    });
}

// ---- the acts ----------------------------------------------------------------------------------

class Emergency : public tests::OnBothEngines {
protected:
    void SetUp() override {
        town = std::make_unique<tests::TestTown>(database());
        desk = std::make_unique<accounts::Actor>(town->worker("elderly"));
        rescuer = std::make_unique<accounts::Actor>(town->worker("disability"));
        home = town->household(*desk, {"川田 節子"});
        seen_by(*desk, [&](access::ReadScope& scope) {
            auto reading = access::CaseReading::open(scope, home.case_id);
            number = load_head(scope, *reading->any(Category::Case))->number;
        });
    }

    void seen_by(const accounts::Actor& who, const std::function<void(access::ReadScope&)>& look) {
        static_cast<void>(town->town().read<int>(who, "test", [&](access::ReadScope& scope) {
            look(scope);
            return 0;
        }));
    }
    Result<OpenedInEmergency> open(const OpenEmergency& wanted) {
        return open_emergency(town->town(), *rescuer, wanted);
    }
    Result<OpenedInEmergency> open() {
        return open({.case_number = number,
                     .name = {},
                     .birth_date = std::nullopt,
                     .danger = Danger::Life,
                     .reason = "返事がない"});
    }
    bool rescuer_reads(Category category) {
        return town->may_read(
            *rescuer, home.case_id,
            {category, home.persons[0], access::Holder::desk(desk->desk()), std::nullopt});
    }
    bool opens_to(const accounts::Actor& who) { return town->may_open(who, home.case_id); }
    void it_is(const std::string& day_and_time) { town->clock().set(at(day_and_time)); }
    std::size_t unseen(const accounts::Actor& who) {
        std::size_t count = 0;
        seen_by(who, [&](auto& scope) { count = count_unseen_emergencies(scope); });
        return count;
    }

    std::unique_ptr<tests::TestTown> town;
    std::unique_ptr<accounts::Actor> desk;
    std::unique_ptr<accounts::Actor> rescuer;
    tests::TestTown::Household home;
    std::string number;
};
KASANE_ON_BOTH_ENGINES(Emergency);

TEST_P(Emergency, opens_the_case_to_one_account_until_noon_of_the_next_working_day) {
    it_is("2026-09-07 09:00");  // a Monday
    EXPECT_FALSE(opens_to(*rescuer));
    ASSERT_TRUE(open().ok());
    for (const auto category : {Category::Identity, Category::Case, Category::Plan}) {
        EXPECT_TRUE(rescuer_reads(category)) << label_of(category);
    }
    for (const auto category : {Category::Conference, Category::Protected, Category::Reporter}) {
        EXPECT_FALSE(rescuer_reads(category)) << label_of(category);
    }
    // Not to the desk.
    const auto colleague = town->supervisor("disability");
    EXPECT_FALSE(opens_to(colleague));
    it_is("2026-09-08 11:59");
    EXPECT_TRUE(opens_to(*rescuer));
    it_is("2026-09-08 12:00");
    EXPECT_FALSE(opens_to(*rescuer));
}

TEST_P(Emergency, tells_the_supervisor_the_coordinator_and_the_privacy_officer_at_once) {
    const auto supervisor = town->supervisor("disability");
    const auto elsewhere = town->supervisor("child");
    const auto officer = town->privacy_officer();
    const auto coordinator = town->coordinator();
    const auto opened = open();
    ASSERT_TRUE(opened.ok());
    for (const auto* told : {&supervisor, &officer, &coordinator}) {
        EXPECT_EQ(unseen(*told), 1U) << told->name;
        // Knowing of it opens nothing of the case.
        EXPECT_FALSE(opens_to(*told)) << told->name;
    }
    EXPECT_EQ(unseen(elsewhere), 0U);
    EXPECT_EQ(unseen(*rescuer), 0U);
    ASSERT_TRUE(see_emergency(town->town(), supervisor, opened->id).ok());
    ASSERT_TRUE(see_emergency(town->town(), supervisor, opened->id).ok());
    EXPECT_EQ(unseen(supervisor), 0U);
    EXPECT_EQ(unseen(officer), 1U);
    EXPECT_FALSE(see_emergency(town->town(), elsewhere, opened->id).ok());
}

TEST_P(Emergency, is_not_opened_again_by_the_same_person_before_its_review) {
    it_is("2026-09-07 09:00");
    const auto opened = open();
    ASSERT_TRUE(opened.ok());
    EXPECT_FALSE(open().ok());
    it_is("2026-09-30 09:00");
    EXPECT_FALSE(open().ok());
    ASSERT_TRUE(review_emergency(town->town(), town->privacy_officer(),
                                 {.id = opened->id,
                                  .words = "電話で確かめた",
                                  .outcome = ReviewOutcome::Justified,
                                  .expected_version = std::nullopt})
                    .ok());
    EXPECT_TRUE(open().ok());
}

TEST_P(Emergency, stands_on_the_timeline_of_the_case) {
    ASSERT_TRUE(open().ok());
    std::size_t entries = 0;
    seen_by(*desk, [&](access::ReadScope& scope) {
        auto reading = access::CaseReading::open(scope, home.case_id);
        entries =
            timeline(scope, *reading, std::nullopt, 50, {.kind = EntryKind::Emergency}).size();
    });
    EXPECT_EQ(entries, 1U);
}

TEST_P(Emergency, is_renewed_by_another_person_who_was_told_of_it) {
    it_is("2026-09-07 09:00");
    const auto opened = open();
    ASSERT_TRUE(opened.ok());
    const auto supervisor = town->supervisor("disability");
    const auto renew = [&](const accounts::Actor& who, std::string reason,
                           std::optional<std::int64_t> version = std::nullopt) {
        return renew_emergency(town->town(), who,
                               {.id = opened->id,
                                .words = std::move(reason),
                                .outcome = std::nullopt,
                                .expected_version = version});
    };
    // Too early: the end would stay where it is.
    EXPECT_FALSE(renew(supervisor, "まだ危ない").ok());
    it_is("2026-09-08 11:00");
    EXPECT_FALSE(renew(supervisor, "").ok());
    EXPECT_FALSE(renew(town->supervisor("child"), "まだ危ない").ok());
    EXPECT_FALSE(renew(*rescuer, "まだ危ない").ok());
    ASSERT_TRUE(renew(supervisor, "まだ危ない", 1).ok());
    const auto stale = renew(supervisor, "もう一度", 1);
    ASSERT_FALSE(stale.ok());
    EXPECT_EQ(stale.refusal().kind, RefusalKind::Stale);
    it_is("2026-09-09 11:59");
    EXPECT_TRUE(opens_to(*rescuer));
    it_is("2026-09-09 12:00");
    EXPECT_FALSE(opens_to(*rescuer));
}

TEST_P(Emergency, waits_for_the_privacy_officer_until_it_is_reviewed) {
    it_is("2026-09-07 09:00");
    const auto opened = open();
    ASSERT_TRUE(opened.ok());
    const auto officer = town->privacy_officer();
    const EmergencyStep review{.id = opened->id,
                               .words = "電話で確かめた",
                               .outcome = ReviewOutcome::NotJustified,
                               .expected_version = std::nullopt};
    const auto waiting = [&] {
        std::size_t count = 0;
        seen_by(officer, [&](auto& scope) { count = emergencies_of_the_day(scope).size(); });
        return count;
    };
    EXPECT_FALSE(review_emergency(town->town(), officer, review).ok());
    it_is("2026-09-30 09:00");
    EXPECT_EQ(waiting(), 1U);
    ASSERT_TRUE(review_emergency(town->town(), officer, review).ok());
    EXPECT_EQ(waiting(), 0U);
    EXPECT_FALSE(review_emergency(town->town(), officer, review).ok());
    seen_by(officer, [&](auto& scope) {
        const auto view = read_emergency(scope, opened->id);
        ASSERT_TRUE(view.has_value());
        EXPECT_EQ(view->opening.outcome, ReviewOutcome::NotJustified);
        EXPECT_FALSE(view->may_review);
        EXPECT_EQ(all_emergencies(scope, 10).size(), 1U);
    });
}

class EmergencyByName : public Emergency {
protected:
    CaseId received(const people::NewPerson& person) {
        auto made = town->town().act<CaseId>(
            *desk, accounts::Act::ReceiveInquiry, [&](access::ActScope& act) -> Result<CaseId> {
                const auto household = people::begin_household(act);
                const auto id = people::add_person(act, household, person);
                auto case_id = begin_case(act, {.household = household,
                                                .state = CaseState::Received,
                                                .received_on = act.today(),
                                                .reason = "受付"});
                access::set_track(act, case_id, id, access::Track::Unconsented, "test");
                return case_id;
            });
        return std::move(made).value();
    }
    static people::NewPerson hanako() {
        people::NewPerson person;
        person.name = "髙橋 花子";
        person.name_kana = "たかはし はなこ";
        person.birth_date = Date::of(1950, 5, 5);
        return person;
    }
    Result<OpenedInEmergency> open_named(std::string name, const std::optional<Date>& born) {
        return open({.case_number = {},
                     .name = std::move(name),
                     .birth_date = born,
                     .danger = Danger::Body,
                     .reason = "返事がない"});
    }
};
KASANE_ON_BOTH_ENGINES(EmergencyByName);

TEST_P(EmergencyByName, finds_the_person_by_the_name_or_its_reading_and_the_birthday_together) {
    const auto case_id = received(hanako());
    const auto born = Date::of(1950, 5, 5);
    const auto opened = open_named("高橋花子", born);
    ASSERT_TRUE(opened.ok()) << opened.refusal().message;
    EXPECT_EQ(opened->case_id, case_id);
    const auto colleague = town->supervisor("disability");
    const auto by_reading = open_emergency(town->town(), colleague,
                                           {.case_number = {},
                                            .name = "たかはし はなこ",
                                            .birth_date = born,
                                            .danger = Danger::Body,
                                            .reason = "返事がない"});
    ASSERT_TRUE(by_reading.ok()) << by_reading.refusal().message;
    EXPECT_EQ(by_reading->case_id, case_id);
    EXPECT_FALSE(open_named("高橋花子", Date::of(1950, 5, 6)).ok());
    EXPECT_FALSE(open_named("高橋", born).ok());
    EXPECT_FALSE(open_named("高橋花子", std::nullopt).ok());
}

TEST_P(EmergencyByName, finds_nobody_in_whose_household_somebody_is_protected) {
    auto person = hanako();
    person.is_protected = true;
    const auto case_id = received(person);
    const auto refused = open_named("高橋花子", Date::of(1950, 5, 5));
    const auto unknown = open_named("山田太郎", Date::of(1950, 5, 5));
    ASSERT_FALSE(refused.ok());
    ASSERT_FALSE(unknown.ok());
    EXPECT_EQ(refused.refusal().message, unknown.refusal().message);
    EXPECT_FALSE(town->may_open(*rescuer, case_id));
}

}  // namespace
}  // namespace kasane::casefile
