-- database: company
-- Contracts with their lines, shares of credit, changes and uses of seals; collection plans.

create table contracts (
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
  number text,
  customer_id uuid not null references customers (id),
  type text,
  parent_id uuid references contracts (id),
  opportunity_id uuid references opportunities (id),
  quote_id uuid references quotes (id),
  state text,
  payment_terms text,
  legal_entity_id uuid references legal_entities (id),
  currency character(3),
  price_includes_tax boolean,
  discount_amount numeric(19,4),
  lines_amount numeric(19,4),
  amount numeric(19,4),
  amount_excluding_tax numeric(19,4),
  tax numeric(19,4),
  exchange_rate numeric(28,8),
  rate_on date,
  base_amount numeric(19,4),
  original_amount numeric(19,4),
  received_amount numeric(19,4),
  outstanding numeric(19,4),
  signer_id uuid references users (id),
  customer_signer_id uuid references contacts (id),
  signed_on date,
  effective_on date,
  start_on date,
  end_on date,
  ended_on date,
  seal_state text,
  signing_state text,
  sent_on date,
  scans uuid[],
  terms text,
  files uuid[],
  remark text,
  source text,
  campaign_id uuid references campaigns (id),
  origin_lead_id uuid references leads (id),
  plan_revision numeric(18,0),
  took_effect_at timestamp with time zone,
  owner_id uuid references users (id)
);
create unique index contracts_number on contracts (lower(number));
create index contracts_newest on contracts (created_at desc, id desc) where deleted_at is null;
create index contracts_owner_newest on contracts (owner_id, created_at desc, id desc) where deleted_at is null;
create index contracts_customer on contracts (customer_id, created_at desc, id desc) where deleted_at is null;
create index contracts_type on contracts (type, created_at desc, id desc) where deleted_at is null;
create index contracts_parent on contracts (parent_id) where deleted_at is null;
create index contracts_opportunity on contracts (opportunity_id, created_at desc, id desc) where deleted_at is null;
create index contracts_quote on contracts (quote_id, created_at desc, id desc) where deleted_at is null;
create index contracts_state on contracts (state, created_at desc, id desc) where deleted_at is null;
create index contracts_payment_terms on contracts (payment_terms, created_at desc, id desc) where deleted_at is null;
create index contracts_legal_entity on contracts (legal_entity_id, created_at desc, id desc) where deleted_at is null;
create index contracts_amount on contracts (amount, id) where deleted_at is null;
create index contracts_received_amount on contracts (received_amount, id) where deleted_at is null;
create index contracts_outstanding on contracts (outstanding, id) where deleted_at is null;
create index contracts_signer on contracts (signer_id, created_at desc, id desc) where deleted_at is null;
create index contracts_customer_signer on contracts (customer_signer_id, created_at desc, id desc) where deleted_at is null;
create index contracts_signed_on on contracts (signed_on, id) where deleted_at is null;
create index contracts_effective_on on contracts (effective_on, id) where deleted_at is null;
create index contracts_start_on on contracts (start_on, id) where deleted_at is null;
create index contracts_end_on on contracts (end_on, id) where deleted_at is null;
create index contracts_ended_on on contracts (ended_on, id) where deleted_at is null;
create index contracts_seal_state on contracts (seal_state, created_at desc, id desc) where deleted_at is null;
create index contracts_signing_state on contracts (signing_state, created_at desc, id desc) where deleted_at is null;
create index contracts_campaign on contracts (campaign_id, created_at desc, id desc) where deleted_at is null;
create index contracts_origin_lead on contracts (origin_lead_id) where origin_lead_id is not null;
create index contracts_changes on contracts (updated_at, id);
create index contracts_bin on contracts (deleted_at desc, id desc) where deleted_at is not null;
create index contracts_import_key on contracts (import_key(name)) where deleted_at is null;
create unique index contracts_external on contracts (source_system, external_id) where deleted_at is null and external_id is not null;

create table contract_lines (
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
  contract_id uuid not null references contracts (id),
  product_id uuid references products (id),
  name text,
  code text,
  specification text,
  unit text,
  tax_code text,
  quantity numeric(28,8),
  unit_price numeric(28,8),
  discount_rate numeric(18,2),
  tax_rate_id uuid references tax_rates (id),
  tax_kind text,
  tax_percent numeric(18,2),
  currency character(3),
  gross numeric(19,4),
  discount_share numeric(19,4),
  amount numeric(19,4),
  amount_excluding_tax numeric(19,4),
  tax numeric(19,4),
  remark text
);
create index contract_lines_contract on contract_lines (contract_id, position);
create index contract_lines_product on contract_lines (product_id);
create index contract_lines_tax_rate on contract_lines (tax_rate_id);
create index contract_lines_bin on contract_lines (deleted_at desc, id desc) where deleted_at is not null;
create unique index contract_lines_external on contract_lines (source_system, external_id) where deleted_at is null and external_id is not null;

