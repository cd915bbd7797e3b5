#include "municipality/profile_parts.hpp"

namespace kasane::municipality {
namespace {

Secrecy read_secrecy(TableReader& row) {
    Secrecy secrecy;
    auto table = row.table("secrecy");
    if (!table) return secrecy;
    secrecy.article = table->stated_text("article");
    secrecy.penalty = table->stated_text("penalty");
    secrecy.source = table->code<Source>("source");
    table->finish();
    return secrecy;
}

Stated<Frequency> read_frequency(TableReader& row) {
    if (row.has("frequency_rule")) {
        auto table = row.table("frequency_rule");
        if (!table) return {};
        Frequency frequency;
        frequency.kind = table->code<FrequencyKind>("kind");
        if (frequency.kind == FrequencyKind::EveryMonths)
            frequency.number = table->number("number", 1, 60);
        if (frequency.kind == FrequencyKind::TimesPerYear)
            frequency.number = table->number("number", 1, 366);
        table->finish();
        return frequency;
    }
    return {};
}

void read_members(TableReader& row, Meeting& meeting) {
    meeting.members_printed = row.stated_text("members_printed");
    for (auto& table : row.tables("members")) {
        Member member;
        member.printed = table.text("printed");
        if (table.has("desk_kind")) member.desks_like = table.code<DeskKind>("desk_kind");
        member.desks = as_ids<DeskId>(table.references("desks", ReferenceKind::Desk));
        table.finish();
        meeting.members.push_back(std::move(member));
    }
}

Meeting read_meeting(TableReader& row) {
    Meeting meeting;
    meeting.key = MeetingKey(row.defined_key("key", ReferenceKind::Meeting));
    meeting.type = row.code<MeetingType>("type");
    meeting.local_name = row.text("local_name");
    meeting.aliases = row.texts("aliases");
    meeting.standing = row.text_or("standing", "");
    meeting.legal_basis = row.stated_text("legal_basis");
    meeting.ordinance = row.stated_text("ordinance");
    meeting.consent = row.code<ConsentNeed>("consent");
    meeting.personal_data = row.code<PersonalData>("personal_data");
    meeting.secrecy = read_secrecy(row);
    read_members(row, meeting);
    meeting.host = read_sourced<Stated<std::string>>(
        row, "host", [](TableReader& at, auto key) { return at.stated_text(key); });
    meeting.host_desk = as_id<DeskId>(row.reference_if("host_desk", ReferenceKind::Desk));
    meeting.secretariat = row.stated_text("secretariat");
    meeting.secretariat_desk =
        as_id<DeskId>(row.reference_if("secretariat_desk", ReferenceKind::Desk));
    meeting.frequency_printed = row.stated_text("frequency");
    meeting.frequency = read_frequency(row);
    meeting.operation = row.stated_text("operation");
    meeting.purposes = row.texts("purposes");
    meeting.delegated_to = row.text_or("delegated_to", "");
    meeting.validity = row.validity();
    row.finish();
    return meeting;
}

}  // namespace

void read_meetings(TableReader& root, Profile& profile) {
    for (auto& row : root.tables("meeting")) profile.meetings.push_back(read_meeting(row));
}

}  // namespace kasane::municipality
