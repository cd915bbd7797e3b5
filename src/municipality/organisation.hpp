#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kernel/codes.hpp"
#include "kernel/ids.hpp"
#include "municipality/stated.hpp"

namespace kasane::municipality {

/// Keys that only the profile uses to point from one row to another.
using FieldKey = Id<struct FieldTag>;
using UnitKey = Id<struct UnitTag>;
using ProgrammeKey = Id<struct ProgrammeTag>;
using MeetingKey = Id<struct MeetingTag>;

/// 分野 — the frame every town shares; a town names them in its own words and may have several
/// that no other town has (`Other`). Basis: requirements.md R6, forms.md §7.5.
enum class StandardField {
    Elderly,
    Disability,
    Child,
    Poverty,
    Health,
    Isolation,
    Education,
    Housing,
    Justice,
    Consumer,
    Other,
};

/// 分野 as the town calls it.
struct Field {
    FieldKey key;
    StandardField standard = StandardField::Other;
    std::string label;
    std::vector<std::string> aliases;  ///< other spellings in the plan, found by search too
    Validity validity;
};

/// 庁内・庁外 — whose an agency is.
enum class Belonging {
    TownOffice,    ///< 庁内の課・室・係
    TownFacility,  ///< 町が設ける施設
    Outside,       ///< 庁外の機関・団体
    NotStated,
};

/// Whether a row names one body or a kind of bodies (庁内各課, 医療関係事業所).
enum class AgencyNature { Named, Kind };

/// Whether the desks of an agency keep one record together. Grounds name desks; only with
/// `SharedByAgency` does a ground of one desk open for its sister desks. Basis: rules.md §3.
enum class RecordKeeping { EachDesk, SharedByAgency };

/// 機関 — a body that takes part: a department, the social welfare council, a hospital.
struct Agency {
    AgencyId id;
    std::string name;                  ///< as printed in the plan
    std::string short_name;            ///< for dense tables; the name where none is given
    std::vector<std::string> aliases;
    std::string category;              ///< code of the list agency_categories
    Belonging belonging = Belonging::NotStated;
    AgencyNature nature = AgencyNature::Named;
    RecordKeeping records = RecordKeeping::EachDesk;
    Stated<std::string> operator_name;  ///< who runs it
    Stated<std::string> area;           ///< 圏域, where it serves more than this town
    Stated<std::string> address;
    Stated<std::string> contact;
    Validity validity;
};

/// 部署 — a department, section or office, of the town or of another body.
struct Unit {
    UnitKey key;
    std::string name;
    std::optional<UnitKey> parent;
    std::optional<AgencyId> agency;  ///< the agency it is a part of
    std::vector<std::string> aliases;
    Validity validity;
};

/// What a place of work is in the flow of a case.
enum class DeskKind {
    ConsultationCounter,  ///< 相談支援窓口: receives inquiries of residents
    Coordination,         ///< 多機関協働: the coordinating desk
    SupportAgency,        ///< 支援機関: takes memos and roles
    CommunityPartner,     ///< 民生児童委員 …: sends memos and hints
};

/// 窓口 — a place of work that receives inquiries or memos and holds grounds.
struct Desk {
    DeskId id;
    AgencyId agency;
    std::optional<UnitKey> unit;
    std::string name;
    std::string short_name;
    Sourced<DeskKind> kind;
    std::vector<FieldKey> fields;  ///< empty: not bound to a field
    std::string category;  ///< code of agency_categories; the agency's where none is given
    Belonging belonging = Belonging::NotStated;  ///< the agency's where none is given
    Stated<std::string> address;
    Stated<std::string> contact;
    Validity validity;
};

/// 役割 in the town's words (ささまる隊 …), and the roles of Kasane it stands for.
struct LocalRole {
    std::string key;
    std::string label;
    std::string meaning;  ///< in our own words
    std::vector<std::string> roles;  ///< codes of the roles of rules.md §3
    std::vector<DeskId> desks;  ///< where people with this role work; empty: anywhere
    Source source = Source::Plan;
    Validity validity;
};

}  // namespace kasane::municipality

namespace kasane {

template <>
inline constexpr auto codes<municipality::StandardField> = std::array{
    Code<municipality::StandardField>{municipality::StandardField::Elderly, "elderly", "高齢"},
    Code<municipality::StandardField>{municipality::StandardField::Disability, "disability",
                                      "障害"},
    Code<municipality::StandardField>{municipality::StandardField::Child, "child",
                                      "子ども・子育て"},
    Code<municipality::StandardField>{municipality::StandardField::Poverty, "poverty", "生活困窮"},
    Code<municipality::StandardField>{municipality::StandardField::Health, "health",
                                      "保健・自殺対策"},
    Code<municipality::StandardField>{municipality::StandardField::Isolation, "isolation",
                                      "孤独・孤立・ひきこもり"},
    Code<municipality::StandardField>{municipality::StandardField::Education, "education", "教育"},
    Code<municipality::StandardField>{municipality::StandardField::Housing, "housing", "住まい"},
    Code<municipality::StandardField>{municipality::StandardField::Justice, "justice",
                                      "司法・更生"},
    Code<municipality::StandardField>{municipality::StandardField::Consumer, "consumer",
                                      "消費生活"},
    Code<municipality::StandardField>{municipality::StandardField::Other, "other", "その他"},
};

template <>
inline constexpr auto codes<municipality::Belonging> = std::array{
    Code<municipality::Belonging>{municipality::Belonging::TownOffice, "town_office", "庁内"},
    Code<municipality::Belonging>{municipality::Belonging::TownFacility, "town_facility",
                                  "市町村の施設"},
    Code<municipality::Belonging>{municipality::Belonging::Outside, "outside", "庁外"},
    Code<municipality::Belonging>{municipality::Belonging::NotStated, "not_stated", "記載なし"},
};

template <>
inline constexpr auto codes<municipality::AgencyNature> = std::array{
    Code<municipality::AgencyNature>{municipality::AgencyNature::Named, "named", "特定の機関"},
    Code<municipality::AgencyNature>{municipality::AgencyNature::Kind, "kind", "機関の種類"},
};

template <>
inline constexpr auto codes<municipality::DeskKind> = std::array{
    Code<municipality::DeskKind>{municipality::DeskKind::ConsultationCounter,
                                 "consultation_counter", "相談支援窓口"},
    Code<municipality::DeskKind>{municipality::DeskKind::Coordination, "coordination",
                                 "多機関協働"},
    Code<municipality::DeskKind>{municipality::DeskKind::SupportAgency, "support_agency",
                                 "支援機関"},
    Code<municipality::DeskKind>{municipality::DeskKind::CommunityPartner, "community_partner",
                                 "地域の協力者"},
};

}  // namespace kasane
