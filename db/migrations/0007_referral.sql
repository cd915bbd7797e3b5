-- つなぎメモ: a letter from one desk to another, with a clock.
create table memos (
    municipality text not null,
    memo text not null,
    number text not null,
    case_id text not null,
    from_desk text not null,
    from_account text not null,
    to_desk text not null,
    state text not null,
    about text not null,
    request text not null,
    wish text not null,
    summary text not null,
    done_so_far text not null,
    urgency text not null,
    reason text not null,
    reply_due_on text not null,
    sent_at text not null,
    received_at text,
    received_by text,
    decided_at text,
    decided_by text,
    decline_reason text not null,
    redirected_from text,
    redirected_to text,
    version integer not null,
    primary key (municipality, memo),
    unique (municipality, number),
    foreign key (municipality, case_id) references cases (municipality, case_id)
);
create index memos_to on memos (municipality, to_desk, state, reply_due_on);
create index memos_from on memos (municipality, from_desk, sent_at);
create index memos_by_case on memos (municipality, case_id);

-- The persons a memo names: known to its receiver once it is accepted.
-- @in_key_order
create table memo_persons (
    municipality text not null,
    memo text not null,
    person text not null,
    primary key (municipality, memo, person),
    foreign key (municipality, memo) references memos (municipality, memo),
    foreign key (municipality, person) references persons (municipality, person)
);

create table memo_replies (
    municipality text not null,
    reply text not null,
    memo text not null,
    at text not null,
    by_account text not null,
    by_desk text not null,
    kind text not null,
    body text not null,
    primary key (municipality, reply),
    foreign key (municipality, memo) references memos (municipality, memo)
);
create index memo_replies_by_memo on memo_replies (municipality, memo, reply);
