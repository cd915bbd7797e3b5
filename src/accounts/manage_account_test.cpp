#include "accounts/manage_account.hpp"

#include <gtest/gtest.h>

#include "accounts/accounts_store.hpp"
#include "tests/support/running_site.hpp"

namespace kasane::accounts {
namespace {

class ManageAccount : public testing::TestWithParam<storage::Engine> {
protected:
    tests::RunningSite site{GetParam()};
    Roster& roster = site.hall().roster();
    Actor administrator = site.person("second", "管理 次郎", {Role::Administrator}, "");
    const std::vector<DeskId> desks{DeskId("elderly"), DeskId("child")};

    NewAccount worker(const std::string& login) {
        return {.login = login,
                .name = "受付 一郎",
                .assignments = {{Role::DeskWorker}, {desks.front()}}};
    }
    Account stored(const AccountId& id) {
        std::optional<Account> account;
        site.database().read(site.hall().code(), [&](storage::Reader& rows) {
            account = accounts_store::find(rows, id);
        });
        return account.value();
    }
    AccountChange change_of(const AccountId& id) {
        return {.account = id,
                .version = stored(id).version,
                .name = "受付 一郎",
                .assignments = {{Role::DeskWorker}, {desks.front()}}};
    }
    std::int64_t accounts() {
        std::int64_t count = 0;
        site.database().read(site.hall().code(), [&](storage::Reader& rows) {
            count = rows.value<std::int64_t>(
                "select count(*) from accounts where municipality = $1", rows.municipality());
        });
        return count;
    }
};
KASANE_ON_BOTH_ENGINES(ManageAccount);

TEST_P(ManageAccount, tells_the_one_time_password_of_a_new_account_once) {
    const auto created = create_account(roster, administrator, worker("tanaka"), desks);
    ASSERT_TRUE(created.ok()) << created.refusal().message;
    EXPECT_TRUE(stored(created->account).must_change_password);
    EXPECT_EQ(stored(created->account).password_hash.find(created->password.reveal()),
              std::string::npos);
}
TEST_P(ManageAccount, is_for_administrators_alone) {
    const auto elder = site.person("elder", "高齢 一郎", {Role::DeskWorker}, "elderly");
    const auto officer = site.person("officer", "個人 情子", {Role::PrivacyOfficer}, "");
    const auto before = accounts();
    for (const auto& who : {elder, officer}) {
        EXPECT_EQ(create_account(roster, who, worker("tanaka"), desks).refusal().kind,
                  RefusalKind::NotPermitted);
        EXPECT_EQ(end_account(roster, who, administrator.account).refusal().kind,
                  RefusalKind::NotPermitted);
        EXPECT_EQ(reset_password(roster, who, administrator.account).refusal().kind,
                  RefusalKind::NotPermitted);
        EXPECT_EQ(unlock_account(roster, who, administrator.account).refusal().kind,
                  RefusalKind::NotPermitted);
        EXPECT_EQ(change_account(roster, who, change_of(elder.account), desks).refusal().kind,
                  RefusalKind::NotPermitted);
    }
    EXPECT_EQ(accounts(), before);
}
TEST_P(ManageAccount, keeps_every_login_apart) {
    ASSERT_TRUE(create_account(roster, administrator, worker("tanaka"), desks).ok());
    const auto again = create_account(roster, administrator, worker("tanaka"), desks);
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.refusal().field, "login");
}
TEST_P(ManageAccount, shows_a_stale_form_instead_of_saving_over_somebody) {
    const auto created = create_account(roster, administrator, worker("tanaka"), desks);
    auto first = change_of(created->account);
    auto second = first;
    first.name = "受付 二郎";
    second.name = "受付 三郎";
    ASSERT_TRUE(change_account(roster, administrator, first, desks).ok());
    const auto refused = change_account(roster, administrator, second, desks);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.refusal().kind, RefusalKind::Stale);
    EXPECT_EQ(stored(created->account).name, "受付 二郎");
}
TEST_P(ManageAccount, ends_the_sessions_of_somebody_whose_desk_changes) {
    const auto elder = site.person("elder", "高齢 一郎", {Role::DeskWorker}, "elderly");
    EXPECT_EQ(site.get("/", elder).status, 200);
    auto change = change_of(elder.account);
    change.name = "高齢 一郎";
    change.assignments.desks = {DeskId("child")};
    ASSERT_TRUE(change_account(roster, administrator, change, desks).ok());
    EXPECT_EQ(site.get("/", elder).status, 303);
}
TEST_P(ManageAccount, ends_an_account_at_once_and_keeps_its_name_on_records) {
    const auto elder = site.person("elder", "高齢 一郎", {Role::DeskWorker}, "elderly");
    ASSERT_TRUE(end_account(roster, administrator, elder.account).ok());
    EXPECT_EQ(site.get("/", elder).status, 303);
    EXPECT_EQ(stored(elder.account).name, "高齢 一郎");
}
TEST_P(ManageAccount, never_takes_the_last_administrator_away) {
    const auto first = [&] {
        std::optional<Account> found;
        site.database().read(site.hall().code(), [&](storage::Reader& rows) {
            found = accounts_store::find_by_login(rows, "administrator");
        });
        return found.value();
    }();
    ASSERT_TRUE(end_account(roster, administrator, first.id).ok());
    EXPECT_EQ(end_account(roster, administrator, administrator.account).refusal().code,
              "account.last_administrator");
    AccountChange to_worker{.account = administrator.account,
                            .version = stored(administrator.account).version,
                            .name = "管理 次郎",
                            .assignments = {{Role::DeskWorker}, {desks.front()}}};
    EXPECT_EQ(change_account(roster, administrator, to_worker, desks).refusal().code,
              "account.last_administrator");
}
TEST_P(ManageAccount, of_another_town_finds_nobody) {
    EXPECT_EQ(end_account(roster, administrator, AccountId("0197f000-0000-7000-8000-000000000000"))
                  .refusal()
                  .kind,
              RefusalKind::NotFound);
}
TEST_P(ManageAccount, makes_the_first_administrator_once) {
    const auto again = found_administrator(roster, "another", "管理 三郎");
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.refusal().code, "account.not_the_first");
}
TEST_P(ManageAccount, notes_each_change_without_contents) {
    const auto created = create_account(roster, administrator, worker("tanaka"), desks);
    ASSERT_TRUE(created.ok());
    site.database().read(
        site.hall().code(),
        [&](storage::Reader& rows) {
            const auto details = rows.value<std::string>(
                "select details from journal where municipality = $1 and act = 'account.create'"
                " order by seq desc limit 1",
                rows.municipality());
            EXPECT_NE(details.find("+desk_worker"), std::string::npos) << details;
            EXPECT_EQ(details.find("受付"), std::string::npos) << details;
        },
        storage::Rows::Journal);
}

}  // namespace
}  // namespace kasane::accounts
