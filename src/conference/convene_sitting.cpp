#include "conference/convene_sitting.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "accounts/staff.hpp"
#include "casefile/casefile.hpp"
#include "casefile/coordination.hpp"
#include "conference/conference_rules.hpp"
#include "conference/conference_store.hpp"
#include "conference/take_off_agenda.hpp"
#include "law/gates.hpp"

namespace kasane::conference {
namespace {

using access::ActScope;

Refusal invalid(std::string_view field, std::string_view message) {
    return {.kind = RefusalKind::Invalid,
            .code = "conference.invalid",
            .message = std::string(message),
            .field = std::string(field)};
}

/// Those convened, with the desk they come for; somebody unknown is refused. Whose desk is no
/// member of the meeting is asked to help (106条の6第3項).
Result<std::vector<ItemMember>> members_for(ActScope& act, const municipality::Meeting& meeting,
                                            const std::vector<AccountId>& wanted) {
    const auto desks = act.profile.member_desks(meeting, act.today());
    std::vector<ItemMember> members;
    const auto staff = accounts::staff_on(act.store, act.today());
    for (const auto& account : wanted) {
        const auto found = std::ranges::find(staff, account, &accounts::StaffMember::account);
        if (found == staff.end()) {
            return invalid("members", "招集する人を、一覧から選んでください。");
        }
        const bool host = found->desk == act.profile.coordinating_desk;
        const bool member = std::ranges::find(desks, found->desk) != desks.end();
        members.push_back({found->account,
                           found->name,
                           found->desk,
                           host     ? Capacity::Secretariat
                           : member ? Capacity::Member
                                    : Capacity::Asked,
                           {},
                           false});
    }
    if (std::ranges::find(wanted, act.actor.account) == wanted.end()) {
        members.push_back({act.actor.account,
                           act.actor.name,
                           act.actor.desk(),
                           Capacity::Secretariat,
                           {},
                           false});
    }
    if (members.size() < 2) return invalid("members", "招集する人を一人以上選んでください。");
    return members;
}

Result<Coverage> subjects_for(ActScope& act, const PutOnAgenda& wanted, Frame frame,
                              const std::vector<ItemMember>& members) {
    if (wanted.subjects.empty())
        return invalid("subjects", "だれについての議題かを選んでください。");
    if (frame == Frame::SupportConference) return Coverage{wanted.subjects, {}};
    auto covered = coverage(act, wanted.case_id, wanted.subjects, desks_of(members));
    if (covered.covered.empty()) {
        return law::refuse(
            law::gates::coordination_needs_consent,
            fmt::format(
                "選ばれた方の同意は、参加する窓口のすべてには及んでいません。「{}」に付けられません。",
                act.profile.coordination_conference().local_name),
            fmt::format("参加する窓口への同意を得てから付けるか、「{}」に諮ってください。",
                        act.profile.support_conference().local_name));
    }
    return covered;
}

void tell_case(ActScope& act, const AgendaItem& item, const Sitting& sitting,
               const municipality::Meeting& meeting) {
    const bool secret = item.frame == Frame::SupportConference;
    casefile::NewEntry entry{
        .case_id = item.case_id,
        .kind = casefile::EntryKind::Conference,
        .category = secret ? access::Category::Conference : access::Category::Case,
        .title = fmt::format("{}の議題にしました({})", meeting.local_name,
                             japanese_date(sitting.held_on)),
        .body = item.question.reveal(),
        .link = "/conference-items/" + item.id.text()};
    if (secret) entry.mark = mark_of(item.id);
    if (!secret && item.subjects.size() == 1) entry.subject = item.subjects.front();
    casefile::post(act, entry);
}

/// Whoever reads the case may read this; the day of a 支援会議 is not for all of them.
std::string title_of_cancelling(const AgendaItem& item, const Sitting& sitting) {
    if (item.frame == Frame::SupportConference) return "予定していた会議は、中止になりました";
    return fmt::format("{}の会議は、中止になりました", japanese_date(sitting.held_on));
}

Result<Done> move_to_support_conference(ActScope& act, const AgendaItem& item) {
    auto reading = access::CaseReading::open(act, item.case_id);
    ensure(reading.has_value(), "the case was authorised");
    const auto head = casefile::head_for_act(act, *reading);
    if (!casefile::check_step(head, casefile::CaseEvent::PutToSupportConference)) return Done{};
    auto moved = casefile::move_case(act, item.case_id,
                                     {casefile::CaseEvent::PutToSupportConference,
                                      act.profile.support_conference().local_name + "に諮ります",
                                      mark_of(item.id), std::nullopt});
    if (!moved) return moved.refusal();
    return Done{};
}

}  // namespace

Result<SittingId> convene_sitting(access::Town& town, const accounts::Actor& actor,
                                  const ConveneSitting& wanted) {
    return town.act<SittingId>(
        actor, accounts::Act::ConveneConference, [&](ActScope& act) -> Result<SittingId> {
            const auto* meeting = act.profile.find_meeting(wanted.meeting);
            if (meeting == nullptr) return invalid("meeting", "会議を選んでください。");
            if (!wanted.held_on) return invalid("held_on", "開催日を入力してください。");
            const Sitting sitting{.id = act.new_id<SittingId>(),
                                  .meeting = meeting->key,
                                  .type = meeting->type,
                                  .held_on = *wanted.held_on,
                                  .starts_at = wanted.starts_at,
                                  .place = wanted.place,
                                  .form = wanted.form};
            insert_sitting(act, sitting);
            act.wrote_administration("sitting convened: " + sitting.id.text());
            act.leads_to(fmt::format("/conferences/{}/items/new", sitting.id.text()));
            return sitting.id;
        });
}

Result<Done> cancel_sitting(access::Town& town, const accounts::Actor& actor, const SittingId& id,
                            std::string_view reason) {
    return town.act<Done>(
        actor, accounts::Act::ConveneConference, [&](ActScope& act) -> Result<Done> {
            const auto sitting = select_sitting(act, id);
            if (!sitting || !tends_agenda(act)) return access::not_found();
            const auto items = items_of(act, id);
            const bool recorded = std::ranges::any_of(
                items, [](const AgendaItem& item) { return item.recorded_at.has_value(); });
            if (!next_state(sitting_transitions, sitting->state, SittingEvent::Cancel)) {
                return refuse_in_frame(*sitting,
                                       fmt::format("この会議は「{}」のため、中止にできません。",
                                                   label_of(sitting->state)));
            }
            if (recorded) {
                return refuse_in_frame(*sitting, "記録のある会議は、中止にできません。",
                                       "会議録を確定してください。");
            }
            if (reason.empty()) return invalid("reason", "中止の理由を入力してください。");
            ensure(cancel_sitting_row(act, *sitting),
                   "the writer works alone: a checked version still holds");
            for (const auto& item : items) {
                end_item(act, item,
                         {.title = title_of_cancelling(item, *sitting),
                          .reason = std::string(reason),
                          .because = "sitting cancelled"});
            }
            act.wrote_administration("sitting cancelled: " + id.text());
            act.leads_to("/conferences/" + id.text());
            return Done{};
        });
}

Result<OnAgenda> put_on_agenda(access::Town& town, const accounts::Actor& actor,
                               const PutOnAgenda& wanted) {
    return town.act<OnAgenda>(
        actor, accounts::Act::ConveneConference, [&](ActScope& act) -> Result<OnAgenda> {
            auto authorised = casefile::authorise_coordination(act, wanted.case_id);
            if (!authorised) return authorised.refusal();
            const auto sitting = select_sitting(act, wanted.sitting);
            if (!sitting) return access::not_found();
            if (sitting->state != SittingState::Convened) {
                return refuse_in_frame(*sitting,
                                       fmt::format("この会議は「{}」のため、議題を足せません。",
                                                   label_of(sitting->state)),
                                       "新しい会議を招集してください。");
            }
            const auto* meeting = act.profile.find_meeting(sitting->meeting);
            ensure(meeting != nullptr, "a sitting belongs to a meeting of the profile");
            auto frame = frame_of(*meeting);
            if (!frame) return frame.refusal();
            if (wanted.question.empty()) {
                return invalid("question", "話し合いたいことを入力してください。");
            }
            for (const auto& person : wanted.subjects) {
                if (!casefile::knows_person(act, *authorised, person)) return access::not_found();
            }
            if (wanted.plan && !is_plan_of(act, *wanted.plan, wanted.case_id)) {
                return access::not_found();
            }
            auto members = members_for(act, *meeting, wanted.members);
            if (!members) return members.refusal();
            auto subjects = subjects_for(act, wanted, *frame, *members);
            if (!subjects) return subjects.refusal();

            const AgendaItem item{.id = act.new_id<AgendaItemId>(),
                                  .sitting = sitting->id,
                                  .position = next_position(act, sitting->id),
                                  .case_id = wanted.case_id,
                                  .frame = *frame,
                                  .purpose = wanted.purpose,
                                  .question = PrivateText(wanted.question),
                                  .plan = wanted.plan,
                                  .subjects = subjects->covered};
            insert_item(act, item);
            for (const auto& member : *members) insert_member(act, item.id, member);
            act.wrote(item.case_id, fmt::format("agenda item: {}", code_of(item.frame)),
                      item.subjects);
            if (item.frame == Frame::SupportConference) {
                if (auto moved = move_to_support_conference(act, item); !moved) {
                    return moved.refusal();
                }
            }
            tell_case(act, item, *sitting, *meeting);
            // Whoever reads the case sees this day; that of a 支援会議 is for those convened alone.
            if (item.frame == Frame::CoordinationConference) {
                casefile::set_next_on(act, item.case_id, sitting->held_on);
            }
            act.leads_to("/conferences/" + sitting->id.text());
            return OnAgenda{item.id, subjects->dropped};
        });
}

}  // namespace kasane::conference
