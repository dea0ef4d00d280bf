-- database: company
-- Contacts, leads, campaigns, follow-ups, tasks, events, tags, legal entities.

create table tags (
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
  colour text,
  nouns text[]
);
create index tags_newest on tags (created_at desc, id desc) where deleted_at is null;
create unique index tags_name on tags (lower(name)) where deleted_at is null;
create index tags_import_key on tags (import_key(name)) where deleted_at is null;
create unique index tags_external on tags (source_system, external_id) where deleted_at is null and external_id is not null;

create table legal_entities (
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
  short_name text,
  tax_no text,
  taxpayer_type text,
  address jsonb,
  is_default boolean
);
create index legal_entities_newest on legal_entities (created_at desc, id desc) where deleted_at is null;
create index legal_entities_address on legal_entities (((address->>'code') collate "C")) where deleted_at is null;
create unique index legal_entities_name on legal_entities (lower(name)) where deleted_at is null;
create unique index legal_entities_tax_no on legal_entities (lower(tax_no)) where deleted_at is null;
create index legal_entities_import_key on legal_entities (import_key(name)) where deleted_at is null;
create unique index legal_entities_external on legal_entities (source_system, external_id) where deleted_at is null and external_id is not null;

create table bank_accounts (
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
  legal_entity_id uuid not null references legal_entities (id),
  bank text not null,
  account text not null,
  holder text,
  currency character(3),
  is_default boolean
);
create index bank_accounts_legal_entity on bank_accounts (legal_entity_id, position);
create unique index bank_accounts_external on bank_accounts (source_system, external_id) where deleted_at is null and external_id is not null;

create table campaigns (
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
  kind text,
  state text,
  starts_on date,
  ends_on date,
  budget numeric(19,4),
  actual_cost numeric(19,4),
  currency character(3),
  place text,
  audience text,
  content text,
  resources text,
  tags uuid[],
  owner_id uuid references users (id)
);
create index campaigns_newest on campaigns (created_at desc, id desc) where deleted_at is null;
create index campaigns_owner_newest on campaigns (owner_id, created_at desc, id desc) where deleted_at is null;
create index campaigns_kind on campaigns (kind, created_at desc, id desc) where deleted_at is null;
create index campaigns_state on campaigns (state, created_at desc, id desc) where deleted_at is null;
create index campaigns_starts_on on campaigns (starts_on, id) where deleted_at is null;
create index campaigns_tags on campaigns using gin (tags);
create index campaigns_import_key on campaigns (import_key(name)) where deleted_at is null;
create unique index campaigns_external on campaigns (source_system, external_id) where deleted_at is null and external_id is not null;

create table contacts (
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
  customer_id uuid references customers (id),
  job_title text,
  role text,
  influence text,
  attitude text,
  gender text,
  birthday text,
  address jsonb,
  tags uuid[],
  remark text,
  last_activity_at timestamp with time zone,
  last_activity_by_id uuid references users (id),
  last_activity_text text,
  activity_count numeric(18,0),
  owner_id uuid references users (id)
);
create index contacts_newest on contacts (created_at desc, id desc) where deleted_at is null;
create index contacts_owner_newest on contacts (owner_id, created_at desc, id desc) where deleted_at is null;
create index contacts_name on contacts ((lower(name) collate "zh-x-icu"), id) where deleted_at is null;
create index contacts_customer on contacts (customer_id, created_at desc, id desc) where deleted_at is null;
create index contacts_address on contacts (((address->>'code') collate "C")) where deleted_at is null;
create index contacts_role on contacts (role, created_at desc, id desc) where deleted_at is null;
create index contacts_tags on contacts using gin (tags);
create index contacts_last_activity_at on contacts (last_activity_at, id) where deleted_at is null;
create index contacts_import_key on contacts (import_key(name)) where deleted_at is null;
create unique index contacts_external on contacts (source_system, external_id) where deleted_at is null and external_id is not null;

create table contact_customers (
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
  contact_id uuid not null references contacts (id),
  customer_id uuid not null references customers (id),
  job_title text,
  joined_on date,
  left_on date
);
create index contact_customers_contact on contact_customers (contact_id, position);
create index contact_customers_customer on contact_customers (customer_id);
create unique index contact_customers_external on contact_customers (source_system, external_id) where deleted_at is null and external_id is not null;

