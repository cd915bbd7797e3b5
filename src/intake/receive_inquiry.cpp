#include "intake/receive_inquiry.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "access/case_reading.hpp"
#include "access/ground_acts.hpp"
#include "attachments/attachment.hpp"
#include "casefile/casefile.hpp"
#include "intake/inquiry_store.hpp"
#include "intake/screen_inquiry.hpp"

namespace kasane::intake {
namespace {

using access::ActScope;
using access::Category;

std::string source_of(const InquiryId& inquiry) { return "inquiry:" + inquiry.text(); }

std::string title_of(InquiryNature nature) {
    return nature == InquiryNature::Hint ? "気づきを書き留めました" : "相談を受け付けました";
}

/// The case the inquiry goes into, and whether it waits for a screening now.
struct Target {
    CaseId case_id;
    HouseholdId household;
    bool needs_screening = true;
};

/// A hint becomes a received case, a closed one is taken up again; in every other state the case
/// goes its way and the inquiry joins it.
Result<bool> bring_to_received(ActScope& act, const casefile::CaseHead& head) {
    using casefile::CaseEvent;
    using casefile::CaseState;
    std::optional<CaseEvent> event;
    if (head.state == CaseState::Noticed) event = CaseEvent::Receive;
    if (head.state == CaseState::Closed && accounts::may(act.actor, accounts::Act::ReopenCase)) {
        event = CaseEvent::Reopen;
    }
    if (!event) return head.state == CaseState::Received;
    auto moved = casefile::move_case(act, head.id, {*event, "新しい相談を受け付けました", "", {}});
    if (!moved) return moved.refusal();
    return *moved == CaseState::Received;
}

Result<Target> existing_case(ActScope& act, const InquiryForm& form) {
    auto authorised = access::authorise(act, *form.case_id);
    if (!authorised) return authorised.refusal();
    const auto visible = people::persons_of_case(act, *authorised);
    for (const auto& person : form.known_persons) {
        if (std::ranges::find(visible, person, &people::Person::id) == visible.end()) {
            return access::not_found();
        }
    }
    const auto head = casefile::head_for_act(act, *authorised);
    if (form.nature == InquiryNature::Hint) return Target{head.id, head.household, false};
    auto received = bring_to_received(act, head);
    if (!received) return received.refusal();
    return Target{head.id, head.household, *received};
}

Result<Target> target_of(ActScope& act, const InquiryForm& form) {
    if (form.case_id) return existing_case(act, form);
    const auto household = people::begin_household(act);
    const bool hint = form.nature == InquiryNature::Hint;
    const auto case_id = casefile::begin_case(
        act, {household, hint ? casefile::CaseState::Noticed : casefile::CaseState::Received,
              *form.received_on, title_of(form.nature)});
    return Target{case_id, household, !hint};
}

void open_to_desk(ActScope& act, const CaseId& case_id, std::vector<Category> categories,
                  const std::string& source, const std::optional<PersonId>& subject = {}) {
    access::open_grounds(act, {.case_id = case_id,
                               .subject = subject,
                               .holder = access::Holder::desk(act.actor.desk()),
                               .basis = access::Basis::OwnDesk,
                               .categories = std::move(categories),
                               .source = source});
}

std::vector<PersonId> add_persons(ActScope& act, const Target& target, const InquiryForm& form,
                                  const std::string& source) {
    std::vector<PersonId> added;
    for (const auto& person : form.persons) {
        const auto id = people::add_person(act, target.household, person);
        access::set_track(act, target.case_id, id, access::Track::Unconsented, source);
        if (person.is_protected) {
            open_to_desk(act, target.case_id, {Category::Protected}, source, id);
        }
        added.push_back(id);
    }
    return added;
}

Result<Done> attach(ActScope& act, const NewInquiry& inquiry, const InquiryForm& form) {
    for (const auto& file : form.attached) {
        auto checked = attachments::check_file(file.file_name, file.content, "attached");
        if (!checked) return checked.refusal();
        attachments::store(act.store,
                           {.id = act.new_id<AttachmentId>(),
                            .case_id = inquiry.case_id,
                            .owner = access::Holder::desk(act.actor.desk()).text(),
                            .source = source_of(inquiry.id),
                            .subject = inquiry.subject,
                            .file = std::move(checked).value(),
                            .added_by = act.actor.account},
                           act.now);
        act.wrote(inquiry.case_id, "attachment");
    }
    return Done{};
}

/// Nothing about who called: the entry is read by more people than the receiving desk.
void tell_timeline(ActScope& act, const NewInquiry& inquiry, const InquiryForm& form) {
    const auto method = act.profile.codes.list("contact_method").label(form.contact_method);
    std::optional<Instant> occurred;
    if (*form.received_on != act.today()) occurred = Instant::start_of(*form.received_on);
    casefile::post(act,
                   {.case_id = inquiry.case_id,
                    .kind = casefile::EntryKind::Inquiry,
                    .subject = inquiry.subject,
                    .title = method.empty() ? title_of(form.nature)
                                            : fmt::format("{}({})", title_of(form.nature), method),
                    .body = form.said,
                    .link = fmt::format("/inquiries/{}", inquiry.id.text()),
                    .occurred_at = occurred});
}

void remember_screening(ActScope& act, const NewInquiry& inquiry) {
    casefile::add_task(act, {.case_id = inquiry.case_id,
                             .holder = access::Holder::desk(act.actor.desk()),
                             .kind = "screening",
                             .title = fmt::format("{}を決める", act.profile.term("screening")),
                             .due_on = screening_due(act.profile, act.today()),
                             .source = source_of(inquiry.id)});
}

Result<ReceivedInquiry> write_inquiry(ActScope& act, const casefile::Events& events,
                                      const InquiryForm& form) {
    auto target = target_of(act, form);
    if (!target) return target.refusal();
    NewInquiry inquiry{.id = act.new_id<InquiryId>(),
                       .case_id = target->case_id,
                       .needs_screening = target->needs_screening};
    const auto source = source_of(inquiry.id);
    open_to_desk(act, inquiry.case_id, {Category::Identity, Category::Case}, source);
    if (form.caller.is_reporter) open_to_desk(act, inquiry.case_id, {Category::Reporter}, source);
    inquiry.persons = add_persons(act, *target, form, source);
    inquiry.persons.insert(inquiry.persons.end(), form.known_persons.begin(),
                           form.known_persons.end());
    if (inquiry.persons.size() == 1) inquiry.subject = inquiry.persons.front();
    insert_inquiry(act, inquiry, form);
    act.wrote(inquiry.case_id, "inquiry", inquiry.persons);
    if (auto attached = attach(act, inquiry, form); !attached) return attached.refusal();
    tell_timeline(act, inquiry, form);
    if (inquiry.needs_screening) remember_screening(act, inquiry);
    ReceivedInquiry received{inquiry.id, inquiry.case_id,
                             fmt::format("/inquiries/{}", inquiry.id.text())};
    if (form.screening && inquiry.needs_screening) {
        auto screened =
            apply_screening(act, events, {inquiry.case_id, *form.screening, {}, form.urgency});
        if (!screened) return screened.refusal();
        received.next_path = screened->next_path;
    }
    // A case that goes its way already needs no screening, but a memo may still be wanted.
    if (form.screening && !inquiry.needs_screening && needs_memo(form.screening->outcome)) {
        received.next_path = memo_form_path(act, inquiry.case_id, *form.screening, form.urgency);
    }
    act.leads_to(received.next_path);
    return received;
}

}  // namespace

Result<ReceivedInquiry> receive_inquiry(ActScope& act, const casefile::Events& events,
                                        const InquiryForm& form) {
    if (!act.actor.has_desk()) return access::not_found();
    auto checked = check_inquiry(form, act.profile.codes, act.today());
    if (!checked) return checked.refusal();
    return write_inquiry(act, events, form);
}

Result<ReceivedInquiry> receive_inquiry(access::Town& town, const accounts::Actor& actor,
                                        const casefile::Events& events, const InquiryForm& form) {
    return town.act<ReceivedInquiry>(actor, accounts::Act::ReceiveInquiry, [&](ActScope& act) {
        return receive_inquiry(act, events, form);
    });
}

}  // namespace kasane::intake
