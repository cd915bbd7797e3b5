#include "conference/role_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "conference/item_reading.hpp"
#include "conference/record_minutes.hpp"

namespace kasane::conference {
namespace {

using web::Html;

constexpr std::string_view tried = "役割を終えること";

web::Response confirm_page(const access::Office& office, const web::Request& request,
                           const accounts::Actor& actor) {
    const auto id = request.parameter("role");
    return access::show_page(
        office, request, actor, "conference.role",
        [&](access::ReadScope& scope, web::PageFrame& frame) -> std::optional<Html> {
            const auto roles = readable_roles(scope);
            const auto found = std::ranges::find_if(
                roles, [&](const RoleView& view) { return view.role.id == id; });
            if (found == roles.end()) return std::nullopt;
            const auto& role = found->role;
            frame.title = "会議で決まった役割を終える";
            frame.current = "today";
            frame.breadcrumb = {{"今日", "/"}};
            frame.ground = found->ground;
            return web::confirmation(
                {.question = "この役割を終えますか。",
                 .details = web::group(
                     web::facts({{"すること", web::text(role.what.reveal())},
                                 {"窓口", web::text(scope.profile.desk_name(role.desk))},
                                 {"いつまで", web::deadline(role.until_on, scope.today())}}),
                     web::tags::p(web::text(
                         "終えると、この役割のために表示されていたものは、その場で見られなくなります。"
                         "窓口が自分で書いた記録は残ります。元に戻すことはできません。"))),
                 .action = fmt::format("/conference-roles/{}/finish", role.id),
                 .tokens = office.tokens(request, actor, {}),
                 .yes = "役割を終える",
                 .no_path = "/"});
        });
}

web::Response role_finished(const access::Office& office, const web::Request& request,
                            const accounts::Actor& actor) {
    auto done = finish_role(office.town, actor, std::string(request.parameter("role")));
    if (!done) return access::refusal_page(office, request, actor, tried, done.refusal());
    return web::see_other("/");
}

}  // namespace

std::vector<accounts::PageRoute> role_routes(const access::Office& office) {
    const auto take_part = accounts::Act::TakePartInConference;
    return {{web::Method::Get, "/conference-roles/{role}/finish", take_part,
             [&office](const auto& request, const auto& actor) {
                 return confirm_page(office, request, actor);
             }},
            {web::Method::Post, "/conference-roles/{role}/finish", take_part,
             [&office](const auto& request, const auto& actor) {
                 return role_finished(office, request, actor);
             }}};
}

}  // namespace kasane::conference
