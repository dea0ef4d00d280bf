-- database: company
-- Quotes with their lines, the links by which customers read them without an account, and when they did.

create table quotes (
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
  contact_id uuid references contacts (id),
  opportunity_id uuid references opportunities (id),
  state text,
  revision numeric(18,0),
  previous_id uuid references quotes (id),
  quoted_on date,
  valid_until date,
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
  greatest_discount numeric(18,2),
  terms text,
  brochures uuid[],
  remark text,
  sent_on date,
  seen_at timestamp with time zone,
  seen_count numeric(18,0),
  decided_on date,
  decided_by text,
  decision_word text,
  decline_reason text,
  owner_id uuid references users (id)
);
create unique index quotes_number on quotes (lower(number));
create index quotes_newest on quotes (created_at desc, id desc) where deleted_at is null;
create index quotes_owner_newest on quotes (owner_id, created_at desc, id desc) where deleted_at is null;
create index quotes_customer on quotes (customer_id, created_at desc, id desc) where deleted_at is null;
create index quotes_contact on quotes (contact_id, created_at desc, id desc) where deleted_at is null;
create index quotes_opportunity on quotes (opportunity_id, created_at desc, id desc) where deleted_at is null;
create index quotes_previous on quotes (previous_id) where deleted_at is null;
create index quotes_legal_entity on quotes (legal_entity_id, created_at desc, id desc) where deleted_at is null;
create index quotes_state on quotes (state, created_at desc, id desc) where deleted_at is null;
create index quotes_quoted on quotes (quoted_on, id) where deleted_at is null;
create index quotes_valid_until on quotes (valid_until, id) where deleted_at is null;
create index quotes_sent on quotes (sent_on, id) where deleted_at is null;
create index quotes_seen on quotes (seen_at, id) where deleted_at is null;
create index quotes_decided on quotes (decided_on, id) where deleted_at is null;
create index quotes_amount on quotes (amount, id) where deleted_at is null;
create index quotes_changes on quotes (updated_at, id);
create index quotes_bin on quotes (deleted_at desc, id desc) where deleted_at is not null;
create index quotes_import_key on quotes (import_key(name)) where deleted_at is null;
create unique index quotes_external on quotes (source_system, external_id) where deleted_at is null and external_id is not null;

create table quote_lines (
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
  quote_id uuid not null references quotes (id),
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
  remark text,
  list_price numeric(28,8)
);
create index quote_lines_quote on quote_lines (quote_id, position);
create index quote_lines_product on quote_lines (product_id);
create index quote_lines_tax_rate on quote_lines (tax_rate_id);
create index quote_lines_bin on quote_lines (deleted_at desc, id desc) where deleted_at is not null;
create unique index quote_lines_external on quote_lines (source_system, external_id) where deleted_at is null and external_id is not null;

-- A link that shows one quote to whoever has it. The token itself is nowhere: only its hash.
create table quote_links (
  id uuid primary key,
  quote_id uuid not null references quotes (id) on delete cascade,
  token_hash text not null unique,
  made_at timestamp with time zone not null,
  made_by_id uuid references users (id),
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by_id uuid references users (id),
  seen_count integer not null default 0
);
create index quote_links_quote on quote_links (quote_id, made_at desc);

-- When a link was opened, from which network roughly (never the whole address) and with what kind of device.
create table quote_views (
  id uuid primary key,
  link_id uuid not null references quote_links (id) on delete cascade,
  quote_id uuid not null references quotes (id) on delete cascade,
  at timestamp with time zone not null,
  address text,
  device text,
  what text not null check (what in ('page', 'pdf', 'file'))
);
create index quote_views_quote on quote_views (quote_id, at desc);
create index quote_views_link on quote_views (link_id, at desc);
