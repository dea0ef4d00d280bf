-- database: company
-- What makes two records the same, requests for records of others, merges and where merged records went, the search of the whole base for duplicates.

-- Keys of sameness (ADR 0009): of each customer, each open lead and each contact. `near` is what nearly equal names have in common.
create table match_keys (
  object text not null,
  record_id uuid not null,
  kind text not null,
  value text not null,
  near text[],
  primary key (record_id, kind, value)
);
create index match_keys_value on match_keys (kind, value, object, record_id);
create index match_keys_near on match_keys using gin (near) where near is not null;

-- What the company does about an equal key of a noun that is written; without a row what the program comes with.
create table duplicate_rules (
  object text not null,
  kind text not null,
  effect text not null check (effect in ('forbid', 'warn', 'ignore')),
  primary key (object, kind)
);

-- How far the keys of records are that were there before the keys were.
create table match_fillings (
  object text primary key,
  after uuid,
  done integer not null default 0,
  is_done boolean not null default false
);
insert into match_fillings (object) values ('customer'), ('lead'), ('contact');

create table access_requests (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  title text not null,
  kind text not null,
  noun text not null,
  record text,
  requester_id uuid references users (id),
  reason text not null,
  state text,
  access text,
  decided_by_id uuid references users (id),
  decided_at timestamp with time zone,
  answer text,
  owner_id uuid references users (id)
);
create index access_requests_newest on access_requests (created_at desc, id desc) where deleted_at is null;
create index access_requests_owner_newest on access_requests (owner_id, created_at desc, id desc) where deleted_at is null;
create index access_requests_requester on access_requests (requester_id, created_at desc, id desc) where deleted_at is null;
create index access_requests_state on access_requests (state, created_at desc, id desc) where deleted_at is null;
create index access_requests_record on access_requests (record) where deleted_at is null;
create index access_requests_import_key on access_requests (import_key(title)) where deleted_at is null;
create index access_requests_changes on access_requests (updated_at, id);
create index access_requests_bin on access_requests (deleted_at desc, id desc) where deleted_at is not null;
create unique index access_requests_external on access_requests (source_system, external_id) where deleted_at is null and external_id is not null;

-- What was merged into what, and where who asks for a merged record is sent (facts 25).
create table merges (
  id uuid primary key,
  object text not null,
  into_id uuid not null,
  from_ids uuid[] not null,
  batch_id uuid not null references batches (id),
  added jsonb not null,
  user_id uuid references users (id),
  at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by_id uuid references users (id)
);
create index merges_into on merges (into_id, at desc);
create table redirects (
  from_id uuid primary key,
  object text not null,
  to_id uuid not null,
  merge_id uuid not null references merges (id) on delete cascade
);
create index redirects_to on redirects (to_id);

-- Where a merged record is today, over several merges; null of one that was not merged.
create function redirected(merged uuid) returns uuid language sql stable as $$
  with recursive way as (
    select to_id, 1 as step from redirects where from_id = merged
    union all
    select r.to_id, w.step + 1 from way w join redirects r on r.from_id = w.to_id where w.step < 100)
  select to_id from way order by step desc limit 1
$$;

-- A search of the whole base, the groups it found, and pairs of which somebody said that they are not the same.
create table duplicate_scans (
  id uuid primary key,
  object text not null,
  state text not null check (state in ('running', 'done', 'stopped', 'failed')),
  is_stopped boolean not null default false,
  total integer not null default 0,
  done integer not null default 0,
  after uuid,
  user_id uuid references users (id),
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone
);
create table duplicate_groups (
  id uuid primary key,
  scan_id uuid not null references duplicate_scans (id) on delete cascade,
  is_same boolean not null,
  kinds text[] not null,
  is_settled boolean not null default false
);
create index duplicate_groups_scan on duplicate_groups (scan_id, is_settled, is_same desc, id);
create table duplicate_members (
  scan_id uuid not null references duplicate_scans (id) on delete cascade,
  record_id uuid not null,
  group_id uuid not null references duplicate_groups (id) on delete cascade,
  primary key (scan_id, record_id)
);
create index duplicate_members_group on duplicate_members (group_id);
create table different_pairs (
  object text not null,
  one uuid not null,
  other uuid not null,
  user_id uuid references users (id),
  at timestamp with time zone not null,
  primary key (one, other),
  check (one < other)
);

-- Managers of sales may let a duplicate be, and whoever works with records may merge his own.
update roles set grants = grants || '{"duplicate.override": "all"}' where id in ('director', 'salesManager');
update roles set grants = grants || '{"customer.merge": "own", "contact.merge": "own", "lead.merge": "own"}' where id = 'salesperson';
update roles set grants = grants || '{"lead.merge": "all"}' where id = 'marketing';
