-- database: company
-- Opportunities: what they are about, who takes part, how sure they are; competitors; the company's own norms; forecasts.

create table competitors (
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
  website text,
  state text,
  positioning text,
  products text,
  strategy text,
  service text,
  price_level text,
  price text,
  strengths text,
  weaknesses text,
  answer text,
  remark text,
  tags uuid[]
);
create unique index competitors_name on competitors (lower(name)) where deleted_at is null;
create index competitors_by_name on competitors (name, id) where deleted_at is null;
create index competitors_state on competitors (state, created_at desc, id desc) where deleted_at is null;
create index competitors_price_level on competitors (price_level, created_at desc, id desc) where deleted_at is null;
create index competitors_tags on competitors using gin (tags);
create index competitors_newest on competitors (created_at desc, id desc) where deleted_at is null;
create index competitors_changes on competitors (updated_at, id);
create index competitors_bin on competitors (deleted_at desc, id desc) where deleted_at is not null;
create index competitors_import_key on competitors (import_key(name)) where deleted_at is null;
create unique index competitors_external on competitors (source_system, external_id) where deleted_at is null and external_id is not null;

create table size_bands (
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
  from_amount numeric(19,4) not null
);
create unique index size_bands_name on size_bands (lower(name)) where deleted_at is null;
create index size_bands_newest on size_bands (created_at desc, id desc) where deleted_at is null;
create index size_bands_changes on size_bands (updated_at, id);
create index size_bands_bin on size_bands (deleted_at desc, id desc) where deleted_at is not null;
create index size_bands_import_key on size_bands (import_key(name)) where deleted_at is null;
create unique index size_bands_external on size_bands (source_system, external_id) where deleted_at is null and external_id is not null;

alter table opportunities add column budget numeric(19,4);
alter table opportunities add column size_band_id uuid references size_bands (id);
alter table opportunities add column forecast_category text;
alter table opportunities add column intent text;
alter table opportunities add column industry text;
alter table opportunities add column region jsonb;
alter table opportunities add column province text;
alter table opportunities add column stage_since timestamp with time zone;
alter table opportunities add column lost_to_id uuid references competitors (id);

update opportunities o set forecast_category = 'pipeline', industry = (select c.industry from customers c where c.id = o.customer_id),
  stage_since = (select date_trunc('second', tr.at) from transitions tr where tr.record_id = o.id and tr.field = 'stage' and tr.to_value = o.stage_id::text
    order by tr.recorded_at desc, tr.id desc limit 1);

