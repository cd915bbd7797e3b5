#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/case_reading.hpp"
#include "access/scope.hpp"
#include "casefile/case_states.hpp"
#include "kernel/date.hpp"

namespace kasane::casefile {

using access::ActScope;
using access::Scope;

/// ケース — the spine that every capability hangs on.
///
/// A case begins when any desk writes down an inquiry (相談) or somebody hears a hint. It belongs
/// to a household; who in it consents is kept per person in access/. Desks hand it on with memos,
/// a coordinator may accept it, meetings consider it, plans are decided for it, and it ends with
/// somebody named who stays at the household's side. Its state moves only along
/// `case_transitions`, each step with who, when, why and the decision that allowed it. Everything
/// that happened stands on its timeline, every entry readable on its own ground.
struct CaseHead {
    CaseId id;
    std::string number;  ///< 「R8-0123」
    HouseholdId household;
    CaseState state = CaseState::Received;
    DeskId receiving_desk;
    std::optional<DeskId> lead_desk;  ///< 主担当
    Date received_on;
    std::optional<Date> next_on;
    std::optional<Date> closed_on;
    std::int64_t version = 0;
};

struct NewCase {
    HouseholdId household;
    CaseState state = CaseState::Received;  ///< Received or Noticed
    Date received_on;
    std::string reason;
};
/// Opens a case for a household at the actor's desk: number, first transition, activity.
/// Grounds of the desk are opened by the caller's act (access::open_grounds) per its own rules.
[[nodiscard]] CaseId begin_case(ActScope& act, const NewCase& wanted);

/// The head of a case for a reader who may read it (any open ground of category `case`).
[[nodiscard]] std::optional<CaseHead> load_head(Scope& scope, const access::Grant& grant);
/// For deciding inside an act that has been authorised already.
[[nodiscard]] CaseHead head_for_act(ActScope& act, const access::CaseReading& authorised);

/// The state alone, for an act of another room that was authorised by its own ground.
[[nodiscard]] CaseState state_of(Scope& scope, const CaseId& case_id);

/// When the present round of work on a case began: taken up, a plan decided, or put to a 支援会議 —
/// whichever was last. What was evaluated and considered before does not count for its end.
[[nodiscard]] Instant round_began(Scope& scope, const CaseId& case_id);

/// The next number of a kind in a fiscal year, without gaps: case, memo, plan, decision.
[[nodiscard]] std::int64_t next_number(ActScope& act, std::string_view kind, FiscalYear year);

/// The state as this reader may know it: those who stand only on their own desk's record learn
/// that the coordinator has the case, not in which meeting it is (gate.memo).
[[nodiscard]] std::string state_label(CaseState state, bool sees_coordination);
[[nodiscard]] bool sees_coordination(const access::CaseReading& reading);

/// Whether the reader may identify this person of the case: an act may name only those.
[[nodiscard]] bool knows_person(Scope& scope, access::CaseReading& reading, const PersonId& person);

/// A step along case_transitions. `decision` names what allowed it ("plan:<id>", "memo:<id>" …).
struct Step {
    CaseEvent event = CaseEvent::Receive;
    std::string reason;
    std::string decision;
    std::optional<std::int64_t> expected_version;  ///< from the form; checked when given
};
/// Moves the case, or refuses naming the rule. Writes the transition and a timeline entry; ends the
/// coordination when the case leaves the coordinator, and its tasks when it closes. The caller has
/// authorised the act.
[[nodiscard]] Result<CaseState> move_case(ActScope& act, const CaseId& case_id, const Step& step);
/// Whether the step would be possible, with the refusal that says why not.
[[nodiscard]] Result<CaseState> check_step(const CaseHead& head, CaseEvent event);

/// What kind of entry stands on the timeline.
enum class EntryKind {
    Inquiry,
    Note,
    Memo,
    State,
    Consent,
    Assessment,
    Conference,
    Plan,
    Outreach,
    Lead,
    Person,
    Emergency,
    Sharing,
};

/// 経過の一件 — a new entry.
struct NewEntry {
    CaseId case_id;
    EntryKind kind = EntryKind::Note;
    access::Category category = access::Category::Case;
    std::optional<PersonId> subject;
    std::optional<std::string> mark;  ///< agenda item or memo it is bound to
    std::string title;
    std::string body;
    std::optional<std::string> contact_mode;
    std::string link;  ///< path of the record it tells of
    std::optional<Instant> occurred_at;  ///< now when not given
    std::optional<DeskId> owner;  ///< the actor's desk when not given
};
EntryId post(ActScope& act, const NewEntry& entry);

struct TimelineEntry {
    EntryId id;
    Instant occurred_at;
    Instant recorded_at;
    EntryKind kind = EntryKind::Note;
    access::Category category = access::Category::Case;
    std::optional<PersonId> subject;
    std::string owner;
    std::string actor_name;
    std::string title;
    PrivateText body;
    std::optional<std::string> contact_mode;
    std::string link;
    std::optional<std::string> mark;
};
struct TimelineCursor {
    Instant occurred_at;
    EntryId entry;
};
/// 経過を絞る — what a reader asks for; nothing asked is everything.
struct TimelineFilter {
    std::optional<EntryKind> kind = std::nullopt;
    std::optional<DeskId> desk = std::nullopt;  ///< whose record
    std::optional<PersonId> person = std::nullopt;  ///< whom it concerns
};
/// The entries of a case this reader may read, newest first, at most `limit`.
[[nodiscard]] std::vector<TimelineEntry> timeline(Scope& scope, access::CaseReading& reading,
                                                  const std::optional<TimelineCursor>& after,
                                                  std::size_t limit = 50,
                                                  const TimelineFilter& filter = {});

/// How many entries of each kind the case has (never what they say), for the list of what moves.
struct EntryCount {
    EntryKind kind = EntryKind::Note;
    std::int64_t count = 0;
};
[[nodiscard]] std::vector<EntryCount> entry_counts(ActScope& act, const CaseId& case_id);

/// 主担当を決める (gate.lead_agency): exactly one, each change with date, reason and decider.
void set_lead(ActScope& act, const CaseId& case_id, const DeskId& desk, std::string_view reason,
              std::string_view source);
struct LeadDecision {
    DeskId desk;
    Date decided_on;
    std::string decided_by;
    std::string reason;
};
[[nodiscard]] std::vector<LeadDecision> lead_history(Scope& scope, const access::Grant& grant);

/// やること — a task with a date, held by a desk or one account.
struct NewTask {
    CaseId case_id;
    access::Holder holder = access::Holder::stored("");
    std::string kind;  ///< "memo.answer", "screening", "plan.draft", "monitoring", "role" …
    std::string title;
    Date due_on;
    std::string source;  ///< the record it came from, e.g. "memo:<id>"
};
TaskId add_task(ActScope& act, const NewTask& task);
/// Ends the open tasks of a source (and kind, when given).
void finish_tasks(ActScope& act, std::string_view source, std::string_view kind = {});
/// 見守り — asks the desk to look again on that day; ended by the next step of the case.
void remember_watch(ActScope& act, const CaseId& case_id, const DeskId& desk, const Date& day);
/// The source of the task to write a memo about a case; sending one ends it.
[[nodiscard]] std::string memo_task_source(const CaseId& case_id);
struct OpenTask {
    TaskId id;
    CaseId case_id;
    std::string case_number;
    std::string kind;
    std::string title;
    Date due_on;
    std::string source;
};
/// Which tasks are asked for: those of one kind or one source, or all without some kinds.
struct TaskChoice {
    std::string_view only = {};
    std::string source = {};
    std::vector<std::string_view> without = {};
    std::size_t limit = 50;
};
/// Tasks of the reader's desks and account that are not done, earliest first.
[[nodiscard]] std::vector<OpenTask> open_tasks(Scope& scope, const TaskChoice& choice = {});

/// How many tasks of that kind are not done, counted up to `most`.
[[nodiscard]] std::size_t count_open_tasks(Scope& scope, std::string_view kind, std::size_t most);

/// Sets the day something should happen next (シートの「次回」), shown in lists.
void set_next_on(ActScope& act, const CaseId& case_id, const std::optional<Date>& day);

}  // namespace kasane::casefile

namespace kasane {
template <>
inline constexpr auto codes<casefile::EntryKind> = [] {
    using C = Code<casefile::EntryKind>;
    using enum casefile::EntryKind;
    return std::array{
        C{Inquiry, "inquiry", "相談受付"},
        C{Note, "note", "経過記録"},
        C{Memo, "memo", "つなぎ"},
        C{State, "state", "状態"},
        C{Consent, "consent", "同意"},
        C{Assessment, "assessment", "アセスメント"},
        C{Conference, "conference", "会議"},
        C{Plan, "plan", "プラン"},
        C{Outreach, "outreach", "アウトリーチ"},
        C{Lead, "lead", "主担当"},
        C{Person, "person", "本人・世帯"},
        C{Emergency, "emergency", "緊急の閲覧"},
        C{Sharing, "sharing", "法律に基づく共有"},
    };
}();
}  // namespace kasane
