-- database: company
-- What every company database has before any noun of the business.

create table settings (
  id boolean primary key default true check (id),
  name text not null,
  locale text not null check (locale in ('zh', 'en')),
  base_currency character(3) not null,
  time_zone text not null,
  fiscal_year_start integer not null default 1 check (fiscal_year_start between 1 and 12),
  week_start integer not null default 1 check (week_start between 1 and 7)
);

-- People: users and departments are records like all others (see 'the columns of every record' below).
create table departments (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid,
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text not null,
  parent_id uuid references departments (id),
  head_id uuid
);

create table users (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text not null,
  department_id uuid references departments (id),
  superior_id uuid references users (id),
  position text,
  state text,
  joined_on date,
  left_on date,
  expertise text
);
create index users_superior on users (superior_id);
create index users_department on users (department_id);
create unique index users_external on users (source_system, external_id) where deleted_at is null and external_id is not null;

alter table departments add constraint departments_created_by_id_fkey foreign key (created_by_id) references users (id);
alter table departments add constraint departments_head_id_fkey foreign key (head_id) references users (id);
create unique index departments_name on departments (lower(name)) where deleted_at is null;
create unique index departments_external on departments (source_system, external_id) where deleted_at is null and external_id is not null;

-- Who was in which department, and which department was below which, from when on: the transitions of these tracked fields.

create table roles (
  id text primary key,
  name_zh text not null,
  name_en text not null,
  grants jsonb not null,
  hidden_fields text[] not null default '{}',
  position integer not null default 0
);
create table user_roles (
  user_id uuid not null references users (id),
  role_id text not null references roles (id),
  primary key (user_id, role_id)
);

-- Phones, e-mail addresses and WeChat ids of any record, each a row (facts 3).
create table contact_points (
  id uuid primary key,
  object text not null,
  record_id uuid not null,
  field text not null,
  position integer not null,
  raw text not null,
  normalised text not null,
  extension text,
  label text,
  is_primary boolean not null
);
create index contact_points_record on contact_points (record_id, field, position);
create index contact_points_normalised on contact_points (normalised, object);

-- One row per record and searchable field; tokens are the two-character pieces of the haystack (text, pinyin, initials, tail of a phone).
-- A noun with many records has a partition of its own, so that what is common in one noun says nothing of another.
create table search_entries (
  object text not null,
  record_id uuid not null,
  field text not null,
  owner_id uuid,
  haystack text not null,
  tokens text[] not null,
  primary key (object, record_id, field)
) partition by list (object);
create table search_entries_rest partition of search_entries default;
-- A rare token is answered by the first index, a common one by walking the newest entries (of an owner), which meets enough of them soon.
create index search_entries_tokens on search_entries using gin (tokens) with (fastupdate = off);
create index search_entries_newest on search_entries (object, record_id desc);
create index search_entries_owner on search_entries (owner_id, object, record_id desc);

-- What was done together: an import, a bulk edit, a merge. It can be undone as one.
create table batches (
  id uuid primary key,
  kind text not null,
  object text,
  user_id uuid references users (id),
  reason text,
  created_at timestamp with time zone not null default now(),
  undone_at timestamp with time zone,
  undone_by uuid references users (id)
);

-- Who changed what, when, before, after, by which verb, in which batch. A creation's row holds no copy of the values.
create table history (
  id uuid not null,
  at timestamp with time zone not null default now(),
  object text not null,
  record_id uuid not null,
  user_id uuid references users (id),
  actor_kind text not null,
  actor_name text not null,
  verb text not null,
  version integer not null,
  batch_id uuid references batches (id),
  reason text,
  changes jsonb,
  primary key (id, at)
) partition by range (at);
create table history_rest partition of history default;
create index history_record on history (record_id, at desc, id desc);
create index history_batch on history (batch_id) where batch_id is not null;

-- Each value that a tracked field (stage, state, owner) has had: rows are appended, never rewritten (facts 10).
create table transitions (
  id uuid primary key,
  object text not null,
  record_id uuid not null,
  field text not null,
  from_value text,
  to_value text,
  at timestamp with time zone,
  precision text not null check (precision in ('instant', 'day', 'unknown')),
  recorded_at timestamp with time zone not null default now(),
  user_id uuid references users (id),
  department_id uuid references departments (id),
  reason text,
  batch_id uuid references batches (id),
  check ((at is null) = (precision = 'unknown'))
);
create index transitions_record on transitions (record_id, field, at, id);
create index transitions_batch on transitions (batch_id) where batch_id is not null;

-- Events of committed changes, until every subscriber has had them.
create table outbox (
  id uuid primary key,
  name text not null,
  object text not null,
  record_id uuid not null,
  user_id uuid,
  payload jsonb not null,
  created_at timestamp with time zone not null default now(),
  done_at timestamp with time zone,
  attempts integer not null default 0,
  next_at timestamp with time zone not null default now(),
  error text
);
create index outbox_waiting on outbox (next_at) where done_at is null;
create table outbox_marks (
  event_id uuid not null references outbox (id) on delete cascade,
  subscriber text not null,
  primary key (event_id, subscriber)
);

-- Serial numbers: the row is locked by whoever draws, as the last write of its transaction (facts 22).
create table counters (
  name text primary key,
  value bigint not null
);

-- Options of choices as the administrator has them: added, renamed, ordered, retired.
create table choice_options (
  object text not null,
  field text not null,
  id text not null,
  label_zh text,
  label_en text,
  is_retired boolean not null default false,
  position integer not null default 0,
  primary key (object, field, id)
);
