-- Written by `npm run schema` from what db/migrations makes. For review; nothing runs it.

-- ==== database: control ====

create table account_companies (
  account_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  state text default 'active'::text not null,
  created_at timestamp with time zone default now() not null,
  constraint account_companies_pkey PRIMARY KEY (account_id, company_id),
  constraint account_companies_company_id_user_id_key UNIQUE (company_id, user_id),
  constraint account_companies_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text]))),
  constraint account_companies_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint account_companies_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id) ON DELETE CASCADE
);

create table account_logins (
  kind text not null,
  normalised text not null,
  account_id uuid not null,
  constraint account_logins_pkey PRIMARY KEY (kind, normalised),
  constraint account_logins_account_id_kind_key UNIQUE (account_id, kind),
  constraint account_logins_kind_check CHECK ((kind = ANY (ARRAY['mobile'::text, 'email'::text, 'login'::text]))),
  constraint account_logins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);

create table accounts (
  id uuid not null,
  password_hash text,
  password_changed_at timestamp with time zone,
  state text default 'active'::text not null,
  locale text,
  created_at timestamp with time zone default now() not null,
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_locale_check CHECK ((locale = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint accounts_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text])))
);

create table api_keys (
  id uuid not null,
  prefix text not null,
  hash bytea not null,
  account_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  name text not null,
  created_at timestamp with time zone default now() not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_hash_key UNIQUE (hash),
  constraint api_keys_prefix_key UNIQUE (prefix),
  constraint api_keys_account_id_company_id_fkey FOREIGN KEY (account_id, company_id) REFERENCES account_companies(account_id, company_id) ON DELETE CASCADE
);
CREATE INDEX api_keys_user ON api_keys USING btree (company_id, user_id);

create table companies (
  id uuid not null,
  name text not null,
  state text default 'making'::text not null,
  server text not null,
  database text not null,
  schema text not null,
  created_at timestamp with time zone default now() not null,
  constraint companies_pkey PRIMARY KEY (id),
  constraint companies_server_database_schema_key UNIQUE (server, database, schema),
  constraint companies_state_check CHECK ((state = ANY (ARRAY['making'::text, 'open'::text, 'removing'::text])))
);

create table job_processes (
  lock_key integer not null,
  worker_ids text[] default '{}'::text[] not null,
  started_at timestamp with time zone default now() not null,
  constraint job_processes_pkey PRIMARY KEY (lock_key)
);

create table job_runs (
  id uuid not null,
  task text not null,
  company_id uuid,
  payload jsonb not null,
  attempt integer not null,
  started_at timestamp with time zone default now() not null,
  finished_at timestamp with time zone,
  error text,
  constraint job_runs_pkey PRIMARY KEY (id)
);
CREATE INDEX job_runs_company ON job_runs USING btree (company_id, started_at DESC);
CREATE INDEX job_runs_newest ON job_runs USING btree (started_at DESC, id DESC);

create table sessions (
  id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  created_at timestamp with time zone default now() not null,
  last_seen_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  ip text,
  user_agent text,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_hash_key UNIQUE (token_hash),
  constraint sessions_account_id_company_id_fkey FOREIGN KEY (account_id, company_id) REFERENCES account_companies(account_id, company_id) ON DELETE CASCADE
);
CREATE INDEX sessions_account ON sessions USING btree (account_id);
CREATE INDEX sessions_company ON sessions USING btree (company_id);
CREATE INDEX sessions_expires ON sessions USING btree (expires_at);

create table setup (
  id boolean default true not null,
  token_hash bytea,
  opened_at timestamp with time zone,
  company_id uuid,
  closed_at timestamp with time zone,
  constraint setup_pkey PRIMARY KEY (id),
  constraint setup_id_check CHECK (id)
);

create table sign_in_attempts (
  key text not null,
  attempts integer not null,
  last_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint sign_in_attempts_pkey PRIMARY KEY (key)
);
CREATE INDEX sign_in_attempts_last ON sign_in_attempts USING btree (last_at);


-- ==== database: company ====

