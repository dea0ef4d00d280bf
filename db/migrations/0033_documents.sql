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
create unique index exchange_rates_on on exchange_rates ("on", currency) where deleted_at is null;
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

-- From whom the company buys.
create table suppliers (
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
  contact_name text,
  remark text,
  state text
);
create unique index suppliers_name on suppliers (lower(name)) where deleted_at is null;
create index suppliers_newest on suppliers (created_at desc, id desc) where deleted_at is null;
create index suppliers_changes on suppliers (updated_at, id);
create index suppliers_bin on suppliers (deleted_at desc, id desc) where deleted_at is not null;
create index suppliers_import_key on suppliers (import_key(name)) where deleted_at is null;
create unique index suppliers_external on suppliers (source_system, external_id) where deleted_at is null and external_id is not null;

alter table products add column images uuid[];
alter table products add column cost numeric(19,4);
alter table products add column supplier_id uuid references suppliers (id);
create index products_supplier on products (supplier_id);
create index products_state on products (state, id) where deleted_at is null;

-- Further units of a product: a 箱 of 12 件.
create table product_units (
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
  product_id uuid not null references products (id),
  name text not null,
  factor numeric(28,8) not null
);
create index product_units_product on product_units (product_id, position);
create index product_units_bin on product_units (deleted_at desc, id desc) where deleted_at is not null;
create unique index product_units_external on product_units (source_system, external_id) where deleted_at is null and external_id is not null;

create table price_lists (
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
  currency character(3) not null,
  remark text,
  state text
);
create unique index price_lists_name on price_lists (lower(name)) where deleted_at is null;
create index price_lists_newest on price_lists (created_at desc, id desc) where deleted_at is null;
create index price_lists_changes on price_lists (updated_at, id);
create index price_lists_bin on price_lists (deleted_at desc, id desc) where deleted_at is not null;
create index price_lists_import_key on price_lists (import_key(name)) where deleted_at is null;
create unique index price_lists_external on price_lists (source_system, external_id) where deleted_at is null and external_id is not null;

create table price_list_lines (
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
  price_list_id uuid not null references price_lists (id),
  product_id uuid not null references products (id),
  level text,
  min_quantity numeric(28,8),
  price numeric(28,8) not null,
  "from" date,
  until date
);
create index price_list_lines_price_list on price_list_lines (price_list_id, position);
create index price_list_lines_product on price_list_lines (product_id);
create index price_list_lines_bin on price_list_lines (deleted_at desc, id desc) where deleted_at is not null;
create unique index price_list_lines_external on price_list_lines (source_system, external_id) where deleted_at is null and external_id is not null;

-- What a product costs is no matter for those who sell it; closing months is finance's.
update roles set field_rights = field_rights || '{"product.cost": "hidden", "product.supplier": "hidden"}'
  where id in ('salesperson', 'marketing', 'service');
update roles set grants = grants || '{"month.close": "all"}' where id = 'finance';
