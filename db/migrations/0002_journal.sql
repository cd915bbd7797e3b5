-- The journal: who saw or did what, on which ground. Append-only, chained by HMAC.
create table journal (
    municipality text not null,
    seq bigint not null,
    at text not null,
    kind text not null,
    act text not null,
    actor text,
    actor_desk text,
    case_id text,
    subjects text not null,
    categories text not null,
    grounds text not null,
    shown text not null,
    details text not null,
    request_id text not null,
    previous_mac text not null,
    mac text not null,
    primary key (municipality, seq)
);
create index journal_by_case on journal (municipality, case_id, seq);

-- The newest entry of the chain, so that a missing end is noticed too. The seal is made with the
-- key over the other columns: nobody without the key can move the head back to an older entry.
-- @in_key_order
create table journal_heads (
    municipality text not null,
    seq bigint not null,
    mac text not null,
    seal text not null,
    primary key (municipality)
);