create table leads (
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
  company text,
  job_title text,
  state text,
  source text,
  campaign_id uuid references campaigns (id),
  industry text,
  level text,
  address jsonb,
  need text,
  tags uuid[],
  remark text,
  next_contact_at timestamp with time zone,
  last_activity_at timestamp with time zone,
  last_activity_by_id uuid references users (id),
  last_activity_text text,
  activity_count numeric(18,0),
  invalid_reason text,
  qualified_at timestamp with time zone,
  handed_over_at timestamp with time zone,
  assigned_at timestamp with time zone,
  first_contacted_at timestamp with time zone,
  converted_at timestamp with time zone,
  first_opportunity_at timestamp with time zone,
  converted_customer_id uuid references customers (id),
  owner_id uuid references users (id)
);
create index leads_newest on leads (created_at desc, id desc) where deleted_at is null;
create index leads_owner_newest on leads (owner_id, created_at desc, id desc) where deleted_at is null;
create index leads_name on leads ((lower(name) collate "zh-x-icu"), id) where deleted_at is null;
create index leads_state on leads (state, created_at desc, id desc) where deleted_at is null;
create index leads_source on leads (source, created_at desc, id desc) where deleted_at is null;
create index leads_campaign on leads (campaign_id, created_at desc, id desc) where deleted_at is null;
create index leads_level on leads (level, created_at desc, id desc) where deleted_at is null;
create index leads_address on leads (((address->>'code') collate "C")) where deleted_at is null;
create index leads_tags on leads using gin (tags);
create index leads_next_contact_at on leads (next_contact_at, id) where deleted_at is null;
create index leads_last_activity_at on leads (last_activity_at, id) where deleted_at is null;
create index leads_converted_at on leads (converted_at, id) where deleted_at is null;
create index leads_converted_customer on leads (converted_customer_id, created_at desc, id desc) where deleted_at is null;
create index leads_import_key on leads (import_key(name)) where deleted_at is null;
create unique index leads_external on leads (source_system, external_id) where deleted_at is null and external_id is not null;

create table activities (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  method text,
  content text not null,
  customer_id uuid references customers (id),
  contact_id uuid references contacts (id),
  opportunity_id uuid references opportunities (id),
  lead_id uuid references leads (id),
  happened_at timestamp with time zone,
  result text,
  next_contact_at timestamp with time zone,
  files uuid[],
  subject text,
  owner_id uuid references users (id)
);
create index activities_newest on activities (created_at desc, id desc) where deleted_at is null;
create index activities_owner_newest on activities (owner_id, created_at desc, id desc) where deleted_at is null;
create index activities_method on activities (method, created_at desc, id desc) where deleted_at is null;
create index activities_happened_at on activities (happened_at, id) where deleted_at is null;
create index activities_import_key on activities (import_key(subject)) where deleted_at is null;
create unique index activities_external on activities (source_system, external_id) where deleted_at is null and external_id is not null;

create table tasks (
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
  state text,
  due_on date,
  due_at timestamp with time zone,
  priority text,
  owner_id uuid references users (id),
  assigner_id uuid references users (id),
  customer_id uuid references customers (id),
  contact_id uuid references contacts (id),
  opportunity_id uuid references opportunities (id),
  lead_id uuid references leads (id),
  remind_before text,
  description text,
  result text,
  completed_at timestamp with time zone,
  completed_by_id uuid references users (id)
);
create index tasks_newest on tasks (created_at desc, id desc) where deleted_at is null;
create index tasks_owner_newest on tasks (owner_id, created_at desc, id desc) where deleted_at is null;
create index tasks_state on tasks (state, created_at desc, id desc) where deleted_at is null;
create index tasks_due_on on tasks (due_on, id) where deleted_at is null;
create index tasks_priority on tasks (priority, created_at desc, id desc) where deleted_at is null;
create index tasks_assigner on tasks (assigner_id, created_at desc, id desc) where deleted_at is null;
create index tasks_customer on tasks (customer_id, created_at desc, id desc) where deleted_at is null;
create index tasks_contact on tasks (contact_id, created_at desc, id desc) where deleted_at is null;
create index tasks_opportunity on tasks (opportunity_id, created_at desc, id desc) where deleted_at is null;
create index tasks_lead on tasks (lead_id, created_at desc, id desc) where deleted_at is null;
create index tasks_completed_at on tasks (completed_at, id) where deleted_at is null;
create index tasks_import_key on tasks (import_key(title)) where deleted_at is null;
create unique index tasks_external on tasks (source_system, external_id) where deleted_at is null and external_id is not null;

