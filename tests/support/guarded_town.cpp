#include "tests/support/guarded_town.hpp"

#include "casefile/record_consent.hpp"
#include "conference/take_part.hpp"

namespace kasane::tests {
namespace {

using accounts::Role;

constexpr std::string_view formerly_shared_with = "disability";

bool works_at_a_desk(Role role) {
    return role != Role::Administrator && role != Role::PrivacyOfficer && role != Role::Auditor;
}

}  // namespace

GuardedTown::GuardedTown(Role role, storage::Engine engine)
    : site_(engine, RunningSite::Towns::Two) {
    const auto desk = [&](std::string_view name) {
        return works_at_a_desk(role) ? std::string(name) : std::string();
    };
    insider_ = site_.person("insider", "内野 三", {role}, desk("coordination"));
    outsider_ = site_.person("outsider", "外山 四", {role}, desk("child"));
    former_ = site_.person("former", "元木 五", {role}, desk(formerly_shared_with));
    neighbour_ = site_.neighbour_person("neighbour", "隣 六", {role}, desk("coordination"));
    Writers writers{site_.person("worker", "窓口 一", {Role::DeskWorker}, "elderly"),
                    site_.person("coordinator", "調整 二", {Role::Coordinator}, "coordination")};
    if (insider_.has_desk()) writers.convened = {insider_.account};
    // Whoever is told is told of somebody else's opening, at their own desk.
    const bool opens_themself = accounts::may(role, accounts::Act::OpenInEmergency) &&
                                !accounts::may(role, accounts::Act::SeeEmergency);
    writers.rescuer = opens_themself
                          ? insider_
                          : site_.person("rescuer", "急 七", {Role::DeskWorker}, "coordination");
    records_ = household(writers, "子");
    other_records_ = household(writers, "彦");
}

RecordIds GuardedTown::household(const Writers& writers, std::string_view name) {
    auto& hall = site_.hall();
    auto ids = write_household(site_, writers, name, Stage::Planned);
    if (accounts::may(insider_, accounts::Act::TakePartInConference)) {
        static_cast<void>(
            must(conference::accept_notice(hall.town(), insider_, AgendaItemId(ids["item"]))));
    }
    static_cast<void>(must(casefile::withdraw_consent(
        hall.town(), writers.coordinator, hall.events(),
        {ConsentId(ids["consent"]), DeskId(std::string(formerly_shared_with)), "知らせないで"})));
    return ids;
}

}  // namespace kasane::tests
