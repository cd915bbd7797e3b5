-- People: households and the persons in them. Each person is a data subject of their own.
create table households (
    municipality text not null,
    household text not null,
    created_at text not null,
    primary key (municipality, household)
);

create table persons (
    municipality text not null,
    person text not null,
    identity_status text not null,
    name text not null,
    name_kana text not null,
    gender text not null,
    birth_date text,
    birth_note text not null,
    address text not null,
    phone text not null,
    contact_note text not null,
    is_protected integer not null,
    recorded_by_desk text not null,
    recorded_at text not null,
    version integer not null,
    primary key (municipality, person)
);

-- @in_key_order
create table household_members (
    municipality text not null,
    household text not null,
    person text not null,
    relation text not null,
    cohabiting text not null,
    since text not null,
    until text,
    primary key (municipality, household, person),
    foreign key (municipality, household) references households (municipality, household),
    foreign key (municipality, person) references persons (municipality, person)
);
create index household_members_by_person on household_members (municipality, person, relation);

-- Keys for finding somebody again; never shown.
-- @in_key_order
create table person_keys (
    municipality text not null,
    person text not null,
    kind text not null,
    match_key text not null,
    primary key (municipality, kind, match_key, person),
    foreign key (municipality, person) references persons (municipality, person)
);
create index person_keys_by_person on person_keys (municipality, person);

-- The case: one household's way from the first inquiry to its end.
create table cases (
    municipality text not null,
    case_id text not null,
    number text not null,
    household text not null,
    state text not null,
    receiving_desk text not null,
    lead_desk text,
    received_on text not null,
    next_on text,
    closed_on text,
    version integer not null,
    primary key (municipality, case_id),
    unique (municipality, number),
    foreign key (municipality, household) references households (municipality, household)
);
create index cases_by_household on cases (municipality, household);

-- @in_key_order
create table counters (
    municipality text not null,
    kind text not null,
    fiscal_year integer not null,
    last_number integer not null,
    primary key (municipality, kind, fiscal_year)
);

-- Each step of a case's state, with who, when, why and the decision that allowed it.
create table case_transitions (
    municipality text not null,
    entry text not null,
    case_id text not null,
    from_state text,
    event text not null,
    to_state text not null,
    at text not null,
    actor text not null,
    actor_desk text not null,
    reason text not null,
    decision text not null,
    primary key (municipality, entry),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index case_transitions_by_case on case_transitions (municipality, case_id, entry);

-- The timeline: what happened in a case, entry by entry, each readable on its own ground.
create table timeline (
    municipality text not null,
    entry text not null,
    case_id text not null,
    occurred_at text not null,
    recorded_at text not null,
    kind text not null,
    category text not null,
    subject text,
    owner text not null,
    mark text,
    actor text not null,
    title text not null,
    body text not null,
    contact_mode text,
    link text not null,
    primary key (municipality, entry),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index timeline_by_case on timeline (municipality, case_id, occurred_at, entry);

-- 主担当: who leads, since when, decided by whom and why.
create table lead_decisions (
    municipality text not null,
    entry text not null,
    case_id text not null,
    desk text not null,
    decided_on text not null,
    decided_by text not null,
    reason text not null,
    source text not null,
    primary key (municipality, entry),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index lead_decisions_by_case on lead_decisions (municipality, case_id, entry);

-- What somebody has to do until a day. `mark` as in the timeline: a task of a conference role.
create table tasks (
    municipality text not null,
    task text not null,
    case_id text not null,
    holder text not null,
    kind text not null,
    title text not null,
    due_on text not null,
    source text not null,
    created_at text not null,
    done_at text,
    done_by text,
    primary key (municipality, task),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index tasks_open_by_holder on tasks (municipality, holder, done_at, due_on);
create index tasks_by_case on tasks (municipality, case_id);
create index tasks_by_source on tasks (municipality, source);
