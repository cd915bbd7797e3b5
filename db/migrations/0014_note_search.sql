-- Finding words in the entries of timelines. A document is tagged with everybody who has some
-- ground on its case; whether a hit may be read is asked entry by entry. Kept by
-- casefile/note_search, can be rebuilt from timeline and grounds.
-- @text_index notes

-- With which holders the entries of a case are tagged, so that an act that changed none of its
-- grounds need not look at them.
-- @in_key_order
create table note_search_holders (
    municipality text not null,
    case_id text not null,
    holders text not null,
    primary key (municipality, case_id)
);
