-- database: company
-- Money that came, what it pays, what customers owed before, and the entries of their accounts.

create table opening_balances (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  number text,
  customer_id uuid not null references customers (id),
  kind text not null,
  amount numeric(19,4) not null,
  currency character(3),
  "on" date not null,
  due_on date,
  legal_entity_id uuid references legal_entities (id),
  received_amount numeric(19,4),
  rest_amount numeric(19,4),
  remark text,
  owner_id uuid references users (id)
);
create unique index opening_balances_number on opening_balances (lower(number));
create index opening_balances_newest on opening_balances (created_at desc, id desc) where deleted_at is null;
create index opening_balances_owner_newest on opening_balances (owner_id, created_at desc, id desc) where deleted_at is null;
create index opening_balances_customer on opening_balances (customer_id, created_at desc, id desc) where deleted_at is null;
create index opening_balances_kind on opening_balances (kind, created_at desc, id desc) where deleted_at is null;
create index opening_balances_on on opening_balances ("on", id) where deleted_at is null;
create index opening_balances_legal_entity on opening_balances (legal_entity_id, created_at desc, id desc) where deleted_at is null;
create index opening_balances_changes on opening_balances (updated_at, id);
create index opening_balances_bin on opening_balances (deleted_at desc, id desc) where deleted_at is not null;
create index opening_balances_import_key on opening_balances (import_key(number)) where deleted_at is null;
create unique index opening_balances_external on opening_balances (source_system, external_id) where deleted_at is null and external_id is not null;

create table receipts (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  number text,
  payer text not null,
  amount numeric(19,4) not null,
  currency character(3),
  received_on date not null,
  kind text,
  state text,
  customer_id uuid references customers (id),
  contract_id uuid references contracts (id),
  method text,
  legal_entity_id uuid references legal_entities (id),
  bank_account_id uuid references bank_accounts (id),
  bank_reference text,
  purpose text,
  fee numeric(19,4),
  credit_amount numeric(19,4),
  allocated_amount numeric(19,4),
  refunded_amount numeric(19,4),
  rest_amount numeric(19,4),
  cleared_on date,
  posted_on date,
  claimed_by_id uuid references users (id),
  claimed_at timestamp with time zone,
  confirmed_by_id uuid references users (id),
  confirmed_at timestamp with time zone,
  refund_of_id uuid references receipts (id),
  opening_balance_id uuid references opening_balances (id),
  payment_class text,
  source text,
  campaign_id uuid references campaigns (id),
  origin_lead_id uuid references leads (id),
  exchange_rate numeric(28,8),
  rate_on date,
  base_amount numeric(19,4),
  files uuid[],
  remark text,
  owner_id uuid references users (id)
);
create unique index receipts_number on receipts (lower(number));
-- One line of a bank's statement is one receipt, however often the statement is brought.
create unique index receipts_bank_reference on receipts (bank_account_id, lower(bank_reference)) nulls not distinct
  where deleted_at is null and bank_reference is not null;
create index receipts_newest on receipts (created_at desc, id desc) where deleted_at is null;
create index receipts_owner_newest on receipts (owner_id, created_at desc, id desc) where deleted_at is null;
create index receipts_amount on receipts (amount, id) where deleted_at is null;
create index receipts_received_on on receipts (received_on, id) where deleted_at is null;
create index receipts_kind on receipts (kind, created_at desc, id desc) where deleted_at is null;
create index receipts_state on receipts (state, created_at desc, id desc) where deleted_at is null;
create index receipts_customer on receipts (customer_id, created_at desc, id desc) where deleted_at is null;
create index receipts_contract on receipts (contract_id, created_at desc, id desc) where deleted_at is null;
create index receipts_legal_entity on receipts (legal_entity_id, created_at desc, id desc) where deleted_at is null;
create index receipts_bank_account on receipts (bank_account_id, created_at desc, id desc) where deleted_at is null;
create index receipts_rest_amount on receipts (rest_amount, id) where deleted_at is null;
create index receipts_posted_on on receipts (posted_on, id) where deleted_at is null;
create index receipts_refund_of on receipts (refund_of_id, created_at desc, id desc) where deleted_at is null;
create index receipts_opening_balance on receipts (opening_balance_id, created_at desc, id desc) where deleted_at is null;
create index receipts_payment_class on receipts (payment_class, created_at desc, id desc) where deleted_at is null;
create index receipts_campaign on receipts (campaign_id, created_at desc, id desc) where deleted_at is null;
create index receipts_origin_lead on receipts (origin_lead_id) where origin_lead_id is not null;
-- What waits to be claimed, newest first; who paid before under the same name.
create index receipts_unclaimed on receipts (received_on desc, id desc) where deleted_at is null and state = 'unclaimed';
create index receipts_payer on receipts (lower(payer), received_on desc) where deleted_at is null and customer_id is not null;
create index receipts_changes on receipts (updated_at, id);
create index receipts_bin on receipts (deleted_at desc, id desc) where deleted_at is not null;
create index receipts_import_key on receipts (import_key(number)) where deleted_at is null;
create unique index receipts_external on receipts (source_system, external_id) where deleted_at is null and external_id is not null;

