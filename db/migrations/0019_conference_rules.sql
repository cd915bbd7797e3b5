-- 誓約書: asked for by the town's profile besides the notice of secrecy; it runs out and is renewed.
create table pledges (
    municipality text not null,
    pledge text not null,
    account text not null,
    signed_on text not null,
    valid_until text not null,
    notice_version text not null,
    recorded_at text not null,
    primary key (municipality, pledge),
    foreign key (municipality, account) references accounts (municipality, account)
);
create index pledges_by_account on pledges (municipality, account, valid_until);

-- What left a 支援会議: which material, on which basis, and what its contributor was asked or told.
create table conference_releases (
    municipality text not null,
    release text not null,
    item text not null,
    material text not null,
    basis text not null,
    contributor_step text not null,
    reason text not null,
    released_by text not null,
    released_at text not null,
    primary key (municipality, release),
    foreign key (municipality, item) references agenda_items (municipality, item),
    foreign key (municipality, material) references item_materials (municipality, material)
);
create index conference_releases_by_item on conference_releases (municipality, item, material);

-- A withdrawal may name one scope of a consent; and whether a representative was asked about.
alter table consent_scopes add column withdrawn_at text;
alter table consents add column representative_suspicion text not null default '';

-- When the draft was last changed: a change after the meeting goes back to the meeting.
alter table plans add column changed_at text;
