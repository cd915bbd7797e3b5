-- One-time form tokens that were used: pressing twice does one thing and leads to one record.
-- @in_key_order
create table used_form_tokens (
    municipality text not null,
    account text not null,
    token text not null,
    used_at text not null,
    result_path text not null,
    primary key (municipality, account, token)
);
create index used_form_tokens_by_time on used_form_tokens (municipality, used_at);

-- 下書き: what somebody typed and has not sent yet, as a JSON list of names and values.
create table form_drafts (
    municipality text not null,
    account text not null,
    draft_key text not null,
    fields text not null,
    saved_at text not null,
    primary key (municipality, account, draft_key)
);
create index form_drafts_by_time on form_drafts (municipality, saved_at);