create table events (
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
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  is_all_day boolean,
  place text,
  customer_id uuid references customers (id),
  contact_id uuid references contacts (id),
  opportunity_id uuid references opportunities (id),
  lead_id uuid references leads (id),
  repeats text,
  every numeric(18,0),
  weekdays text[],
  until date,
  times numeric(18,0),
  reminders text[],
  description text,
  owner_id uuid references users (id)
);
create index events_newest on events (created_at desc, id desc) where deleted_at is null;
create index events_owner_newest on events (owner_id, created_at desc, id desc) where deleted_at is null;
create index events_starts_at on events (starts_at, id) where deleted_at is null;
create index events_ends_at on events (ends_at, id) where deleted_at is null;
create index events_customer on events (customer_id, created_at desc, id desc) where deleted_at is null;
create index events_contact on events (contact_id, created_at desc, id desc) where deleted_at is null;
create index events_opportunity on events (opportunity_id, created_at desc, id desc) where deleted_at is null;
create index events_lead on events (lead_id, created_at desc, id desc) where deleted_at is null;
create index events_import_key on events (import_key(title)) where deleted_at is null;
create unique index events_external on events (source_system, external_id) where deleted_at is null and external_id is not null;

create table event_participants (
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
  event_id uuid not null references events (id),
  user_id uuid not null references users (id)
);
create index event_participants_event on event_participants (event_id, position);
create index event_participants_user on event_participants (user_id);
create unique index event_participants_external on event_participants (source_system, external_id) where deleted_at is null and external_id is not null;

create table event_exceptions (
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
  event_id uuid not null references events (id),
  starts_at timestamp with time zone not null
);
create index event_exceptions_event on event_exceptions (event_id, position);
create unique index event_exceptions_external on event_exceptions (source_system, external_id) where deleted_at is null and external_id is not null;

create index activities_customer_happened on activities (customer_id, happened_at desc, id desc) where deleted_at is null;
create index activities_contact_happened on activities (contact_id, happened_at desc, id desc) where deleted_at is null;
create index activities_opportunity_happened on activities (opportunity_id, happened_at desc, id desc) where deleted_at is null;
create index activities_lead_happened on activities (lead_id, happened_at desc, id desc) where deleted_at is null;

-- What customers and opportunities say of follow-ups, and where they came from.
alter table customers
  add column birthday text,
  add column campaign_id uuid references campaigns (id),
  add column origin_lead_id uuid references leads (id),
  add column tags uuid[],
  add column primary_contact_id uuid references contacts (id),
  add column next_contact_at timestamp with time zone,
  add column last_activity_at timestamp with time zone,
  add column last_activity_by_id uuid references users (id),
  add column last_activity_text text,
  add column activity_count numeric(18,0) default 0;
create index customers_campaign on customers (campaign_id, created_at desc, id desc) where deleted_at is null;
create index customers_tags on customers using gin (tags);
create index customers_next_contact_at on customers (next_contact_at, id) where deleted_at is null;
create index customers_last_activity_at on customers (last_activity_at, id) where deleted_at is null;
alter table opportunities
  add column campaign_id uuid references campaigns (id),
  add column origin_lead_id uuid references leads (id),
  add column tags uuid[],
  add column next_contact_at timestamp with time zone,
  add column last_activity_at timestamp with time zone,
  add column last_activity_by_id uuid references users (id),
  add column last_activity_text text,
  add column activity_count numeric(18,0) default 0;
create index opportunities_campaign on opportunities (campaign_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_tags on opportunities using gin (tags);
create index opportunities_next_contact_at on opportunities (next_contact_at, id) where deleted_at is null;
create index opportunities_last_activity_at on opportunities (last_activity_at, id) where deleted_at is null;

-- Leads and customers share the options of industry and level from now on.
update choice_options set object = 'sets' where object = 'customer' and field in ('industry', 'level');

create table search_entries_contacts partition of search_entries for values in ('contact');
create table search_entries_leads partition of search_entries for values in ('lead');
create table search_entries_activities partition of search_entries for values in ('activity');
alter table search_entries_contacts alter column tokens set statistics 1000;
alter table search_entries_leads alter column tokens set statistics 1000;
alter table search_entries_activities alter column tokens set statistics 1000;
