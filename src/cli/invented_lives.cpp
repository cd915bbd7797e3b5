#include "cli/invented_lives.hpp"

#include "cli/invented_acts.hpp"
#include "cli/must.hpp"
#include "conference/convene_sitting.hpp"
#include "conference/record_minutes.hpp"

namespace kasane::cli {
namespace {

/// Meetings sit on Thursdays.
constexpr unsigned meeting_weekday = 4;

Date meeting_day_from(Date day) {
    while (day.weekday() != meeting_weekday) day = day.plus_days(1);
    return day;
}

/// The first one after what is lived.
Date coming_meeting(const Life& life) { return meeting_day_from(life.world.until.plus_days(1)); }

/// Adds happenings on days counted from the household's first.
class Diary {
public:
    Diary(const Date& first_day, int number)
        : first_(first_day),
          start_(Instant::start_of(first_day).plus_seconds(9 * 3600 + number * 37 % 25'000)) {}
    void on(int day, std::function<void()> act) {
        happenings_.push_back({start_.plus_seconds(std::int64_t{day} * 86'400), std::move(act)});
    }
    /// The first meeting day from that day on, counted in the same way.
    [[nodiscard]] int meeting(int day) const {
        return first_.days_until(meeting_day_from(first_.plus_days(day)));
    }
    [[nodiscard]] Date date(int day) const { return first_.plus_days(day); }
    [[nodiscard]] std::vector<Happening> take() { return std::move(happenings_); }

private:
    Date first_;
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
    diary.on(6, [life] { see_reply(*life); });
    diary.on(9, [life] { assess(*life); });
}

void be_planned(const std::shared_ptr<Life>& life, Diary& diary) {
    be_accepted(life, diary);
    diary.on(12, [life] { consent(*life, true); });
    diary.on(20, [life] { draft(*life); });
}

/// Returns the day of the decision, at the latest the 30th.
int be_supported(const std::shared_ptr<Life>& life, Diary& diary) {
    be_planned(life, diary);
    const int decided = diary.meeting(24);
    diary.on(21, [life, held_on = diary.date(decided)] { plan_on_agenda(*life, held_on); });
    diary.on(decided, [life] { decide(*life); });
    diary.on(decided + 25, [life] { finish_role(*life); });
    for (const int day : {28, 56}) diary.on(decided + day, [life] { monitor(*life); });
    return decided;
}

void reach_out(const std::shared_ptr<Life>& life, Diary& diary, Story story) {
    be_accepted(life, diary);
    diary.on(10, [life] { consent(*life, false); });
    const int met = diary.meeting(13);
    diary.on(11, [life, held_on = diary.date(met)] { household_on_agenda(*life, held_on); });
    diary.on(met, [life] { support_conference(*life); });
    diary.on(met + 7, [life] { contact(*life, "absent", "info_only"); });
    diary.on(met + 14, [life] { contact(*life, "letter_left", "info_only"); });
    diary.on(met + 21, [life] { contact(*life, "voice", "indirect"); });
    diary.on(met + 22, [life] { finish_role(*life); });
    diary.on(met + 22, [life] { consent(*life, false); });
    if (story == Story::ReachingOut) {
        diary.on(met + 33, [life] { contact(*life, "voice", "indirect"); });
        return;
    }
    diary.on(met + 33, [life] { contact(*life, "met", "met"); });
    diary.on(met + 34, [life] { consent(*life, true); });
    diary.on(met + 38, [life] { assess(*life); });
}

void end_support(const std::shared_ptr<Life>& life, Diary& diary, Story story,
                 bool goes_to_next_meeting) {
    const int decided = be_supported(life, diary);
    diary.on(decided + 60, [life] { evaluate(*life); });
    const int ended = diary.meeting(decided + 64);
    const bool waits = story == Story::Evaluating;
    const auto held_on = waits ? coming_meeting(*life) : diary.date(ended);
    if (waits && !goes_to_next_meeting) return;
    diary.on(decided + 61, [life, held_on] { ending_on_agenda(*life, held_on); });
    if (waits) return;
    diary.on(ended, [life, story] {
        conclude(*life, story == Story::FollowingUp ? plan::Conclusion::FollowUp
                        : story == Story::Suspended ? plan::Conclusion::Suspend
                                                    : plan::Conclusion::Close);
    });
}

/// A meeting takes a handful of cases: not everybody who waits is on the next agenda.
void live(Story story, const std::shared_ptr<Life>& life, Diary& diary, bool goes_to_next_meeting) {
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
            diary.on(7, [life] { see_reply(*life); });
            return;
        case Story::WaitsForCoordinator:
            go_to_coordinator(life, diary);
            return;
        case Story::Assessing:
            be_accepted(life, diary);
            return;
        case Story::ReachingOut:
        case Story::MovedByConsent:
            reach_out(life, diary, story);
            return;
        case Story::Planning:
            be_planned(life, diary);
            if (!goes_to_next_meeting) return;
            diary.on(21, [life] { plan_on_agenda(*life, coming_meeting(*life)); });
            return;
        case Story::Supporting:
            be_supported(life, diary);
            return;
        case Story::Evaluating:
        case Story::FollowingUp:
        case Story::Closed:
        case Story::Suspended:
            end_support(life, diary, story, goes_to_next_meeting);
            return;
    }
}

}  // namespace

SittingId Calendar::sitting(access::Town& town, const accounts::Actor& coordinator,
                            const municipality::Meeting& meeting, const Date& held_on) {
    const auto [place, is_new] = unconfirmed_.try_emplace({held_on, meeting.key});
    if (is_new) {
        const bool secret = meeting.type == municipality::MeetingType::SupportConference;
        place->second = must(conference::convene_sitting(
            town, coordinator,
            {.meeting = meeting.key,
             .held_on = held_on,
             .starts_at = secret ? "10:00" : "14:00",
             .place = secret ? "保健福祉センター 相談室" : "役場 第一会議室"}));
    }
    return place->second;
}

void Calendar::confirm_minutes(access::Town& town, const accounts::Actor& coordinator,
                               const Date& today) {
    std::erase_if(unconfirmed_, [&](const auto& each) {
        if (each.first.first.days_until(today) < 7) return false;
        static_cast<void>(must(conference::confirm_minutes(town, coordinator, each.second)));
        return true;
    });
}

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
            return 21;
        case Story::InNetwork:
            return 30;
        case Story::ReachingOut:
            return 40;
        case Story::MovedByConsent:
            return 57;
        case Story::Supporting:
            return 58;
        case Story::Evaluating:
            return 90;
        case Story::FollowingUp:
        case Story::Closed:
        case Story::Suspended:
            return 100;
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
        Life{world, desks[mine], desks[other], &invent_trouble(world.chance), {}, {}, {}, {}, {}});
    if (story == Story::Noticed) {
        diary.on(0, [life] { notice(*life); });
        return diary.take();
    }
    diary.on(0, [life, number] { receive(*life, number); });
    live(story, life, diary, (number / story_count) % 4 == 0);
    return diary.take();
}

}  // namespace kasane::cli
