#include "access/consent.hpp"

#include <gtest/gtest.h>

#include "tests/support/rule_cases.hpp"

namespace kasane::access {
namespace {

const Date today = *Date::of(2026, 9, 1);

ConsentDeclaration declaration_from(const tests::RuleFields& given) {
    ConsentDeclaration declaration;
    declaration.agreed_on = given.has("同意した日") ? given.date("同意した日") : today;
    if (given.has("期限")) declaration.expires_on = given.date("期限");
    if (given.text_or("状況", "同意あり") == "未取得") declaration.status = ConsentStatus::NotYet;
    if (given.flag_or("理由の記録", false)) declaration.reason = NoConsentReason::NotApproached;
    const auto method = given.text_or("方法", "署名");
    declaration.method = method == "口頭"   ? ConsentMethod::VerbalRecorded
                         : method == "代筆" ? ConsentMethod::WrittenFor
                                            : ConsentMethod::Signature;
    if (given.flag_or("立会人", false)) declaration.witness = "民生委員";
    if (given.text_or("同意した人", "本人") == "法定代理人") {
        declaration.given_by = ConsentBy::LegalRepresentative;
    }
    if (given.flag_or("権限の記録", false)) declaration.representative_note = "親権者";
    if (given.flag_or("説明", true)) declaration.explained_version = "v1";
    if (given.flag_or("範囲", true)) declaration.scopes = {ConsentScope::InformationSharing};
    if (given.has("虐待の疑い")) {
        declaration.representative_suspicion =
            given.text("虐待の疑い") == "ない" ? AbuseSuspicion::None : AbuseSuspicion::Suspected;
    }
    const auto desks = given.text_or("窓口", "はい");
    if (desks != "いいえ") declaration.desks = {DeskId("elderly")};
    if (desks == "両方") declaration.excluded_desks = {DeskId("elderly")};
    return declaration;
}

TEST(Consent, is_valid_as_its_table_says) {
    tests::check_rule_cases("consent_validity", [](const tests::RuleCase& row) {
        EXPECT_EQ(row.when.text("操作"), "同意の記録");
        return tests::outcome_of(check_declaration(declaration_from(row.given), today));
    });
}

TEST(Consent, that_is_missing_needs_its_reason) {
    ConsentDeclaration declaration;
    declaration.status = ConsentStatus::Refused;
    EXPECT_FALSE(check_declaration(declaration, today).ok());
    declaration.reason = NoConsentReason::RefusesSupport;
    EXPECT_TRUE(check_declaration(declaration, today).ok());
}

TEST(Consent, cannot_include_and_exclude_the_same_desk) {
    ConsentDeclaration declaration;
    declaration.agreed_on = today;
    declaration.method = ConsentMethod::Signature;
    declaration.explained_version = "v1";
    declaration.scopes = {ConsentScope::InformationSharing};
    declaration.desks = {DeskId("elderly")};
    declaration.excluded_desks = {DeskId("elderly")};
    const auto checked = check_declaration(declaration, today);
    ASSERT_FALSE(checked.ok());
    EXPECT_EQ(checked.refusal().field, "excluded_desks");
}

}  // namespace
}  // namespace kasane::access
