#include "referral/memo_store.hpp"

#include <fmt/format.h>

#include <map>

#include "storage/value_list.hpp"

namespace kasane::referral {
namespace {

using access::ActScope;
using access::Scope;

std::vector<MemoLine> lines(Scope& scope, const std::string& sql, const storage::Values& bound) {
    std::vector<MemoLine> all;
    for (auto& [id, number, case_id, from, to, state, request, urgency, due, sent] :
         scope.rows.rows_bound<MemoId, std::string, CaseId, DeskId, DeskId, MemoState, std::string,
                               std::string, Date, Instant>(
             "select memo, number, case_id, from_desk, to_desk, state, request, urgency,"
             " reply_due_on, sent_at from memos where municipality = $1 and " +
                 sql,
             bound)) {
        all.push_back({id, number, case_id, from, to, state, request, urgency, due, sent});
    }
    return all;
}

/// The reader's desks as `$n, …`, appended to the bound values.
std::string desk_list(Scope& scope, storage::Values& bound) {
    const auto numbers = storage::bind_list(bound, scope.actor.desks);
    return numbers.empty() ? "''" : numbers;
}

/// One of the lists of a desk, each in the order of its key.
struct MemoBox {
    std::string_view desks;   ///< the column of the desk
    std::string_view states;  ///< empty: any
    std::string_view key;
    bool newest_first = true;
    bool still_open = false;  ///< only what the receiver may still read
};

std::vector<MemoLine> page_of_box(Scope& scope, const MemoBox& box, std::size_t limit,
                                  const std::optional<MemoCursor>& after) {
    storage::Values bound{scope.municipality().text()};
    auto sql = fmt::format("{} in ({})", box.desks, desk_list(scope, bound));
    if (!box.states.empty()) sql += fmt::format(" and state in {}", box.states);
    if (box.still_open) {
        bound.emplace_back(scope.now.text());
        sql += fmt::format(
            " and exists (select 1 from grounds g where g.municipality = memos.municipality"
            " and g.source = 'memo:' || memos.memo and g.basis = 'referral'"
            " and g.holder = 'desk:' || memos.to_desk and g.opened_at <= ${0}"
            " and (g.until is null or g.until > ${0}))",
            bound.size());
    }
    if (after) {
        bound.emplace_back(after->key);
        bound.emplace_back(after->memo.text());
        sql += fmt::format(" and ({}, memo) {} (${}, ${})", box.key, box.newest_first ? "<" : ">",
                           bound.size() - 1, bound.size());
    }
    bound.emplace_back(static_cast<std::int64_t>(limit));
    const std::string_view direction = box.newest_first ? "desc" : "asc";
    sql += fmt::format(" order by {0} {1}, memo {1} limit ${2}", box.key, direction, bound.size());
    return lines(scope, sql, bound);
}

}  // namespace

void insert_memo(ActScope& act, const Memo& memo) {
    act.store.execute(
        "insert into memos (municipality, memo, number, case_id, from_desk, from_account, to_desk,"
        " state, about, request, wish, summary, done_so_far, urgency, reason, reply_due_on,"
        " sent_at, received_at, received_by, decided_at, decided_by, decline_reason,"
        " redirected_from, redirected_to, version)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,"
        " null, null, null, null, '', $18, null, 1)",
        act.municipality(), memo.id, memo.number, memo.case_id, memo.from_desk, act.actor.account,
        memo.to_desk, memo.state, memo.about, memo.request, memo.wish, memo.summary,
        memo.done_so_far, memo.urgency, memo.reason, memo.reply_due_on, memo.sent_at,
        memo.redirected_from);
    for (const auto& person : memo.persons) {
        act.store.execute(
            "insert into memo_persons (municipality, memo, person) values ($1, $2, $3)",
            act.municipality(), memo.id, person);
    }
}

bool update_memo_state(ActScope& act, const Memo& memo, MemoState to,
                       std::string_view decline_reason,
                       const std::optional<MemoId>& redirected_to) {
    const bool opened = to == MemoState::Received;
    return act.store.execute(
               "update memos set state = $1, received_at = coalesce(received_at, $2),"
               " received_by = coalesce(received_by, $3),"
               " decided_at = case when $4 = 1 then decided_at else $2 end,"
               " decided_by = case when $4 = 1 then decided_by else $3 end,"
               " decline_reason = $5, redirected_to = $6, version = version + 1"
               " where municipality = $7 and memo = $8 and version = $9",
               to, act.now, act.actor.account, opened, decline_reason, redirected_to,
               act.municipality(), memo.id, memo.version) == 1;
}

void insert_reply(ActScope& act, const MemoId& memo, MemoEvent kind, std::string_view body) {
    act.store.execute(
        "insert into memo_replies (municipality, reply, memo, at, by_account, by_desk, kind, body)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8)",
        act.municipality(), act.new_id<EntryId>(), memo, act.now, act.actor.account,
        act.actor.desk(), kind, body);
}

std::optional<CaseId> select_case_of_memo(Scope& scope, const MemoId& memo) {
    if (!is_uuid(memo.text())) return std::nullopt;
    auto row =
        scope.rows.row<CaseId>("select case_id from memos where municipality = $1 and memo = $2",
                               scope.municipality(), memo);
    if (!row) return std::nullopt;
    return std::get<0>(std::move(*row));
}

std::optional<Memo> select_memo(Scope& scope, const MemoId& memo) {
    auto found =
        scope.rows.row<MemoId, std::string, CaseId, DeskId, std::string, DeskId, MemoState,
                       PrivateText, std::string, PrivateText, PrivateText, PrivateText, std::string,
                       std::string, Date, Instant, std::optional<Instant>, std::optional<Instant>,
                       std::string, std::optional<MemoId>, std::optional<MemoId>, std::int64_t>(
            "select m.memo, m.number, m.case_id, m.from_desk, a.name, m.to_desk, m.state, m.about,"
            " m.request, m.wish, m.summary, m.done_so_far, m.urgency, m.reason, m.reply_due_on,"
            " m.sent_at, m.received_at, m.decided_at, m.decline_reason, m.redirected_from,"
            " m.redirected_to, m.version from memos m join accounts a"
            " on a.municipality = m.municipality and a.account = m.from_account"
            " where m.municipality = $1 and m.memo = $2",
            scope.municipality(), memo);
    if (!found) return std::nullopt;
    auto& [id, number, case_id, from, from_name, to, state, about, request, wish, summary, done,
           urgency, reason, due, sent, received, decided, decline, redirected_from, redirected_to,
           version] = *found;
    Memo made{id,      number,          case_id,       from,    from_name, to,
              state,   about,           request,       wish,    summary,   done,
              urgency, reason,          due,           sent,    received,  decided,
              decline, redirected_from, redirected_to, version, {}};
    for (auto& [person] : scope.rows.rows<PersonId>(
             "select person from memo_persons where municipality = $1 and memo = $2"
             " order by person",
             scope.municipality(), memo)) {
        made.persons.push_back(person);
    }
    return made;
}

std::vector<MemoReply> select_replies(Scope& scope, const MemoId& memo) {
    std::vector<MemoReply> replies;
    for (auto& [at, name, desk, kind, body] :
         scope.rows.rows<Instant, std::string, DeskId, MemoEvent, PrivateText>(
             "select r.at, a.name, r.by_desk, r.kind, r.body from memo_replies r join accounts a"
             " on a.municipality = r.municipality and a.account = r.by_account"
             " where r.municipality = $1 and r.memo = $2 order by r.reply",
             scope.municipality(), memo)) {
        replies.push_back({at, name, desk, kind, body});
    }
    return replies;
}

std::vector<MemoLine> memos_waiting(Scope& scope, std::size_t limit,
                                    const std::optional<MemoCursor>& after) {
    return page_of_box(scope,
                       {.desks = "to_desk",
                        .states = "('sent', 'received')",
                        .key = "reply_due_on",
                        .newest_first = false},
                       limit, after);
}

std::vector<MemoLine> memos_dealt_with(Scope& scope, std::size_t limit,
                                       const std::optional<MemoCursor>& after) {
    return page_of_box(scope,
                       {.desks = "to_desk",
                        .states = "('accepted', 'answered')",
                        .key = "sent_at",
                        .still_open = true},
                       limit, after);
}

std::vector<MemoLine> memos_from(Scope& scope, std::size_t limit,
                                 const std::optional<MemoCursor>& after) {
    return page_of_box(scope, {.desks = "from_desk", .states = {}, .key = "sent_at"}, limit, after);
}

std::vector<MemoLine> memos_sent(Scope& scope, const std::vector<MemoId>& memos) {
    if (memos.empty()) return {};
    storage::Values bound{scope.municipality().text()};
    const auto desks = desk_list(scope, bound);
    const auto ids = storage::bind_list(bound, memos);
    std::map<MemoId, MemoLine> found;
    for (auto& line :
         lines(scope, fmt::format("from_desk in ({}) and memo in ({})", desks, ids), bound)) {
        found.emplace(line.id, std::move(line));
    }
    std::vector<MemoLine> in_order;
    for (const auto& memo : memos) {
        if (const auto line = found.find(memo); line != found.end()) {
            in_order.push_back(line->second);
        }
    }
    return in_order;
}

std::int64_t count_waiting(Scope& scope) {
    storage::Values bound{scope.municipality().text()};
    const auto desks = desk_list(scope, bound);
    return std::get<0>(scope.rows
                           .rows_bound<std::int64_t>(
                               fmt::format("select count(*) from memos where municipality = $1"
                                           " and to_desk in ({}) and state in ('sent', 'received')",
                                           desks),
                               bound)
                           .at(0));
}

std::vector<MemoLine> memos_of_case(Scope& scope, const CaseId& case_id) {
    storage::Values bound{scope.municipality().text(), case_id.text()};
    std::string from;
    std::string to;
    for (const auto& desk : scope.actor.desks) {
        bound.emplace_back(desk.text());
        const auto number = fmt::format("${}", bound.size());
        from += (from.empty() ? "" : ", ") + number;
    }
    if (from.empty()) return {};
    to = from;
    return lines(scope,
                 fmt::format("case_id = $2 and (from_desk in ({0}) or to_desk in ({0}))"
                             " order by sent_at desc, memo desc",
                             from),
                 bound);
}

}  // namespace kasane::referral
