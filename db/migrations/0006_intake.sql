-- 相談受付: what was said to a desk, by whom, about whom. Every inquiry belongs to a case.
create table inquiries (
    municipality text not null,
    inquiry text not null,
    case_id text not null,
    desk text not null,
    received_by text not null,
    received_on text not null,
    recorded_at text not null,
    contact_method text not null,
    intake_channel text not null,
    subject text,
    said text not null,
    wishes text not null,
    topic_note text not null,
    involved_agencies text not null,
    urgency text not null,
    caller_relation text not null,
    caller_name text not null,
    caller_phone text not null,
    caller_is_reporter integer not null,
    needs_screening integer not null,
    primary key (municipality, inquiry),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index inquiries_by_case on inquiries (municipality, case_id, inquiry);
create index inquiries_by_desk on inquiries (municipality, desk, inquiry);

-- @in_key_order
create table inquiry_topics (
    municipality text not null,
    inquiry text not null,
    topic text not null,
    is_primary integer not null,
    primary key (municipality, inquiry, topic),
    foreign key (municipality, inquiry) references inquiries (municipality, inquiry)
);

-- @in_key_order
create table inquiry_urgent_reasons (
    municipality text not null,
    inquiry text not null,
    reason text not null,
    primary key (municipality, inquiry, reason),
    foreign key (municipality, inquiry) references inquiries (municipality, inquiry)
);

-- Whom an inquiry is about.
-- @in_key_order
create table inquiry_persons (
    municipality text not null,
    inquiry text not null,
    person text not null,
    primary key (municipality, inquiry, person),
    foreign key (municipality, inquiry) references inquiries (municipality, inquiry),
    foreign key (municipality, person) references persons (municipality, person)
);

-- 振り分け: what a desk decided to do with a case it received, and why.
create table screenings (
    municipality text not null,
    screening text not null,
    case_id text not null,
    inquiry text,
    outcome text not null,
    reason text not null,
    note text not null,
    to_desk text,
    decided_by text not null,
    decided_desk text not null,
    decided_at text not null,
    primary key (municipality, screening),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index screenings_by_case on screenings (municipality, case_id, screening);

-- How often somebody asked for similar persons: the masked hit is rate-limited.
create table similar_checks (
    municipality text not null,
    entry text not null,
    account text not null,
    asked_at text not null,
    primary key (municipality, entry)
);
create index similar_checks_by_account on similar_checks (municipality, account, asked_at);
