-- database: company
-- Data that leave by reading: how many different records one person may have shown on a day, and nouns whose files always need a second person.
alter table settings
  -- Empty is without a limit.
  add column read_limit integer default 50000 check (read_limit between 1 and 10000000),
  add column export_consent_nouns text[] not null default '{}';

-- How many different records a person has had shown on a day of the company: a sketch of which ones, from which their number is told within 2 %.
create table daily_reads (
  user_id uuid primary key references users (id),
  day date not null,
  sketch bytea not null,
  count integer not null,
  -- When he was refused for the first time that day.
  passed_at timestamp with time zone
);
