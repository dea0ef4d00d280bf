-- database: company
-- What documents share: taxes, exchange rates, months that are closed.

create table tax_rates (
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
  kind text not null,
  percent numeric(18,2),
  usual_for text,
  state text
);
create unique index tax_rates_name on tax_rates (lower(name)) where deleted_at is null;
create index tax_rates_newest on tax_rates (created_at desc, id desc) where deleted_at is null;
create index tax_rates_changes on tax_rates (updated_at, id);
create index tax_rates_bin on tax_rates (deleted_at desc, id desc) where deleted_at is not null;
create index tax_rates_import_key on tax_rates (import_key(name)) where deleted_at is null;
create unique index tax_rates_external on tax_rates (source_system, external_id) where deleted_at is null and external_id is not null;

create table exchange_rates (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  currency character(3) not null,
  "on" date not null,
  rate numeric(28,8) not null,
  remark text
);
create index exchange_rates_newest on exchange_rates (created_at desc, id desc) where deleted_at is null;
create index exchange_rates_currency on exchange_rates (currency, "on" desc, id desc) where deleted_at is null;
create index exchange_rates_on on exchange_rates ("on", id) where deleted_at is null;
create index exchange_rates_changes on exchange_rates (updated_at, id);
create index exchange_rates_bin on exchange_rates (deleted_at desc, id desc) where deleted_at is not null;
create unique index exchange_rates_external on exchange_rates (source_system, external_id) where deleted_at is null and external_id is not null;

-- A month that finance has closed: of one legal entity, or (null) of all. Nothing dated in it changes (facts 24).
create table closed_months (
  id uuid primary key,
  month date not null,
  legal_entity_id uuid references legal_entities (id),
  closed_at timestamp with time zone not null,
  closed_by_id uuid not null references users (id),
  reason text
);
create unique index closed_months_month on closed_months (month, legal_entity_id) nulls not distinct;

alter table products add column tax_rate_id uuid references tax_rates (id);
alter table products add column tax_code text;
create index products_tax_rate on products (tax_rate_id);
