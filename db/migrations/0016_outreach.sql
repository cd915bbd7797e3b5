-- アウトリーチの一回: tried, spoken through the door, met. No closing pressure: attempts count.
create table outreach_contacts (
    municipality text not null,
    contact text not null,
    case_id text not null,
    person text,
    happened_on text not null,
    mode text not null,
    outcome text not null,
    stage text not null,
    visitors text not null,
    body text not null,
    next_on text,
    recorded_by text not null,
    recorded_desk text not null,
    recorded_at text not null,
    primary key (municipality, contact),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index outreach_contacts_by_case on outreach_contacts (municipality, case_id, happened_on);

-- Consent moved a person to the other track: what was carried over, and what stays behind.
create table track_moves (
    municipality text not null,
    move text not null,
    case_id text not null,
    person text not null,
    consent text not null,
    moved_at text not null,
    carried text not null,
    stays text not null,
    primary key (municipality, move),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index track_moves_by_case on track_moves (municipality, case_id, move);
