-- database: company
-- Pools: where records without an owner wait for whoever may claim them, and the clock that lets them fall in.

create table pools (
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
  object text not null,
  rank numeric(18,0) default 10,
  is_enabled boolean default true,
  is_for_everybody boolean default false,
  counted_methods text[],
  counted_length numeric(18,0),
  counted_needs_file boolean default false,
  spares_open boolean default true,
  protection_days numeric(18,0),
  longest_days numeric(18,0),
  warn_days numeric(18,0) default 3,
  bar_days numeric(18,0),
  claims_per_day numeric(18,0),
  views_per_day numeric(18,0)
);
create unique index pools_name on pools (lower(name)) where deleted_at is null;
create index pools_newest on pools (created_at desc, id desc) where deleted_at is null;
create index pools_changes on pools (updated_at, id);
create index pools_bin on pools (deleted_at desc, id desc) where deleted_at is not null;
create index pools_import_key on pools (import_key(name)) where deleted_at is null;
create unique index pools_external on pools (source_system, external_id) where deleted_at is null and external_id is not null;

create table pool_members (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  position integer not null default 0,
  pool_id uuid not null references pools (id),
  part text not null,
  user_id uuid references users (id),
  department_id uuid references departments (id)
);
create index pool_members_pool on pool_members (pool_id, position);
create index pool_members_user on pool_members (user_id);
create index pool_members_department on pool_members (department_id);
create index pool_members_bin on pool_members (deleted_at desc, id desc) where deleted_at is not null;
create unique index pool_members_external on pool_members (source_system, external_id) where deleted_at is null and external_id is not null;

create table pool_rules (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  position integer not null default 0,
  pool_id uuid not null references pools (id),
  level text,
  measure text not null,
  days numeric(18,0) not null
);
create index pool_rules_pool on pool_rules (pool_id, position);
create index pool_rules_bin on pool_rules (deleted_at desc, id desc) where deleted_at is not null;
create unique index pool_rules_external on pool_rules (source_system, external_id) where deleted_at is null and external_id is not null;

create table pool_hidden_fields (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  position integer not null default 0,
  pool_id uuid not null references pools (id),
  field text not null
);
create index pool_hidden_fields_pool on pool_hidden_fields (pool_id, position);
create index pool_hidden_fields_bin on pool_hidden_fields (deleted_at desc, id desc) where deleted_at is not null;
create unique index pool_hidden_fields_external on pool_hidden_fields (source_system, external_id) where deleted_at is null and external_id is not null;

-- The rules of a pool as they hold from a day on: what is changed today acts from tomorrow.
create table pool_rule_versions (
  pool_id uuid not null references pools (id) on delete cascade,
  from_on date not null,
  rules jsonb not null,
  primary key (pool_id, from_on)
);

-- How many one may own, and how many of these lock.
create table ownership_limits (
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
  object text not null,
  kind text not null,
  user_id uuid references users (id),
  department_id uuid references departments (id),
  role text,
  max numeric(18,0) not null,
  counts_closed boolean default true
);
create index ownership_limits_user on ownership_limits (user_id);
create index ownership_limits_department on ownership_limits (department_id);
create index ownership_limits_newest on ownership_limits (created_at desc, id desc) where deleted_at is null;
create index ownership_limits_changes on ownership_limits (updated_at, id);
create index ownership_limits_bin on ownership_limits (deleted_at desc, id desc) where deleted_at is not null;
create index ownership_limits_import_key on ownership_limits (import_key(name)) where deleted_at is null;
create unique index ownership_limits_external on ownership_limits (source_system, external_id) where deleted_at is null and external_id is not null;

-- One run of the nightly recovery; the moves are one batch.
create table recovery_runs (
  id uuid primary key,
  object text not null,
  on_day date not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  looked integer not null default 0,
  moved integer not null default 0,
  batch_id uuid
);
create index recovery_runs_newest on recovery_runs (started_at desc, id desc);

