-- The number of the last picture of a job on its way; 0 is none.
alter table job add column picture integer not null default 0;
