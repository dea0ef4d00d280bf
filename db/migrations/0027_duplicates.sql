-- database: company
-- A record may be the same as some and merely similar to others: in a search of the whole base it stands in a group of each kind.
alter table duplicate_members add column is_near boolean not null default false;
alter table duplicate_members drop constraint duplicate_members_pkey;
alter table duplicate_members add primary key (scan_id, record_id, is_near);

-- Names are compared a little better than they were (figures, notes behind a name): the keys of what is there are made anew.
update match_fillings set after = null, done = 0, is_done = false where done > 0;

-- In the dry run of an import: what its rows claim for themselves alone (keys of sameness, hashed), so that a double is found however far apart
-- two rows stand. Emptied at the beginning and the end of each dry run.
create unlogged table import_claims (
  import_id uuid not null references imports (id) on delete cascade,
  key uuid not null,
  row integer not null,
  primary key (import_id, key)
);

-- A record with all that were merged into it, over several merges: whose past is its past.
create function merged_into(record uuid) returns setof uuid language sql stable as $$
  with recursive one as (
    select record as id
    union
    select r.from_id from one join redirects r on r.to_id = one.id)
  select id from one
$$;