-- Each time that a record lay in a pool: how it came there, who had had it, and who took it out.
create table pool_stays (
  id uuid primary key,
  object text not null,
  record_id uuid not null,
  pool_id uuid references pools (id) on delete set null,
  cause text,
  rule text,
  reason text,
  previous_owner_id uuid references users (id),
  entered_at timestamp with time zone not null,
  entered_by_id uuid references users (id),
  batch_id uuid,
  left_at timestamp with time zone,
  left_to_id uuid references users (id),
  left_by_id uuid references users (id)
);
create index pool_stays_record on pool_stays (record_id, entered_at desc);
create unique index pool_stays_living on pool_stays (record_id) where left_at is null;
create index pool_stays_batch on pool_stays (batch_id, record_id) where batch_id is not null;

-- Who claimed what: counted anew at each claim, under a lock of the person and the pool.
create table pool_claims (
  id uuid primary key,
  pool_id uuid not null references pools (id) on delete cascade,
  user_id uuid not null references users (id),
  on_day date not null,
  record_id uuid not null,
  at timestamp with time zone not null
);
create index pool_claims_day on pool_claims (user_id, pool_id, on_day);

-- Which records of a pool somebody opened on a day.
create table pool_views (
  user_id uuid not null references users (id),
  pool_id uuid not null references pools (id) on delete cascade,
  on_day date not null,
  record_id uuid not null,
  at timestamp with time zone not null default clock_timestamp(),
  primary key (user_id, pool_id, on_day, record_id)
);

-- Work that a company has done once each day.
create table daily_runs (
  name text not null,
  on_day date not null,
  finished_at timestamp with time zone not null,
  primary key (name, on_day)
);

alter table customers
  add column pool_id uuid references pools (id),
  add column entered_pool_at timestamp with time zone,
  add column pool_cause text,
  add column previous_owner_id uuid references users (id),
  add column received_at timestamp with time zone,
  add column recover_on date,
  add column recover_rule text,
  add column recover_pool_id uuid references pools (id) on delete set null,
  add column protected_until date,
  add column is_locked boolean default false;
create index customers_pool on customers (pool_id, created_at desc, id desc) where deleted_at is null;
create index customers_entered_pool_at on customers (entered_pool_at, id) where deleted_at is null;
create index customers_recover_on on customers (recover_on, id) where deleted_at is null;
create index customers_owner_recover_on on customers (owner_id, recover_on, id) where deleted_at is null and recover_on is not null;
create index customers_owner_locked on customers (owner_id) where deleted_at is null and is_locked;

alter table leads
  add column pool_id uuid references pools (id),
  add column entered_pool_at timestamp with time zone,
  add column pool_cause text,
  add column previous_owner_id uuid references users (id),
  add column received_at timestamp with time zone,
  add column recover_on date,
  add column recover_rule text,
  add column recover_pool_id uuid references pools (id) on delete set null,
  add column protected_until date,
  add column is_locked boolean default false;
create index leads_pool on leads (pool_id, created_at desc, id desc) where deleted_at is null;
create index leads_entered_pool_at on leads (entered_pool_at, id) where deleted_at is null;
create index leads_recover_on on leads (recover_on, id) where deleted_at is null;
create index leads_owner_recover_on on leads (owner_id, recover_on, id) where deleted_at is null and recover_on is not null;
create index leads_owner_locked on leads (owner_id) where deleted_at is null and is_locked;

-- A company that is there already gets what a new one is given: a pool of each kind, for everybody, into which nothing falls by itself.
insert into pools (id, name, object, is_for_everybody)
select gen_random_uuid(), case when s.locale = 'zh' then k.zh else k.en end, k.object, true
from settings s cross join (values ('customer', '客户公海', 'Customer pool'), ('lead', '线索公海', 'Lead pool')) as k (object, zh, en);

-- Whoever sells gets the verbs of his nouns once; what an administrator said of them stays.
update roles set grants = jsonb_build_object(
    'customer.claim', 'own', 'customer.release', 'own', 'customer.assign', 'own', 'customer.lock', 'own', 'customer.unlock', 'own',
    'lead.claim', 'own', 'lead.release', 'own', 'lead.assign', 'own', 'lead.lock', 'own', 'lead.unlock', 'own') || grants
where id = 'salesperson';
