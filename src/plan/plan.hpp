#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/clock.hpp"
#include "kernel/codes.hpp"
#include "kernel/date.hpp"
#include "kernel/ids.hpp"
#include "kernel/private_text.hpp"
#include "plan/plan_states.hpp"

namespace kasane::plan {

/// 誰が — who carries a row of the plan. Basis: forms.md §5.1.
enum class ActorType { Self, Family, Supporter, Community };

/// 課題 — a problem of one person, or of the household as a whole.
struct Problem {
    std::optional<PersonId> person;
    std::string code;  ///< of list problems
    PrivateText note;
    bool is_main = false;
};

/// 世帯全体のアセスメント.
struct Assessment {
    std::string id;
    CaseId case_id;
    Date made_on;
    std::string made_by;
    PrivateText summary;
    PrivateText strengths;
    PrivateText person_wish;
    PrivateText family_wish;
    PrivateText agency_issues;  ///< 支援関係機関が抱える課題
    PrivateText direction;
    std::vector<Problem> problems;
};

struct PlanRow {
    PrivateText goal;
    std::optional<Date> due_on;  ///< 達成時期: a date per goal (規則34条の7)
    PrivateText what;
    ActorType actor_type = ActorType::Supporter;
    std::optional<DeskId> desk;
    std::string frequency;
};

/// 支援プラン — what the person wants, what weighs on them, who does what until when.
///
/// The municipality recognises the need first (106条の4第2項6号); the coordinator drafts for persons
/// who consent; a 重層的支援会議 says whether it is appropriate; the municipality decides. Only then it
/// takes effect, and it always has a next confirmation date (規則34条の8). A withdrawal puts it under
/// review; evaluation ends it.
struct Plan {
    PlanId id;
    std::string number;  ///< 「プ-R8-0007」
    CaseId case_id;
    PlanState state = PlanState::Draft;
    PrivateText wishes;  ///< 意向
    PrivateText issues;  ///< 解決したい課題
    PrivateText policy;  ///< 支援の方針
    PrivateText points_to_note;  ///< 留意事項
    PrivateText integration;  ///< 一体的に提供するための方策
    std::optional<Date> starts_on;
    std::optional<Date> ends_on;
    std::optional<Date> next_confirmation_on;
    Date drafted_on;
    std::string decision_number;
    std::optional<Date> decided_on;
    std::optional<AccountId> decided_by;
    std::string decided_by_name;  ///< for the page; read with decided_by
    std::optional<AgendaItemId> decision_item;
    PrivateText change_made;  ///< 条件付き: the change that was made
    std::optional<Instant> changed_at;  ///< when the draft was written or last changed
    std::int64_t version = 0;
    std::vector<PersonId> subjects;
    std::vector<PlanRow> rows;
};

struct Monitoring {
    Date held_on;
    std::string recorded_by;
    PrivateText findings;
    PrivateText person_voice;
    Date next_on;
};

}  // namespace kasane::plan

namespace kasane {
template <>
inline constexpr auto codes<plan::ActorType> = std::array{
    Code<plan::ActorType>{plan::ActorType::Self, "self", "本人"},
    Code<plan::ActorType>{plan::ActorType::Family, "family", "家族など"},
    Code<plan::ActorType>{plan::ActorType::Supporter, "supporter", "支援する機関"},
    Code<plan::ActorType>{plan::ActorType::Community, "community", "地域"},
};
}  // namespace kasane