create index opportunities_size_band on opportunities (size_band_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_forecast_category on opportunities (forecast_category, created_at desc, id desc) where deleted_at is null;
create index opportunities_intent on opportunities (intent, created_at desc, id desc) where deleted_at is null;
create index opportunities_industry on opportunities (industry, created_at desc, id desc) where deleted_at is null;
create index opportunities_region on opportunities ((region ->> 'code') collate "C") where deleted_at is null;
create index opportunities_province on opportunities (province, id) where deleted_at is null;
create index opportunities_stage_since on opportunities (stage_since, id) where deleted_at is null;
create index opportunities_lost_to on opportunities (lost_to_id, created_at desc, id desc) where deleted_at is null;
-- The board weighs each opportunity by its own odds.
drop index opportunities_stage_sums;
create index opportunities_stage_sums on opportunities (stage_id) include (state, currency, amount, probability) where deleted_at is null;
drop index opportunities_owner_stage_sums;
create index opportunities_owner_stage_sums on opportunities (owner_id, stage_id) include (state, currency, amount, probability)
  where deleted_at is null;
-- What runs, by when it is expected, with all that a forecast adds up.
create index opportunities_forecast on opportunities (expected_close_on)
  include (id, owner_id, forecast_category, currency, amount, probability) where deleted_at is null and state = 'open';
-- What has come and gone in stages, by when: norms, flows of a period.
create index transitions_stages on transitions (at) include (record_id, from_value, to_value)
  where object = 'opportunity' and field = 'stage' and at is not null;

create table opportunity_parties (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  "position" integer not null default 0,
  opportunity_id uuid not null references opportunities (id),
  party_id uuid not null references customers (id),
  role text not null,
  remark text
);
create index opportunity_parties_opportunity on opportunity_parties (opportunity_id, "position");
create index opportunity_parties_party on opportunity_parties (party_id);
create index opportunity_parties_bin on opportunity_parties (deleted_at desc, id desc) where deleted_at is not null;
create unique index opportunity_parties_external on opportunity_parties (source_system, external_id) where deleted_at is null and external_id is not null;

create table opportunity_competitors (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  "position" integer not null default 0,
  opportunity_id uuid not null references opportunities (id),
  competitor_id uuid not null references competitors (id),
  standing text,
  remark text
);
create index opportunity_competitors_opportunity on opportunity_competitors (opportunity_id, "position");
create index opportunity_competitors_competitor on opportunity_competitors (competitor_id);
create index opportunity_competitors_bin on opportunity_competitors (deleted_at desc, id desc) where deleted_at is not null;
create unique index opportunity_competitors_external on opportunity_competitors (source_system, external_id) where deleted_at is null and external_id is not null;

-- What must be known before a stage is entered is now a list of fields; who answers for a stage, how its risks are avoided.
alter table stages add column avoidance text;
alter table stages add column responsible_id uuid references users (id);
create index stages_responsible on stages (responsible_id);
update stages set needs = case needs when 'nothing' then null when 'customerAndAmount' then 'customer,amount' else needs end;
update pipeline_versions v set stages = (
  select coalesce(jsonb_agg(case s.stage ->> 'needs'
    when 'nothing' then s.stage || '{"needs": null}' when 'customerAndAmount' then s.stage || '{"needs": "customer,amount"}'
    else s.stage end order by s.place), '[]')
  from jsonb_array_elements(v.stages) with ordinality as s (stage, place));
delete from choice_options where object = 'stage' and field = 'needs';

-- How long opportunities usually stay in a stage: the middle of what they stayed in the last twelve months, reckoned each night.
create table stage_norms (
  stage_id uuid primary key references stages (id) on delete cascade,
  median_days numeric(9,2) not null,
  stays integer not null,
  reckoned_on date not null
);

-- What ran on the first day of each week, as it was expected then.
create table forecast_snapshots (
  taken_on date not null,
  opportunity_id uuid not null references opportunities (id) on delete cascade,
  owner_id uuid references users (id),
  stage_id uuid references stages (id),
  category text,
  expected_close_on date,
  currency character(3),
  amount numeric(19,4),
  probability numeric(18,2),
  primary key (taken_on, opportunity_id)
);
create index forecast_snapshots_opportunity on forecast_snapshots (opportunity_id);
create index forecast_snapshots_expected on forecast_snapshots (taken_on, expected_close_on);
-- On which days that was kept: a day on which nothing ran has no rows.
create table forecast_days (
  taken_on date primary key,
  taken_at timestamp with time zone not null
);

create table opportunity_rules (
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
  deed text not null,
  pipeline_id uuid references pipelines (id),
  stage_id uuid references stages (id),
  from_amount numeric(19,4),
  below_amount numeric(19,4),
  industries text[],
  regions text,
  method text,
  fits_territory boolean,
  fits_expertise boolean,
  cap numeric(18,0),
  access text
);
create unique index opportunity_rules_name on opportunity_rules (lower(name)) where deleted_at is null;
create index opportunity_rules_pipeline on opportunity_rules (pipeline_id) where deleted_at is null;
create index opportunity_rules_stage on opportunity_rules (stage_id) where deleted_at is null;
create index opportunity_rules_newest on opportunity_rules (created_at desc, id desc) where deleted_at is null;
create index opportunity_rules_changes on opportunity_rules (updated_at, id);
create index opportunity_rules_bin on opportunity_rules (deleted_at desc, id desc) where deleted_at is not null;
create index opportunity_rules_import_key on opportunity_rules (import_key(name)) where deleted_at is null;
create unique index opportunity_rules_external on opportunity_rules (source_system, external_id) where deleted_at is null and external_id is not null;

create table opportunity_rule_members (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  "position" integer not null default 0,
  rule_id uuid not null references opportunity_rules (id),
  duty text,
  user_id uuid references users (id),
  department_id uuid references departments (id)
);
create index opportunity_rule_members_rule on opportunity_rule_members (rule_id, "position");
create index opportunity_rule_members_user on opportunity_rule_members (user_id);
create index opportunity_rule_members_department on opportunity_rule_members (department_id);
create index opportunity_rule_members_bin on opportunity_rule_members (deleted_at desc, id desc) where deleted_at is not null;
create unique index opportunity_rule_members_external on opportunity_rule_members (source_system, external_id) where deleted_at is null and external_id is not null;

-- Whose turn it was last, by rule.
create table opportunity_rule_turns (
  rule_id uuid not null references opportunity_rules (id) on delete cascade,
  user_id uuid not null references users (id),
  turn bigint not null,
  primary key (rule_id, user_id)
);

-- What rules have done with opportunities, and why.
create table opportunity_assignments (
  id uuid primary key,
  opportunity_id uuid not null references opportunities (id) on delete cascade,
  at timestamp with time zone not null,
  deed text not null,
  rule_id uuid references opportunity_rules (id) on delete set null,
  rule_name text,
  by_id uuid references users (id),
  owner_id uuid references users (id),
  members jsonb not null default '[]',
  considered jsonb not null default '[]'
);
create index opportunity_assignments_opportunity on opportunity_assignments (opportunity_id, at desc);
create index opportunity_assignments_rule on opportunity_assignments (rule_id);
