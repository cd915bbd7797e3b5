-- 緊急の閲覧: somebody without another ground opened a case for a danger to life, body or property; until
-- when, who let it last longer, who was told and has seen it, and what the review found.
create table emergency_openings (
    municipality text not null,
    opening text not null,
    case_id text not null,
    account text not null,
    desk text not null,
    danger text not null,
    reason text not null,
    opened_at text not null,
    until_at text not null,
    reviewed_at text,
    reviewed_by text,
    outcome text,
    review_note text not null default '',
    version integer not null,
    primary key (municipality, opening),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index emergency_openings_to_review on emergency_openings (municipality, reviewed_at, opened_at);
create index emergency_openings_by_account on emergency_openings (municipality, account, opened_at);
create index emergency_openings_by_desk on emergency_openings (municipality, desk, opened_at);
create index emergency_openings_by_case on emergency_openings (municipality, case_id);

create table emergency_renewals (
    municipality text not null,
    renewal text not null,
    opening text not null,
    account text not null,
    reason text not null,
    renewed_at text not null,
    until_at text not null,
    primary key (municipality, renewal),
    foreign key (municipality, opening) references emergency_openings (municipality, opening)
);
create index emergency_renewals_by_opening on emergency_renewals (municipality, opening);

-- Whoever was told has seen it: the supervisor of the desk, the privacy officer.
create table emergency_sightings (
    municipality text not null,
    opening text not null,
    account text not null,
    seen_at text not null,
    primary key (municipality, opening, account),
    foreign key (municipality, opening) references emergency_openings (municipality, opening)
);
