-- 世帯全体のアセスメント: what is known, what weighs on whom, what carries them.
create table assessments (
    municipality text not null,
    assessment text not null,
    case_id text not null,
    made_on text not null,
    made_by text not null,
    summary text not null,
    strengths text not null,
    person_wish text not null,
    family_wish text not null,
    agency_issues text not null,
    direction text not null,
    version integer not null,
    primary key (municipality, assessment),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index assessments_by_case on assessments (municipality, case_id, assessment);

-- 課題, per person or (no person) of the household; up to three main ones.
create table problems (
    municipality text not null,
    problem text not null,
    assessment text not null,
    case_id text not null,
    person text,
    code text not null,
    note text not null,
    is_main integer not null,
    primary key (municipality, problem),
    foreign key (municipality, assessment) references assessments (municipality, assessment)
);
create index problems_by_assessment on problems (municipality, assessment, problem);

-- 支援の必要の認定 (社会福祉法106条の4第2項6号): before the plan is drafted.
create table need_recognitions (
    municipality text not null,
    need text not null,
    case_id text not null,
    recognised_on text not null,
    recognised_by text not null,
    reason text not null,
    primary key (municipality, need),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index need_recognitions_by_case on need_recognitions (municipality, case_id, need);

-- 支援プラン (施行規則34条の7).
create table plans (
    municipality text not null,
    plan text not null,
    number text not null,
    case_id text not null,
    state text not null,
    wishes text not null,
    issues text not null,
    policy text not null,
    points_to_note text not null,
    integration text not null,
    starts_on text,
    ends_on text,
    next_confirmation_on text,
    drafted_on text not null,
    drafted_by text not null,
    decision_number text not null,
    decided_on text,
    decided_by text,
    decision_item text,
    change_made text not null,
    version integer not null,
    primary key (municipality, plan),
    unique (municipality, number),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index plans_by_case on plans (municipality, case_id, plan);

-- Whom the plan is for: persons who consent.
create table plan_subjects (
    municipality text not null,
    plan text not null,
    person text not null,
    primary key (municipality, plan, person),
    foreign key (municipality, plan) references plans (municipality, plan),
    foreign key (municipality, person) references persons (municipality, person)
);

-- 目標と取組み: each row a goal with its date, what is done, by whom.
create table plan_rows (
    municipality text not null,
    plan text not null,
    position integer not null,
    goal text not null,
    due_on text not null,
    what text not null,
    actor_type text not null,
    desk text,
    frequency text not null,
    primary key (municipality, plan, position),
    foreign key (municipality, plan) references plans (municipality, plan)
);

create table monitorings (
    municipality text not null,
    monitoring text not null,
    plan text not null,
    case_id text not null,
    held_on text not null,
    recorded_by text not null,
    findings text not null,
    person_voice text not null,
    next_on text not null,
    primary key (municipality, monitoring),
    foreign key (municipality, plan) references plans (municipality, plan)
);
create index monitorings_by_plan on monitorings (municipality, plan, monitoring);

create table evaluations (
    municipality text not null,
    evaluation text not null,
    plan text,
    case_id text not null,
    evaluated_on text not null,
    evaluated_by text not null,
    achievement text not null,
    changes text not null,
    remaining text not null,
    person_voice text not null,
    result text not null,
    reason text not null,
    primary key (municipality, evaluation),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index evaluations_by_case on evaluations (municipality, case_id, evaluation);
