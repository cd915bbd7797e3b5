#include "tests/support/test_town.hpp"

#include <map>

#include "access/case_reading.hpp"
#include "access/consent.hpp"
#include "access/ground_acts.hpp"
#include "accounts/accounts_store.hpp"
#include "casefile/casefile.hpp"
#include "casefile/record_consent.hpp"
#include "cli/wiring.hpp"
#include "people/person.hpp"
#include "referral/answer_memo.hpp"
#include "referral/send_memo.hpp"
#include "tests/support/tatsuno_profile.hpp"

namespace kasane::tests {

struct TestTown::Parts {
    Parts(storage::Database& database, std::shared_ptr<const municipality::Profile> wanted,
          std::uint64_t seed)
        : clock(*Instant::parse("2026-09-01T01:00:00.000000Z")),
          journal(database, clock, audit::JournalKey{std::string(32, 'j')}),
          guard(web::ServerKey{std::string(32, 's')}, clock),
          ids(seed),
          profile(wanted ? std::move(wanted) : test_support::tatsuno_profile()),
          town(database, journal, clock, ids, profile, guard) {}
    FrozenClock clock;
    audit::Journal journal;
    web::FormGuard guard;
    IdSource ids;
    std::shared_ptr<const municipality::Profile> profile;
    access::Town town;
    casefile::Events events;
    std::map<std::string, accounts::Actor, std::less<>> actors;
};

TestTown::TestTown(storage::Database& database,
                   std::shared_ptr<const municipality::Profile> profile, std::uint64_t seed)
    : parts_(std::make_unique<Parts>(database, std::move(profile), seed)) {
    database.write(parts_->profile->code(), [&](storage::Transaction& store) {
        store.execute(
            "insert into municipalities (municipality, name, created_at) values ($1, $2, $3)"
            " on conflict (municipality) do nothing",
            parts_->profile->code(), parts_->profile->name, parts_->clock.now());
        return storage::Outcome::Commit;
    });
    cli::wire(parts_->town, parts_->events);
}

TestTown::~TestTown() = default;

access::Town& TestTown::town() { return parts_->town; }
FrozenClock& TestTown::clock() { return parts_->clock; }
casefile::Events& TestTown::events() { return parts_->events; }
audit::Journal& TestTown::journal() { return parts_->journal; }
const web::FormGuard& TestTown::guard() { return parts_->guard; }
const municipality::Profile& TestTown::profile() { return *parts_->profile; }

accounts::Actor TestTown::actor(std::string_view login, std::string_view name, accounts::Role role,
                                const std::optional<DeskId>& desk) {
    if (const auto found = parts_->actors.find(login); found != parts_->actors.end()) {
        return found->second;
    }
    accounts::Actor made;
    made.account = parts_->ids.next<AccountId>(parts_->clock.now());
    made.name = name;
    made.roles = {role};
    if (desk) made.desks = {*desk};
    parts_->town.database().write(parts_->town.code(), [&](storage::Transaction& store) {
        const accounts::Period always{*Date::of(2026, 4, 1), std::nullopt};
        accounts::accounts_store::insert(store, {.id = made.account,
                                                 .login = std::string(login),
                                                 .name = made.name,
                                                 .password_hash = "not a password",
                                                 .valid = always,
                                                 .created_at = parts_->clock.now()});
        accounts::accounts_store::put_role(store, made.account, {role, always});
        if (desk) accounts::accounts_store::put_desk(store, made.account, {*desk, true, always});
        return storage::Outcome::Commit;
    });
    parts_->actors.emplace(login, made);
    return made;
}

accounts::Actor TestTown::worker(std::string_view desk, std::string_view name) {
    return actor(std::string(desk) + "-" + std::string(name), name, accounts::Role::DeskWorker,
                 DeskId(std::string(desk)));
}

accounts::Actor TestTown::coordinator(std::string_view name) {
    return actor("coordinator-" + std::string(name), name, accounts::Role::Coordinator,
                 profile().coordinating_desk);
}

accounts::Actor TestTown::supervisor(std::string_view desk) {
    return actor("supervisor-" + std::string(desk), "係長", accounts::Role::Supervisor,
                 DeskId(std::string(desk)));
}

accounts::Actor TestTown::administrator() {
    return actor("administrator", "管理者", accounts::Role::Administrator, std::nullopt);
}

accounts::Actor TestTown::privacy_officer() {
    return actor("privacy", "保護担当", accounts::Role::PrivacyOfficer, std::nullopt);
}

TestTown::Household TestTown::household(const accounts::Actor& worker,
                                        const std::vector<std::string>& names) {
    auto made = town().act<Household>(
        worker, accounts::Act::ReceiveInquiry, [&](access::ActScope& act) -> Result<Household> {
            Household result;
            const auto household = people::begin_household(act);
            result.case_id = casefile::begin_case(
                act, {.household = household, .received_on = act.today(), .reason = "相談"});
            for (const auto& name : names) {
                people::NewPerson person;
                person.name = name;
                person.relation = result.persons.empty() ? "self" : "child";
                result.persons.push_back(people::add_person(act, household, person));
                access::set_track(act, result.case_id, result.persons.back(),
                                  access::Track::Unconsented, "inquiry");
            }
            access::open_grounds(act, {result.case_id,
                                       std::nullopt,
                                       access::Holder::desk(worker.desk()),
                                       access::Basis::OwnDesk,
                                       access::opened_by(access::Basis::OwnDesk),
                                       "inquiry",
                                       {}});
            return result;
        });
    ensure(made.ok(), "a test's household can be written down");
    return std::move(made).value();
}

TestTown::Household TestTown::accepted_household(const accounts::Actor& worker,
                                                 const std::vector<std::string>& names) {
    auto made = household(worker, names);
    auto sent = referral::send_memo(town(), worker,
                                    {.case_id = made.case_id,
                                     .to_desk = profile().coordinating_desk,
                                     .persons = made.persons,
                                     .request = "respond",
                                     .summary = "課題が重なっています。",
                                     .urgency = "normal",
                                     .reason = "second_opinion"});
    ensure(sent.ok(), "a test's memo can be sent");
    auto accepted = referral::answer_memo(town(), coordinator(),
                                          {.memo = sent->id, .event = referral::MemoEvent::Accept});
    ensure(accepted.ok(), "a test's memo can be accepted");
    return made;
}

ConsentId TestTown::consent(const accounts::Actor& actor, const CaseId& case_id,
                            const PersonId& person, const std::vector<std::string>& desks) {
    access::ConsentDeclaration declaration{.case_id = case_id, .person = person};
    declaration.method = access::ConsentMethod::Signature;
    declaration.explained_version = "test";
    declaration.scopes = {access::ConsentScope::InformationSharing,
                          access::ConsentScope::PlanAndServiceApplication};
    declaration.agreed_on = clock().today();
    for (const auto& desk : desks) declaration.desks.emplace_back(desk);
    auto recorded = casefile::record_consent(town(), actor, events(), declaration);
    ensure(recorded.ok(), "a test's consent can be recorded");
    return std::move(recorded).value();
}

bool TestTown::may_open(const accounts::Actor& reader, const CaseId& case_id) {
    return town().read<bool>(reader, "test", [&](access::ReadScope& scope) {
        return access::authorise(scope, case_id).ok();
    });
}

bool TestTown::may_read(const accounts::Actor& reader, const CaseId& case_id,
                        const access::Item& item) {
    return town().read<bool>(reader, "test", [&](access::ReadScope& scope) {
        auto reading = access::CaseReading::open(scope, case_id);
        return reading && reading->may_read(item).has_value();
    });
}

std::string TestTown::state(const CaseId& case_id) {
    std::string found;
    town().database().read(town().code(), [&](storage::Reader& rows) {
        found = rows.value<std::string>(
            "select state from cases where municipality = $1 and case_id = $2", rows.municipality(),
            case_id);
    });
    return found;
}

}  // namespace kasane::tests
