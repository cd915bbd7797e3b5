-- 法律に基づく共有: what a desk may read without consent, on which provision, what for, until when, and who decided it.
create table sharings_by_law (
    municipality text not null,
    sharing text not null,
    case_id text not null,
    person text,
    desk text not null,
    provision text not null,
    extent text not null,
    purpose text not null,
    reason text not null,
    until_on text not null,
    decided_by text not null,
    decided_desk text not null,
    decided_at text not null,
    ended_at text,
    ended_by text,
    ended_because text not null default '',
    primary key (municipality, sharing),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index sharings_by_law_of_case on sharings_by_law (municipality, case_id, decided_at);
