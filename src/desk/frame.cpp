#include "desk/frame.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accounts/session_cookie.hpp"
#include "casefile/emergency.hpp"
#include "conference/sittings.hpp"
#include "referral/memo_lists.hpp"

namespace kasane::desk {
namespace {

using accounts::Act;

/// A room with the act that leads into it; nothing: for everybody who is signed in.
struct Place {
    std::string_view key;
    std::string label;
    std::string_view path;
    std::optional<Act> act;
};

std::vector<Place> rooms(const municipality::Profile& profile) {
    return {{"today", "今日", "/", std::nullopt},
            {"inquiries", "相談", "/inquiries", Act::ReadCases},
            {"cases", "ケース", "/cases", Act::ReadCases},
            {"memos", std::string(profile.term("memo")), "/memos", Act::SendMemo},
            {"conferences", "会議", "/conferences", Act::TakePartInConference},
            {"outreach", "アウトリーチ", "/outreach", Act::RecordOutreach},
            {"emergencies", "緊急の閲覧", "/emergencies", Act::ReviewEmergency},
            {"journal", "閲覧の履歴", "/journal", Act::ReadJournal},
            {"settings", "設定", "/settings/accounts", Act::ManageAccounts}};
}

std::vector<Place> new_records() {
    return {{"", "相談受付", "/inquiries/new", Act::ReceiveInquiry},
            {"", "会議の招集", "/conferences/new", Act::ConveneConference},
            {"", "利用者の登録", "/settings/accounts/new", Act::ManageAccounts}};
}

std::vector<Place> open_to(const FrameParts& parts, const accounts::Actor& actor,
                           std::vector<Place> places) {
    std::erase_if(places, [&](const Place& place) {
        return (place.act && !accounts::may(actor, *place.act)) || !parts.exists(place.path);
    });
    return places;
}

/// 「高齢者相談支援センター」, with how many more there are.
std::string desks_of(const municipality::Profile& profile, const accounts::Actor& actor) {
    if (!actor.has_desk()) return {};
    auto name = profile.desk_name(actor.desk());
    if (actor.desks.size() > 1) name += fmt::format(" ほか{}", actor.desks.size() - 1);
    return name;
}

bool answers_memos(const accounts::Actor& actor) {
    return actor.has_desk() && accounts::may(actor, Act::AnswerMemo);
}
bool sends_memos(const accounts::Actor& actor) {
    return actor.has_desk() && accounts::may(actor, Act::SendMemo);
}
bool is_convened(const accounts::Actor& actor) {
    return accounts::may(actor, Act::TakePartInConference);
}

bool is_told_of_emergencies(const accounts::Actor& actor) {
    return accounts::may(actor, Act::SeeEmergency);
}

/// 届いたもの that wait for the reader, asked as 今日 and the rooms ask it.
struct Waiting {
    int memos = 0;
    int replies = 0;
    int invitations = 0;
    int emergencies = 0;
};
/// More than so many are not told apart in the head.
constexpr std::size_t counted_replies = 100;

Waiting waiting_for(access::Scope& scope) {
    Waiting waiting;
    if (answers_memos(scope.actor)) {
        waiting.memos = static_cast<int>(referral::count_waiting(scope));
    }
    if (sends_memos(scope.actor)) {
        waiting.replies = static_cast<int>(referral::count_replied(scope, counted_replies));
    }
    if (is_convened(scope.actor)) {
        waiting.invitations = static_cast<int>(conference::count_invitations(scope));
    }
    if (is_told_of_emergencies(scope.actor)) {
        waiting.emergencies = static_cast<int>(casefile::count_unseen_emergencies(scope));
    }
    return waiting;
}

web::PageFrame frame_with(const FrameParts& parts, const web::Request& request,
                          const accounts::Actor& actor, const Waiting& waiting) {
    const auto& profile = parts.town.profile();
    web::PageFrame frame{.site = parts.site, .viewer = {}, .title = {}};
    auto& viewer = frame.viewer;
    viewer.name = actor.name;
    viewer.desk = desks_of(profile, actor);
    viewer.csrf_token = parts.guard.csrf_token(accounts::session_token_of(request));
    viewer.waiting = waiting.memos + waiting.replies + waiting.invitations + waiting.emergencies;
    if (!answers_memos(actor) && !sends_memos(actor) && !is_convened(actor) &&
        !is_told_of_emergencies(actor)) {
        viewer.waiting_path.clear();
    }
    if (!accounts::may(actor, Act::ReadCases)) viewer.search_path.clear();
    for (auto& room : open_to(parts, actor, rooms(profile))) {
        viewer.navigation.push_back({.key = std::string(room.key),
                                     .label = std::move(room.label),
                                     .path = std::string(room.path),
                                     .waiting = room.key == "memos"         ? waiting.memos
                                                : room.key == "conferences" ? waiting.invitations
                                                                            : 0});
    }
    for (auto& record : open_to(parts, actor, new_records())) {
        viewer.new_records.push_back({std::move(record.label), std::string(record.path)});
    }
    viewer.account.push_back({"パスワードの変更", "/account/password"});
    viewer.account.push_back({"二要素認証", "/account/second-factor"});
    const auto now = parts.town.clock().now();
    frame.print.printed_at = japanese_date(now.date_in_japan()) + " " + now.time_in_japan();
    return frame;
}

}  // namespace

web::PageFrame frame_in(const FrameParts& parts, const web::Request& request,
                        access::Scope& scope) {
    return frame_with(parts, request, scope.actor, waiting_for(scope));
}

web::PageFrame frame_for(const FrameParts& parts, const web::Request& request,
                         const accounts::Actor& actor) {
    Waiting waiting;
    if (answers_memos(actor) || is_convened(actor)) {
        waiting = parts.town.read<Waiting>(
            actor, "frame", [](access::ReadScope& scope) { return waiting_for(scope); });
    }
    return frame_with(parts, request, actor, waiting);
}

}  // namespace kasane::desk