create table contract_credits (
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
  contract_id uuid not null references contracts (id),
  person_id uuid not null references users (id),
  department_id uuid references departments (id),
  percent numeric(18,2) not null,
  amount numeric(19,4),
  currency character(3),
  signed_on date,
  is_counted boolean
);
create index contract_credits_contract on contract_credits (contract_id, position);
create index contract_credits_person on contract_credits (person_id);
create index contract_credits_signed_on on contract_credits (signed_on, id) where deleted_at is null;
create index contract_credits_department on contract_credits (department_id);
create index contract_credits_bin on contract_credits (deleted_at desc, id desc) where deleted_at is not null;
create unique index contract_credits_external on contract_credits (source_system, external_id) where deleted_at is null and external_id is not null;

create table collection_plans (
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
  contract_id uuid not null references contracts (id),
  customer_id uuid references customers (id),
  instalment_no numeric(18,0),
  kind text,
  due_on date not null,
  release_on date,
  amount numeric(19,4) not null,
  currency character(3),
  received_amount numeric(19,4),
  rest_amount numeric(19,4),
  state text,
  standing text,
  paid_on date,
  remind_days numeric(18,0),
  legal_entity_id uuid references legal_entities (id),
  remark text,
  owner_id uuid references users (id)
);
create index collection_plans_newest on collection_plans (created_at desc, id desc) where deleted_at is null;
create index collection_plans_owner_newest on collection_plans (owner_id, created_at desc, id desc) where deleted_at is null;
create index collection_plans_contract on collection_plans (contract_id, created_at desc, id desc) where deleted_at is null;
create index collection_plans_customer on collection_plans (customer_id, created_at desc, id desc) where deleted_at is null;
create index collection_plans_due_on on collection_plans (due_on, id) where deleted_at is null;
create index collection_plans_unpaid on collection_plans (due_on, id)
  where deleted_at is null and standing = 'live' and state in ('pending', 'partial');
create index collection_plans_amount on collection_plans (amount, id) where deleted_at is null;
create index collection_plans_rest_amount on collection_plans (rest_amount, id) where deleted_at is null;
create index collection_plans_state on collection_plans (state, created_at desc, id desc) where deleted_at is null;
create index collection_plans_paid_on on collection_plans (paid_on, id) where deleted_at is null;
create index collection_plans_legal_entity on collection_plans (legal_entity_id, created_at desc, id desc) where deleted_at is null;
create index collection_plans_changes on collection_plans (updated_at, id);
create index collection_plans_bin on collection_plans (deleted_at desc, id desc) where deleted_at is not null;
create index collection_plans_import_key on collection_plans (import_key(name)) where deleted_at is null;
create unique index collection_plans_external on collection_plans (source_system, external_id) where deleted_at is null and external_id is not null;

create table seals (
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
  legal_entity_id uuid not null references legal_entities (id),
  kind text,
  image uuid[],
  state text
);
create unique index seals_name on seals (lower(name)) where deleted_at is null;
create index seals_newest on seals (created_at desc, id desc) where deleted_at is null;
create index seals_legal_entity on seals (legal_entity_id, created_at desc, id desc) where deleted_at is null;
create index seals_changes on seals (updated_at, id);
create index seals_bin on seals (deleted_at desc, id desc) where deleted_at is not null;
create index seals_import_key on seals (import_key(name)) where deleted_at is null;
create unique index seals_external on seals (source_system, external_id) where deleted_at is null and external_id is not null;

-- Each time a seal was put on a contract: by whom, on how many copies.
create table seal_uses (
  id uuid primary key,
  contract_id uuid not null references contracts (id) on delete cascade,
  seal_id uuid not null references seals (id),
  at timestamp with time zone not null,
  by_id uuid references users (id),
  copies integer not null,
  remark text
);
create index seal_uses_contract on seal_uses (contract_id, at desc);
create index seal_uses_seal on seal_uses (seal_id);

-- What a contract in effect was before it was changed: a change that is dropped goes back to it.
create table contract_changes (
  id uuid primary key,
  contract_id uuid not null references contracts (id) on delete cascade,
  reason text not null,
  begun_at timestamp with time zone not null,
  begun_by_id uuid references users (id),
  "before" jsonb not null,
  ended_at timestamp with time zone,
  is_applied boolean
);
create unique index contract_changes_running on contract_changes (contract_id) where ended_at is null;
create index contract_changes_contract on contract_changes (contract_id, begun_at desc);

-- How many days before money is due, and before a contract ends, people are told.
create table contract_settings (
  id boolean primary key default true check (id),
  remind_days integer not null default 30,
  expiry_days integer not null default 30
);
insert into contract_settings default values;
