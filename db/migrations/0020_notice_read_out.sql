-- 説明を会議で読み上げ、その場で確認を得た: attendance without an acceptance of one's own, and who recorded it.
alter table item_members add column notice_read_out_at text;
alter table item_members add column notice_read_out_by text;
