-- Who belongs to a case, and on which track each of them stands (同意あり・なし・対象外).
-- @in_key_order
create table tracks (
    municipality text not null,
    case_id text not null,
    person text not null,
    track text not null,
    since text not null,
    source text not null,
    primary key (municipality, case_id, person),
    foreign key (municipality, case_id) references cases (municipality, case_id),
    foreign key (municipality, person) references persons (municipality, person)
);
create index tracks_by_person on tracks (municipality, person);

-- Grounds: why somebody may read something. A row is closed by `until`, never deleted. The key
-- begins with the case, so that the ten or so of a case lie together and are read in one go.
-- @in_key_order
create table grounds (
    municipality text not null,
    ground text not null,
    case_id text not null,
    subject text,
    holder text not null,
    category text not null,
    basis text not null,
    source text not null,
    opened_at text not null,
    until text,
    opened_by text not null,
    closed_because text not null,
    primary key (municipality, case_id, ground),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index grounds_by_source on grounds (municipality, source);

-- When something last happened in a case: what lists are ordered by.
-- @in_key_order
create table case_activity (
    municipality text not null,
    case_id text not null,
    last_at text not null,
    primary key (municipality, case_id)
);

-- The reading list: one row per holder and case with an open ground for category `case`.
-- Kept by the same transaction that changes grounds; can be rebuilt from them at any time.
-- @in_key_order
create table reading_list (
    municipality text not null,
    holder text not null,
    case_id text not null,
    last_at text not null,
    until text,
    primary key (municipality, holder, case_id)
);
-- With `until`, so that lists and counts read the index alone.
create index reading_list_newest on reading_list (municipality, holder, last_at, case_id, until);
create index reading_list_by_case on reading_list (municipality, case_id);

-- 同意の台帳: one row per declaration of one person.
create table consents (
    municipality text not null,
    consent text not null,
    case_id text not null,
    person text not null,
    status text not null,
    given_by text not null,
    representative_note text not null,
    method text,
    witness text not null,
    explained_version text not null,
    purpose text not null,
    agreed_on text not null,
    expires_on text,
    reason_code text,
    reason_note text not null,
    next_attempt_on text,
    recorded_by text not null,
    recorded_desk text not null,
    recorded_at text not null,
    withdrawn_at text,
    withdrawal_note text not null,
    version integer not null,
    primary key (municipality, consent),
    foreign key (municipality, case_id) references cases (municipality, case_id),
    foreign key (municipality, person) references persons (municipality, person)
);
create index consents_by_case on consents (municipality, case_id, person);

create table consent_scopes (
    municipality text not null,
    consent text not null,
    scope text not null,
    primary key (municipality, consent, scope),
    foreign key (municipality, consent) references consents (municipality, consent)
);

-- Desks the consent names, and desks it excludes; a withdrawal may name one of them.
create table consent_desks (
    municipality text not null,
    consent text not null,
    desk text not null,
    excluded integer not null,
    withdrawn_at text,
    primary key (municipality, consent, desk),
    foreign key (municipality, consent) references consents (municipality, consent)
);
