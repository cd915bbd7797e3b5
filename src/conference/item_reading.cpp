#include "conference/item_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/consent.hpp"
#include "conference/conference_rules.hpp"
#include "conference/conference_store.hpp"
#include "people/person.hpp"

namespace kasane::conference {
namespace {

using access::Category;
using access::Holder;
using access::Scope;

Holder host(const Scope& scope) { return Holder::desk(scope.profile.coordinating_desk); }

std::string ground_text(const access::Grant& grant) {
    return fmt::format("{} ({}〜)", label_of(grant.basis()),
                       japanese_date(grant.ground().opened_at.date_in_japan()));
}

/// 支援会議: one ground for the whole item, bound to it.
std::optional<access::Grant> support_grant(const Scope& scope, access::CaseReading& reading,
                                           const AgendaItem& item) {
    return reading.may_read({Category::Conference, std::nullopt, host(scope), mark_of(item.id)});
}

/// 重層的支援会議: what is said about a person opens only with that person's consent in force now.
std::vector<PersonId> readable_subjects(const Scope& scope, access::CaseReading& reading,
                                        const AgendaItem& item,
                                        std::optional<access::Grant>& first) {
    std::vector<PersonId> readable;
    for (const auto& person : item.subjects) {
        auto grant = reading.may_read({Category::Case, person, host(scope), std::nullopt});
        if (!grant) continue;
        readable.push_back(person);
        if (!first) first = std::move(grant);
    }
    return readable;
}

void forget_content(ItemView& view) {
    view.item.question = PrivateText();
    view.item.minutes = PrivateText();
    view.item.opinion_note = PrivateText();
    view.item.subjects.clear();
    view.materials.clear();
    view.roles.clear();
}

void keep_readable_materials(ItemView& view, const std::vector<PersonId>& readable) {
    std::erase_if(view.materials, [&](const Material& material) {
        return material.subject && std::ranges::find(readable, *material.subject) == readable.end();
    });
}

}  // namespace

std::optional<AgendaItem> item_to_take_part(Scope& scope, const AgendaItemId& id) {
    auto reading = access::CaseReading::open(scope, case_of_item(scope, id));
    if (!reading) return std::nullopt;
    auto item = select_item(scope, id);
    ensure(item.has_value(), "an item about a case is stored");
    std::optional<access::Grant> first;
    const bool open = item->frame == Frame::SupportConference
                          ? support_grant(scope, *reading, *item).has_value()
                          : member_of(scope, id, scope.actor.account).has_value() &&
                                !readable_subjects(scope, *reading, *item, first).empty();
    if (!open) return std::nullopt;
    return item;
}

std::optional<ItemView> read_item(Scope& scope, const AgendaItemId& id) {
    auto reading = access::CaseReading::open(scope, case_of_item(scope, id));
    const auto member = member_of(scope, id, scope.actor.account);
    if (!reading && !member) return std::nullopt;
    auto item = select_item(scope, id);
    ensure(item.has_value(), "an item about a case is stored");
    auto sitting = select_sitting(scope, item->sitting);
    ensure(sitting.has_value(), "an item belongs to a sitting");

    ItemView view{.item = std::move(*item), .sitting = std::move(*sitting)};
    view.members = members_of(scope, id);
    view.materials = materials_of(scope, id);
    view.roles = roles_of_item(scope, id);
    // The secretariat keeps the minutes also when the case has ended meanwhile; whether it may open
    // the item is asked below.
    view.hosts = scope.actor.works_at(scope.profile.coordinating_desk);

    if (view.item.frame == Frame::SupportConference) {
        const auto grant =
            reading ? support_grant(scope, *reading, view.item) : std::optional<access::Grant>();
        if (!grant && !member) return std::nullopt;
        view.awaits_notice = !grant;
        if (view.awaits_notice) {
            if (view.sitting.state != SittingState::Convened) return std::nullopt;
            forget_content(view);
            return view;
        }
        view.ground = ground_text(*grant);
        view.subject_names = people::names_under(scope, *grant, view.item.subjects);
    } else {
        if (!reading) return std::nullopt;
        view.dropped =
            coverage(scope, view.item.case_id, view.item.subjects, desks_of(view.members)).dropped;
        std::optional<access::Grant> first;
        auto readable = readable_subjects(scope, *reading, view.item, first);
        if (readable.empty()) return std::nullopt;
        view.ground = ground_text(*first);
        // Not even the secretariat sees here what a consent no longer covers (rules.md §4 no. 3).
        std::erase_if(readable, [&](const PersonId& person) {
            return std::ranges::find(view.dropped, person) != view.dropped.end();
        });
        keep_readable_materials(view, readable);
        view.subject_names = people::names_under(scope, *first, readable);
        // Question and minutes speak of all subjects together: whoever may not read one of them
        // reads neither.
        if (readable.size() < view.item.subjects.size()) {
            view.item.question = PrivateText();
            view.item.minutes = PrivateText();
            view.item.opinion_note = PrivateText();
            view.item.subjects = readable;
        }
    }
    return view;
}

std::vector<RoleView> readable_roles(Scope& scope) {
    std::vector<RoleView> views;
    for (auto& role : roles_of_desks(scope)) {
        auto reading = access::CaseReading::open(scope, role.case_id);
        if (!reading) continue;
        const auto grant =
            reading->may_read({Category::Role, std::nullopt, host(scope), mark_of_role(role.id)});
        if (!grant) continue;
        views.push_back({std::move(role), ground_text(*grant)});
    }
    return views;
}

}  // namespace kasane::conference
