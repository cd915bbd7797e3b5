#include "access/ground_rules.hpp"

#include <algorithm>

namespace kasane::access {

bool in_force(const Ground& ground, Instant now) {
    return ground.opened_at <= now && (!ground.until || *ground.until > now);
}

bool bound_to_its_source(Basis basis) {
    return basis == Basis::Referral || basis == Basis::SupportConference;
}

bool covers(const Ground& ground, const Item& item) {
    if (ground.category != item.category) return false;
    if (ground.subject && ground.subject != item.subject) return false;
    // What was learnt in a conference or came with a memo stays with it (gate.conference_information).
    if (item.mark && *item.mark != ground.source) return false;
    if (!item.mark && bound_to_its_source(ground.basis)) return false;
    if (ground.basis != Basis::OwnDesk) return true;
    // The desk's own record; a person named to the desk (by its own entry or an accepted memo) is
    // known to it whoever wrote the name down.
    if (item.owner == ground.holder) return true;
    return ground.category == Category::Identity && ground.subject.has_value();
}

std::vector<Category> categories_of_whole_household(std::span<const Ground> open_grounds,
                                                    std::span<const Concerned> concerned) {
    std::vector<Category> whole;
    for (const Category category : {Category::Identity, Category::Case, Category::Plan}) {
        bool anybody = false;
        bool everybody = true;
        for (const auto& person : concerned) {
            if (person.track == Track::NotConcerned) continue;
            anybody = true;
            everybody = everybody && std::ranges::any_of(open_grounds, [&](const Ground& ground) {
                            return ground.category == category && ground.subject == person.person &&
                                   ground.basis != Basis::OwnDesk &&
                                   !bound_to_its_source(ground.basis);
                        });
        }
        if (anybody && everybody) whole.push_back(category);
    }
    return whole;
}

const Ground* ground_for(std::span<const Ground> open_grounds,
                         std::span<const Category> household_categories, const Item& item) {
    for (const auto& ground : open_grounds) {
        if (covers(ground, item)) return &ground;
    }
    if (item.subject || item.mark) return nullptr;
    if (std::ranges::find(household_categories, item.category) == household_categories.end()) {
        return nullptr;
    }
    const auto found = std::ranges::find_if(open_grounds, [&](const Ground& ground) {
        return ground.category == item.category && ground.subject &&
               ground.basis != Basis::OwnDesk && !bound_to_its_source(ground.basis);
    });
    return found == open_grounds.end() ? nullptr : &*found;
}

std::vector<Category> opened_by(ConsentScope scope) {
    switch (scope) {
        case ConsentScope::ConsultationApplication:
            return {Category::Identity};
        case ConsentScope::InformationSharing:
            return {Category::Identity, Category::Case};
        case ConsentScope::PlanAndServiceApplication:
            return {Category::Identity, Category::Case, Category::Plan};
        case ConsentScope::ParticipationHostDisclosure:
            return {};  // the named fields only, by participation/
    }
    broken_invariant("every consent scope says what it opens", std::source_location::current());
}

std::vector<Category> opened_by(Basis basis) {
    switch (basis) {
        case Basis::OwnDesk:
            return {Category::Identity, Category::Case};
        case Basis::Coordination:
            return {Category::Identity, Category::Case, Category::Plan};
        case Basis::Programme:
            return {Category::Identity, Category::Case, Category::Plan};
        case Basis::SupportConference:
            return {Category::Conference};
        case Basis::Referral:
        case Basis::Consent:
        case Basis::OtherStatute:
        case Basis::PublicUse:
        case Basis::Special:
        case Basis::Emergency:
        case Basis::Oversight:
        case Basis::LegalRequest:
        case Basis::Self:
            return {};  // these name their categories one by one when they open
    }
    broken_invariant("every basis says what it opens", std::source_location::current());
}

}  // namespace kasane::access
