-- database: company
-- Workbooks beside CSV files, mappings that are kept, updates by a key of one's choice, and rows that go after a week.

alter table imports
  add column kind text not null default 'csv' check (kind in ('csv', 'xlsx')),
  -- Of a workbook: its visible sheets, the one that was read.
  add column sheets text[] not null default '{}',
  add column sheet text,
  -- As a spreadsheet numbers it.
  add column header_row integer not null default 1,
  -- When the file's rows were thrown away; what they became stays in history.
  add column cleared_at timestamp with time zone;

-- By column from 0, the code of what is wrong with a cell; counts only where the column goes into a field.
alter table import_rows add column flaws jsonb;

-- How long the rows of an import are kept after it was begun.
alter table settings add column import_days integer not null default 7 check (import_days between 1 and 3650);

-- Which column goes where, kept for the next file with the same headers.
create table import_mappings (
  id uuid primary key,
  object text not null,
  name text not null,
  user_id uuid not null references users (id),
  is_shared boolean not null default false,
  -- Of the headers, whatever their order and however they are written.
  fingerprint text not null,
  -- Header → field, or null for a column that is left out.
  columns jsonb not null,
  settings jsonb not null,
  created_at timestamp with time zone not null default now(),
  used_at timestamp with time zone not null default now(),
  unique (user_id, object, name)
);
create index import_mappings_object on import_mappings (object, used_at desc);

-- Names are looked up as import_key writes them; without an index each reference column reads the whole table.
-- A table that comes later brings this index itself; those of 0009 have theirs.
create index users_import_key on users (import_key(name)) where deleted_at is null;
create index departments_import_key on departments (import_key(name)) where deleted_at is null;
create index pipelines_import_key on pipelines (import_key(name)) where deleted_at is null;
create index product_categories_import_key on product_categories (import_key(name)) where deleted_at is null;
create index customers_import_key on customers (import_key(name)) where deleted_at is null;
create index opportunities_import_key on opportunities (import_key(name)) where deleted_at is null;
create index products_import_key on products (import_key(name)) where deleted_at is null;
