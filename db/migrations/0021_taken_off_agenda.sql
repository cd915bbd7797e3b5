-- 議題から外す: the item stays written down and is on no agenda any more.
alter table agenda_items add column taken_off_at text;
alter table agenda_items add column taken_off_by text;
alter table agenda_items add column taken_off_because text not null default '';
