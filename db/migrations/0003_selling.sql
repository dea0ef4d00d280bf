-- database: company
-- Customers, products, pipelines and opportunities.

create table customers (
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
  level text,
  industry text,
  source text,
  website text,
  region text,
  address text,
  parent_id uuid references customers (id),
  tax_no text,
  founded_year numeric(18,0),
  employees numeric(18,0),
  revenue_millions numeric(18,2),
  remark text,
  owner_id uuid references users (id)
);
create index customers_newest on customers (created_at desc, id desc) where deleted_at is null;
create index customers_owner_newest on customers (owner_id, created_at desc, id desc) where deleted_at is null;
create index customers_name on customers ((lower(name) collate "zh-x-icu"), id) where deleted_at is null;
create index customers_owner_name on customers (owner_id, (lower(name) collate "zh-x-icu"), id) where deleted_at is null;
create index customers_level on customers (level, created_at desc, id desc) where deleted_at is null;
create index customers_industry on customers (industry, created_at desc, id desc) where deleted_at is null;
create index customers_parent on customers (parent_id);
create unique index customers_tax_no on customers (lower(tax_no)) where deleted_at is null;
create unique index customers_external on customers (source_system, external_id) where deleted_at is null and external_id is not null;

create table product_categories (
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
  parent_id uuid references product_categories (id)
);
create unique index product_categories_external on product_categories (source_system, external_id)
  where deleted_at is null and external_id is not null;

create table products (
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
  code text,
  category_id uuid references product_categories (id),
  unit text,
  specification text,
  list_price numeric(19,4),
  currency character(3),
  state text,
  description text
);
create index products_name on products ((lower(name) collate "zh-x-icu"), id) where deleted_at is null;
create index products_category on products (category_id);
create unique index products_code on products (lower(code)) where deleted_at is null;
create unique index products_external on products (source_system, external_id) where deleted_at is null and external_id is not null;

create table pipelines (
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
  description text
);
create unique index pipelines_name on pipelines (lower(name)) where deleted_at is null;
create unique index pipelines_external on pipelines (source_system, external_id) where deleted_at is null and external_id is not null;

create table stages (
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
  pipeline_id uuid not null references pipelines (id),
  name text not null,
  kind text not null,
  probability numeric(18,2),
  norm_days numeric(18,0),
  guidance text,
  needs text
);
create index stages_pipeline on stages (pipeline_id, position);
create unique index stages_external on stages (source_system, external_id) where deleted_at is null and external_id is not null;

create table opportunities (
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
  pipeline_id uuid not null references pipelines (id),
  stage_id uuid not null references stages (id),
  state text,
  amount numeric(19,4),
  currency character(3),
  probability numeric(18,2),
  expected_close_on date,
  opened_on date,
  closed_on date,
  close_reason text,
  close_remark text,
  source text,
  need text,
  next_step text,
  owner_id uuid references users (id)
);
create index opportunities_newest on opportunities (created_at desc, id desc) where deleted_at is null;
create index opportunities_owner_newest on opportunities (owner_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_customer on opportunities (customer_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_stage on opportunities (stage_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_stage_sums on opportunities (stage_id) include (state, currency, amount) where deleted_at is null;
create index opportunities_owner_stage_sums on opportunities (owner_id, stage_id) include (state, currency, amount)
  where deleted_at is null;
create index opportunities_pipeline on opportunities (pipeline_id, created_at desc, id desc) where deleted_at is null;
create index opportunities_state on opportunities (state, created_at desc, id desc) where deleted_at is null;
create index opportunities_amount on opportunities (amount, id) where deleted_at is null;
create index opportunities_expected on opportunities (expected_close_on, id) where deleted_at is null;
create index opportunities_opened on opportunities (opened_on, id) where deleted_at is null;
create index opportunities_closed on opportunities (closed_on, id) where deleted_at is null;
create unique index opportunities_external on opportunities (source_system, external_id)
  where deleted_at is null and external_id is not null;

create table opportunity_lines (
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
  opportunity_id uuid not null references opportunities (id),
  product_id uuid not null references products (id),
  quantity numeric(28,8),
  unit_price numeric(28,8),
  discount_rate numeric(18,2),
  remark text
);
create index opportunity_lines_opportunity on opportunity_lines (opportunity_id, position);
create index opportunity_lines_product on opportunity_lines (product_id);
create unique index opportunity_lines_external on opportunity_lines (source_system, external_id)
  where deleted_at is null and external_id is not null;

create table search_entries_customers partition of search_entries for values in ('customer');
create table search_entries_opportunities partition of search_entries for values in ('opportunity');
-- So that the planner knows which words are rare among many.
alter table search_entries_customers alter column tokens set statistics 1000;
alter table search_entries_opportunities alter column tokens set statistics 1000;
