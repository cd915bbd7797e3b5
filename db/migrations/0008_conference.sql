-- Sittings of a meeting body, each with an agenda of items; an item has exactly one frame.
create table sittings (
    municipality text not null,
    sitting text not null,
    meeting text not null,
    meeting_type text not null,
    held_on text not null,
    starts_at text not null,
    place text not null,
    form text not null,
    state text not null,
    convened_by text not null,
    convened_at text not null,
    confirmed_at text,
    version integer not null,
    primary key (municipality, sitting)
);
create index sittings_by_day on sittings (municipality, held_on);

create table agenda_items (
    municipality text not null,
    item text not null,
    sitting text not null,
    position integer not null,
    case_id text not null,
    frame text not null,
    purpose text not null,
    question text not null,
    plan text,
    minutes text not null,
    opinion text,
    opinion_note text not null,
    recorded_at text,
    version integer not null,
    primary key (municipality, item),
    foreign key (municipality, sitting) references sittings (municipality, sitting),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index agenda_items_by_sitting on agenda_items (municipality, sitting, position);
create index agenda_items_by_case on agenda_items (municipality, case_id);

-- Whom an item is about. In a 重層的支援会議 only persons whose consent covers the participants.
create table item_subjects (
    municipality text not null,
    item text not null,
    person text not null,
    primary key (municipality, item, person),
    foreign key (municipality, item) references agenda_items (municipality, item),
    foreign key (municipality, person) references persons (municipality, person)
);

-- Who was convened for an item, and in which capacity.
create table item_members (
    municipality text not null,
    item text not null,
    account text not null,
    desk text not null,
    capacity text not null,
    invited_at text not null,
    notice_version text not null,
    notice_accepted_at text,
    attended integer not null,
    primary key (municipality, item, account),
    foreign key (municipality, item) references agenda_items (municipality, item),
    foreign key (municipality, account) references accounts (municipality, account)
);
create index item_members_by_account on item_members (municipality, account, item);

create table item_materials (
    municipality text not null,
    material text not null,
    item text not null,
    subject text,
    desk text not null,
    account text not null,
    at text not null,
    body text not null,
    primary key (municipality, material),
    foreign key (municipality, item) references agenda_items (municipality, item)
);
create index item_materials_by_item on item_materials (municipality, item, material);

-- Roles decided in a sitting: which desk does what, until when.
create table conference_roles (
    municipality text not null,
    role text not null,
    item text not null,
    case_id text not null,
    desk text not null,
    what text not null,
    until_on text not null,
    decided_at text not null,
    ended_at text,
    primary key (municipality, role),
    foreign key (municipality, item) references agenda_items (municipality, item)
);
create index conference_roles_by_desk on conference_roles (municipality, desk, ended_at);
create index conference_roles_by_item on conference_roles (municipality, item, role);
create index conference_roles_by_case on conference_roles (municipality, case_id);
