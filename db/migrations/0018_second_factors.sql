-- 二要素認証: what the authenticator app of an account knows too. The secret is sealed with the
-- installation's key, which is not in the database; it counts once a first code was right.
create table second_factors (
    municipality text not null,
    account text not null,
    sealed_secret text not null,
    begun_at text not null,
    confirmed_at text,
    last_step bigint not null,
    primary key (municipality, account),
    foreign key (municipality, account) references accounts (municipality, account)
);

-- 予備コード: known by their hashes, each good once.
create table recovery_codes (
    municipality text not null,
    account text not null,
    code_hash text not null,
    used_at text,
    primary key (municipality, account, code_hash),
    foreign key (municipality, account) references accounts (municipality, account)
);

-- Between the password and the code: good for a few minutes, opens nothing.
create table sign_in_steps (
    municipality text not null,
    token_hash text not null,
    account text not null,
    expires_at text not null,
    primary key (municipality, token_hash),
    foreign key (municipality, account) references accounts (municipality, account)
);
create index sign_in_steps_by_account on sign_in_steps (municipality, account);

-- How somebody proved who they are: password, or password and code.
alter table sessions add column factors text not null default 'password';
