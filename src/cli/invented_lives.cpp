#include "cli/invented_lives.hpp"

#include "cli/invented_acts.hpp"

namespace kasane::cli {
namespace {

/// Adds happenings on days counted from the household's first.
class Diary {
public:
    Diary(const Date& first_day, int number)
        : start_(Instant::start_of(first_day).plus_seconds(9 * 3600 + number * 37 % 25'000)) {}
    void on(int day, std::function<void()> act) {
        happenings_.push_back({start_.plus_seconds(std::int64_t{day} * 86'400), std::move(act)});
    }
    [[nodiscard]] std::vector<Happening> take() { return std::move(happenings_); }

private:
    Instant start_;
    std::vector<Happening> happenings_;
};

void go_to_coordinator(const std::shared_ptr<Life>& life, Diary& diary) {
    diary.on(3, [life] { screen(*life, intake::ScreeningOutcome::ReferCoordinator); });
    diary.on(3, [life] { send_memo(*life, life->town().profile().coordinating_desk); });
}

void be_accepted(const std::shared_ptr<Life>& life, Diary& diary) {
    go_to_coordinator(life, diary);
    diary.on(5, [life] {
        answer_memo(*life, life->coordinator(), referral::MemoEvent::Accept, "受理しました。");
    });
    diary.on(9, [life] { assess(*life); });
}

void be_supported(const std::shared_ptr<Life>& life, Diary& diary) {
    be_accepted(life, diary);
    diary.on(12, [life] { consent(*life, true); });
    diary.on(20, [life] { draft(*life); });
    diary.on(27, [life] { decide(*life); });
    diary.on(55, [life] { monitor(*life); });
}

void live(Story story, const std::shared_ptr<Life>& life, Diary& diary) {
    switch (story) {
        case Story::Noticed:
        case Story::WaitsForScreening:
            return;
        case Story::InNetwork:
            diary.on(2, [life] { screen(*life, intake::ScreeningOutcome::Network); });
            diary.on(8, [life] { note(*life, life->desk, "visit", "自宅を訪ね、様子を聞いた。"); });
            diary.on(30, [life] { note(*life, life->desk, "phone", "電話で近況を聞いた。"); });
            return;
        case Story::InformedAndClosed:
            diary.on(1, [life] { screen(*life, intake::ScreeningOutcome::InformationOnly); });
            return;
        case Story::MemoBetweenDesks:
            diary.on(2, [life] { screen(*life, intake::ScreeningOutcome::ReferDesk); });
            diary.on(2, [life] { send_memo(*life, life->other.desk()); });
            diary.on(4, [life] {
                answer_memo(*life, life->other, referral::MemoEvent::Accept,
                            "こちらで対応します。");
            });
            return;
        case Story::WaitsForCoordinator:
            go_to_coordinator(life, diary);
            return;
        case Story::Assessing:
            be_accepted(life, diary);
            return;
        case Story::ReachingOut:
        case Story::MovedByConsent:
            be_accepted(life, diary);
            diary.on(10, [life] { consent(*life, false); });
            diary.on(15, [life] { support_conference(*life); });
            diary.on(22, [life] { contact(*life, "absent", "info_only"); });
            diary.on(36, [life] { contact(*life, "voice", "indirect"); });
            if (story == Story::MovedByConsent) {
                diary.on(50, [life] { contact(*life, "met", "met"); });
                diary.on(51, [life] { consent(*life, true); });
            }
            return;
        case Story::Planning:
            be_accepted(life, diary);
            diary.on(12, [life] { consent(*life, true); });
            diary.on(20, [life] { draft(*life); });
            return;
        case Story::Supporting:
            be_supported(life, diary);
            return;
        case Story::Evaluating:
        case Story::FollowingUp:
        case Story::Closed:
        case Story::Suspended:
            be_supported(life, diary);
            diary.on(80, [life] { evaluate(*life); });
            if (story == Story::Evaluating) return;
            diary.on(87, [life, story] {
                conclude(*life, story == Story::FollowingUp ? plan::Conclusion::FollowUp
                                : story == Story::Suspended ? plan::Conclusion::Suspend
                                                            : plan::Conclusion::Close);
            });
            return;
    }
}

}  // namespace

int length_of(Story story) {
    switch (story) {
        case Story::Noticed:
        case Story::WaitsForScreening:
            return 0;
        case Story::InformedAndClosed:
            return 1;
        case Story::WaitsForCoordinator:
            return 3;
        case Story::MemoBetweenDesks:
            return 4;
        case Story::Assessing:
            return 9;
        case Story::Planning:
            return 20;
        case Story::InNetwork:
            return 30;
        case Story::ReachingOut:
            return 36;
        case Story::MovedByConsent:
            return 51;
        case Story::Supporting:
            return 55;
        case Story::Evaluating:
            return 80;
        case Story::FollowingUp:
        case Story::Closed:
        case Story::Suspended:
            return 87;
    }
    broken_invariant("every story has its length", std::source_location::current());
}

std::vector<Happening> invent_life(World& world, Story story, const Date& first_day, int number) {
    Diary diary(first_day, number);
    const auto& desks = world.staff.desks;
    const std::size_t mine = world.chance.below(desks.size());
    std::size_t other = world.chance.below(desks.size());
    while (desks[other].desk() == desks[mine].desk()) other = (other + 1) % desks.size();
    auto life = std::make_shared<Life>(
        Life{world, desks[mine], desks[other], &invent_trouble(world.chance), {}, {}, {}, {}});
    if (story == Story::Noticed) {
        diary.on(0, [life] { notice(*life); });
        return diary.take();
    }
    diary.on(0, [life, number] { receive(*life, number); });
    live(story, life, diary);
    return diary.take();
}

}  // namespace kasane::cli
