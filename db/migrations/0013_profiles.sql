-- The municipality's profile as it was loaded: the text itself, so that the database stands alone
-- once the file has gone. A change is a new version; none is ever removed.
create table profiles (
    municipality text not null,
    version integer not null,
    profile_key text not null,
    toml text not null,
    sha256 text not null,
    loaded_at text not null,
    primary key (municipality, version)
);
