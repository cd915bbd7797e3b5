#include "conference/take_off_agenda.hpp"

#include <fmt/format.h>

#include <utility>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "conference/conference_rules.hpp"
#include "conference/conference_store.hpp"

namespace kasane::conference {
namespace {

using access::ActScope;

/// The nearest 重層的支援会議 still to come that has the case on its agenda.
std::optional<Date> next_sitting_of(ActScope& act, const CaseId& case_id) {
    std::optional<Date> next;
    for (const auto& item : items_of_case(act, case_id)) {
        if (item.frame == Frame::SupportConference) continue;
        const auto sitting = select_sitting(act, item.sitting);
        ensure(sitting.has_value(), "an item belongs to a sitting");
        const bool comes =
            sitting->state == SittingState::Convened && sitting->held_on >= act.today();
        if (comes && (!next || sitting->held_on < *next)) next = sitting->held_on;
    }
    return next;
}

Recordable recordable(access::Scope& scope, const AgendaItem& item) {
    if (casefile::is_over(casefile::state_of(scope, item.case_id))) return Recordable::NotAnyMore;
    if (item.frame == Frame::SupportConference) return Recordable::Yes;
    const auto desks = desks_of(members_of(scope, item.id));
    return coverage(scope, item.case_id, item.subjects, desks).dropped.empty()
               ? Recordable::Yes
               : Recordable::NotAnyMore;
}

/// Whoever reads the case may see this entry: it does not say that the meeting was a 支援会議.
void tell_case(ActScope& act, const AgendaItem& item, std::string title, std::string_view reason) {
    casefile::NewEntry entry{.case_id = item.case_id,
                             .kind = casefile::EntryKind::Conference,
                             .category = access::Category::Case,
                             .title = std::move(title),
                             .body = std::string(reason),
                             .owner = act.profile.coordinating_desk};
    if (item.frame != Frame::SupportConference && item.subjects.size() == 1) {
        entry.subject = item.subjects.front();
    }
    casefile::post(act, entry);
}

std::string title_of_taking_off(const ActScope& act, const AgendaItem& item,
                                const Sitting& sitting) {
    if (item.frame == Frame::SupportConference) return "会議の議題から外しました";
    return fmt::format("{}({})の議題から外しました", meeting_name(act.profile, sitting),
                       japanese_date(sitting.held_on));
}

}  // namespace

void end_item(ActScope& act, const AgendaItem& item, const ItemEnd& end) {
    access::close_grounds(act,
                          {.case_id = item.case_id,
                           .basis = access::Basis::SupportConference,
                           .source = mark_of(item.id),
                           .holder = std::nullopt,
                           .subject = std::nullopt,
                           .category = std::nullopt},
                          end.because);
    tell_case(act, item, end.title, end.reason);
    if (item.frame == Frame::CoordinationConference) {
        casefile::set_next_on(act, item.case_id, next_sitting_of(act, item.case_id));
    }
    act.wrote(item.case_id, end.because, item.subjects);
}

Result<Done> may_take_off(access::Scope& scope, const Sitting& sitting, const AgendaItem& item) {
    return check_taking_off(sitting, item, scope.now, recordable(scope, item));
}

bool tends_agenda(const access::Scope& scope) {
    return hosts(scope) && scope.actor.works_at(scope.profile.coordinating_desk);
}

std::optional<TakeOffView> view_to_take_off(access::Scope& scope, const AgendaItemId& id) {
    if (!is_uuid(id.text()) || !hosts(scope)) return std::nullopt;
    auto item = select_item(scope, id);
    if (!item) return std::nullopt;
    auto sitting = select_sitting(scope, item->sitting);
    ensure(sitting.has_value(), "an item belongs to a sitting");
    item->question = PrivateText();
    item->minutes = PrivateText();
    item->opinion_note = PrivateText();
    TakeOffView view{.possible = may_take_off(scope, *sitting, *item),
                     .item = std::move(*item),
                     .sitting = std::move(*sitting)};
    view.item.subjects.clear();
    for (const auto& member : members_of(scope, id)) {
        ++view.convened;
        if (member.notice_accepted_at) ++view.opened;
    }
    return view;
}

Result<SittingId> take_off_agenda(access::Town& town, const accounts::Actor& actor,
                                  const TakeOff& wanted) {
    return town.act<SittingId>(
        actor, accounts::Act::ConveneConference, [&](ActScope& act) -> Result<SittingId> {
            const auto item = select_item(act, wanted.item);
            // The secretariat tends its agenda, also when the ground of a case has ended since: taking
            // off shows nothing.
            if (!item || !tends_agenda(act)) return access::not_found();
            const auto sitting = select_sitting(act, item->sitting);
            ensure(sitting.has_value(), "an item belongs to a sitting");
            if (auto possible = may_take_off(act, *sitting, *item); !possible) {
                return possible.refusal();
            }
            if (wanted.reason.empty()) {
                return Refusal{.kind = RefusalKind::Invalid,
                               .code = "agenda.reason",
                               .message = "外す理由を入力してください。",
                               .field = "reason"};
            }
            ensure(take_off_row(act, *item, wanted.reason),
                   "the writer works alone: a checked version still holds");
            end_item(act, *item,
                     {.title = title_of_taking_off(act, *item, *sitting),
                      .reason = wanted.reason,
                      .because = "taken off the agenda"});
            act.leads_to("/conferences/" + item->sitting.text());
            return item->sitting;
        });
}

}  // namespace kasane::conference
