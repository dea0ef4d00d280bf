-- database: company
-- The way of a lead from marketing to sales, and who gets it by which rule.

alter table leads
  add column return_reason text,
  add column marketing_owner_id uuid references users (id),
  add column contact_due_on date;
create index leads_contact_due_on on leads (contact_due_on, id) where deleted_at is null;
-- How many somebody has open: counted at each assignment.
create index leads_open_of_owner on leads (owner_id)
  where deleted_at is null and state in ('new', 'qualified', 'handedOver', 'following', 'returned');
-- What nobody has followed up since it was assigned.
create index leads_waiting on leads (assigned_at)
  where deleted_at is null and state in ('handedOver', 'following') and contact_due_on is not null;

-- Where somebody sells, and when he is away.
alter table users
  add column territory text,
  add column leave_from date,
  add column leave_until date;

-- One row: what becomes of leads that nobody fits or nobody follows up.
create table lead_settings (
  is_only boolean primary key default true check (is_only),
  version integer not null default 1,
  fallback_user_id uuid references users (id),
  is_escalating boolean not null default true,
  remind_days integer not null default 3,
  manager_days integer not null default 5,
  recover_days integer not null default 7,
  recover_to text not null default 'pool' check (recover_to in ('pool', 'fallback', 'nowhere')),
  performance_days integer not null default 90,
  amount_weight integer not null default 50,
  -- What was assigned before does not escalate: nobody had been told that it would.
  escalates_from timestamp with time zone not null default now()
);
insert into lead_settings default values;

create table assignment_rules (
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
  place numeric(18,0),
  is_on boolean,
  is_at_creation boolean,
  sources text[],
  campaign_id uuid references campaigns (id),
  industries text[],
  levels text[],
  regions text,
  keywords text,
  method text,
  fits_territory boolean,
  fits_expertise boolean,
  cap numeric(18,0),
  task_priority text,
  task_days numeric(18,0)
);
create unique index assignment_rules_name on assignment_rules (lower(name)) where deleted_at is null;
create index assignment_rules_import_key on assignment_rules (import_key(name)) where deleted_at is null;
create index assignment_rules_newest on assignment_rules (created_at desc, id desc) where deleted_at is null;
create index assignment_rules_changes on assignment_rules (updated_at, id);
create index assignment_rules_bin on assignment_rules (deleted_at desc, id desc) where deleted_at is not null;
create index assignment_rules_campaign on assignment_rules (campaign_id) where deleted_at is null;
create unique index assignment_rules_external on assignment_rules (source_system, external_id)
  where deleted_at is null and external_id is not null;

create table assignment_candidates (
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
  rule_id uuid not null references assignment_rules (id),
  user_id uuid references users (id),
  department_id uuid references departments (id)
);
create index assignment_candidates_rule on assignment_candidates (rule_id, position);
create index assignment_candidates_bin on assignment_candidates (deleted_at desc, id desc) where deleted_at is not null;
create index assignment_candidates_user on assignment_candidates (user_id);
create index assignment_candidates_department on assignment_candidates (department_id);
create unique index assignment_candidates_external on assignment_candidates (source_system, external_id)
  where deleted_at is null and external_id is not null;

-- When each was last given something by a rule: the one who waited longest comes next.
create table assignment_turns (
  rule_id uuid not null references assignment_rules (id) on delete cascade,
  user_id uuid not null references users (id),
  turn bigint not null,
  primary key (rule_id, user_id)
);

-- Each assignment with its reason: who else was looked at, and why it was not he.
create table lead_assignments (
  id uuid primary key,
  lead_id uuid not null references leads (id) on delete cascade,
  at timestamp with time zone not null,
  kind text not null,
  owner_id uuid references users (id),
  by_id uuid references users (id),
  rule_id uuid references assignment_rules (id) on delete set null,
  rule_name text,
  considered jsonb not null default '[]',
  task_id uuid
);
create index lead_assignments_lead on lead_assignments (lead_id, at desc);

-- Roles that exist already learn the verbs that leads have got; what an administrator took from them stays taken.
update roles set grants = grants || jsonb_build_object(
    'lead.qualify', grants -> 'lead.update', 'lead.handOver', grants -> 'lead.update', 'lead.takeUp', grants -> 'lead.update',
    'lead.returnToMarketing', grants -> 'lead.update', 'lead.invalidate', grants -> 'lead.update', 'lead.reopen', grants -> 'lead.update',
    'lead.assignByRules', grants -> 'lead.update')
  where grants ? 'lead.update';
