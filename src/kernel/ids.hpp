#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace kasane {

/// An identifier that cannot be mistaken for another kind of identifier. UUIDv7 as text:
/// sortable by the time it was made, never guessable, the same in every database engine.
template <class Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

    friend auto operator<=>(const Id&, const Id&) = default;

private:
    std::string text_;
};

/// True for the canonical lower-case form of a UUID; anything else from outside is "not found".
[[nodiscard]] bool is_uuid(std::string_view text) noexcept;

using AccountId = Id<struct AccountTag>;
using CaseId = Id<struct CaseTag>;
using HouseholdId = Id<struct HouseholdTag>;
using PersonId = Id<struct PersonTag>;
using InquiryId = Id<struct InquiryTag>;
using MemoId = Id<struct MemoTag>;
using ConsentId = Id<struct ConsentTag>;
using GroundId = Id<struct GroundTag>;
using SittingId = Id<struct SittingTag>;
using AgendaItemId = Id<struct AgendaItemTag>;
using PlanId = Id<struct PlanTag>;
using EntryId = Id<struct EntryTag>;
using TaskId = Id<struct TaskTag>;
using AttachmentId = Id<struct AttachmentTag>;
using EmergencyId = Id<struct EmergencyTag>;
using SharingId = Id<struct SharingTag>;

/// Keys that the municipality's profile gives (short words, not UUIDs): a desk, an agency.
using DeskId = Id<struct DeskTag>;
using AgencyId = Id<struct AgencyTag>;

/// 全国地方公共団体コード, six digits with check digit.
using MunicipalityCode = Id<struct MunicipalityTag>;

}  // namespace kasane

template <class Tag>
struct std::hash<kasane::Id<Tag>> {
    std::size_t operator()(const kasane::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};
