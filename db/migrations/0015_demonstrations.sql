-- A town whose people and work are invented says so on every page.
create table demonstrations (
    municipality text not null,
    made_at text not null,
    primary key (municipality),
    foreign key (municipality) references municipalities (municipality)
);
