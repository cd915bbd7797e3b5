#include "casefile/sharing_store.hpp"

#include <fmt/format.h>

#include <utility>

namespace kasane::casefile {

using access::ActScope;
using access::Scope;

namespace {

std::vector<Sharing> sharings_where(Scope& scope, std::string_view column, std::string_view key) {
    std::vector<Sharing> all;
    for (auto& [id, case_id, person, desk, provision, extent, purpose, reason, until_on, by,
                decided_desk, at, ended_at, because] :
         scope.rows.rows<SharingId, CaseId, std::optional<PersonId>, DeskId, SharingProvision,
                         SharingExtent, PrivateText, PrivateText, Date, std::string, DeskId,
                         Instant, std::optional<Instant>, PrivateText>(
             fmt::format(
                 "select s.sharing, s.case_id, s.person, s.desk, s.provision, s.extent, s.purpose,"
                 " s.reason, s.until_on, a.name, s.decided_desk, s.decided_at, s.ended_at,"
                 " s.ended_because from sharings_by_law s join accounts a"
                 " on a.municipality = s.municipality and a.account = s.decided_by"
                 " where s.municipality = $1 and s.{} = $2"
                 " order by s.decided_at desc, s.sharing desc",
                 column),
             scope.municipality(), key)) {
        all.push_back({id, case_id, person, desk, provision, extent, purpose, reason, until_on, by,
                       decided_desk, at, ended_at, because});
    }
    return all;
}

}  // namespace

void insert_sharing(ActScope& act, const SharingId& id, const ShareByLaw& decided) {
    act.store.execute(
        "insert into sharings_by_law (municipality, sharing, case_id, person, desk, provision,"
        " extent, purpose, reason, until_on, decided_by, decided_desk, decided_at)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        act.municipality(), id, decided.case_id, decided.person, *decided.desk, *decided.provision,
        *decided.extent, decided.purpose, decided.reason, *decided.until_on, act.actor.account,
        act.actor.desk(), act.now);
}

std::vector<Sharing> select_sharings(Scope& scope, const CaseId& case_id) {
    return sharings_where(scope, "case_id", case_id.text());
}

std::optional<Sharing> select_sharing(Scope& scope, const SharingId& id) {
    if (!is_uuid(id.text())) return std::nullopt;
    auto found = sharings_where(scope, "sharing", id.text());
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

bool is_kept_elsewhere(Scope& scope, const CaseId& case_id) {
    storage::Values bound{scope.municipality().text(), case_id.text(), scope.now.text()};
    std::string own;
    for (const auto& holder : scope.holders()) {
        bound.emplace_back(holder.text());
        own += fmt::format("{}${}", own.empty() ? "" : ", ", bound.size());
    }
    return !scope.rows
                .rows_bound<std::int64_t>(
                    fmt::format("select 1 from grounds where municipality = $1 and case_id = $2"
                                " and opened_at <= $3 and (until is null or until > $3)"
                                " and basis = 'own_desk' and holder not in ({}) limit 1",
                                own),
                    bound)
                .empty();
}

void end_sharing_row(ActScope& act, const SharingId& id, std::string_view reason) {
    act.store.execute(
        "update sharings_by_law set ended_at = $1, ended_by = $2, ended_because = $3"
        " where municipality = $4 and sharing = $5 and ended_at is null",
        act.now, act.actor.account, reason, act.municipality(), id);
}

}  // namespace kasane::casefile
