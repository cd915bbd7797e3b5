#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "accounts/actor.hpp"
#include "web/http.hpp"

namespace kasane::tests {

/// What must be there besides the role before a route opens. Without it the answer is a 404 that
/// says nothing.
enum class Needs {
    NoSignIn,  ///< open to everybody, signed in or not
    RoleAlone,     ///< the role is enough; what the page lists stands on grounds all the same
    Ground,   ///< the records of the address stand on a ground of the reader
    Record,   ///< the record is one of the reader's own town
    /// A coordinator sees every sitting (place, day, number of items); others those they were
    /// convened to. What an item is about needs its ground even then.
    Convocation,
    /// Whoever opened in an emergency or was told of it: the privacy officer of every one.
    Opening,
};

/// Whether the answer holds something about a household: names, what was said.
enum class Shows { Nothing, Household };

struct GuardedRoute {
    web::Method method;
    /// The pattern as it stands in the route table, with a question where it matters (a form sends
    /// what stands behind the question mark as its fields).
    std::string_view address;
    std::vector<accounts::Role> roles;
    Needs needs = Needs::RoleAlone;
    Shows shows = Shows::Nothing;

    [[nodiscard]] std::string_view pattern() const { return address.substr(0, address.find('?')); }
    [[nodiscard]] bool opens_to(accounts::Role role) const {
        return needs == Needs::NoSignIn || std::ranges::find(roles, role) != roles.end();
    }
};

/// 役割とページの表 — who may open what. Every route of the program stands here, every line is a route of
/// the program, and the walk below holds each line against the running town. It says on purpose a
/// second time what role_acts.cpp says: a change there that opens a page is seen here.
// NOLINTNEXTLINE(readability-function-size): a table, one line a row
[[nodiscard]] inline const std::vector<GuardedRoute>& guarded_routes() {
    using enum accounts::Role;
    using Roles = std::vector<accounts::Role>;
    using enum Shows;
    using enum Needs;
    constexpr auto get = web::Method::Get;
    constexpr auto post = web::Method::Post;

    static const Roles everybody{DeskWorker,          Supervisor,  Coordinator,  OutreachWorker,
                                 ParticipationWorker, PlaceKeeper, Commissioner, ConferenceGuest,
                                 PrivacyOfficer,      Auditor,     Administrator};
    static const Roles case_readers{DeskWorker, Supervisor, Coordinator, OutreachWorker,
                                    ParticipationWorker};
    static const Roles desks{DeskWorker, Supervisor, Coordinator};
    static const Roles desks_and_outreach{DeskWorker, Supervisor, Coordinator, OutreachWorker};
    static const Roles memo_senders{DeskWorker, Supervisor, Coordinator, Commissioner};
    static const Roles participants{DeskWorker,     Supervisor,          Coordinator,
                                    OutreachWorker, ParticipationWorker, ConferenceGuest};
    static const Roles deciders{Supervisor, Coordinator};
    static const Roles outreach{Coordinator, OutreachWorker};
    static const Roles coordinator{Coordinator};
    static const Roles administrator{Administrator};
    static const Roles privacy_officer{PrivacyOfficer};
    static const Roles journal_readers{PrivacyOfficer, Auditor};
    static const Roles rescuers{DeskWorker, Supervisor, Coordinator, OutreachWorker};
    static const Roles told{Supervisor, Coordinator, PrivacyOfficer};
    static const Roles told_or_rescuers{DeskWorker, Supervisor, Coordinator, OutreachWorker,
                                        PrivacyOfficer};

    // clang-format off
    static const std::vector<GuardedRoute> table{
        // 入口
        {get,  "/sign-in",                                       {},                 NoSignIn},
        {post, "/sign-in",                                       {},                 NoSignIn},
        {get,  "/sign-in/code",                                  {},                 NoSignIn},
        {post, "/sign-in/code",                                  {},                 NoSignIn},
        {get,  "/assets/{file}",                                 {},                 NoSignIn},
        {post, "/sign-out",                                      everybody},
        {get,  "/account/password",                              everybody},
        {post, "/account/password",                              everybody},
        {get,  "/account/second-factor",                         everybody},
        {post, "/account/second-factor/begin",                   everybody},
        {post, "/account/second-factor/confirm",                 everybody},
        {post, "/account/second-factor/recovery-codes",          everybody},
        {post, "/account/second-factor/remove",                  everybody},
        {post, "/drafts",                                        everybody},

        // 今日・さがす
        {get,  "/",                                              everybody,          RoleAlone,     Household},
        {get,  "/search?q=ひすい",                               case_readers,       RoleAlone,     Household},

        // 相談
        {get,  "/inquiries",                                     case_readers},
        {get,  "/inquiries/new",                                 desks},
        {get,  "/inquiries/new?case={case}",                     desks,              Ground,        Household},
        {post, "/inquiries",                                     desks},
        {get,  "/inquiries/{inquiry}",                           case_readers,       Ground,        Household},
        {get,  "/inquiries/{inquiry}/attachments/{attachment}",  case_readers,       Ground,        Household},
        {get,  "/cases/{case}/screening",                        desks,              Ground,        Household},
        {post, "/cases/{case}/screening",                        desks,              Ground},

        // ケース
        {get,  "/cases",                                         case_readers,       RoleAlone,     Household},
        {get,  "/cases/{case}",                                  case_readers,       Ground,        Household},
        {get,  "/cases/{case}/timeline",                         case_readers,       Ground,        Household},
        {post, "/cases/{case}/timeline",                         case_readers,       Ground},
        {get,  "/cases/{case}/history",                          case_readers,       Ground,        Household},
        {get,  "/cases/{case}/steps/{event}",                    case_readers,       Ground,        Household},
        {post, "/cases/{case}/steps/{event}",                    case_readers,       Ground},
        {get,  "/cases/{case}/household",                        case_readers,       Ground,        Household},
        {get,  "/cases/{case}/persons/new",                      desks,              Ground,        Household},
        {post, "/cases/{case}/persons",                          desks,              Ground},
        {get,  "/cases/{case}/persons/{person}/edit",            desks,              Ground,        Household},
        {post, "/cases/{case}/persons/{person}/edit",            desks,              Ground},

        // 緊急の閲覧
        {get,  "/emergencies",                                   told_or_rescuers},
        {get,  "/emergencies/new",                               rescuers},
        {post, "/emergencies",                                   rescuers},
        {get,  "/emergencies/{opening}",                         told_or_rescuers,   Opening},
        {post, "/emergencies/{opening}/seen",                    told,               Opening},
        {post, "/emergencies/{opening}/renewal",                 deciders,           Opening},
        {post, "/emergencies/{opening}/review",                  privacy_officer,    Opening},

        // 閲覧の履歴
        {get,  "/journal",                                       journal_readers},

        // 同意
        {get,  "/consents",                                      desks_and_outreach},
        {get,  "/cases/{case}/consents",                         case_readers,       Ground,        Household},
        {get,  "/cases/{case}/consents/new",                     desks_and_outreach, Ground,        Household},
        {post, "/cases/{case}/consents",                         desks_and_outreach, Ground},
        {get,  "/cases/{case}/consents/{consent}/withdraw",      desks,              Ground,        Household},
        {post, "/cases/{case}/consents/{consent}/withdraw",      desks,              Ground},

        {get,  "/cases/{case}/consents/{consent}/evidence",      desks_and_outreach, Ground,        Household},
        {post, "/cases/{case}/consents/{consent}/evidence",      desks_and_outreach, Ground},
        {get,  "/cases/{case}/consents/{consent}/evidence/{evidence}", desks_and_outreach, Ground,  Household},
        {get,  "/cases/{case}/sharings/new",                     deciders,           Ground,        Household},
        {post, "/cases/{case}/sharings",                         deciders,           Ground},
        {get,  "/cases/{case}/sharings/{sharing}/end",           deciders,           Ground,        Household},
        {post, "/cases/{case}/sharings/{sharing}/end",           deciders,           Ground},

        // つなぎメモ
        {get,  "/memos",                                         memo_senders},
        {get,  "/memos/{memo}",                                  memo_senders,       Ground,        Household},
        {post, "/memos/{memo}",                                  desks,              Ground},
        {post, "/memos/{memo}/seen",                             memo_senders,       Ground},
        {get,  "/cases/{case}/memos/new",                        memo_senders,       Ground,        Household},
        {post, "/cases/{case}/memos/new",                        memo_senders,       Ground},

        // 会議
        {get,  "/conferences",                                   participants},
        {get,  "/conferences/new",                               coordinator},
        {post, "/conferences",                                   coordinator},
        {get,  "/conferences/{sitting}",                         participants,       Convocation,   Household},
        {get,  "/conferences/{sitting}/confirm",                 coordinator,        Convocation},
        {post, "/conferences/{sitting}/confirm",                 coordinator,        Convocation},
        {post, "/conferences/{sitting}/cancel",                  coordinator,        Convocation},
        {get,  "/conferences/{sitting}/items/new",               coordinator,        Convocation,   Household},
        {get,  "/conferences/{sitting}/items/new?case={case}",   coordinator,        Ground,        Household},
        {post, "/conferences/{sitting}/items?case={case}",                   coordinator,        Ground},
        {get,  "/conference-items/{item}",                       participants,       Ground,        Household},
        {post, "/conference-items/{item}/notice",                participants,       Ground},
        {post, "/conference-items/{item}/materials",             participants,       Ground},
        {post, "/conference-items/{item}/minutes",               coordinator,        Ground},
        {post, "/conference-items/{item}/members",               coordinator,        Ground},
        {get,  "/conference-items/{item}/take-off",              coordinator,        Convocation},
        {post, "/conference-items/{item}/take-off",              coordinator,        Convocation},
        {get,  "/conference-items/{item}/materials/{material}/release", coordinator, Ground,        Household},
        {post, "/conference-items/{item}/materials/{material}/release", coordinator, Ground},
        {get,  "/conference-roles/{role}/finish",                participants,       Ground,        Household},
        {post, "/conference-roles/{role}/finish",                participants,       Ground},
        {get,  "/cases/{case}/lead",                             coordinator,        Ground,        Household},
        {post, "/cases/{case}/lead",                             coordinator,        Ground},

        // アセスメント・プラン・評価
        {get,  "/cases/{case}/assessment",                       case_readers,       Ground,        Household},
        {post, "/cases/{case}/assessment",                       coordinator,        Ground},
        {get,  "/cases/{case}/need",                             deciders,           Ground,        Household},
        {post, "/cases/{case}/need",                             deciders,           Ground},
        {get,  "/cases/{case}/plans",                            case_readers,       Ground,        Household},
        {get,  "/cases/{case}/plans/new",                        coordinator,        Ground,        Household},
        {post, "/cases/{case}/plans",                            coordinator,        Ground},
        {get,  "/plans/{plan}",                                  case_readers,       Ground,        Household},
        {get,  "/plans/{plan}/edit",                             coordinator,        Ground,        Household},
        {post, "/plans/{plan}/decision",                         deciders,           Ground},
        {post, "/plans/{plan}/monitorings",                      coordinator,        Ground},
        {get,  "/cases/{case}/evaluation",                       coordinator,        Ground,        Household},
        {post, "/cases/{case}/evaluation",                       coordinator,        Ground},
        {get,  "/cases/{case}/conclusion",                       coordinator,        Ground,        Household},
        {post, "/cases/{case}/conclusion",                       coordinator,        Ground},

        // アウトリーチ
        {get,  "/outreach",                                      outreach},
        {get,  "/cases/{case}/outreach",                         case_readers,       Ground,        Household},
        {post, "/cases/{case}/outreach",                         outreach,           Ground},

        // 利用者の管理
        {get,  "/settings/accounts",                             administrator},
        {get,  "/settings/accounts/new",                         administrator},
        {post, "/settings/accounts",                             administrator},
        {get,  "/settings/accounts/{account}",                   administrator,      Record},
        {post, "/settings/accounts/{account}",                   administrator,      Record},
        {get,  "/settings/accounts/{account}/password",          administrator,      Record},
        {post, "/settings/accounts/{account}/password",          administrator,      Record},
        {post, "/settings/accounts/{account}/unlock",            administrator,      Record},
        {post, "/settings/accounts/{account}/second-factor",     administrator,      Record},
        {post, "/settings/accounts/{account}/end",               administrator,      Record},
    };
    // clang-format on
    return table;
}

}  // namespace kasane::tests
