#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/ids.hpp"
#include "kernel/result.hpp"
#include "municipality/code_lists.hpp"
#include "municipality/meeting.hpp"
#include "municipality/organisation.hpp"
#include "municipality/plan_frame.hpp"
#include "municipality/problem.hpp"
#include "municipality/programme.hpp"
#include "municipality/settings.hpp"
#include "municipality/terms.hpp"

namespace kasane::municipality {

/// 判断の目安 — when a desk hands a case on to the coordinator, in the town's criteria.
struct ScreeningCriterion {
    std::string reason;  ///< code of the list referral_reasons
    std::string text;
    Source source = Source::Plan;
};

/// 市町村のプロファイル — everything in which one town differs from another: words, fields,
/// programmes, agencies, desks, meetings, periods. Read once, checked completely, then immutable;
/// handed around as std::shared_ptr<const Profile>. Basis: requirements.md R1.
struct Profile {
    MunicipalityCode municipality;  ///< 全国地方公共団体コード
    std::string key;   ///< short name, the file's name without ending
    std::string name;  ///< 「○○町」
    Sourced<std::string> prefecture;
    std::string programme_name;  ///< the programme's local name
    std::string department;      ///< 担当課

    PlanFrame plan;
    std::vector<RelatedPlan> related_plans;
    std::vector<Field> fields;
    std::vector<Agency> agencies;
    std::vector<Unit> units;
    std::vector<Desk> desks;
    DeskId coordinating_desk;  ///< 多機関協働を担う窓口
    std::vector<LocalRole> roles;
    std::vector<Term> terms;
    std::vector<GlossaryEntry> glossary;
    std::vector<ProgrammeRow> programme_rows;
    std::vector<Programme> programmes;
    std::vector<Meeting> meetings;
    Settings settings;
    std::vector<std::string> intake_topics;  ///< codes of the list topics, in the order of the form
    std::vector<ScreeningCriterion> screening_criteria;
    CodeLists codes;
    std::vector<Note> notes;

    [[nodiscard]] const MunicipalityCode& code() const noexcept { return municipality; }

    /// The town's word for a concept; the nation-wide one where the town has none.
    [[nodiscard]] std::string_view term(Concept what) const;
    /// The same by its code, e.g. "memo". That the code exists is an invariant of the program.
    [[nodiscard]] std::string_view term(std::string_view code) const;
    /// The town's row for a concept, with its meaning and spellings, or nullptr.
    [[nodiscard]] const Term* find_term(Concept what) const;
    /// Every spelling of a concept: the town's word, its aliases, the nation-wide name.
    [[nodiscard]] std::vector<std::string> spellings(Concept what) const;

    /// Lookups by key; nullptr where the profile has no such row (a key from outside).
    [[nodiscard]] const Desk* find_desk(const DeskId& id) const;
    [[nodiscard]] const Agency* find_agency(const AgencyId& id) const;
    [[nodiscard]] const Field* find_field(const FieldKey& key) const;
    [[nodiscard]] const Unit* find_unit(const UnitKey& key) const;
    [[nodiscard]] const Meeting* find_meeting(const MeetingKey& key) const;

    /// Lookups of keys that were checked before; a missing row is a broken invariant.
    [[nodiscard]] const Desk& desk(const DeskId& id) const;
    [[nodiscard]] const Agency& agency(const AgencyId& id) const;

    /// The agency a desk belongs to.
    [[nodiscard]] const Agency& agency_of(const DeskId& id) const;
    /// Whether the desk is the town's own: its office or one of its facilities.
    [[nodiscard]] bool is_of_the_town(const DeskId& id) const;
    /// The name of a desk to show; the key itself for a desk the profile no longer has.
    [[nodiscard]] std::string desk_name(const DeskId& id) const;
    /// The name of an agency to show; the key itself for one the profile no longer has.
    [[nodiscard]] std::string agency_name(const AgencyId& id) const;
    [[nodiscard]] std::vector<const Desk*> desks_of(const AgencyId& id) const;
    [[nodiscard]] std::vector<const Desk*> desks_of_kind(DeskKind kind) const;
    /// The desks there are on that day, in the order of the profile: what a form offers.
    [[nodiscard]] std::vector<const Desk*> desks_on(const Date& day) const;
    /// The desks that the list of members of a meeting names, as far as they are there that day.
    [[nodiscard]] std::vector<DeskId> member_desks(const Meeting& meeting, const Date& day) const;
    /// Whether an act of that day may name the desk. Refuses beside the field of the form.
    [[nodiscard]] Result<Done> check_desk(const DeskId& id, const Date& day,
                                          std::string_view field) const;
    /// The desks whose records this desk reads as its own: itself first, and its sister desks only
    /// where the agency keeps one record (shared_records = true).
    [[nodiscard]] std::vector<DeskId> desks_sharing_records_with(const DeskId& id) const;

    /// The first meeting of that type; a profile always has one of both lawful kinds.
    [[nodiscard]] const Meeting* meeting_of(MeetingType type) const;
    [[nodiscard]] const Meeting& support_conference() const;
    [[nodiscard]] const Meeting& coordination_conference() const;

    [[nodiscard]] std::vector<const Programme*> programmes_of(StatuteItem item) const;
    /// The local label of a role of Kasane, by its code; empty where the town has no word for it.
    [[nodiscard]] std::string_view local_role_label(std::string_view role_code) const;
};

/// What reading a profile ends in: the profile, or every problem found.
struct ProfileReading {
    std::shared_ptr<const Profile> profile;
    std::vector<Problem> problems;

    [[nodiscard]] bool ok() const noexcept { return profile != nullptr; }
};

/// What the profile's codes are checked against.
struct ProfileVocabulary {
    const CodeLists& codes;  ///< standard_code_lists()
    std::vector<std::string> roles;  ///< the role codes of rules.md §3
};

/// Reads the TOML text of a profile; `file` is named in the problems. Nothing is guessed: an
/// unknown key, a missing key, a wrong type, a broken reference are each a problem.
[[nodiscard]] ProfileReading read_profile(std::string_view toml, std::string_view file,
                                          const ProfileVocabulary& vocabulary);

}  // namespace kasane::municipality
