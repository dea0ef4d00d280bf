-- database: company
-- The working calendar: on which days of the week people rest, and the days that differ from it.

alter table settings
  -- 1 = Monday … 7 = Sunday; a week without any working day would never end.
  add column rest_days integer[] not null default '{6,7}'
    check (rest_days <@ '{1,2,3,4,5,6,7}'::integer[] and cardinality(rest_days) <= 6),
  -- Whose holidays hold in the years that the company has not written itself: those shipped with the program, or none.
  add column holidays text not null default 'china' check (holidays in ('china', 'none'));

-- A year that the company has written itself: its rows in calendar_days are all that differ, and what is shipped no longer counts.
create table calendar_years (
  year integer primary key check (year between 1970 and 2199),
  version integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by_id uuid references users (id)
);

-- A day off, or a day worked instead of one (调休), whatever day of the week it is.
create table calendar_days (
  day date primary key,
  year integer not null references calendar_years (year) on delete cascade,
  kind text not null check (kind in ('rest', 'work')),
  name text,
  check (extract(year from day) = year)
);
create index calendar_days_year on calendar_days (year);
