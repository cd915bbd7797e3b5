#include "access/scope.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kasane::access {

void ReadLog::opened(const CaseId& case_id, const Ground& ground, const Item& item) {
    auto& of_case = cases_[case_id.text()];
    if (item.subject) of_case.subjects.insert(item.subject->text());
    of_case.categories.insert(std::string(code_of(item.category)));
    of_case.grounds.insert(fmt::format("{}:{}", code_of(ground.basis), ground.id.text()));
}

std::vector<audit::Entry> ReadLog::entries(const accounts::Actor& actor,
                                           std::string_view page) const {
    std::vector<audit::Entry> entries;
    const auto begin = [&](audit::EntryKind kind) {
        audit::Entry entry;
        entry.kind = kind;
        entry.act = page;
        entry.actor = actor.account;
        if (actor.has_desk()) entry.actor_desk = actor.desk();
        entry.request_id = actor.request_id;
        return entry;
    };
    for (const auto& [case_id, opened] : cases_) {
        auto entry = begin(audit::EntryKind::Read);
        entry.case_id = CaseId(case_id);
        entry.subjects.assign(opened.subjects.begin(), opened.subjects.end());
        entry.categories.assign(opened.categories.begin(), opened.categories.end());
        entry.grounds.assign(opened.grounds.begin(), opened.grounds.end());
        entries.push_back(std::move(entry));
    }
    if (!shown_.empty() || searched_) {
        auto entry = begin(searched_ ? audit::EntryKind::Search : audit::EntryKind::List);
        entry.shown.assign(shown_.begin(), shown_.end());
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<Holder> Scope::holders() const {
    std::vector<Holder> all{Holder::account(actor.account)};
    for (const auto& desk : actor.desks) {
        for (const auto& shared : profile.desks_sharing_records_with(desk)) {
            const auto holder = Holder::desk(shared);
            if (std::find(all.begin(), all.end(), holder) == all.end()) all.push_back(holder);
        }
    }
    return all;
}

void ActScope::wrote(const CaseId& case_id, std::string_view facts,
                     const std::vector<PersonId>& subjects) {
    audit::Entry entry;
    entry.kind = audit::EntryKind::Write;
    entry.act = code_of(act);
    entry.actor = actor.account;
    if (actor.has_desk()) entry.actor_desk = actor.desk();
    entry.case_id = case_id;
    for (const auto& person : subjects) entry.subjects.push_back(person.text());
    entry.details = facts;
    entry.request_id = actor.request_id;
    written_.push_back(std::move(entry));
}

void ActScope::wrote_administration(std::string_view facts) {
    audit::Entry entry;
    entry.kind = audit::EntryKind::Administration;
    entry.act = code_of(act);
    entry.actor = actor.account;
    if (actor.has_desk()) entry.actor_desk = actor.desk();
    entry.details = facts;
    entry.request_id = actor.request_id;
    written_.push_back(std::move(entry));
}

}  // namespace kasane::access
