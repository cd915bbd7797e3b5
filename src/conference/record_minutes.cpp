#include "conference/record_minutes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/ground_acts.hpp"
#include "casefile/casefile.hpp"
#include "conference/conference_rules.hpp"
#include "conference/conference_store.hpp"
#include "conference/item_reading.hpp"
#include "law/gates.hpp"
#include "law/secrecy_notice.hpp"

namespace kasane::conference {
namespace {

using access::ActScope;

Refusal invalid(std::string_view field, std::string_view message) {
    return {.kind = RefusalKind::Invalid,
            .code = "minutes.invalid",
            .message = std::string(message),
            .field = std::string(field)};
}

const ItemMember* member_in(const ItemView& view, const AccountId& account) {
    const auto found = std::ranges::find(view.members, account, &ItemMember::account);
    return found == view.members.end() ? nullptr : &*found;
}

bool names(const std::vector<AccountId>& accounts, const AccountId& account) {
    return std::ranges::find(accounts, account) != accounts.end();
}

/// Nobody is present at an item of a 支援会議 to whom the notice was not shown or read out, and who
/// did not accept it. Basis: gate.support_conference.
std::optional<Refusal> check_attendance(const Minutes& minutes, const ItemView& view) {
    const bool support = view.item.frame == Frame::SupportConference;
    for (const auto& account : minutes.attended) {
        const auto* member = member_in(view, account);
        if (member == nullptr) {
            return invalid("attended", "出席した人を、招集した人の中から選んでください。");
        }
        const bool in_room = names(minutes.accepted_in_room, account);
        if (!support || member->knows_the_notice() || in_room) continue;
        return law::refuse_field(
            law::gates::support_conference, "attended",
            fmt::format("{}さんは、守秘義務の説明をまだ確認していません。"
                        "会議で説明を読み上げて確認を得たときは、下の欄で選んでください。",
                        member->name));
    }
    if (minutes.accepted_in_room.empty()) return std::nullopt;
    if (!support || view.sitting.form == SittingForm::Circulation) {
        return law::refuse_field(law::gates::support_conference, "accepted_in_room",
                                 "説明をその場で読み上げられるのは、集まって、または"
                                 "オンラインで開いた支援会議です。");
    }
    for (const auto& account : minutes.accepted_in_room) {
        if (member_in(view, account) != nullptr) continue;
        return invalid("accepted_in_room",
                       "その場で確認を得た人を、招集した人の中から選んでください。");
    }
    return std::nullopt;
}

/// Whoever was there, with what was read out to them; whose mark was taken back was not there.
void write_attendance(ActScope& act, const Minutes& minutes, const ItemView& view) {
    const auto notice = law::support_conference_notice(view.sitting.held_on);
    for (const auto& member : view.members) {
        const bool in_room = names(minutes.accepted_in_room, member.account);
        const bool attended = in_room || names(minutes.attended, member.account);
        if (attended != member.attended) mark_attended(act, view.item.id, member.account, attended);
        if (!in_room || member.knows_the_notice()) continue;
        read_notice_out(act, view.item.id, member.account, notice.version);
        act.wrote(view.item.case_id, "secrecy notice read out and accepted: " + notice.version);
    }
}

std::optional<Refusal> check(const ActScope& act, const Minutes& minutes, const ItemView& view) {
    if (view.sitting.state != SittingState::Convened) {
        return refuse_in_frame(view.sitting, "会議録は確定しています。書き換えることはできません。",
                               "訂正は、経過記録または次の会議の記録に追記してください。");
    }
    if (minutes.expected_version && *minutes.expected_version != view.item.version) {
        return Refusal{.kind = RefusalKind::Stale,
                       .code = "minutes.stale",
                       .message = "ほかの人が先に会議の記録を保存しました。",
                       .instead = "最新の記録を確認し、書き足してください。"};
    }
    if (minutes.minutes.empty()) return invalid("minutes", "会議の記録を入力してください。");
    if (auto refusal = check_attendance(minutes, view)) return refusal;
    for (const auto& role : minutes.roles) {
        auto known = act.profile.check_desk(role.desk, act.today(), "roles");
        if (!known) return known.refusal();
        if (role.what.empty()) return invalid("roles", "役割の内容を入力してください。");
        if (!role.until_on) return invalid("roles", "役割の期限を入力してください。");
    }
    const bool on_plan = view.item.purpose != Purpose::ClosureEvaluation;
    if (minutes.opinion && on_plan && view.item.frame != Frame::CoordinationConference) {
        return law::refuse(law::gates::plan_decision,
                           "プランの適切性は、重層的支援会議で協議します。",
                           "同意を得てから、重層的支援会議の議題にしてください。");
    }
    if (minutes.opinion == Opinion::Conditional && minutes.opinion_note.empty()) {
        return invalid("opinion_note", "修正する点を入力してください。");
    }
    if (minutes.lead_desk) {
        auto known = act.profile.check_desk(*minutes.lead_desk, act.today(), "lead_desk");
        if (!known) return known.refusal();
    }
    if (minutes.lead_desk && minutes.lead_reason.empty()) {
        return law::refuse_field(law::gates::lead_agency, "lead_reason",
                                 "主担当を決めた理由を入力してください。");
    }
    return std::nullopt;
}

/// A role says what a 支援会議 learnt: it goes to a desk that took part bound to secrecy. Basis:
/// gate.support_conference, gate.conference_information.
std::optional<Refusal> check_bound(const ActScope& act, const Minutes& minutes,
                                   const ItemView& view) {
    for (const auto& role : minutes.roles) {
        const bool bound = std::ranges::any_of(view.members, [&](const ItemMember& member) {
            return member.desk == role.desk &&
                   (member.knows_the_notice() || names(minutes.accepted_in_room, member.account));
        });
        if (bound) continue;
        return law::refuse_field(
            law::gates::support_conference,
            role.row == 0 ? "roles" : fmt::format("role{}_desk", role.row),
            fmt::format(
                "「{}」には、守秘義務の説明を確認した出席者がいません。この窓口の人を招集し、"
                "確認を得てから、役割を決めてください。",
                act.profile.desk_name(role.desk)));
    }
    return std::nullopt;
}

/// A role of a 重層的支援会議 opens to its desk on the consent of those it is about. A desk that one of
/// them does not name gets none. Basis: gate.coordination_needs_consent.
std::optional<Refusal> check_reach(ActScope& act, const Minutes& minutes, const ItemView& view) {
    if (view.item.frame == Frame::SupportConference) return check_bound(act, minutes, view);
    for (const auto& role : minutes.roles) {
        const auto standing = role_standing(act, view.item.case_id, view.item.subjects, role.desk);
        if (standing.possible()) continue;
        std::string names;
        for (const auto place : standing.not_covered) {
            names +=
                fmt::format("{}{}さん", names.empty() ? "" : "、", view.subject_names.at(place));
        }
        return law::refuse_field(
            law::gates::coordination_needs_consent,
            role.row == 0 ? "roles" : fmt::format("role{}_desk", role.row),
            fmt::format("「{}」には、{}の同意が及んでいません。この窓口との情報共有の同意を"
                        "記録してから決めるか、同意が及んでいる窓口の役割にしてください。",
                        act.profile.desk_name(role.desk), names));
    }
    return std::nullopt;
}

/// A role opens itself to its desk; in a 重層的支援会議 it stands on the consent it came from, and ends
/// with it.
void open_role(ActScope& act, const AgendaItem& item, const ConferenceRole& role) {
    RoleStanding standing{.basis = access::Basis::SupportConference};
    if (item.frame == Frame::CoordinationConference) {
        standing = role_standing(act, item.case_id, item.subjects, role.desk);
    }
    access::open_grounds(act, {.case_id = item.case_id,
                               .subject = std::nullopt,
                               .holder = access::Holder::desk(role.desk),
                               .basis = standing.basis,
                               .categories = {access::Category::Role},
                               .source = mark_of_role(role.id),
                               .until = standing.until});
    casefile::add_task(act, {.case_id = item.case_id,
                             .holder = access::Holder::desk(role.desk),
                             .kind = "role",
                             .title = "会議で決まった役割",
                             .due_on = role.until_on,
                             .source = mark_of_role(role.id)});
}

void tell_case(ActScope& act, const ItemView& view, const Minutes& minutes) {
    const bool secret = view.item.frame == Frame::SupportConference;
    const auto* meeting = act.profile.find_meeting(view.sitting.meeting);
    ensure(meeting != nullptr, "a sitting belongs to a meeting of the profile");
    casefile::NewEntry entry{
        .case_id = view.item.case_id,
        .kind = casefile::EntryKind::Conference,
        .category = secret ? access::Category::Conference : access::Category::Case,
        .title = minutes.opinion ? fmt::format("{}の記録(プラン: {})", meeting->local_name,
                                               label_of(*minutes.opinion))
                                 : fmt::format("{}の記録", meeting->local_name),
        .body = minutes.minutes,
        .link = "/conference-items/" + view.item.id.text()};
    if (secret) entry.mark = mark_of(view.item.id);
    if (!secret && view.item.subjects.size() == 1) entry.subject = view.item.subjects.front();
    casefile::post(act, entry);
}

std::int64_t close_role(ActScope& act, const ConferenceRole& role,
                        std::optional<access::Basis> basis, std::string_view because) {
    return access::close_grounds(act,
                                 {.case_id = role.case_id,
                                  .basis = basis,
                                  .source = mark_of_role(role.id),
                                  .holder = std::nullopt,
                                  .subject = std::nullopt,
                                  .category = access::Category::Role},
                                 because);
}

void end_role_row(ActScope& act, const ConferenceRole& role) {
    end_role(act, role.id);
    casefile::finish_tasks(act, mark_of_role(role.id));
}

void end_and_close_role(ActScope& act, const ConferenceRole& role, std::string_view because) {
    end_role_row(act, role);
    close_role(act, role, std::nullopt, because);
}

}  // namespace

Result<Done> record_minutes(access::Town& town, const accounts::Actor& actor,
                            const Minutes& minutes) {
    return town.act<Done>(actor, accounts::Act::RecordMinutes, [&](ActScope& act) -> Result<Done> {
        auto view = read_item(act, minutes.item);
        if (!view || view->awaits_notice || !view->hosts) return access::not_found();
        if (auto refusal = check(act, minutes, *view)) return *refusal;
        // A circulation is over when the last answer has come, whatever day it was set for.
        if (view->sitting.form != SittingForm::Circulation && view->sitting.held_on > act.today()) {
            auto early = refuse_in_frame(view->sitting,
                                         fmt::format("開催日({})より前に、会議の記録はできません。",
                                                     japanese_date(view->sitting.held_on)));
            early.kind = RefusalKind::Invalid;
            early.field = "minutes";
            return early;
        }
        if (view->item.frame == Frame::CoordinationConference && !view->dropped.empty()) {
            return law::refuse(law::gates::coordination_needs_consent,
                               "この議題には、いま同意が及んでいない方が含まれています。",
                               "同意を確認し直すか、その方を除いて新しい議題にしてください。");
        }
        if (auto refusal = check_reach(act, minutes, *view)) return *refusal;
        AgendaItem item = view->item;
        item.minutes = PrivateText(minutes.minutes);
        if (minutes.opinion) item.opinion = minutes.opinion;
        item.opinion_note = PrivateText(minutes.opinion_note);
        ensure(save_minutes(act, item), "the writer works alone: a checked version still holds");
        write_attendance(act, minutes, *view);
        for (const auto& wanted : minutes.roles) {
            const ConferenceRole role{.id = act.new_uuid(),
                                      .item = item.id,
                                      .case_id = item.case_id,
                                      .desk = wanted.desk,
                                      .what = PrivateText(wanted.what),
                                      .until_on = *wanted.until_on};
            insert_role(act, role);
            open_role(act, item, role);
        }
        tell_case(act, *view, minutes);
        if (minutes.lead_desk) {
            casefile::set_lead(act, item.case_id, *minutes.lead_desk, minutes.lead_reason,
                               mark_of(item.id));
        }
        act.wrote(item.case_id, "minutes", item.subjects);
        act.leads_to("/conference-items/" + item.id.text());
        return Done{};
    });
}

Result<Done> confirm_minutes(access::Town& town, const accounts::Actor& actor,
                             const SittingId& id) {
    return town.act<Done>(actor, accounts::Act::RecordMinutes, [&](ActScope& act) -> Result<Done> {
        const auto sitting = select_sitting(act, id);
        // The secretariat fixes what it wrote, also when a case has ended since and its ground with
        // it: confirming shows nothing.
        const bool keeps = act.actor.works_at(act.profile.coordinating_desk);
        if (!sitting || !keeps) return access::not_found();
        if (!next_state(sitting_transitions, sitting->state, SittingEvent::Confirm)) {
            return refuse_in_frame(*sitting,
                                   fmt::format("この会議は「{}」のため、会議録を確定できません。",
                                               label_of(sitting->state)));
        }
        const auto items = items_of(act, id);
        if (items.empty() || std::ranges::any_of(items, [](const AgendaItem& item) {
                return !item.recorded_at.has_value();
            })) {
            return refuse_in_frame(*sitting, "記録のない議題があるため、確定できません。",
                                   "すべての議題の記録を入力してから、確定してください。");
        }
        ensure(confirm_sitting(act, *sitting),
               "the writer works alone: a checked version still holds");
        const int days = act.profile.settings.conference_grounds_close_days.value;
        const auto end = Instant::start_of(act.today().plus_days(days + 1));
        for (const auto& item : items) {
            act.wrote(item.case_id, "minutes confirmed", item.subjects);
            if (item.frame != Frame::SupportConference) continue;
            access::end_grounds_at(act,
                                   {.case_id = item.case_id,
                                    .basis = access::Basis::SupportConference,
                                    .source = mark_of(item.id),
                                    .holder = std::nullopt,
                                    .subject = std::nullopt,
                                    .category = access::Category::Conference},
                                   end);
        }
        act.leads_to("/conferences/" + id.text());
        return Done{};
    });
}

Result<Done> finish_role(access::Town& town, const accounts::Actor& actor,
                         const std::string& role_id) {
    return town.act<Done>(actor, accounts::Act::TakePartInConference,
                          [&](ActScope& act) -> Result<Done> {
                              for (const auto& view : readable_roles(act)) {
                                  if (view.role.id != role_id) continue;
                                  end_and_close_role(act, view.role, "role finished");
                                  act.wrote(view.role.case_id, "role finished");
                                  access::touch(act, view.role.case_id);
                                  act.leads_to("/");
                                  return Done{};
                              }
                              return access::not_found();
                          });
}

std::optional<PlanOpinion> opinion_on_plan(access::Scope& scope, const CaseId& case_id,
                                           const PlanId& plan) {
    return newest_opinion(scope, case_id, plan);
}

std::optional<RecordedItem> recorded_item(access::Scope& scope, const CaseId& case_id, Frame frame,
                                          Purpose purpose, Instant since) {
    std::optional<RecordedItem> newest;
    for (const auto& item : items_of_case(scope, case_id)) {
        const bool counts = item.frame == frame && item.purpose == purpose && item.recorded_at &&
                            *item.recorded_at >= since;
        if (counts && (!newest || newest->recorded_at <= *item.recorded_at)) {
            newest = RecordedItem{item.id, item.opinion, *item.recorded_at};
        }
    }
    return newest;
}

void end_roles_without_consent(ActScope& act, const CaseId& case_id, const PersonId& person) {
    for (const auto& role : open_roles_of_case(act, case_id)) {
        const auto item = select_item(act, role.item);
        ensure(item.has_value(), "a role was decided in an item");
        const bool about_person = std::ranges::find(item->subjects, person) != item->subjects.end();
        if (item->frame != Frame::CoordinationConference || !about_person) continue;
        if (role_standing(act, case_id, item->subjects, role.desk).not_covered.empty()) continue;
        // The coordinating desk's own role may stand on the coordination, which has not ended.
        if (close_role(act, role, access::Basis::Consent, "no consent covers it any more") == 0) {
            continue;
        }
        end_role_row(act, role);
    }
}

void close_roles_of_case(ActScope& act, const CaseId& case_id) {
    for (const auto& role : open_roles_of_case(act, case_id)) {
        end_and_close_role(act, role, "case closed");
    }
}

}  // namespace kasane::conference
