-- database: company
-- From when on a customer is suggested as hot: how long a promised contact is missed, how long a slow deal is quiet, and what a large deal is.
alter table follow_up_settings
  add column hot_missed_days integer not null default 3 check (hot_missed_days between 0 and 60),
  add column hot_stalled_days integer not null default 14 check (hot_stalled_days between 1 and 365),
  add column large_by text not null default 'amount' check (large_by in ('amount', 'share')),
  add column large_share integer not null default 30 check (large_share between 1 and 100);
