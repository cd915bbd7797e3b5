-- 閲覧履歴を調べる: whose reading, without walking through everybody's.
create index journal_by_actor on journal (municipality, actor, seq);
