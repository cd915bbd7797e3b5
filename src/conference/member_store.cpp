#include "conference/conference_store.hpp"

// Who was convened to an item, what they accepted and pledged, and whether they came.

namespace kasane::conference {
namespace {

using access::ActScope;
using access::Scope;

std::vector<ItemMember> members_where(Scope& scope, const AgendaItemId& item,
                                      const std::optional<AccountId>& account) {
    std::vector<ItemMember> members;
    for (
        auto& [id, name, desk, capacity, accepted, attended, pledged, read_out] :
        scope.rows.rows<AccountId, std::string, DeskId, Capacity, std::optional<Instant>, bool,
                        std::optional<Date>, std::optional<Instant>>(
            "select m.account, a.name, m.desk, m.capacity, m.notice_accepted_at, m.attended,"
            " (select max(p.valid_until) from pledges p where p.municipality = m.municipality"
            " and p.account = m.account), m.notice_read_out_at from item_members m join accounts a"
            " on a.municipality = m.municipality and a.account = m.account"
            " join agenda_items i on i.municipality = m.municipality and i.item = m.item"
            " and i.taken_off_at is null where m.municipality = $1 and m.item = $2 and ($3 = '' or m.account = $3)"
            " order by m.desk, a.name, m.account",
            scope.municipality(), item, account ? account->text() : std::string())) {
        members.push_back({id, name, desk, capacity, accepted, attended, pledged, read_out});
    }
    return members;
}

}  // namespace

void insert_member(ActScope& act, const AgendaItemId& item, const ItemMember& member) {
    act.store.execute(
        "insert into item_members (municipality, item, account, desk, capacity, invited_at,"
        " notice_version, notice_accepted_at, attended)"
        " values ($1, $2, $3, $4, $5, $6, '', null, 0)"
        " on conflict (municipality, item, account) do nothing",
        act.municipality(), item, member.account, member.desk, member.capacity, act.now);
}

std::vector<ItemMember> members_of(Scope& scope, const AgendaItemId& item) {
    return members_where(scope, item, std::nullopt);
}

std::optional<ItemMember> member_of(Scope& scope, const AgendaItemId& item,
                                    const AccountId& account) {
    auto found = members_where(scope, item, account);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

void accept_notice_row(ActScope& act, const AgendaItemId& item, std::string_view version) {
    act.store.execute(
        "update item_members set notice_accepted_at = $1, notice_version = $2"
        " where municipality = $3 and item = $4 and account = $5",
        act.now, version, act.municipality(), item, act.actor.account);
}

void read_notice_out(ActScope& act, const AgendaItemId& item, const AccountId& account,
                     std::string_view version) {
    act.store.execute(
        "update item_members set notice_read_out_at = $1, notice_read_out_by = $2,"
        " notice_version = $3 where municipality = $4 and item = $5 and account = $6",
        act.now, act.actor.account, version, act.municipality(), item, account);
}

std::optional<Date> pledged_until(Scope& scope, const AccountId& account) {
    return scope.rows.value<std::optional<Date>>(
        "select max(valid_until) from pledges where municipality = $1 and account = $2",
        scope.municipality(), account);
}

void insert_pledge(ActScope& act, const Date& valid_until, std::string_view notice_version) {
    act.store.execute(
        "insert into pledges (municipality, pledge, account, signed_on, valid_until,"
        " notice_version, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)",
        act.municipality(), act.new_id<EntryId>(), act.actor.account, act.today(), valid_until,
        notice_version, act.now);
}

void mark_attended(ActScope& act, const AgendaItemId& item, const AccountId& account,
                   bool attended) {
    act.store.execute(
        "update item_members set attended = $1 where municipality = $2 and item = $3"
        " and account = $4",
        attended, act.municipality(), item, account);
}

}  // namespace kasane::conference
