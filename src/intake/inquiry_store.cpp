#include "intake/inquiry_store.hpp"

#include <fmt/format.h>

#include "access/identity_store.hpp"

namespace kasane::intake {

namespace {

void insert_parts(access::ActScope& act, const NewInquiry& inquiry, const InquiryForm& form) {
    for (const auto& topic : form.topics) {
        act.store.execute(
            "insert into inquiry_topics (municipality, inquiry, topic, is_primary)"
            " values ($1, $2, $3, $4) on conflict (municipality, inquiry, topic) do nothing",
            act.municipality(), inquiry.id, topic, topic == form.primary_topic);
    }
    for (const auto& reason : form.urgent_reasons) {
        act.store.execute(
            "insert into inquiry_urgent_reasons (municipality, inquiry, reason)"
            " values ($1, $2, $3) on conflict (municipality, inquiry, reason) do nothing",
            act.municipality(), inquiry.id, reason);
    }
    for (const auto& person : inquiry.persons) {
        act.store.execute(
            "insert into inquiry_persons (municipality, inquiry, person) values ($1, $2, $3)"
            " on conflict (municipality, inquiry, person) do nothing",
            act.municipality(), inquiry.id, person);
    }
}

}  // namespace

void insert_inquiry(access::ActScope& act, const NewInquiry& inquiry, const InquiryForm& form) {
    ensure(form.received_on.has_value(), "an inquiry that is stored was checked");
    act.store.execute(
        "insert into inquiries (municipality, inquiry, case_id, desk, received_by, received_on,"
        " recorded_at, contact_method, intake_channel, subject, said, wishes, topic_note,"
        " involved_agencies, urgency, caller_relation, caller_name, caller_phone,"
        " caller_is_reporter, needs_screening)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,"
        " $18, $19, $20)",
        act.municipality(), inquiry.id, inquiry.case_id, act.actor.desk(), act.actor.account,
        *form.received_on, act.now, form.contact_method,
        channel_of(form.caller.relation, form.contact_method), inquiry.subject, form.said,
        form.wishes, form.topic_note, form.involved_agencies, form.urgency, form.caller.relation,
        form.caller.name, form.caller.phone, form.caller.is_reporter, inquiry.needs_screening);
    insert_parts(act, inquiry, form);
}

namespace {

void load_parts(storage::Reader& rows, Inquiry& inquiry) {
    for (auto& [topic, primary] : rows.rows<std::string, bool>(
             "select topic, is_primary from inquiry_topics where municipality = $1"
             " and inquiry = $2 order by topic",
             rows.municipality(), inquiry.id)) {
        if (primary) inquiry.primary_topic = topic;
        inquiry.topics.push_back(std::move(topic));
    }
    for (auto& [reason] :
         rows.rows<std::string>("select reason from inquiry_urgent_reasons where municipality = $1"
                                " and inquiry = $2 order by reason",
                                rows.municipality(), inquiry.id)) {
        inquiry.urgent_reasons.push_back(std::move(reason));
    }
    for (auto& [person] : rows.rows<PersonId>(
             "select person from inquiry_persons where municipality = $1 and inquiry = $2"
             " order by person",
             rows.municipality(), inquiry.id)) {
        inquiry.persons.push_back(std::move(person));
    }
}

}  // namespace

std::optional<CaseId> case_of_inquiry(access::Scope& scope, const InquiryId& id) {
    if (!is_uuid(id.text())) return std::nullopt;
    auto row = scope.rows.row<CaseId>(
        "select case_id from inquiries where municipality = $1 and inquiry = $2",
        scope.municipality(), id);
    if (!row) return std::nullopt;
    return std::get<0>(std::move(*row));
}

std::optional<Inquiry> select_inquiry(storage::Reader& rows, const InquiryId& id) {
    if (!is_uuid(id.text())) return std::nullopt;
    auto row = rows.row<CaseId, DeskId, std::string, Date, Instant, std::string, std::string,
                        std::optional<PersonId>, PrivateText, PrivateText, PrivateText, PrivateText,
                        std::string, bool, bool>(
        "select i.case_id, i.desk, a.name, i.received_on, i.recorded_at, i.contact_method,"
        " i.intake_channel, i.subject, i.said, i.wishes, i.topic_note, i.involved_agencies,"
        " i.urgency, i.caller_is_reporter, i.needs_screening from inquiries i"
        " join accounts a on a.municipality = i.municipality and a.account = i.received_by"
        " where i.municipality = $1 and i.inquiry = $2",
        rows.municipality(), id);
    if (!row) return std::nullopt;
    auto& [case_id, desk, by, on, at, method, channel, subject, said, wishes, note, agencies,
           urgency, reporter, needs] = *row;
    Inquiry inquiry{.id = id,
                    .case_id = case_id,
                    .desk = desk,
                    .received_by = by,
                    .received_on = on,
                    .recorded_at = at,
                    .contact_method = method,
                    .intake_channel = channel,
                    .subject = subject,
                    .said = said,
                    .wishes = wishes,
                    .topic_note = note,
                    .involved_agencies = agencies,
                    .urgency = urgency,
                    .caller_is_reporter = reporter,
                    .needs_screening = needs};
    load_parts(rows, inquiry);
    return inquiry;
}

Caller select_caller(storage::Reader& rows, const InquiryId& id) {
    auto row = rows.row<std::string, std::string, std::string, bool>(
        "select caller_relation, caller_name, caller_phone, caller_is_reporter from inquiries"
        " where municipality = $1 and inquiry = $2",
        rows.municipality(), id);
    ensure(row.has_value(), "the caller of an inquiry that was found is stored with it");
    auto& [relation, name, phone, reporter] = *row;
    return {relation, name, phone, reporter};
}

std::optional<InquiryId> select_newest_for_screening(storage::Reader& rows, const CaseId& case_id) {
    auto newest = rows.row<InquiryId>(
        "select inquiry from inquiries where municipality = $1 and case_id = $2"
        " and needs_screening = 1 order by inquiry desc limit 1",
        rows.municipality(), case_id);
    if (!newest) return std::nullopt;
    return std::get<0>(*newest);
}

void insert_screening(access::ActScope& act, const CaseId& case_id,
                      const std::optional<InquiryId>& inquiry, const Screening& screening) {
    act.store.execute(
        "insert into screenings (municipality, screening, case_id, inquiry, outcome, reason, note,"
        " to_desk, decided_by, decided_desk, decided_at)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        act.municipality(), act.new_id<EntryId>(), case_id, inquiry, screening.outcome,
        screening.reason, screening.note, screening.to_desk, act.actor.account, act.actor.desk(),
        act.now);
}

std::vector<RecordedScreening> select_screenings(storage::Reader& rows, const CaseId& case_id) {
    std::vector<RecordedScreening> screenings;
    for (auto& [outcome, reason, note, to, by, desk, at] :
         rows.rows<ScreeningOutcome, std::string, std::string, std::optional<DeskId>, std::string,
                   DeskId, Instant>(
             "select s.outcome, s.reason, s.note, s.to_desk, a.name, s.decided_desk, s.decided_at"
             " from screenings s join accounts a on a.municipality = s.municipality"
             " and a.account = s.decided_by where s.municipality = $1 and s.case_id = $2"
             " order by s.screening desc",
             rows.municipality(), case_id)) {
        screenings.push_back({{outcome, reason, note, to}, by, desk, at});
    }
    return screenings;
}

std::vector<ListedInquiry> select_listed(access::Scope& scope,
                                         const std::optional<InquiryId>& after, std::size_t limit) {
    if (scope.actor.desks.empty()) return {};
    storage::Values bound{scope.municipality().text()};
    const auto allowed = access::may_read_listed(
        scope, access::Category::Case, {"i.case_id", "i.subject", "'desk:' || i.desk"}, 2);
    bound.insert(bound.end(), allowed.values.begin(), allowed.values.end());
    std::string cut;
    if (after) {
        bound.emplace_back(after->text());
        cut = fmt::format(" and i.inquiry < ${}", bound.size());
    }
    // One desk's newest rows come straight from the index; the few of each desk are merged.
    // Numbers stand in the order of their first appearance: the first desk, then the limit.
    const auto limit_at = bound.size() + 2;
    std::string desks;
    for (const auto& desk : scope.actor.desks) {
        bound.emplace_back(desk.text());
        const auto desk_at = bound.size();
        if (desks.empty()) bound.emplace_back(static_cast<std::int64_t>(limit));
        desks += fmt::format(
            "{}select * from (select i.inquiry, i.case_id, i.received_on, i.contact_method,"
            " i.urgency, i.needs_screening from inquiries i where i.municipality = $1"
            " and {}{} and i.desk = ${} order by i.inquiry desc limit ${}) as d{}",
            desks.empty() ? "" : " union all ", allowed.sql, cut, desk_at, limit_at, desk_at);
    }
    const auto sql = fmt::format(
        "select u.inquiry, u.case_id, u.received_on, u.contact_method, u.urgency,"
        " u.needs_screening, coalesce((select t.topic from inquiry_topics t"
        " where t.municipality = $1 and t.inquiry = u.inquiry and t.is_primary = 1"
        " limit 1), (select min(t.topic) from inquiry_topics t where t.municipality = $1"
        " and t.inquiry = u.inquiry), ''),"
        " (select s.outcome from screenings s where s.municipality = $1"
        " and s.case_id = u.case_id and s.screening > u.inquiry order by s.screening limit 1)"
        " from ({}) as u order by u.inquiry desc limit ${}",
        desks, limit_at);
    std::vector<ListedInquiry> listed;
    for (auto& [id, case_id, on, method, urgency, needs, topic, outcome] :
         scope.rows.rows_bound<InquiryId, CaseId, Date, std::string, std::string, bool, std::string,
                               std::optional<ScreeningOutcome>>(sql, bound)) {
        listed.push_back({id, case_id, on, method, urgency, topic, needs, outcome});
    }
    return listed;
}

std::int64_t count_similar_checks(storage::Reader& rows, const AccountId& account, Instant since) {
    return rows.value<std::int64_t>(
        "select count(*) from similar_checks where municipality = $1 and account = $2"
        " and asked_at > $3",
        rows.municipality(), account, since);
}

void insert_similar_check(access::ActScope& act) {
    act.store.execute(
        "insert into similar_checks (municipality, entry, account, asked_at)"
        " values ($1, $2, $3, $4)",
        act.municipality(), act.new_id<EntryId>(), act.actor.account, act.now);
}

}  // namespace kasane::intake
