-- database: company
-- Records that came from elsewhere, or back out of the bin, with dates of long ago: the clock of their pool begins on the day on which they came.
create table pool_clock_starts (
  record_id uuid primary key,
  from_on date not null
);
