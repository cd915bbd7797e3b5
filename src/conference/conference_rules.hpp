#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/scope.hpp"
#include "conference/conference.hpp"
#include "kernel/result.hpp"
#include "law/provision.hpp"
#include "municipality/meeting.hpp"

namespace kasane::conference {

/// The frame a meeting gives to its items; a council without cases has none.
/// Basis: gate.frame, gate.council_without_cases.
[[nodiscard]] Result<Frame> frame_of(const municipality::Meeting& meeting);

/// A refusal by gate.frame that cites the basis of that one frame, not those of all it speaks of.
[[nodiscard]] Refusal refuse_in_frame(Frame frame, std::string message, std::string instead = {});
/// The same for a whole sitting: its meeting gives one frame to all its items.
[[nodiscard]] Refusal refuse_in_frame(const Sitting& sitting, std::string message,
                                      std::string instead = {});

/// Whether the sitting has begun; by circulation nobody meets, so it begins with what is recorded.
[[nodiscard]] bool has_begun(const Sitting& sitting, Instant now);
/// Whether minutes of an item can still be written: not when its case is over, nor when a consent it
/// stood on has ended.
enum class Recordable { Yes, NotAnyMore };
/// Whether an item may be taken off the agenda: with nothing recorded, before the sitting or when
/// nothing can be recorded any more — it would keep the minutes of the whole sitting open. Basis:
/// gate.frame.
[[nodiscard]] Result<Done> check_taking_off(const Sitting& sitting, const AgendaItem& item,
                                            Instant now, Recordable recordable);

/// 守秘義務の根拠 — the articles that bind those who take part in an item of that frame on that day,
/// and the penalty where there is one. Basis: gate.frame.
[[nodiscard]] std::vector<const law::Provision*> secrecy_of(Frame frame, const Date& day);

/// 会議の外に出す — a piece of what a 支援会議 learnt, and why it may leave.
struct Release {
    AgendaItemId item;
    std::string material;
    std::optional<ReleaseBasis> basis;
    std::string reason;  ///< the provision, the danger, who asked; what it is needed for
    std::optional<ContributorStep> contributor;
};
struct ReleaseFacts {
    Frame frame = Frame::SupportConference;
    bool about_one_person = false;
    bool person_consents = false;  ///< track 同意あり at this moment
    bool released_already = false;
};
/// Whether it may leave on what was stated. Basis: gate.conference_information.
[[nodiscard]] Result<Done> check_release(const Release& release, const ReleaseFacts& facts);

/// The desks those convened come for, each once.
[[nodiscard]] std::vector<DeskId> desks_of(const std::vector<ItemMember>& members);

/// Which of the wanted persons a 重層的支援会議 may speak about: those whose consent, at this
/// moment, covers every desk that takes part. The others drop off and the chair sees it.
/// Basis: gate.coordination_needs_consent.
struct Coverage {
    std::vector<PersonId> covered;
    std::vector<PersonId> dropped;
};
[[nodiscard]] Coverage coverage(access::Scope& scope, const CaseId& case_id,
                                const std::vector<PersonId>& persons,
                                const std::vector<DeskId>& desks);

/// Whether a role may be given to a desk in a 重層的支援会議, and what its ground then stands on: the
/// consent of each of these persons; the coordinating desk without one on the coordination itself.
/// Basis: gate.coordination_needs_consent.
struct RoleStanding {
    std::vector<std::size_t> not_covered;  ///< whose consent does not reach, by place in the list
    access::Basis basis = access::Basis::Consent;
    std::optional<Instant> until;  ///< the first of the consents to end

    [[nodiscard]] bool possible() const {
        return basis != access::Basis::Consent || not_covered.empty();
    }
};
[[nodiscard]] RoleStanding role_standing(access::Scope& scope, const CaseId& case_id,
                                         const std::vector<PersonId>& persons, const DeskId& desk);

}  // namespace kasane::conference