create table batches (
  id uuid not null,
  kind text not null,
  object text,
  user_id uuid,
  reason text,
  created_at timestamp with time zone default now() not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  constraint batches_pkey PRIMARY KEY (id),
  constraint batches_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES users(id),
  constraint batches_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table choice_options (
  object text not null,
  field text not null,
  id text not null,
  label_zh text,
  label_en text,
  is_retired boolean default false not null,
  "position" integer default 0 not null,
  constraint choice_options_pkey PRIMARY KEY (object, field, id)
);

create table contact_points (
  id uuid not null,
  object text not null,
  record_id uuid not null,
  field text not null,
  "position" integer not null,
  raw text not null,
  normalised text not null,
  extension text,
  label text,
  is_primary boolean not null,
  constraint contact_points_pkey PRIMARY KEY (id)
);
CREATE INDEX contact_points_normalised ON contact_points USING btree (normalised, object);
CREATE INDEX contact_points_record ON contact_points USING btree (record_id, field, "position");

create table counters (
  name text not null,
  value bigint not null,
  constraint counters_pkey PRIMARY KEY (name)
);

create table customers (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
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
  parent_id uuid,
  tax_no text,
  founded_year numeric(18,0),
  employees numeric(18,0),
  revenue_millions numeric(18,2),
  remark text,
  owner_id uuid,
  constraint customers_pkey PRIMARY KEY (id),
  constraint customers_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint customers_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint customers_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES customers(id)
);
CREATE UNIQUE INDEX customers_external ON customers USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX customers_industry ON customers USING btree (industry, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_level ON customers USING btree (level, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_name ON customers USING btree (lower(name) COLLATE "zh-x-icu", id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_newest ON customers USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_owner_name ON customers USING btree (owner_id, lower(name) COLLATE "zh-x-icu", id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_owner_newest ON customers USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_parent ON customers USING btree (parent_id);
CREATE UNIQUE INDEX customers_tax_no ON customers USING btree (lower(tax_no)) WHERE (deleted_at IS NULL);

create table departments (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text not null,
  parent_id uuid,
  head_id uuid,
  constraint departments_pkey PRIMARY KEY (id),
  constraint departments_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint departments_head_id_fkey FOREIGN KEY (head_id) REFERENCES users(id),
  constraint departments_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES departments(id)
);
CREATE UNIQUE INDEX departments_external ON departments USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE UNIQUE INDEX departments_name ON departments USING btree (lower(name)) WHERE (deleted_at IS NULL);

create table history (
  id uuid not null,
  at timestamp with time zone default now() not null,
  object text not null,
  record_id uuid not null,
  user_id uuid,
  actor_kind text not null,
  actor_name text not null,
  verb text not null,
  version integer not null,
  batch_id uuid,
  reason text,
  changes jsonb,
  constraint history_pkey PRIMARY KEY (id, at),
  constraint history_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batches(id),
  constraint history_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
) partition by RANGE (at);
CREATE INDEX history_batch ON ONLY history USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX history_record ON ONLY history USING btree (record_id, at DESC, id DESC);

create table history_rest partition of history DEFAULT;

create table import_rows (
  import_id uuid not null,
  "row" integer not null,
  cells text[] not null,
  damage text,
  level integer default 0 not null,
  outcome text default 'created'::text not null,
  is_done boolean default false not null,
  problems jsonb,
  marks text[],
  record_id uuid,
  constraint import_rows_pkey PRIMARY KEY (import_id, "row"),
  constraint import_rows_outcome_check CHECK ((outcome = ANY (ARRAY['created'::text, 'updated'::text, 'skipped'::text, 'refused'::text]))),
  constraint import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE
);
CREATE INDEX import_rows_outcome ON import_rows USING btree (import_id, outcome, "row");

create table import_values (
  import_id uuid not null,
  field text not null,
  within text default ''::text not null,
  key text not null,
  written text not null,
  count integer not null,
  target_id uuid,
  target_option text,
  target_row integer,
  suggestion jsonb,
  settlement jsonb,
  is_made boolean default false not null,
  constraint import_values_pkey PRIMARY KEY (import_id, field, within, key),
  constraint import_values_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE
);
CREATE INDEX import_values_settled ON import_values USING btree (import_id, count DESC) WHERE (settlement IS NOT NULL);
CREATE INDEX import_values_waiting ON import_values USING btree (import_id, count DESC) WHERE ((settlement IS NULL) AND (target_id IS NULL) AND (target_option IS NULL) AND (target_row IS NULL));

create table imports (
  id uuid not null,
  object text not null,
  file_name text not null,
  user_id uuid,
  state text not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  encoding text,
  separator text,
  headers text[] default '{}'::text[] not null,
  mapping jsonb default '[]'::jsonb not null,
  settings jsonb not null,
  is_staged boolean default false not null,
  rows integer default 0 not null,
  counts jsonb default '{}'::jsonb not null,
  problems jsonb default '[]'::jsonb not null,
  done integer default 0 not null,
  at_level integer default 0 not null,
  at_row integer default 0 not null,
  is_cancelled boolean default false not null,
  batch_id uuid,
  kept jsonb default '[]'::jsonb not null,
  constraint imports_pkey PRIMARY KEY (id),
  constraint imports_state_check CHECK ((state = ANY (ARRAY['reading'::text, 'mapping'::text, 'settling'::text, 'ready'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'undoing'::text, 'undone'::text]))),
  constraint imports_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batches(id),
  constraint imports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX imports_newest ON imports USING btree (created_at DESC, id DESC);
CREATE INDEX imports_user ON imports USING btree (user_id);

create table opportunities (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text not null,
  customer_id uuid,
  pipeline_id uuid not null,
  stage_id uuid not null,
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
  owner_id uuid,
  constraint opportunities_pkey PRIMARY KEY (id),
  constraint opportunities_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint opportunities_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint opportunities_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint opportunities_pipeline_id_fkey FOREIGN KEY (pipeline_id) REFERENCES pipelines(id),
  constraint opportunities_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stages(id)
);
CREATE INDEX opportunities_amount ON opportunities USING btree (amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_closed ON opportunities USING btree (closed_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_customer ON opportunities USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_expected ON opportunities USING btree (expected_close_on, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX opportunities_external ON opportunities USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX opportunities_newest ON opportunities USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_opened ON opportunities USING btree (opened_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_owner_newest ON opportunities USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_owner_stage_sums ON opportunities USING btree (owner_id, stage_id) INCLUDE (state, currency, amount) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_pipeline ON opportunities USING btree (pipeline_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_stage ON opportunities USING btree (stage_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_stage_sums ON opportunities USING btree (stage_id) INCLUDE (state, currency, amount) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_state ON opportunities USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table opportunity_lines (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  "position" integer default 0 not null,
  opportunity_id uuid not null,
  product_id uuid not null,
  quantity numeric(28,8),
  unit_price numeric(28,8),
  discount_rate numeric(18,2),
  remark text,
  constraint opportunity_lines_pkey PRIMARY KEY (id),
  constraint opportunity_lines_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint opportunity_lines_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id),
  constraint opportunity_lines_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id)
);
CREATE UNIQUE INDEX opportunity_lines_external ON opportunity_lines USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX opportunity_lines_opportunity ON opportunity_lines USING btree (opportunity_id, "position");
CREATE INDEX opportunity_lines_product ON opportunity_lines USING btree (product_id);

create table outbox (
  id uuid not null,
  name text not null,
  object text not null,
  record_id uuid not null,
  user_id uuid,
  payload jsonb not null,
  created_at timestamp with time zone default now() not null,
  done_at timestamp with time zone,
  attempts integer default 0 not null,
  next_at timestamp with time zone default now() not null,
  error text,
  constraint outbox_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_waiting ON outbox USING btree (next_at) WHERE (done_at IS NULL);

create table outbox_marks (
  event_id uuid not null,
  subscriber text not null,
  constraint outbox_marks_pkey PRIMARY KEY (event_id, subscriber),
  constraint outbox_marks_event_id_fkey FOREIGN KEY (event_id) REFERENCES outbox(id) ON DELETE CASCADE
);

create table pipelines (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text not null,
  description text,
  constraint pipelines_pkey PRIMARY KEY (id),
  constraint pipelines_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE UNIQUE INDEX pipelines_external ON pipelines USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE UNIQUE INDEX pipelines_name ON pipelines USING btree (lower(name)) WHERE (deleted_at IS NULL);

create table product_categories (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text not null,
  parent_id uuid,
  constraint product_categories_pkey PRIMARY KEY (id),
  constraint product_categories_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint product_categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES product_categories(id)
);
CREATE UNIQUE INDEX product_categories_external ON product_categories USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));

create table products (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text not null,
  code text,
  category_id uuid,
  unit text,
  specification text,
  list_price numeric(19,4),
  currency character(3),
  state text,
  description text,
  constraint products_pkey PRIMARY KEY (id),
  constraint products_category_id_fkey FOREIGN KEY (category_id) REFERENCES product_categories(id),
  constraint products_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX products_category ON products USING btree (category_id);
CREATE UNIQUE INDEX products_code ON products USING btree (lower(code)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX products_external ON products USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX products_name ON products USING btree (lower(name) COLLATE "zh-x-icu", id) WHERE (deleted_at IS NULL);

create table roles (
  id text not null,
  name_zh text not null,
  name_en text not null,
  grants jsonb not null,
  hidden_fields text[] default '{}'::text[] not null,
  "position" integer default 0 not null,
  constraint roles_pkey PRIMARY KEY (id)
);

create table search_entries (
  object text not null,
  record_id uuid not null,
  field text not null,
  owner_id uuid,
  haystack text not null,
  tokens text[] not null,
  constraint search_entries_pkey PRIMARY KEY (object, record_id, field)
) partition by LIST (object);
CREATE INDEX search_entries_newest ON ONLY search_entries USING btree (object, record_id DESC);
CREATE INDEX search_entries_owner ON ONLY search_entries USING btree (owner_id, object, record_id DESC);
CREATE INDEX search_entries_tokens ON ONLY search_entries USING gin (tokens) WITH (fastupdate=off);

create table search_entries_customers partition of search_entries FOR VALUES IN ('customer');

create table search_entries_opportunities partition of search_entries FOR VALUES IN ('opportunity');

create table search_entries_rest partition of search_entries DEFAULT;

create table settings (
  id boolean default true not null,
  name text not null,
  locale text not null,
  base_currency character(3) not null,
  time_zone text not null,
  fiscal_year_start integer default 1 not null,
  week_start integer default 1 not null,
  constraint settings_pkey PRIMARY KEY (id),
  constraint settings_fiscal_year_start_check CHECK (((fiscal_year_start >= 1) AND (fiscal_year_start <= 12))),
  constraint settings_id_check CHECK (id),
  constraint settings_locale_check CHECK ((locale = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint settings_week_start_check CHECK (((week_start >= 1) AND (week_start <= 7)))
);

create table stages (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  "position" integer default 0 not null,
  pipeline_id uuid not null,
  name text not null,
  kind text not null,
  probability numeric(18,2),
  norm_days numeric(18,0),
  guidance text,
  needs text,
  constraint stages_pkey PRIMARY KEY (id),
  constraint stages_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint stages_pipeline_id_fkey FOREIGN KEY (pipeline_id) REFERENCES pipelines(id)
);
CREATE UNIQUE INDEX stages_external ON stages USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX stages_pipeline ON stages USING btree (pipeline_id, "position");

create table transitions (
  id uuid not null,
  object text not null,
  record_id uuid not null,
  field text not null,
  from_value text,
  to_value text,
  at timestamp with time zone,
  "precision" text not null,
  recorded_at timestamp with time zone default now() not null,
  user_id uuid,
  department_id uuid,
  reason text,
  batch_id uuid,
  constraint transitions_pkey PRIMARY KEY (id),
  constraint transitions_check CHECK (((at IS NULL) = ("precision" = 'unknown'::text))),
  constraint transitions_precision_check CHECK (("precision" = ANY (ARRAY['instant'::text, 'day'::text, 'unknown'::text]))),
  constraint transitions_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batches(id),
  constraint transitions_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint transitions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX transitions_batch ON transitions USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX transitions_record ON transitions USING btree (record_id, field, at, id);

create table user_roles (
  user_id uuid not null,
  role_id text not null,
  constraint user_roles_pkey PRIMARY KEY (user_id, role_id),
  constraint user_roles_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id),
  constraint user_roles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table users (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text not null,
  department_id uuid,
  superior_id uuid,
  "position" text,
  state text,
  joined_on date,
  left_on date,
  expertise text,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint users_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint users_superior_id_fkey FOREIGN KEY (superior_id) REFERENCES users(id)
);
CREATE INDEX users_department ON users USING btree (department_id);
CREATE UNIQUE INDEX users_external ON users USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX users_superior ON users USING btree (superior_id);

CREATE OR REPLACE FUNCTION import_key(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN "left"(lower(btrim(regexp_replace(NORMALIZE(written, NFKC), '\s+'::text, ' '::text, 'g'::text))), 500);

CREATE OR REPLACE FUNCTION import_loose_key(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(import_key(written), '[^[:alnum:]]+'::text, ''::text, 'g'::text);
