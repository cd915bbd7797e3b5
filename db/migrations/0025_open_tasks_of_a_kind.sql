-- やること of one kind, without walking through all that a desk has to do.
create index tasks_open_of_kind on tasks (municipality, kind, holder, done_at, due_on);
