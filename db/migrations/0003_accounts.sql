-- People who sign in. An account belongs to one municipality.
create table accounts (
    municipality text not null,
    account text not null,
    login text not null,
    name text not null,
    password_hash text not null,
    must_change_password integer not null,
    valid_from text not null,
    valid_until text,
    failed_attempts integer not null,
    locked_until text,
    created_at text not null,
    version integer not null,
    primary key (municipality, account),
    unique (municipality, login)
);

-- @in_key_order
create table account_roles (
    municipality text not null,
    account text not null,
    role text not null,
    valid_from text not null,
    valid_until text,
    primary key (municipality, account, role),
    foreign key (municipality, account) references accounts (municipality, account)
);

-- @in_key_order
create table desk_members (
    municipality text not null,
    account text not null,
    desk text not null,
    is_primary integer not null,
    valid_from text not null,
    valid_until text,
    primary key (municipality, account, desk),
    foreign key (municipality, account) references accounts (municipality, account)
);
create index desk_members_by_desk on desk_members (municipality, desk);

-- A session is known by the hash of its token; the token itself is only in the browser. An ended
-- session stays until its account signs in again, so that a form that was sent too late still finds
-- whose draft it is.
-- @in_key_order
create table sessions (
    municipality text not null,
    token_hash text not null,
    account text not null,
    created_at text not null,
    last_seen_at text not null,
    expires_at text not null,
    ended_at text,
    primary key (municipality, token_hash),
    foreign key (municipality, account) references accounts (municipality, account)
);
create index sessions_by_account on sessions (municipality, account);
