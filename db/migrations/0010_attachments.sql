-- 添付ファイル: the forms desks already use, letters, photographs. The media type is what the
-- content says, not what the name claims.
create table attachments (
    municipality text not null,
    attachment text not null,
    case_id text not null,
    owner text not null,
    source text not null,
    subject text,
    file_name text not null,
    media_type text not null,
    size bigint not null,
    sha256 text not null,
    content bytes not null,
    added_by text not null,
    added_at text not null,
    primary key (municipality, attachment)
);
create index attachments_by_source on attachments (municipality, source, attachment);
create index attachments_by_case on attachments (municipality, case_id, attachment);
