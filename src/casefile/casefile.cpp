#include "casefile/casefile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/ground_acts.hpp"
#include "casefile/case_store.hpp"
#include "casefile/note_search.hpp"
#include "casefile/step_rules.hpp"
#include "casefile/task_store.hpp"
#include "casefile/timeline_store.hpp"
#include "people/person.hpp"

namespace kasane::casefile {

namespace {

/// The coordinating desk keeps what it wrote itself, and reads no more what others write.
void end_coordination(ActScope& act, const CaseId& case_id) {
    access::close_grounds(act,
                          {.case_id = case_id,
                           .basis = access::Basis::Coordination,
                           .source = {},
                           .holder = std::nullopt,
                           .subject = std::nullopt,
                           .category = std::nullopt},
                          "the coordination has ended");
}

std::string watch_source(const CaseId& case_id) { return "watch:" + case_id.text(); }

}  // namespace

CaseId begin_case(ActScope& act, const NewCase& wanted) {
    ensure(wanted.state == CaseState::Received || wanted.state == CaseState::Noticed,
           "a case begins as an inquiry or as a hint");
    const auto year = FiscalYear::of(wanted.received_on);
    const CaseHead head{
        .id = act.new_id<CaseId>(),
        .number = fmt::format("{}-{:04}", year.short_label(), next_number(act, "case", year)),
        .household = wanted.household,
        .state = wanted.state,
        .receiving_desk = act.actor.desk(),
        .received_on = wanted.received_on,
        .version = 1};
    insert_case(act, head);
    insert_transition(act, {head.id, std::nullopt, CaseEvent::Receive, wanted.state, wanted.reason,
                            std::string()});
    act.wrote(head.id, "case begun");
    access::touch(act, head.id);
    return head.id;
}

std::optional<CaseHead> load_head(Scope& scope, const access::Grant& grant) {
    return select_head(scope, grant.case_id());
}

CaseHead head_for_act(ActScope& act, const access::CaseReading& authorised) {
    auto head = select_head(act, authorised.case_id());
    ensure(head.has_value(), "a case with grounds exists");
    return std::move(*head);
}

CaseState state_of(Scope& scope, const CaseId& case_id) {
    const auto head = select_head(scope, case_id);
    ensure(head.has_value(), "a case that is named by a record exists");
    return head->state;
}

bool knows_person(Scope& scope, access::CaseReading& reading, const PersonId& person) {
    const auto known = people::persons_of_case(scope, reading);
    return std::ranges::find(known, person, &people::Person::id) != known.end();
}

bool sees_coordination(const access::CaseReading& reading) {
    return reading.stands_on(access::Basis::Coordination) ||
           reading.stands_on(access::Basis::Consent) || reading.stands_on(access::Basis::Programme);
}

std::string state_label(CaseState state, bool sees_coordination) {
    const bool in_hand = is_coordinated(state) && state != CaseState::Suspended;
    return in_hand && !sees_coordination ? "多機関協働で対応中" : std::string(label_of(state));
}

Result<CaseState> check_step(const CaseHead& head, CaseEvent event) {
    return check_transition(head.state, event);
}

Result<CaseState> move_case(ActScope& act, const CaseId& case_id, const Step& step) {
    const auto head = select_head(act, case_id);
    ensure(head.has_value(), "a case that is moved exists");
    if (step.expected_version && *step.expected_version != head->version) {
        Refusal refusal;
        refusal.kind = RefusalKind::Stale;
        refusal.code = "case.stale";
        refusal.message = "ほかの人が先にこのケースを更新しました。";
        refusal.instead = "最新の内容を確認してから、もう一度行ってください。";
        return refusal;
    }
    const auto to = check_step(*head, step.event);
    if (!to) return to.refusal();
    ensure(update_state(act, *head, *to), "the writer works alone: a checked version still holds");
    insert_transition(act, {case_id, head->state, step.event, *to, step.reason, step.decision});
    post(act, {.case_id = case_id,
               .kind = EntryKind::State,
               .title = head->state == *to ? std::string(label_of(step.event))
                                           : fmt::format("{}({} → {})", label_of(step.event),
                                                         label_of(head->state), label_of(*to)),
               .body = step.reason,
               .link = fmt::format("/cases/{}", case_id.text())});
    finish_tasks(act, watch_source(case_id));
    if (is_coordinated(head->state) && !is_coordinated(*to)) end_coordination(act, case_id);
    // Nobody is asked to do anything more for a case that has ended.
    if (*to == CaseState::Closed) mark_tasks_of_case_done(act, case_id);
    act.wrote(case_id, fmt::format("state: {} -> {}", code_of(head->state), code_of(*to)));
    return *to;
}

EntryId post(ActScope& act, const NewEntry& entry) {
    const auto id = insert_entry(act, entry);
    index_note(act, id, entry);
    std::vector<PersonId> subjects;
    if (entry.subject) subjects.push_back(*entry.subject);
    act.wrote(entry.case_id, fmt::format("timeline: {}", code_of(entry.kind)), subjects);
    // What happens in a 支援会議 moves nothing that others see.
    if (entry.category != access::Category::Conference) access::touch(act, entry.case_id);
    return id;
}

std::vector<TimelineEntry> timeline(Scope& scope, access::CaseReading& reading,
                                    const std::optional<TimelineCursor>& after, std::size_t limit,
                                    const TimelineFilter& filter) {
    auto entries = select_entries(scope, reading, {reading.case_id(), after, filter, limit});
    std::vector<access::Item> items;
    items.reserve(entries.size());
    for (const auto& entry : entries) {
        items.push_back(
            {entry.category, entry.subject, access::Holder::stored(entry.owner), entry.mark});
    }
    reading.noted(items);
    return entries;
}

void set_lead(ActScope& act, const CaseId& case_id, const DeskId& desk, std::string_view reason,
              std::string_view source) {
    update_lead(act, case_id, desk);
    insert_lead_decision(act, case_id, desk, reason, source);
    post(act, {.case_id = case_id,
               .kind = EntryKind::Lead,
               .title = fmt::format("主担当: {}", act.profile.desk_name(desk)),
               .body = std::string(reason),
               .link = fmt::format("/cases/{}", case_id.text())});
}

std::vector<LeadDecision> lead_history(Scope& scope, const access::Grant& grant) {
    return select_lead_history(scope, grant.case_id());
}

TaskId add_task(ActScope& act, const NewTask& task) {
    act.wrote(task.case_id, fmt::format("task: {}", task.kind));
    return insert_task(act, task);
}

void finish_tasks(ActScope& act, std::string_view source, std::string_view kind) {
    mark_tasks_done(act, source, kind);
}

void remember_watch(ActScope& act, const CaseId& case_id, const DeskId& desk, const Date& day) {
    add_task(act, {.case_id = case_id,
                   .holder = access::Holder::desk(desk),
                   .kind = "watch",
                   .title = "見守りの再確認",
                   .due_on = day,
                   .source = watch_source(case_id)});
}

std::string memo_task_source(const CaseId& case_id) { return "memo.write:" + case_id.text(); }

std::size_t count_open_tasks(Scope& scope, std::string_view kind, std::size_t most) {
    return count_open_tasks_of(scope, kind, most);
}

std::vector<OpenTask> open_tasks(Scope& scope, const TaskChoice& choice) {
    auto tasks = select_open_tasks(scope, choice);
    for (const auto& task : tasks) scope.log.listed(task.case_id);
    return tasks;
}

void set_next_on(ActScope& act, const CaseId& case_id, const std::optional<Date>& day) {
    update_next_on(act, case_id, day);
    act.wrote(case_id, "next date");
}

}  // namespace kasane::casefile
