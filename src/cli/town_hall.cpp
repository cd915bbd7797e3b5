#include "cli/town_hall.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "accounts/accounts_pages.hpp"
#include "accounts/second_factor_pages.hpp"
#include "accounts/session_cookie.hpp"
#include "accounts/sign_in_pages.hpp"
#include "casefile/case_pages.hpp"
#include "casefile/consent_evidence_pages.hpp"
#include "casefile/consent_watch_pages.hpp"
#include "casefile/emergency_pages.hpp"
#include "casefile/person_pages.hpp"
#include "casefile/reading_history_pages.hpp"
#include "casefile/sharing_pages.hpp"
#include "cli/wiring.hpp"
#include "conference/conference_pages.hpp"
#include "desk/home_pages.hpp"
#include "desk/search_pages.hpp"
#include "intake/inquiry_pages.hpp"
#include "municipality/demonstration_mark.hpp"
#include "outreach/outreach_pages.hpp"
#include "plan/plan_pages.hpp"
#include "referral/memo_pages.hpp"
#include "web/error_page.hpp"
#include "web/send_again.hpp"

namespace kasane::cli {
namespace {

bool is_demonstration(storage::Database& database, const MunicipalityCode& code) {
    bool answer = false;
    database.read(code,
                  [&](storage::Reader& rows) { answer = municipality::is_demonstration(rows); });
    return answer;
}

accounts::SessionLimits session_limits(const municipality::Settings& settings) {
    constexpr std::int64_t minute = 60;
    constexpr std::int64_t hour = 60 * minute;
    return {.idle_seconds = settings.session_idle_minutes.value * minute,
            .absolute_seconds = settings.session_longest_hours.value * hour};
}

void append(std::vector<accounts::PageRoute>& all, std::vector<accounts::PageRoute> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

/// The tabs of a case come from many rooms; people look for them in the order of the work. The
/// history of the record stands behind them all.
void order_tabs(const casefile::CaseView& view, std::vector<web::Tab>& tabs) {
    static constexpr std::array order{"",          "/timeline", "/household", "/assessment",
                                      "/consents", "/plans"};
    tabs.push_back({"記録の履歴", view.path("/history")});
    const auto place = [&](const web::Tab& tab) {
        const auto found = std::ranges::find_if(
            order, [&](const char* below) { return tab.path == view.path(below); });
        const bool is_last = tab.path == view.path("/history");
        return found - order.begin() + (is_last ? 1 : 0);
    };
    std::ranges::stable_sort(tabs, {}, place);
}

/// A page with the town's head and nothing behind it that could fail. `sent`: the form that came.
web::Response bare_error_page(const web::Site& site, int status, const web::Request& request,
                              const std::optional<web::Html>& sent) {
    const auto words = web::error_words(status);
    web::BareFrame frame{.site = site,
                         .title = sent ? "ただいま保存できません" : std::string(words.title),
                         .way_back = {"「今日」へ戻る", "/"}};
    auto content =
        sent ? *sent : web::group(web::tags::p(words.explanation), web::tags::p(words.advice));
    if (!request.request_id.empty()) {
        content += web::tags::p(web::cls("k-help"), "お問い合わせ番号: ", request.request_id);
    }
    return web::html_page(web::bare_page(frame, content), status);
}

}  // namespace

web::Site site_of(const municipality::Profile& profile, const web::Assets& assets,
                  bool demonstration) {
    web::Site site{.town = profile.name,
                   .system = profile.programme_name,
                   .demonstration = demonstration,
                   .assets = {.style = assets.path("style.css"),
                              .scripts = {assets.path("htmx.js"), assets.path("kasane.js")},
                              .icon = assets.path("icon.svg")}};
    // The name of the programme often begins with that of the town, which stands before it anyway.
    if (site.system.size() > site.town.size() && site.system.starts_with(site.town)) {
        site.system.erase(0, site.town.size());
    }
    return site;
}

TownHall::TownHall(const Shared& shared, std::shared_ptr<const municipality::Profile> profile)
    : shared_(shared),
      profile_(std::move(profile)),
      site_(site_of(*profile_, shared.assets, is_demonstration(shared.database, profile_->code()))),
      town_(shared.database, shared.journal, shared.clock, shared.ids, profile_, shared.guard),
      roster_(shared.database, shared.journal, shared.clock, shared.ids, profile_->code(),
              shared.passwords, shared.guard, shared.secrets),
      sessions_(shared.database, shared.clock, profile_->code(),
                session_limits(profile_->settings)),
      account_room_(make_account_room()),
      entrance_(account_room_),
      office_(make_office()),
      case_room_(office_) {
    wire(town_, events_);
    wire_case_pages();
    const auto error_page = [this](int status, const web::Request& request) {
        return this->error_page(status, request);
    };
    router_.emplace(web::join_routes({accounts::sign_in_routes(account_room_),
                                      accounts::sign_in_code_routes(account_room_),
                                      entrance_.mount(pages()), shared_.assets.routes(error_page)}),
                    error_page);
}

access::Office TownHall::make_office() {
    return access::Office{
        .town = town_,
        .frame = [this](
                     const web::Request& request,
                     const accounts::Actor& actor) { return account_room_.frame(request, actor); },
        .frame_in =
            [this](const web::Request& request, access::Scope& scope) {
                return desk::frame_in(frame_parts(), request, scope);
            },
        .tokens =
            [this](const web::Request& request, const accounts::Actor& actor,
                   std::string_view draft_key) {
                return accounts::form_tokens(shared_.guard, request, actor, draft_key);
            },
        .draft =
            [this](access::Scope& scope, std::string_view draft_key) {
                return shared_.guard.load_draft(scope.rows, scope.actor.account.text(), draft_key);
            }};
}

desk::FrameParts TownHall::frame_parts() {
    return {site_, town_, shared_.guard, [this](std::string_view path) { return has_page(path); }};
}

accounts::AccountRoom TownHall::make_account_room() {
    return accounts::AccountRoom{
        .door = {roster_, sessions_, attempts_},
        .guard = shared_.guard,
        .site = site_,
        .frame =
            [this](const web::Request& request, const accounts::Actor& actor) {
                return desk::frame_for(frame_parts(), request, actor);
            },
        .desks =
            [this] {
                std::vector<accounts::DeskChoice> choices;
                for (const auto* desk : profile_->desks_on(shared_.clock.today())) {
                    choices.push_back({desk->id, desk->name, profile_->agency_name(desk->agency)});
                }
                return choices;
            },
        .asks_second_factor =
            [this](const accounts::Actor& actor) {
                // Anybody may try the invented town; whose data is invented guards nothing.
                if (site_.demonstration) return false;
                return std::ranges::any_of(actor.roles, [this](accounts::Role role) {
                    return profile_->settings.asks_second_factor(code_of(role));
                });
            },
        .local_role_label =
            [this](accounts::Role role) {
                return std::string(profile_->local_role_label(code_of(role)));
            }};
}

void TownHall::wire_case_pages() {
    using casefile::CaseContribution;
    const std::array contributions{
        CaseContribution{.tabs = casefile::spine_tabs,
                         .records = casefile::spine_records,
                         .offers = casefile::offer_spine},
        CaseContribution{.tabs = casefile::person_tabs, .offers = casefile::offer_persons},
        CaseContribution{.offers = intake::offer_intake},
        CaseContribution{.tabs = plan::plan_tabs, .offers = plan::offer_plans},
        CaseContribution{.tabs = outreach::outreach_tabs, .offers = outreach::offer_outreach},
        CaseContribution{.records = referral::memo_records, .offers = referral::offer_memos},
        CaseContribution{.offers = conference::offer_conferences},
        CaseContribution{.tabs = order_tabs},
    };
    for (const auto& contribution : contributions) case_room_.contribute(contribution);
}

std::vector<accounts::PageRoute> TownHall::pages() {
    auto all = desk::home_routes(office_);
    append(all, desk::search_routes(office_));
    append(all, casefile::case_routes(case_room_, events_));
    append(all, casefile::consent_routes(case_room_, events_));
    append(all, casefile::consent_watch_routes(office_));
    append(all, casefile::consent_evidence_routes(case_room_));
    append(all, casefile::person_routes(case_room_));
    append(all, casefile::emergency_routes(office_));
    append(all, casefile::sharing_routes(case_room_));
    append(all, casefile::reading_history_routes(office_));
    append(all, intake::inquiry_routes(case_room_, events_));
    append(all, referral::memo_routes(case_room_));
    append(all, conference::conference_routes(case_room_));
    append(all, plan::plan_routes(case_room_, events_));
    append(all, outreach::outreach_routes(case_room_));
    append(all, accounts::own_account_routes(account_room_));
    append(all, accounts::second_factor_routes(account_room_));
    append(all, accounts::accounts_routes(account_room_));
    all.push_back({web::Method::Post, "/drafts", std::nullopt,
                   [this](const web::Request& request, const accounts::Actor& actor) {
                       return shared_.guard.answer_draft(shared_.database, code(),
                                                         actor.account.text(), request);
                   }});
    return all;
}

bool TownHall::has_page(std::string_view path) const {
    return router_ && router_->find(web::Method::Get, path).route != nullptr;
}

web::Response TownHall::answer(web::Request& request) const { return router_->answer(request); }

web::Response TownHall::error_page(int status, const web::Request& request) const {
    std::optional<web::Html> sent;
    if (status == 503 && shared_.guard.is_our_form(request, accounts::session_token_of(request))) {
        sent = web::send_again(request);
    }
    return bare_error_page(site_, status, request, sent);
}

void TownHall::remove_old() {
    sessions_.remove_old();
    shared_.database.write(code(), [&](storage::Transaction& store) {
        shared_.guard.remove_old(store);
        return storage::Outcome::Commit;
    });
}

}  // namespace kasane::cli
