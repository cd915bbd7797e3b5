#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "casefile/casefile.hpp"

namespace kasane::casefile {

void insert_case(ActScope& act, const CaseHead& head);
[[nodiscard]] std::optional<CaseHead> select_head(Scope& scope, const CaseId& case_id);
/// The case of that number, whoever asks: for an emergency and for the journal alone.
[[nodiscard]] std::optional<CaseId> case_numbered(Scope& scope, std::string_view number);
/// Sets the state; with an expected version returns false when somebody saved before.
[[nodiscard]] bool update_state(ActScope& act, const CaseHead& head, CaseState to);
void update_lead(ActScope& act, const CaseId& case_id, const DeskId& desk);
void update_next_on(ActScope& act, const CaseId& case_id, const std::optional<Date>& day);

struct TransitionRow {
    CaseId case_id;
    std::optional<CaseState> from;
    CaseEvent event = CaseEvent::Receive;
    CaseState to = CaseState::Received;
    std::string reason;
    std::string decision;
};
void insert_transition(ActScope& act, const TransitionRow& row);

void insert_lead_decision(ActScope& act, const CaseId& case_id, const DeskId& desk,
                          std::string_view reason, std::string_view source);
[[nodiscard]] std::vector<LeadDecision> select_lead_history(Scope& scope, const CaseId& case_id);

}  // namespace kasane::casefile
