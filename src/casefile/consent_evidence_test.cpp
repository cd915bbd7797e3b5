#include "casefile/consent_evidence.hpp"

#include <gtest/gtest.h>

#include "tests/support/test_town.hpp"

namespace kasane::casefile {
namespace {

class ConsentEvidence : public tests::OnBothEngines {
protected:
    void SetUp() override {
        town = std::make_unique<tests::TestTown>(database());
        desk = std::make_unique<accounts::Actor>(town->worker("elderly"));
        home = town->household(*desk, {"川田 節子", "川田 誠"});
        mothers = town->consent(*desk, home.case_id, home.persons[0], {"child"});
        sons = town->consent(*desk, home.case_id, home.persons[1], {"disability"});
    }
    Result<Done> add(const accounts::Actor& who, const ConsentId& consent, std::string kept_at,
                     std::vector<web::ChosenFile> files = {}) {
        return add_evidence(town->town(), who,
                            {.case_id = home.case_id,
                             .consent = consent,
                             .kept_at = std::move(kept_at),
                             .files = std::move(files)});
    }
    std::optional<EvidenceView> seen_by(const accounts::Actor& who, const ConsentId& consent) {
        std::optional<EvidenceView> view;
        static_cast<void>(town->town().read<int>(who, "test", [&](access::ReadScope& scope) {
            auto reading = access::CaseReading::open(scope, home.case_id);
            if (reading) view = read_evidence(scope, *reading, consent);
            return 0;
        }));
        return view;
    }
    static web::ChosenFile scan() { return {"同意書.pdf", "%PDF-1.7\n%%EOF\n"}; }

    std::unique_ptr<tests::TestTown> town;
    std::unique_ptr<accounts::Actor> desk;
    tests::TestTown::Household home;
    ConsentId mothers{"none"};
    ConsentId sons{"none"};
};
KASANE_ON_BOTH_ENGINES(ConsentEvidence);

TEST_P(ConsentEvidence, is_a_scan_or_the_place_of_the_paper_and_never_nothing) {
    EXPECT_FALSE(add(*desk, mothers, "").ok());
    ASSERT_TRUE(add(*desk, mothers, "書庫2").ok());
    ASSERT_TRUE(add(*desk, mothers, "", {scan()}).ok());
    const auto view = seen_by(*desk, mothers);
    ASSERT_TRUE(view.has_value());
    ASSERT_EQ(view->files.size(), 1U);
    EXPECT_EQ(view->files[0].media_type, "application/pdf");
    EXPECT_EQ(view->files[0].subject, home.persons[0]);
}

TEST_P(ConsentEvidence, is_what_its_content_says_whatever_its_name) {
    EXPECT_FALSE(add(*desk, mothers, "", {{"同意書.pdf", "<html>no document</html>"}}).ok());
    EXPECT_FALSE(add(*desk, mothers, "", {{"空.pdf", ""}}).ok());
    // One bad file leaves nothing of the others behind.
    EXPECT_FALSE(add(*desk, mothers, "書庫2", {scan(), {"空.pdf", ""}}).ok());
    EXPECT_TRUE(seen_by(*desk, mothers)->files.empty());
}

TEST_P(ConsentEvidence, opens_with_what_may_be_read_about_its_person) {
    ASSERT_TRUE(add(*desk, mothers, "", {scan()}).ok());
    const auto child = town->worker("child");
    // Shared with by the mother: the ledger line is the other desk's own record.
    EXPECT_TRUE(seen_by(child, mothers).has_value());
    EXPECT_FALSE(seen_by(child, sons).has_value());
    EXPECT_FALSE(seen_by(town->worker("livelihood"), mothers).has_value());
    EXPECT_FALSE(add(town->worker("livelihood"), mothers, "書庫2").ok());
    const auto other = town->household(*desk, {"山本 一"});
    EXPECT_FALSE(
        add_evidence(
            town->town(), *desk,
            {.case_id = other.case_id, .consent = mothers, .kept_at = "書庫2", .files = {}})
            .ok());
}

}  // namespace
}  // namespace kasane::casefile