create table allocations (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text,
  kind text not null,
  state text,
  "on" date,
  receipt_id uuid references receipts (id),
  refund_id uuid references receipts (id),
  customer_id uuid references customers (id),
  from_customer_id uuid references customers (id),
  contract_id uuid references contracts (id),
  collection_plan_id uuid references collection_plans (id),
  opening_balance_id uuid references opening_balances (id),
  amount numeric(19,4),
  currency character(3),
  legal_entity_id uuid references legal_entities (id),
  reverses_id uuid references allocations (id),
  remark text,
  owner_id uuid references users (id),
  check (num_nonnulls(collection_plan_id, opening_balance_id) = 1)
);
create index allocations_newest on allocations (created_at desc, id desc) where deleted_at is null;
create index allocations_owner_newest on allocations (owner_id, created_at desc, id desc) where deleted_at is null;
create index allocations_kind on allocations (kind, created_at desc, id desc) where deleted_at is null;
create index allocations_state on allocations (state, created_at desc, id desc) where deleted_at is null;
create index allocations_on on allocations ("on", id) where deleted_at is null;
create index allocations_receipt on allocations (receipt_id, created_at desc, id desc) where deleted_at is null;
create index allocations_refund on allocations (refund_id, created_at desc, id desc) where deleted_at is null;
create index allocations_customer on allocations (customer_id, created_at desc, id desc) where deleted_at is null;
create index allocations_from_customer on allocations (from_customer_id, created_at desc, id desc) where deleted_at is null;
create index allocations_contract on allocations (contract_id, created_at desc, id desc) where deleted_at is null;
create index allocations_collection_plan on allocations (collection_plan_id, created_at desc, id desc) where deleted_at is null;
create index allocations_opening_balance on allocations (opening_balance_id, created_at desc, id desc) where deleted_at is null;
create index allocations_amount on allocations (amount, id) where deleted_at is null;
create index allocations_legal_entity on allocations (legal_entity_id, created_at desc, id desc) where deleted_at is null;
-- What was posted is reversed once.
create unique index allocations_reverses on allocations (reverses_id) where deleted_at is null and reverses_id is not null;
create index allocations_changes on allocations (updated_at, id);
create index allocations_bin on allocations (deleted_at desc, id desc) where deleted_at is not null;
create index allocations_import_key on allocations (import_key(name)) where deleted_at is null;
create unique index allocations_external on allocations (source_system, external_id) where deleted_at is null and external_id is not null;

-- The accounts of customers: what they owe and what is held for them, as entries that are added and never changed, so that the figures of a past day stay
-- what they were. A positive amount is owed by the customer. `bucket` is the plan line or opening balance that an entry concerns; without one it
-- concerns what is held for the customer. An entry's own record is `object` and `record`.
create table account_entries (
  id uuid primary key,
  "on" date not null,
  at timestamp with time zone not null,
  by_id uuid references users (id),
  object text not null,
  record uuid not null,
  kind text not null,
  customer_id uuid not null references customers (id),
  legal_entity_id uuid references legal_entities (id),
  currency character(3) not null,
  contract_id uuid references contracts (id),
  bucket uuid,
  due_on date,
  amount numeric(19,4) not null
);
create index account_entries_customer on account_entries (customer_id, "on");
create index account_entries_record on account_entries (record);
create index account_entries_bucket on account_entries (bucket) where bucket is not null;
create index account_entries_contract on account_entries (contract_id) where contract_id is not null;
create index account_entries_legal_entity on account_entries (legal_entity_id);
create index account_entries_by on account_entries (by_id);
