-- The municipalities that this database serves. A list of names, about nobody: it may be read
-- before a municipality is chosen (storage/row_security.cpp).
create table municipalities (
    municipality text not null,
    name text not null,
    created_at text not null,
    primary key (municipality)
);
