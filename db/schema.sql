-- Written by `npm run schema` from what db/migrations makes. For review; nothing runs it.

-- ==== database: control ====

create table account_companies (
  account_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  state text default 'active'::text not null,
  created_at timestamp with time zone default now() not null,
  last_sign_in_at timestamp with time zone,
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
  rights text[],
  expires_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_hash_key UNIQUE (hash),
  constraint api_keys_prefix_key UNIQUE (prefix),
  constraint api_keys_account_id_company_id_fkey FOREIGN KEY (account_id, company_id) REFERENCES account_companies(account_id, company_id) ON DELETE CASCADE
);
CREATE INDEX api_keys_user ON api_keys USING btree (company_id, user_id);

create table audit_heads (
  company_id uuid not null,
  "position" bigint not null,
  hash bytea not null,
  sealed_at timestamp with time zone default now() not null,
  constraint audit_heads_pkey PRIMARY KEY (company_id),
  constraint audit_heads_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id) ON DELETE CASCADE
);

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

create table company_policies (
  company_id uuid not null,
  idle_minutes integer default 20160 not null,
  longest_days integer default 90 not null,
  second_factor text default 'none'::text not null,
  second_factor_roles text[] default '{}'::text[] not null,
  smtp bytea,
  mail_from text,
  constraint company_policies_pkey PRIMARY KEY (company_id),
  constraint company_policies_idle_minutes_check CHECK (((idle_minutes >= 5) AND (idle_minutes <= 129600))),
  constraint company_policies_longest_days_check CHECK (((longest_days >= 1) AND (longest_days <= 365))),
  constraint company_policies_second_factor_check CHECK ((second_factor = ANY (ARRAY['none'::text, 'roles'::text, 'all'::text]))),
  constraint company_policies_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id) ON DELETE CASCADE
);

create table invitations (
  id uuid not null,
  kind text not null,
  token_hash bytea not null,
  company_id uuid not null,
  user_id uuid not null,
  inviter_id uuid,
  inviter_name text,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  mailed_to text,
  mailed_at timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_token_hash_key UNIQUE (token_hash),
  constraint invitations_kind_check CHECK ((kind = ANY (ARRAY['invite'::text, 'reset'::text]))),
  constraint invitations_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id) ON DELETE CASCADE
);
CREATE INDEX invitations_expires ON invitations USING btree (expires_at);
CREATE INDEX invitations_user ON invitations USING btree (company_id, user_id);

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

create table recovery_codes (
  account_id uuid not null,
  hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (account_id, hash),
  constraint recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);

create table second_factors (
  account_id uuid not null,
  secret bytea not null,
  created_at timestamp with time zone default now() not null,
  confirmed_at timestamp with time zone,
  last_step bigint default 0 not null,
  constraint second_factors_pkey PRIMARY KEY (account_id),
  constraint second_factors_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);

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
  view_as_user_id uuid,
  must_enrol boolean default false not null,
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

create table sign_ins (
  id uuid not null,
  at timestamp with time zone default now() not null,
  account_id uuid,
  company_id uuid,
  user_id uuid,
  refusal text,
  ip text,
  user_agent text,
  constraint sign_ins_pkey PRIMARY KEY (id),
  constraint sign_ins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint sign_ins_company_id_fkey FOREIGN KEY (company_id) REFERENCES companies(id) ON DELETE CASCADE
);
CREATE INDEX sign_ins_account ON sign_ins USING btree (account_id, at DESC);
CREATE INDEX sign_ins_at ON sign_ins USING btree (at);
CREATE INDEX sign_ins_company ON sign_ins USING btree (company_id, at DESC);


-- ==== database: company ====

create table access_requests (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  title text not null,
  kind text not null,
  noun text not null,
  record text,
  requester_id uuid,
  reason text not null,
  state text,
  access text,
  decided_by_id uuid,
  decided_at timestamp with time zone,
  answer text,
  owner_id uuid,
  constraint access_requests_pkey PRIMARY KEY (id),
  constraint access_requests_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint access_requests_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES users(id),
  constraint access_requests_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint access_requests_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES users(id)
);
CREATE INDEX access_requests_bin ON access_requests USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX access_requests_changes ON access_requests USING btree (updated_at, id);
CREATE UNIQUE INDEX access_requests_external ON access_requests USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX access_requests_import_key ON access_requests USING btree (import_key(title)) WHERE (deleted_at IS NULL);
CREATE INDEX access_requests_newest ON access_requests USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX access_requests_owner_newest ON access_requests USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX access_requests_record ON access_requests USING btree (record) WHERE (deleted_at IS NULL);
CREATE INDEX access_requests_requester ON access_requests USING btree (requester_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX access_requests_state ON access_requests USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table account_entries (
  id uuid not null,
  "on" date not null,
  at timestamp with time zone not null,
  by_id uuid,
  object text not null,
  record uuid not null,
  kind text not null,
  customer_id uuid not null,
  legal_entity_id uuid,
  currency character(3) not null,
  contract_id uuid,
  bucket uuid,
  due_on date,
  amount numeric(19,4) not null,
  constraint account_entries_pkey PRIMARY KEY (id),
  constraint account_entries_by_id_fkey FOREIGN KEY (by_id) REFERENCES users(id),
  constraint account_entries_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id),
  constraint account_entries_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint account_entries_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES legal_entities(id)
);
CREATE INDEX account_entries_bucket ON account_entries USING btree (bucket) WHERE (bucket IS NOT NULL);
CREATE INDEX account_entries_by ON account_entries USING btree (by_id);
CREATE INDEX account_entries_contract ON account_entries USING btree (contract_id) WHERE (contract_id IS NOT NULL);
CREATE INDEX account_entries_customer ON account_entries USING btree (customer_id, "on");
CREATE INDEX account_entries_legal_entity ON account_entries USING btree (legal_entity_id);
CREATE INDEX account_entries_record ON account_entries USING btree (record);

create table activities (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  method text,
  content text not null,
  customer_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  lead_id uuid,
  happened_at timestamp with time zone,
  result text,
  next_contact_at timestamp with time zone,
  files uuid[],
  subject text,
  owner_id uuid,
  constraint activities_pkey PRIMARY KEY (id),
  constraint activities_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id),
  constraint activities_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint activities_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint activities_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id),
  constraint activities_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id),
  constraint activities_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
);
CREATE INDEX activities_bin ON activities USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX activities_changes ON activities USING btree (updated_at, id);
CREATE INDEX activities_contact_happened ON activities USING btree (contact_id, happened_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX activities_customer_happened ON activities USING btree (customer_id, happened_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX activities_external ON activities USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX activities_happened_at ON activities USING btree (happened_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX activities_import_key ON activities USING btree (import_key(subject)) WHERE (deleted_at IS NULL);
CREATE INDEX activities_lead_happened ON activities USING btree (lead_id, happened_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX activities_method ON activities USING btree (method, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX activities_newest ON activities USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX activities_opportunity_happened ON activities USING btree (opportunity_id, happened_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX activities_owner_newest ON activities USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table allocations (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text,
  kind text not null,
  state text,
  "on" date,
  receipt_id uuid,
  refund_id uuid,
  customer_id uuid,
  from_customer_id uuid,
  contract_id uuid,
  collection_plan_id uuid,
  opening_balance_id uuid,
  amount numeric(19,4),
  currency character(3),
  legal_entity_id uuid,
  reverses_id uuid,
  remark text,
  owner_id uuid,
  constraint allocations_pkey PRIMARY KEY (id),
  constraint allocations_check CHECK ((num_nonnulls(collection_plan_id, opening_balance_id) = 1)),
  constraint allocations_collection_plan_id_fkey FOREIGN KEY (collection_plan_id) REFERENCES collection_plans(id),
  constraint allocations_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id),
  constraint allocations_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint allocations_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint allocations_from_customer_id_fkey FOREIGN KEY (from_customer_id) REFERENCES customers(id),
  constraint allocations_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES legal_entities(id),
  constraint allocations_opening_balance_id_fkey FOREIGN KEY (opening_balance_id) REFERENCES opening_balances(id),
  constraint allocations_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint allocations_receipt_id_fkey FOREIGN KEY (receipt_id) REFERENCES receipts(id),
  constraint allocations_refund_id_fkey FOREIGN KEY (refund_id) REFERENCES receipts(id),
  constraint allocations_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES allocations(id)
);
CREATE INDEX allocations_amount ON allocations USING btree (amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_bin ON allocations USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX allocations_changes ON allocations USING btree (updated_at, id);
CREATE INDEX allocations_collection_plan ON allocations USING btree (collection_plan_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_contract ON allocations USING btree (contract_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_customer ON allocations USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX allocations_external ON allocations USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX allocations_from_customer ON allocations USING btree (from_customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_import_key ON allocations USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_kind ON allocations USING btree (kind, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_legal_entity ON allocations USING btree (legal_entity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_newest ON allocations USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_on ON allocations USING btree ("on", id) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_opening_balance ON allocations USING btree (opening_balance_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_owner_newest ON allocations USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_receipt ON allocations USING btree (receipt_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX allocations_refund ON allocations USING btree (refund_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX allocations_reverses ON allocations USING btree (reverses_id) WHERE ((deleted_at IS NULL) AND (reverses_id IS NOT NULL));
CREATE INDEX allocations_state ON allocations USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table approval_deputies (
  user_id uuid not null,
  deputy_id uuid not null,
  set_at timestamp with time zone default now() not null,
  constraint approval_deputies_pkey PRIMARY KEY (user_id),
  constraint approval_deputies_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES users(id),
  constraint approval_deputies_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX approval_deputies_deputy ON approval_deputies USING btree (deputy_id);

create table approval_flow_versions (
  flow_id uuid not null,
  version integer not null,
  content jsonb not null,
  at timestamp with time zone default now() not null,
  by_id uuid,
  constraint approval_flow_versions_pkey PRIMARY KEY (flow_id, version),
  constraint approval_flow_versions_by_id_fkey FOREIGN KEY (by_id) REFERENCES users(id),
  constraint approval_flow_versions_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES approval_flows(id) ON DELETE CASCADE
);

create table approval_flows (
  id uuid not null,
  object text not null,
  name text not null,
  place integer not null,
  is_on boolean default true not null,
  version integer default 1 not null,
  content jsonb not null,
  updated_at timestamp with time zone default now() not null,
  updated_by_id uuid,
  constraint approval_flows_pkey PRIMARY KEY (id),
  constraint approval_flows_updated_by_id_fkey FOREIGN KEY (updated_by_id) REFERENCES users(id)
);
CREATE INDEX approval_flows_object ON approval_flows USING btree (object, place);

create table approval_steps (
  id uuid not null,
  approval_id uuid not null,
  "position" integer not null,
  kind text not null,
  mode text not null,
  state text not null,
  said jsonb not null,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint approval_steps_pkey PRIMARY KEY (id),
  constraint approval_steps_mode_check CHECK ((mode = ANY (ARRAY['any'::text, 'all'::text, 'sequence'::text]))),
  constraint approval_steps_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'open'::text, 'approved'::text, 'refused'::text, 'closed'::text]))),
  constraint approval_steps_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approvals(id) ON DELETE CASCADE
);
CREATE INDEX approval_steps_course ON approval_steps USING btree (approval_id, "position");

create table approval_tasks (
  id uuid not null,
  approval_id uuid not null,
  step_id uuid not null,
  object text not null,
  record_id uuid not null,
  user_id uuid not null,
  turn integer not null,
  state text not null,
  from_id uuid,
  how text,
  asked_at timestamp with time zone,
  decided_at timestamp with time zone,
  opinion text,
  constraint approval_tasks_pkey PRIMARY KEY (id),
  constraint approval_tasks_state_check CHECK ((state = ANY (ARRAY['later'::text, 'asked'::text, 'approved'::text, 'refused'::text, 'delegated'::text, 'handed'::text, 'closed'::text]))),
  constraint approval_tasks_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approvals(id) ON DELETE CASCADE,
  constraint approval_tasks_from_id_fkey FOREIGN KEY (from_id) REFERENCES users(id),
  constraint approval_tasks_step_id_fkey FOREIGN KEY (step_id) REFERENCES approval_steps(id) ON DELETE CASCADE,
  constraint approval_tasks_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX approval_tasks_approval ON approval_tasks USING btree (approval_id);
CREATE INDEX approval_tasks_asked ON approval_tasks USING btree (user_id, asked_at DESC, id DESC) WHERE (state = 'asked'::text);
CREATE INDEX approval_tasks_decided ON approval_tasks USING btree (user_id, decided_at DESC, id DESC) WHERE (decided_at IS NOT NULL);
CREATE INDEX approval_tasks_open ON approval_tasks USING btree (asked_at) WHERE (state = 'asked'::text);
CREATE INDEX approval_tasks_record ON approval_tasks USING btree (object, record_id);
CREATE INDEX approval_tasks_sight ON approval_tasks USING btree (user_id, object, record_id);
CREATE INDEX approval_tasks_step ON approval_tasks USING btree (step_id, turn);

create table approvals (
  id uuid not null,
  object text not null,
  record_id uuid not null,
  round integer not null,
  state text not null,
  flow_id uuid,
  flow_version integer,
  flow_name text,
  rules jsonb not null,
  requester_id uuid,
  department_id uuid,
  opinion text,
  "values" jsonb not null,
  digest text not null,
  requested_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by_id uuid,
  end_reason text,
  constraint approvals_pkey PRIMARY KEY (id),
  constraint approvals_state_check CHECK ((state = ANY (ARRAY['running'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint approvals_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint approvals_ended_by_id_fkey FOREIGN KEY (ended_by_id) REFERENCES users(id),
  constraint approvals_flow_id_fkey FOREIGN KEY (flow_id) REFERENCES approval_flows(id) ON DELETE SET NULL,
  constraint approvals_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES users(id)
);
CREATE INDEX approvals_flow ON approvals USING btree (flow_id) WHERE (flow_id IS NOT NULL);
CREATE INDEX approvals_record ON approvals USING btree (object, record_id, round DESC);
CREATE INDEX approvals_requester ON approvals USING btree (requester_id, requested_at DESC, id DESC);
CREATE UNIQUE INDEX approvals_running ON approvals USING btree (object, record_id) WHERE (state = 'running'::text);

create table assignment_candidates (
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
  rule_id uuid not null,
  user_id uuid,
  department_id uuid,
  constraint assignment_candidates_pkey PRIMARY KEY (id),
  constraint assignment_candidates_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint assignment_candidates_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint assignment_candidates_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES assignment_rules(id),
  constraint assignment_candidates_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX assignment_candidates_bin ON assignment_candidates USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX assignment_candidates_department ON assignment_candidates USING btree (department_id);
CREATE UNIQUE INDEX assignment_candidates_external ON assignment_candidates USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX assignment_candidates_rule ON assignment_candidates USING btree (rule_id, "position");
CREATE INDEX assignment_candidates_user ON assignment_candidates USING btree (user_id);

create table assignment_rules (
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
  place numeric(18,0),
  is_on boolean,
  is_at_creation boolean,
  sources text[],
  campaign_id uuid,
  industries text[],
  levels text[],
  regions text,
  keywords text,
  method text,
  fits_territory boolean,
  fits_expertise boolean,
  cap numeric(18,0),
  task_priority text,
  task_days numeric(18,0),
  constraint assignment_rules_pkey PRIMARY KEY (id),
  constraint assignment_rules_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id),
  constraint assignment_rules_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX assignment_rules_bin ON assignment_rules USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX assignment_rules_campaign ON assignment_rules USING btree (campaign_id) WHERE (deleted_at IS NULL);
CREATE INDEX assignment_rules_changes ON assignment_rules USING btree (updated_at, id);
CREATE UNIQUE INDEX assignment_rules_external ON assignment_rules USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX assignment_rules_import_key ON assignment_rules USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX assignment_rules_name ON assignment_rules USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX assignment_rules_newest ON assignment_rules USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table assignment_turns (
  rule_id uuid not null,
  user_id uuid not null,
  turn bigint not null,
  constraint assignment_turns_pkey PRIMARY KEY (rule_id, user_id),
  constraint assignment_turns_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES assignment_rules(id) ON DELETE CASCADE,
  constraint assignment_turns_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table audit_log (
  id uuid not null,
  at timestamp with time zone default now() not null,
  user_id uuid,
  actor_kind text not null,
  kind text not null,
  object text,
  record_id uuid,
  detail jsonb,
  ip text,
  correlation_id text,
  "position" bigint,
  hash bytea,
  salt bytea,
  digest bytea,
  scrubbed_by uuid,
  constraint audit_log_pkey PRIMARY KEY (id),
  constraint audit_log_position_key UNIQUE ("position"),
  constraint audit_log_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX audit_log_at ON audit_log USING btree (at DESC, id DESC);
CREATE INDEX audit_log_unsealed ON audit_log USING btree (at, id) WHERE ("position" IS NULL);

create table bank_accounts (
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
  legal_entity_id uuid not null,
  bank text not null,
  account text not null,
  holder text,
  currency character(3),
  is_default boolean,
  constraint bank_accounts_pkey PRIMARY KEY (id),
  constraint bank_accounts_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint bank_accounts_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES legal_entities(id)
);
CREATE INDEX bank_accounts_bin ON bank_accounts USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX bank_accounts_external ON bank_accounts USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX bank_accounts_legal_entity ON bank_accounts USING btree (legal_entity_id, "position");

create table batches (
  id uuid not null,
  kind text not null,
  object text,
  user_id uuid,
  reason text,
  created_at timestamp with time zone default now() not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  undoes_id uuid,
  constraint batches_pkey PRIMARY KEY (id),
  constraint batches_undoes_id_fkey FOREIGN KEY (undoes_id) REFERENCES batches(id),
  constraint batches_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES users(id),
  constraint batches_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX batches_undoes ON batches USING btree (undoes_id) WHERE (undoes_id IS NOT NULL);

create table bulk_rows (
  run_id uuid not null,
  record_id uuid not null,
  is_done boolean default false not null,
  problem jsonb,
  constraint bulk_rows_pkey PRIMARY KEY (run_id, record_id),
  constraint bulk_rows_run_id_fkey FOREIGN KEY (run_id) REFERENCES bulk_runs(id) ON DELETE CASCADE
);
CREATE INDEX bulk_rows_waiting ON bulk_rows USING btree (run_id, record_id) WHERE (NOT is_done);

create table bulk_runs (
  id uuid not null,
  object text not null,
  user_id uuid not null,
  change jsonb not null,
  state text not null,
  is_stopped boolean default false not null,
  total integer not null,
  done integer default 0 not null,
  refused integer default 0 not null,
  problem jsonb,
  kept jsonb default '[]'::jsonb not null,
  batch_id uuid,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint bulk_runs_pkey PRIMARY KEY (id),
  constraint bulk_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text, 'failed'::text, 'undoing'::text, 'undone'::text]))),
  constraint bulk_runs_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batches(id),
  constraint bulk_runs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX bulk_runs_user ON bulk_runs USING btree (user_id, created_at DESC);

create table calendar_days (
  day date not null,
  year integer not null,
  kind text not null,
  name text,
  constraint calendar_days_pkey PRIMARY KEY (day),
  constraint calendar_days_check CHECK ((EXTRACT(year FROM day) = (year)::numeric)),
  constraint calendar_days_kind_check CHECK ((kind = ANY (ARRAY['rest'::text, 'work'::text]))),
  constraint calendar_days_year_fkey FOREIGN KEY (year) REFERENCES calendar_years(year) ON DELETE CASCADE
);
CREATE INDEX calendar_days_year ON calendar_days USING btree (year);

create table calendar_years (
  year integer not null,
  version integer default 1 not null,
  changed_at timestamp with time zone default now() not null,
  changed_by_id uuid,
  constraint calendar_years_pkey PRIMARY KEY (year),
  constraint calendar_years_year_check CHECK (((year >= 1970) AND (year <= 2199))),
  constraint calendar_years_changed_by_id_fkey FOREIGN KEY (changed_by_id) REFERENCES users(id)
);

create table campaigns (
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
  owner_id uuid,
  constraint campaigns_pkey PRIMARY KEY (id),
  constraint campaigns_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint campaigns_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
);
CREATE INDEX campaigns_bin ON campaigns USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX campaigns_changes ON campaigns USING btree (updated_at, id);
CREATE UNIQUE INDEX campaigns_external ON campaigns USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX campaigns_import_key ON campaigns USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX campaigns_kind ON campaigns USING btree (kind, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX campaigns_newest ON campaigns USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX campaigns_owner_newest ON campaigns USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX campaigns_starts_on ON campaigns USING btree (starts_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX campaigns_state ON campaigns USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX campaigns_tags ON campaigns USING gin (tags);

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

create table closed_months (
  id uuid not null,
  month date not null,
  legal_entity_id uuid,
  closed_at timestamp with time zone not null,
  closed_by_id uuid not null,
  reason text,
  constraint closed_months_pkey PRIMARY KEY (id),
  constraint closed_months_closed_by_id_fkey FOREIGN KEY (closed_by_id) REFERENCES users(id),
  constraint closed_months_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES legal_entities(id)
);
CREATE UNIQUE INDEX closed_months_month ON closed_months USING btree (month, legal_entity_id) NULLS NOT DISTINCT;

create table collection_plans (
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
  contract_id uuid not null,
  customer_id uuid,
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
  legal_entity_id uuid,
  remark text,
  owner_id uuid,
  constraint collection_plans_pkey PRIMARY KEY (id),
  constraint collection_plans_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id),
  constraint collection_plans_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint collection_plans_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint collection_plans_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES legal_entities(id),
  constraint collection_plans_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
);
CREATE INDEX collection_plans_amount ON collection_plans USING btree (amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX collection_plans_bin ON collection_plans USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX collection_plans_changes ON collection_plans USING btree (updated_at, id);
CREATE INDEX collection_plans_contract ON collection_plans USING btree (contract_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX collection_plans_customer ON collection_plans USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX collection_plans_due_on ON collection_plans USING btree (due_on, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX collection_plans_external ON collection_plans USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX collection_plans_import_key ON collection_plans USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX collection_plans_legal_entity ON collection_plans USING btree (legal_entity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX collection_plans_newest ON collection_plans USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX collection_plans_owner_newest ON collection_plans USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX collection_plans_paid_on ON collection_plans USING btree (paid_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX collection_plans_rest_amount ON collection_plans USING btree (rest_amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX collection_plans_state ON collection_plans USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX collection_plans_unpaid ON collection_plans USING btree (due_on, id) WHERE ((deleted_at IS NULL) AND (standing = 'live'::text) AND (state = ANY (ARRAY['pending'::text, 'partial'::text])));

create table competitors (
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
  tags uuid[],
  constraint competitors_pkey PRIMARY KEY (id),
  constraint competitors_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX competitors_bin ON competitors USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX competitors_by_name ON competitors USING btree (name, id) WHERE (deleted_at IS NULL);
CREATE INDEX competitors_changes ON competitors USING btree (updated_at, id);
CREATE UNIQUE INDEX competitors_external ON competitors USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX competitors_import_key ON competitors USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX competitors_name ON competitors USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX competitors_newest ON competitors USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX competitors_price_level ON competitors USING btree (price_level, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX competitors_state ON competitors USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX competitors_tags ON competitors USING gin (tags);

create table consent_requests (
  id uuid not null,
  kind text not null,
  object text,
  ask jsonb not null,
  rows integer not null,
  reason text not null,
  state text default 'asked'::text not null,
  asked_by_id uuid not null,
  asked_at timestamp with time zone default now() not null,
  decided_by_id uuid,
  decided_at timestamp with time zone,
  word text,
  expires_at timestamp with time zone,
  taken_at timestamp with time zone,
  constraint consent_requests_pkey PRIMARY KEY (id),
  constraint consent_requests_check CHECK ((decided_by_id <> asked_by_id)),
  constraint consent_requests_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'taken'::text, 'withdrawn'::text]))),
  constraint consent_requests_asked_by_id_fkey FOREIGN KEY (asked_by_id) REFERENCES users(id),
  constraint consent_requests_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES users(id)
);
CREATE INDEX consent_requests_asker ON consent_requests USING btree (asked_by_id, asked_at DESC);
CREATE INDEX consent_requests_newest ON consent_requests USING btree (asked_at DESC, id DESC);
CREATE INDEX consent_requests_waiting ON consent_requests USING btree (asked_at) WHERE (state = 'asked'::text);

create table contact_customers (
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
  contact_id uuid not null,
  customer_id uuid not null,
  job_title text,
  joined_on date,
  left_on date,
  constraint contact_customers_pkey PRIMARY KEY (id),
  constraint contact_customers_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id),
  constraint contact_customers_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint contact_customers_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
);
CREATE INDEX contact_customers_bin ON contact_customers USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX contact_customers_contact ON contact_customers USING btree (contact_id, "position");
CREATE INDEX contact_customers_customer ON contact_customers USING btree (customer_id);
CREATE UNIQUE INDEX contact_customers_external ON contact_customers USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));

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

create table contacts (
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
  last_activity_by_id uuid,
  last_activity_text text,
  activity_count numeric(18,0),
  owner_id uuid,
  constraint contacts_pkey PRIMARY KEY (id),
  constraint contacts_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint contacts_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint contacts_last_activity_by_id_fkey FOREIGN KEY (last_activity_by_id) REFERENCES users(id),
  constraint contacts_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
);
CREATE INDEX contacts_address ON contacts USING btree (((address ->> 'code'::text)) COLLATE "C") WHERE (deleted_at IS NULL);
CREATE INDEX contacts_bin ON contacts USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX contacts_birthday ON contacts USING btree ("right"(birthday, 5)) WHERE ((deleted_at IS NULL) AND (birthday IS NOT NULL));
CREATE INDEX contacts_changes ON contacts USING btree (updated_at, id);
CREATE INDEX contacts_customer ON contacts USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX contacts_external ON contacts USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX contacts_import_key ON contacts USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX contacts_last_activity_at ON contacts USING btree (last_activity_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX contacts_name ON contacts USING btree (lower(name) COLLATE "zh-x-icu", id) WHERE (deleted_at IS NULL);
CREATE INDEX contacts_newest ON contacts USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contacts_owner_newest ON contacts USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contacts_role ON contacts USING btree (role, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contacts_tags ON contacts USING gin (tags);

create table contract_changes (
  id uuid not null,
  contract_id uuid not null,
  reason text not null,
  begun_at timestamp with time zone not null,
  begun_by_id uuid,
  before jsonb not null,
  ended_at timestamp with time zone,
  is_applied boolean,
  constraint contract_changes_pkey PRIMARY KEY (id),
  constraint contract_changes_begun_by_id_fkey FOREIGN KEY (begun_by_id) REFERENCES users(id),
  constraint contract_changes_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id) ON DELETE CASCADE
);
CREATE INDEX contract_changes_contract ON contract_changes USING btree (contract_id, begun_at DESC);
CREATE UNIQUE INDEX contract_changes_running ON contract_changes USING btree (contract_id) WHERE (ended_at IS NULL);

create table contract_credits (
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
  contract_id uuid not null,
  person_id uuid not null,
  department_id uuid,
  percent numeric(18,2) not null,
  amount numeric(19,4),
  currency character(3),
  signed_on date,
  is_counted boolean,
  constraint contract_credits_pkey PRIMARY KEY (id),
  constraint contract_credits_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id),
  constraint contract_credits_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint contract_credits_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint contract_credits_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id)
);
CREATE INDEX contract_credits_bin ON contract_credits USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX contract_credits_contract ON contract_credits USING btree (contract_id, "position");
CREATE INDEX contract_credits_department ON contract_credits USING btree (department_id);
CREATE UNIQUE INDEX contract_credits_external ON contract_credits USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX contract_credits_person ON contract_credits USING btree (person_id);
CREATE INDEX contract_credits_signed_on ON contract_credits USING btree (signed_on, id) WHERE (deleted_at IS NULL);

create table contract_lines (
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
  contract_id uuid not null,
  product_id uuid,
  name text,
  code text,
  specification text,
  unit text,
  tax_code text,
  quantity numeric(28,8),
  unit_price numeric(28,8),
  discount_rate numeric(18,2),
  tax_rate_id uuid,
  tax_kind text,
  tax_percent numeric(18,2),
  currency character(3),
  gross numeric(19,4),
  discount_share numeric(19,4),
  amount numeric(19,4),
  amount_excluding_tax numeric(19,4),
  tax numeric(19,4),
  remark text,
  constraint contract_lines_pkey PRIMARY KEY (id),
  constraint contract_lines_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id),
  constraint contract_lines_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint contract_lines_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id),
  constraint contract_lines_tax_rate_id_fkey FOREIGN KEY (tax_rate_id) REFERENCES tax_rates(id)
);
CREATE INDEX contract_lines_bin ON contract_lines USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX contract_lines_contract ON contract_lines USING btree (contract_id, "position");
CREATE UNIQUE INDEX contract_lines_external ON contract_lines USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX contract_lines_product ON contract_lines USING btree (product_id);
CREATE INDEX contract_lines_tax_rate ON contract_lines USING btree (tax_rate_id);

create table contract_settings (
  id boolean default true not null,
  remind_days integer default 30 not null,
  expiry_days integer default 30 not null,
  constraint contract_settings_pkey PRIMARY KEY (id),
  constraint contract_settings_id_check CHECK (id)
);

create table contracts (
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
  number text,
  customer_id uuid not null,
  type text,
  parent_id uuid,
  opportunity_id uuid,
  quote_id uuid,
  state text,
  payment_terms text,
  legal_entity_id uuid,
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
  signer_id uuid,
  customer_signer_id uuid,
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
  campaign_id uuid,
  origin_lead_id uuid,
  plan_revision numeric(18,0),
  took_effect_at timestamp with time zone,
  owner_id uuid,
  constraint contracts_pkey PRIMARY KEY (id),
  constraint contracts_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id),
  constraint contracts_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint contracts_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint contracts_customer_signer_id_fkey FOREIGN KEY (customer_signer_id) REFERENCES contacts(id),
  constraint contracts_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES legal_entities(id),
  constraint contracts_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id),
  constraint contracts_origin_lead_id_fkey FOREIGN KEY (origin_lead_id) REFERENCES leads(id),
  constraint contracts_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint contracts_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES contracts(id),
  constraint contracts_quote_id_fkey FOREIGN KEY (quote_id) REFERENCES quotes(id),
  constraint contracts_signer_id_fkey FOREIGN KEY (signer_id) REFERENCES users(id)
);
CREATE INDEX contracts_amount ON contracts USING btree (amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_bin ON contracts USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX contracts_campaign ON contracts USING btree (campaign_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_changes ON contracts USING btree (updated_at, id);
CREATE INDEX contracts_customer ON contracts USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_customer_signer ON contracts USING btree (customer_signer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_effective_on ON contracts USING btree (effective_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_end_on ON contracts USING btree (end_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_ended_on ON contracts USING btree (ended_on, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX contracts_external ON contracts USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX contracts_import_key ON contracts USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_legal_entity ON contracts USING btree (legal_entity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_newest ON contracts USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX contracts_number ON contracts USING btree (lower(number));
CREATE INDEX contracts_opportunity ON contracts USING btree (opportunity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_origin_lead ON contracts USING btree (origin_lead_id) WHERE (origin_lead_id IS NOT NULL);
CREATE INDEX contracts_outstanding ON contracts USING btree (outstanding, id) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_owner_newest ON contracts USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_parent ON contracts USING btree (parent_id) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_payment_terms ON contracts USING btree (payment_terms, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_quote ON contracts USING btree (quote_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_received_amount ON contracts USING btree (received_amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_seal_state ON contracts USING btree (seal_state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_signed_on ON contracts USING btree (signed_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_signer ON contracts USING btree (signer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_signing_state ON contracts USING btree (signing_state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_start_on ON contracts USING btree (start_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_state ON contracts USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX contracts_type ON contracts USING btree (type, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table conversion_mappings (
  lead_field text not null,
  object text not null,
  field text not null,
  constraint conversion_mappings_pkey PRIMARY KEY (object, field)
);

create table conversions (
  id uuid not null,
  lead_id uuid not null,
  batch_id uuid not null,
  customer_id uuid not null,
  contact_id uuid,
  opportunity_id uuid,
  state_before text not null,
  at timestamp with time zone not null,
  by_id uuid,
  undone_at timestamp with time zone,
  constraint conversions_pkey PRIMARY KEY (id),
  constraint conversions_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batches(id),
  constraint conversions_by_id_fkey FOREIGN KEY (by_id) REFERENCES users(id),
  constraint conversions_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id) ON DELETE SET NULL,
  constraint conversions_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE,
  constraint conversions_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE,
  constraint conversions_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id) ON DELETE SET NULL
);
CREATE INDEX conversions_batch ON conversions USING btree (batch_id);
CREATE INDEX conversions_contact ON conversions USING btree (contact_id);
CREATE INDEX conversions_customer ON conversions USING btree (customer_id);
CREATE INDEX conversions_lead ON conversions USING btree (lead_id, at DESC);
CREATE INDEX conversions_opportunity ON conversions USING btree (opportunity_id);

create table counters (
  name text not null,
  value bigint not null,
  constraint counters_pkey PRIMARY KEY (name)
);

create table custom_fields (
  id text not null,
  object text not null,
  type text not null,
  traits jsonb default '{}'::jsonb not null,
  is_searched boolean default false not null,
  is_fast boolean default false not null,
  index_state text default 'none'::text not null,
  is_retired boolean default false not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  constraint custom_fields_pkey PRIMARY KEY (id),
  constraint custom_fields_id_check CHECK ((id ~ '^cf_[a-z0-9]{8}$'::text)),
  constraint custom_fields_index_state_check CHECK ((index_state = ANY (ARRAY['none'::text, 'building'::text, 'ready'::text, 'failed'::text]))),
  constraint custom_fields_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX custom_fields_object ON custom_fields USING btree (object);

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
  parent_id uuid,
  tax_no text,
  founded_year numeric(18,0),
  employees numeric(18,0),
  revenue_millions numeric(18,2),
  remark text,
  owner_id uuid,
  address jsonb,
  birthday text,
  campaign_id uuid,
  origin_lead_id uuid,
  tags uuid[],
  primary_contact_id uuid,
  next_contact_at timestamp with time zone,
  last_activity_at timestamp with time zone,
  last_activity_by_id uuid,
  last_activity_text text,
  activity_count numeric(18,0) default 0,
  number text,
  lifecycle text default 'prospect'::text,
  deal_status text default 'open'::text,
  deal_on date,
  earlier_deals numeric(18,0),
  lost_reason text,
  lost_remark text,
  lost_on date,
  pool_id uuid,
  entered_pool_at timestamp with time zone,
  pool_cause text,
  previous_owner_id uuid,
  received_at timestamp with time zone,
  recover_on date,
  recover_rule text,
  recover_pool_id uuid,
  protected_until date,
  is_locked boolean default false,
  is_hot boolean default false,
  hot_reason text,
  hot_since timestamp with time zone,
  hot_by_id uuid,
  constraint customers_pkey PRIMARY KEY (id),
  constraint customers_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id),
  constraint customers_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint customers_hot_by_id_fkey FOREIGN KEY (hot_by_id) REFERENCES users(id),
  constraint customers_last_activity_by_id_fkey FOREIGN KEY (last_activity_by_id) REFERENCES users(id),
  constraint customers_origin_lead_id_fkey FOREIGN KEY (origin_lead_id) REFERENCES leads(id),
  constraint customers_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint customers_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES customers(id),
  constraint customers_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id),
  constraint customers_previous_owner_id_fkey FOREIGN KEY (previous_owner_id) REFERENCES users(id),
  constraint customers_primary_contact_id_fkey FOREIGN KEY (primary_contact_id) REFERENCES contacts(id),
  constraint customers_recover_pool_id_fkey FOREIGN KEY (recover_pool_id) REFERENCES pools(id) ON DELETE SET NULL
);
CREATE INDEX customers_address ON customers USING btree (((address ->> 'code'::text)) COLLATE "C") WHERE (deleted_at IS NULL);
CREATE INDEX customers_bin ON customers USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX customers_birthday ON customers USING btree ("right"(birthday, 5)) WHERE ((deleted_at IS NULL) AND (birthday IS NOT NULL));
CREATE INDEX customers_campaign ON customers USING btree (campaign_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_changes ON customers USING btree (updated_at, id);
CREATE INDEX customers_deal_on ON customers USING btree (deal_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_entered_pool_at ON customers USING btree (entered_pool_at, id) WHERE ((deleted_at IS NULL) AND (entered_pool_at IS NOT NULL));
CREATE UNIQUE INDEX customers_external ON customers USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX customers_hot_since ON customers USING btree (hot_since, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_import_key ON customers USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX customers_industry ON customers USING btree (industry, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_last_activity_at ON customers USING btree (last_activity_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_level ON customers USING btree (level, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_lifecycle ON customers USING btree (lifecycle, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_lost_reason ON customers USING btree (lost_reason, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_name ON customers USING btree (lower(name) COLLATE "zh-x-icu", id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_newest ON customers USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_next_contact_at ON customers USING btree (next_contact_at, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX customers_number ON customers USING btree (lower(number));
CREATE INDEX customers_owner_locked ON customers USING btree (owner_id) WHERE ((deleted_at IS NULL) AND is_locked);
CREATE INDEX customers_owner_name ON customers USING btree (owner_id, lower(name) COLLATE "zh-x-icu", id) WHERE (deleted_at IS NULL);
CREATE INDEX customers_owner_newest ON customers USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX customers_owner_recover_on ON customers USING btree (owner_id, recover_on, id) WHERE ((deleted_at IS NULL) AND (recover_on IS NOT NULL));
CREATE INDEX customers_parent ON customers USING btree (parent_id);
CREATE INDEX customers_pool ON customers USING btree (pool_id, created_at DESC, id DESC) WHERE ((deleted_at IS NULL) AND (pool_id IS NOT NULL));
CREATE INDEX customers_recover_on ON customers USING btree (recover_on, id) WHERE ((deleted_at IS NULL) AND (recover_on IS NOT NULL));
CREATE INDEX customers_tags ON customers USING gin (tags);
CREATE UNIQUE INDEX customers_tax_no ON customers USING btree (lower(tax_no)) WHERE (deleted_at IS NULL);

create table daily_reads (
  user_id uuid not null,
  day date not null,
  sketch bytea not null,
  count integer not null,
  passed_at timestamp with time zone,
  constraint daily_reads_pkey PRIMARY KEY (user_id),
  constraint daily_reads_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table daily_runs (
  name text not null,
  on_day date not null,
  finished_at timestamp with time zone not null,
  constraint daily_runs_pkey PRIMARY KEY (name, on_day)
);

create table daily_uses (
  user_id uuid not null,
  kind text not null,
  day date not null,
  count integer not null,
  constraint daily_uses_pkey PRIMARY KEY (user_id, kind, day),
  constraint daily_uses_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table decision_links (
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
  customer_id uuid not null,
  contact_id uuid not null,
  kind text not null,
  target_id uuid not null,
  constraint decision_links_pkey PRIMARY KEY (id),
  constraint decision_links_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id),
  constraint decision_links_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint decision_links_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint decision_links_target_id_fkey FOREIGN KEY (target_id) REFERENCES contacts(id)
);
CREATE INDEX decision_links_bin ON decision_links USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX decision_links_contact ON decision_links USING btree (contact_id);
CREATE INDEX decision_links_customer ON decision_links USING btree (customer_id, "position");
CREATE UNIQUE INDEX decision_links_external ON decision_links USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX decision_links_target ON decision_links USING btree (target_id);

create table decision_places (
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
  customer_id uuid not null,
  contact_id uuid not null,
  x numeric(18,0) not null,
  y numeric(18,0) not null,
  constraint decision_places_pkey PRIMARY KEY (id),
  constraint decision_places_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id),
  constraint decision_places_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint decision_places_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id)
);
CREATE INDEX decision_places_bin ON decision_places USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX decision_places_contact ON decision_places USING btree (contact_id);
CREATE INDEX decision_places_customer ON decision_places USING btree (customer_id, "position");
CREATE UNIQUE INDEX decision_places_external ON decision_places USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));

create table department_members (
  id uuid not null,
  user_id uuid not null,
  department_id uuid not null,
  from_on date,
  until_on date,
  is_main boolean default false not null,
  constraint department_members_pkey PRIMARY KEY (id),
  constraint department_members_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint department_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX department_members_department ON department_members USING btree (department_id);
CREATE INDEX department_members_user ON department_members USING btree (user_id);

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
CREATE INDEX departments_bin ON departments USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX departments_changes ON departments USING btree (updated_at, id);
CREATE UNIQUE INDEX departments_external ON departments USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX departments_import_key ON departments USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX departments_name ON departments USING btree (lower(name)) WHERE (deleted_at IS NULL);

create table different_pairs (
  object text not null,
  one uuid not null,
  other uuid not null,
  user_id uuid,
  at timestamp with time zone not null,
  constraint different_pairs_pkey PRIMARY KEY (one, other),
  constraint different_pairs_check CHECK ((one < other)),
  constraint different_pairs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table duplicate_groups (
  id uuid not null,
  scan_id uuid not null,
  is_same boolean not null,
  kinds text[] not null,
  is_settled boolean default false not null,
  constraint duplicate_groups_pkey PRIMARY KEY (id),
  constraint duplicate_groups_scan_id_fkey FOREIGN KEY (scan_id) REFERENCES duplicate_scans(id) ON DELETE CASCADE
);
CREATE INDEX duplicate_groups_scan ON duplicate_groups USING btree (scan_id, is_settled, is_same DESC, id);

create table duplicate_members (
  scan_id uuid not null,
  record_id uuid not null,
  group_id uuid not null,
  is_near boolean default false not null,
  constraint duplicate_members_pkey PRIMARY KEY (scan_id, record_id, is_near),
  constraint duplicate_members_group_id_fkey FOREIGN KEY (group_id) REFERENCES duplicate_groups(id) ON DELETE CASCADE,
  constraint duplicate_members_scan_id_fkey FOREIGN KEY (scan_id) REFERENCES duplicate_scans(id) ON DELETE CASCADE
);
CREATE INDEX duplicate_members_group ON duplicate_members USING btree (group_id);

create table duplicate_rules (
  object text not null,
  kind text not null,
  effect text not null,
  constraint duplicate_rules_pkey PRIMARY KEY (object, kind),
  constraint duplicate_rules_effect_check CHECK ((effect = ANY (ARRAY['forbid'::text, 'warn'::text, 'ignore'::text])))
);

create table duplicate_scans (
  id uuid not null,
  object text not null,
  state text not null,
  is_stopped boolean default false not null,
  total integer default 0 not null,
  done integer default 0 not null,
  after uuid,
  user_id uuid,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint duplicate_scans_pkey PRIMARY KEY (id),
  constraint duplicate_scans_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text, 'failed'::text]))),
  constraint duplicate_scans_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table erased_numbers (
  object text not null,
  field text not null,
  number text not null,
  constraint erased_numbers_pkey PRIMARY KEY (object, field, number)
);

create table erasure_receipts (
  id uuid not null,
  object text not null,
  record_id uuid not null,
  erased_at timestamp with time zone default now() not null,
  erased_by_id uuid,
  consented_by_id uuid,
  reason text not null,
  counts jsonb not null,
  again_of uuid,
  constraint erasure_receipts_pkey PRIMARY KEY (id),
  constraint erasure_receipts_consented_by_id_fkey FOREIGN KEY (consented_by_id) REFERENCES users(id),
  constraint erasure_receipts_erased_by_id_fkey FOREIGN KEY (erased_by_id) REFERENCES users(id)
);
CREATE INDEX erasure_receipts_newest ON erasure_receipts USING btree (erased_at DESC, id DESC);
CREATE INDEX erasure_receipts_record ON erasure_receipts USING btree (object, record_id);

create table erasure_runs (
  id uuid not null,
  object text not null,
  record_id uuid not null,
  reason text,
  consent_id uuid,
  state text default 'running'::text not null,
  is_stopped boolean default false not null,
  done integer default 0 not null,
  total integer default 0 not null,
  found integer default 0 not null,
  problem jsonb,
  receipts uuid[] default '{}'::uuid[] not null,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint erasure_runs_pkey PRIMARY KEY (id),
  constraint erasure_runs_check CHECK (((state = 'running'::text) OR (reason IS NULL))),
  constraint erasure_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'stopped'::text, 'failed'::text]))),
  constraint erasure_runs_consent_id_fkey FOREIGN KEY (consent_id) REFERENCES consent_requests(id),
  constraint erasure_runs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX erasure_runs_consent ON erasure_runs USING btree (consent_id) WHERE (consent_id IS NOT NULL);
CREATE INDEX erasure_runs_newest ON erasure_runs USING btree (created_at DESC, id DESC);
CREATE UNIQUE INDEX erasure_runs_one ON erasure_runs USING btree (state) WHERE (state = 'running'::text);

create table event_exceptions (
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
  event_id uuid not null,
  starts_at timestamp with time zone not null,
  constraint event_exceptions_pkey PRIMARY KEY (id),
  constraint event_exceptions_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint event_exceptions_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id)
);
CREATE INDEX event_exceptions_bin ON event_exceptions USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX event_exceptions_event ON event_exceptions USING btree (event_id, "position");
CREATE UNIQUE INDEX event_exceptions_external ON event_exceptions USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));

create table event_participants (
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
  event_id uuid not null,
  user_id uuid not null,
  constraint event_participants_pkey PRIMARY KEY (id),
  constraint event_participants_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint event_participants_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint event_participants_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX event_participants_bin ON event_participants USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX event_participants_event ON event_participants USING btree (event_id, "position");
CREATE UNIQUE INDEX event_participants_external ON event_participants USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX event_participants_user ON event_participants USING btree (user_id);

create table events (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  title text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  is_all_day boolean,
  place text,
  customer_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  lead_id uuid,
  repeats text,
  every numeric(18,0),
  weekdays text[],
  until date,
  times numeric(18,0),
  reminders text[],
  description text,
  owner_id uuid,
  constraint events_pkey PRIMARY KEY (id),
  constraint events_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id),
  constraint events_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint events_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint events_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id),
  constraint events_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id),
  constraint events_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
);
CREATE INDEX events_bin ON events USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX events_changes ON events USING btree (updated_at, id);
CREATE INDEX events_contact ON events USING btree (contact_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX events_customer ON events USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX events_ends_at ON events USING btree (ends_at, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX events_external ON events USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX events_import_key ON events USING btree (import_key(title)) WHERE (deleted_at IS NULL);
CREATE INDEX events_lead ON events USING btree (lead_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX events_newest ON events USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX events_opportunity ON events USING btree (opportunity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX events_owner_newest ON events USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX events_starts_at ON events USING btree (starts_at, id) WHERE (deleted_at IS NULL);

create table exchange_rates (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  currency character(3) not null,
  "on" date not null,
  rate numeric(28,8) not null,
  remark text,
  constraint exchange_rates_pkey PRIMARY KEY (id),
  constraint exchange_rates_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX exchange_rates_bin ON exchange_rates USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX exchange_rates_changes ON exchange_rates USING btree (updated_at, id);
CREATE INDEX exchange_rates_currency ON exchange_rates USING btree (currency, "on" DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX exchange_rates_external ON exchange_rates USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX exchange_rates_newest ON exchange_rates USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX exchange_rates_on ON exchange_rates USING btree ("on", currency) WHERE (deleted_at IS NULL);

create table field_settings (
  object text not null,
  field text not null,
  label_zh text,
  label_en text,
  hint_zh text,
  hint_en text,
  is_hidden boolean default false not null,
  is_required boolean default false not null,
  is_quick boolean,
  section text,
  "position" integer,
  constraint field_settings_pkey PRIMARY KEY (object, field)
);

create table file_links (
  file_id uuid not null,
  object text not null,
  record_id uuid not null,
  conversion_id uuid,
  constraint file_links_pkey PRIMARY KEY (file_id, record_id),
  constraint file_links_conversion_id_fkey FOREIGN KEY (conversion_id) REFERENCES conversions(id) ON DELETE CASCADE,
  constraint file_links_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id) ON DELETE CASCADE
);
CREATE INDEX file_links_conversion ON file_links USING btree (conversion_id);
CREATE INDEX file_links_record ON file_links USING btree (record_id);

create table files (
  id uuid not null,
  object text,
  record_id uuid,
  field text,
  name text not null,
  size bigint not null,
  sha256 text not null,
  content_type text not null,
  storage_key uuid not null,
  uploaded_at timestamp with time zone default now() not null,
  uploaded_by_id uuid,
  attached_at timestamp with time zone,
  removed_at timestamp with time zone,
  removed_by_id uuid,
  constraint files_pkey PRIMARY KEY (id),
  constraint files_check CHECK (((object IS NULL) = (record_id IS NULL))),
  constraint files_check1 CHECK (((record_id IS NULL) = (attached_at IS NULL))),
  constraint files_removed_by_id_fkey FOREIGN KEY (removed_by_id) REFERENCES users(id),
  constraint files_uploaded_by_id_fkey FOREIGN KEY (uploaded_by_id) REFERENCES users(id)
);
CREATE INDEX files_loose ON files USING btree (uploaded_at) WHERE (record_id IS NULL);
CREATE INDEX files_record ON files USING btree (record_id, uploaded_at DESC, id DESC) WHERE (removed_at IS NULL);
CREATE INDEX files_removed ON files USING btree (removed_at) WHERE (removed_at IS NOT NULL);
CREATE INDEX files_storage_key ON files USING btree (storage_key);

create table follow_up_settings (
  id boolean default true not null,
  escalate_contact_days integer default 2 not null,
  birthday_days integer default 3 not null,
  large_deal numeric(18,2) default 500000 not null,
  hot_missed_days integer default 3 not null,
  hot_stalled_days integer default 14 not null,
  large_by text default 'amount'::text not null,
  large_share integer default 30 not null,
  constraint follow_up_settings_pkey PRIMARY KEY (id),
  constraint follow_up_settings_birthday_days_check CHECK (((birthday_days >= 0) AND (birthday_days <= 30))),
  constraint follow_up_settings_escalate_contact_days_check CHECK (((escalate_contact_days >= 0) AND (escalate_contact_days <= 60))),
  constraint follow_up_settings_hot_missed_days_check CHECK (((hot_missed_days >= 0) AND (hot_missed_days <= 60))),
  constraint follow_up_settings_hot_stalled_days_check CHECK (((hot_stalled_days >= 1) AND (hot_stalled_days <= 365))),
  constraint follow_up_settings_id_check CHECK (id),
  constraint follow_up_settings_large_by_check CHECK ((large_by = ANY (ARRAY['amount'::text, 'share'::text]))),
  constraint follow_up_settings_large_deal_check CHECK ((large_deal >= (0)::numeric)),
  constraint follow_up_settings_large_share_check CHECK (((large_share >= 1) AND (large_share <= 100)))
);

create table forecast_days (
  taken_on date not null,
  taken_at timestamp with time zone not null,
  constraint forecast_days_pkey PRIMARY KEY (taken_on)
);

create table forecast_snapshots (
  taken_on date not null,
  opportunity_id uuid not null,
  owner_id uuid,
  stage_id uuid,
  category text,
  expected_close_on date,
  currency character(3),
  amount numeric(19,4),
  probability numeric(18,2),
  constraint forecast_snapshots_pkey PRIMARY KEY (taken_on, opportunity_id),
  constraint forecast_snapshots_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id) ON DELETE CASCADE,
  constraint forecast_snapshots_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint forecast_snapshots_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stages(id)
);
CREATE INDEX forecast_snapshots_expected ON forecast_snapshots USING btree (taken_on, expected_close_on);
CREATE INDEX forecast_snapshots_opportunity ON forecast_snapshots USING btree (opportunity_id);

create table form_fields (
  form_id uuid not null,
  "position" integer not null,
  field text not null,
  is_required boolean not null,
  constraint form_fields_pkey PRIMARY KEY (form_id, field),
  constraint form_fields_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id) ON DELETE CASCADE
);

create table form_keys (
  form_id uuid not null,
  key text not null,
  constraint form_keys_pkey PRIMARY KEY (form_id),
  constraint form_keys_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id) ON DELETE CASCADE
);

create table form_submissions (
  id uuid not null,
  form_id uuid not null,
  at timestamp with time zone not null,
  state text not null,
  reason text,
  content jsonb not null,
  lead_id uuid,
  customer_id uuid,
  locale text not null,
  consent_text text,
  consent_version numeric(18,0),
  ip text,
  user_agent text,
  origin text,
  decided_by_id uuid,
  decided_at timestamp with time zone,
  constraint form_submissions_pkey PRIMARY KEY (id),
  constraint form_submissions_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE SET NULL,
  constraint form_submissions_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES users(id),
  constraint form_submissions_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id) ON DELETE CASCADE,
  constraint form_submissions_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE SET NULL
);
CREATE INDEX form_submissions_customer ON form_submissions USING btree (customer_id);
CREATE INDEX form_submissions_form ON form_submissions USING btree (form_id, at DESC, id DESC);
CREATE INDEX form_submissions_lead ON form_submissions USING btree (lead_id);

create table forms (
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
  is_on boolean default true,
  heading text,
  heading_en text,
  intro text,
  intro_en text,
  thanks text,
  thanks_en text,
  consent text,
  consent_en text,
  consent_version numeric(18,0) default 1,
  source text,
  campaign_id uuid,
  lead_owner_id uuid,
  may_embed boolean default false,
  origins text,
  token text,
  constraint forms_pkey PRIMARY KEY (id),
  constraint forms_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id),
  constraint forms_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint forms_lead_owner_id_fkey FOREIGN KEY (lead_owner_id) REFERENCES users(id)
);
CREATE INDEX forms_bin ON forms USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX forms_campaign ON forms USING btree (campaign_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX forms_changes ON forms USING btree (updated_at, id);
CREATE UNIQUE INDEX forms_external ON forms USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX forms_import_key ON forms USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX forms_lead_owner ON forms USING btree (lead_owner_id);
CREATE UNIQUE INDEX forms_name ON forms USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX forms_token ON forms USING btree (token) WHERE (deleted_at IS NULL);

create table handover_rows (
  handover_id uuid not null,
  object text not null,
  field text not null,
  record_id uuid not null,
  to_id uuid not null,
  is_done boolean default false not null,
  problem jsonb,
  done_at timestamp with time zone,
  constraint handover_rows_pkey PRIMARY KEY (handover_id, object, field, record_id),
  constraint handover_rows_handover_id_fkey FOREIGN KEY (handover_id) REFERENCES handovers(id) ON DELETE CASCADE,
  constraint handover_rows_to_id_fkey FOREIGN KEY (to_id) REFERENCES users(id)
);
CREATE INDEX handover_rows_successor ON handover_rows USING btree (to_id, handover_id);
CREATE INDEX handover_rows_waiting ON handover_rows USING btree (handover_id, object, field, record_id) WHERE (NOT is_done);

create table handovers (
  id uuid not null,
  leaver_id uuid not null,
  state text not null,
  plan jsonb default '{}'::jsonb not null,
  is_stopped boolean default false not null,
  total integer default 0 not null,
  done integer default 0 not null,
  problem jsonb,
  kept jsonb default '[]'::jsonb not null,
  given jsonb default '[]'::jsonb not null,
  leaves_on date,
  batch_id uuid not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  constraint handovers_pkey PRIMARY KEY (id),
  constraint handovers_state_check CHECK ((state = ANY (ARRAY['open'::text, 'running'::text, 'finished'::text, 'undoing'::text, 'undone'::text]))),
  constraint handovers_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batches(id),
  constraint handovers_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint handovers_leaver_id_fkey FOREIGN KEY (leaver_id) REFERENCES users(id)
);
CREATE INDEX handovers_newest ON handovers USING btree (created_at DESC, id DESC);
CREATE UNIQUE INDEX handovers_under_way ON handovers USING btree (leaver_id) WHERE (state = ANY (ARRAY['open'::text, 'running'::text, 'undoing'::text]));

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

create table hot_dismissals (
  customer_id uuid not null,
  kind text not null,
  cause text not null,
  dismissed_at timestamp with time zone not null,
  dismissed_by_id uuid,
  constraint hot_dismissals_pkey PRIMARY KEY (customer_id, kind, cause),
  constraint hot_dismissals_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE,
  constraint hot_dismissals_dismissed_by_id_fkey FOREIGN KEY (dismissed_by_id) REFERENCES users(id)
);

create table idempotency_keys (
  user_id uuid not null,
  route text not null,
  key text not null,
  part smallint not null,
  request_hash bytea not null,
  result jsonb,
  made_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (user_id, route, key, part)
);
CREATE INDEX idempotency_keys_made ON idempotency_keys USING btree (made_at);

create table import_claims (
  import_id uuid not null,
  key uuid not null,
  "row" integer not null,
  constraint import_claims_pkey PRIMARY KEY (import_id, key),
  constraint import_claims_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE
);

create table import_mappings (
  id uuid not null,
  object text not null,
  name text not null,
  user_id uuid not null,
  is_shared boolean default false not null,
  fingerprint text not null,
  columns jsonb not null,
  settings jsonb not null,
  created_at timestamp with time zone default now() not null,
  used_at timestamp with time zone default now() not null,
  constraint import_mappings_pkey PRIMARY KEY (id),
  constraint import_mappings_user_id_object_name_key UNIQUE (user_id, object, name),
  constraint import_mappings_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX import_mappings_object ON import_mappings USING btree (object, used_at DESC);

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
  flaws jsonb,
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
  kind text default 'csv'::text not null,
  sheets text[] default '{}'::text[] not null,
  sheet text,
  header_row integer default 1 not null,
  cleared_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (id),
  constraint imports_kind_check CHECK ((kind = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  constraint imports_state_check CHECK ((state = ANY (ARRAY['reading'::text, 'mapping'::text, 'settling'::text, 'ready'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'undoing'::text, 'undone'::text]))),
  constraint imports_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batches(id),
  constraint imports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX imports_newest ON imports USING btree (created_at DESC, id DESC);
CREATE INDEX imports_user ON imports USING btree (user_id);

create table lead_assignments (
  id uuid not null,
  lead_id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  owner_id uuid,
  by_id uuid,
  rule_id uuid,
  rule_name text,
  considered jsonb default '[]'::jsonb not null,
  task_id uuid,
  constraint lead_assignments_pkey PRIMARY KEY (id),
  constraint lead_assignments_by_id_fkey FOREIGN KEY (by_id) REFERENCES users(id),
  constraint lead_assignments_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE,
  constraint lead_assignments_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint lead_assignments_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES assignment_rules(id) ON DELETE SET NULL
);
CREATE INDEX lead_assignments_lead ON lead_assignments USING btree (lead_id, at DESC);

create table lead_settings (
  is_only boolean default true not null,
  version integer default 1 not null,
  fallback_user_id uuid,
  is_escalating boolean default true not null,
  remind_days integer default 3 not null,
  manager_days integer default 5 not null,
  recover_days integer default 7 not null,
  recover_to text default 'pool'::text not null,
  performance_days integer default 90 not null,
  amount_weight integer default 50 not null,
  escalates_from timestamp with time zone default now() not null,
  constraint lead_settings_pkey PRIMARY KEY (is_only),
  constraint lead_settings_is_only_check CHECK (is_only),
  constraint lead_settings_recover_to_check CHECK ((recover_to = ANY (ARRAY['pool'::text, 'fallback'::text, 'nowhere'::text]))),
  constraint lead_settings_fallback_user_id_fkey FOREIGN KEY (fallback_user_id) REFERENCES users(id)
);

create table leads (
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
  company text,
  job_title text,
  state text,
  source text,
  campaign_id uuid,
  industry text,
  level text,
  address jsonb,
  need text,
  tags uuid[],
  remark text,
  next_contact_at timestamp with time zone,
  last_activity_at timestamp with time zone,
  last_activity_by_id uuid,
  last_activity_text text,
  activity_count numeric(18,0),
  invalid_reason text,
  qualified_at timestamp with time zone,
  handed_over_at timestamp with time zone,
  assigned_at timestamp with time zone,
  first_contacted_at timestamp with time zone,
  converted_at timestamp with time zone,
  first_opportunity_at timestamp with time zone,
  converted_customer_id uuid,
  owner_id uuid,
  number text,
  return_reason text,
  marketing_owner_id uuid,
  contact_due_on date,
  pool_id uuid,
  entered_pool_at timestamp with time zone,
  pool_cause text,
  previous_owner_id uuid,
  received_at timestamp with time zone,
  recover_on date,
  recover_rule text,
  recover_pool_id uuid,
  protected_until date,
  is_locked boolean default false,
  owner_department_id uuid,
  marketing_department_id uuid,
  constraint leads_pkey PRIMARY KEY (id),
  constraint leads_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id),
  constraint leads_converted_customer_id_fkey FOREIGN KEY (converted_customer_id) REFERENCES customers(id),
  constraint leads_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint leads_last_activity_by_id_fkey FOREIGN KEY (last_activity_by_id) REFERENCES users(id),
  constraint leads_marketing_department_id_fkey FOREIGN KEY (marketing_department_id) REFERENCES departments(id),
  constraint leads_marketing_owner_id_fkey FOREIGN KEY (marketing_owner_id) REFERENCES users(id),
  constraint leads_owner_department_id_fkey FOREIGN KEY (owner_department_id) REFERENCES departments(id),
  constraint leads_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint leads_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id),
  constraint leads_previous_owner_id_fkey FOREIGN KEY (previous_owner_id) REFERENCES users(id),
  constraint leads_recover_pool_id_fkey FOREIGN KEY (recover_pool_id) REFERENCES pools(id) ON DELETE SET NULL
);
CREATE INDEX leads_address ON leads USING btree (((address ->> 'code'::text)) COLLATE "C") WHERE (deleted_at IS NULL);
CREATE INDEX leads_bin ON leads USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX leads_campaign ON leads USING btree (campaign_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX leads_changes ON leads USING btree (updated_at, id);
CREATE INDEX leads_contact_due_on ON leads USING btree (contact_due_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX leads_converted_at ON leads USING btree (converted_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX leads_converted_customer ON leads USING btree (converted_customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX leads_entered_pool_at ON leads USING btree (entered_pool_at, id) WHERE ((deleted_at IS NULL) AND (entered_pool_at IS NOT NULL));
CREATE UNIQUE INDEX leads_external ON leads USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX leads_import_key ON leads USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX leads_last_activity_at ON leads USING btree (last_activity_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX leads_level ON leads USING btree (level, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX leads_marketing_owner ON leads USING btree (marketing_owner_id) WHERE ((marketing_owner_id IS NOT NULL) AND (deleted_at IS NULL) AND (state <> ALL (ARRAY['converted'::text, 'invalid'::text])));
CREATE INDEX leads_name ON leads USING btree (lower(name) COLLATE "zh-x-icu", id) WHERE (deleted_at IS NULL);
CREATE INDEX leads_newest ON leads USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX leads_next_contact_at ON leads USING btree (next_contact_at, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX leads_number ON leads USING btree (lower(number));
CREATE INDEX leads_open_of_owner ON leads USING btree (owner_id) WHERE ((deleted_at IS NULL) AND (state = ANY (ARRAY['new'::text, 'qualified'::text, 'handedOver'::text, 'following'::text, 'returned'::text])));
CREATE INDEX leads_owner_locked ON leads USING btree (owner_id) WHERE ((deleted_at IS NULL) AND is_locked);
CREATE INDEX leads_owner_newest ON leads USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX leads_owner_recover_on ON leads USING btree (owner_id, recover_on, id) WHERE ((deleted_at IS NULL) AND (recover_on IS NOT NULL));
CREATE INDEX leads_pool ON leads USING btree (pool_id, created_at DESC, id DESC) WHERE ((deleted_at IS NULL) AND (pool_id IS NOT NULL));
CREATE INDEX leads_recover_on ON leads USING btree (recover_on, id) WHERE ((deleted_at IS NULL) AND (recover_on IS NOT NULL));
CREATE INDEX leads_source ON leads USING btree (source, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX leads_state ON leads USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX leads_tags ON leads USING gin (tags);
CREATE INDEX leads_waiting ON leads USING btree (assigned_at) WHERE ((deleted_at IS NULL) AND (state = ANY (ARRAY['handedOver'::text, 'following'::text])) AND (contact_due_on IS NOT NULL));

create table legal_entities (
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
  short_name text,
  tax_no text,
  taxpayer_type text,
  address jsonb,
  is_default boolean,
  code text,
  state text default 'active'::text,
  constraint legal_entities_pkey PRIMARY KEY (id),
  constraint legal_entities_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX legal_entities_address ON legal_entities USING btree (((address ->> 'code'::text)) COLLATE "C") WHERE (deleted_at IS NULL);
CREATE INDEX legal_entities_bin ON legal_entities USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX legal_entities_changes ON legal_entities USING btree (updated_at, id);
CREATE UNIQUE INDEX legal_entities_code ON legal_entities USING btree (lower(code)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX legal_entities_external ON legal_entities USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX legal_entities_import_key ON legal_entities USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX legal_entities_name ON legal_entities USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX legal_entities_newest ON legal_entities USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX legal_entities_tax_no ON legal_entities USING btree (lower(tax_no)) WHERE (deleted_at IS NULL);

create table list_preferences (
  user_id uuid not null,
  object text not null,
  preferences jsonb not null,
  updated_at timestamp with time zone default now() not null,
  constraint list_preferences_pkey PRIMARY KEY (user_id, object),
  constraint list_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table match_fillings (
  object text not null,
  after uuid,
  done integer default 0 not null,
  is_done boolean default false not null,
  constraint match_fillings_pkey PRIMARY KEY (object)
);

create table match_keys (
  object text not null,
  record_id uuid not null,
  kind text not null,
  value text not null,
  near text[],
  constraint match_keys_pkey PRIMARY KEY (record_id, kind, value)
);
CREATE INDEX match_keys_near ON match_keys USING gin (near) WHERE (near IS NOT NULL);
CREATE INDEX match_keys_value ON match_keys USING btree (kind, value, object, record_id);

create table merges (
  id uuid not null,
  object text not null,
  into_id uuid not null,
  from_ids uuid[] not null,
  batch_id uuid not null,
  added jsonb not null,
  user_id uuid,
  at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by_id uuid,
  constraint merges_pkey PRIMARY KEY (id),
  constraint merges_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batches(id),
  constraint merges_undone_by_id_fkey FOREIGN KEY (undone_by_id) REFERENCES users(id),
  constraint merges_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX merges_into ON merges USING btree (into_id, at DESC);

create table notice_deliveries (
  id uuid not null,
  channel text not null,
  notice_id uuid,
  robot_id uuid,
  kind text not null,
  cause text not null,
  recipient_id uuid,
  object text,
  record_id uuid,
  params jsonb default '{}'::jsonb not null,
  state text default 'waiting'::text not null,
  attempts integer default 0 not null,
  next_at timestamp with time zone default now() not null,
  leased_until timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  sent_at timestamp with time zone,
  error text,
  constraint notice_deliveries_pkey PRIMARY KEY (id),
  constraint notice_deliveries_notice_id_channel_key UNIQUE (notice_id, channel),
  constraint notice_deliveries_robot_id_cause_key UNIQUE (robot_id, cause),
  constraint notice_deliveries_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'robot'::text]))),
  constraint notice_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text]))),
  constraint notice_deliveries_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notices(id) ON DELETE CASCADE,
  constraint notice_deliveries_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES users(id),
  constraint notice_deliveries_robot_id_fkey FOREIGN KEY (robot_id) REFERENCES robots(id) ON DELETE CASCADE
);
CREATE INDEX notice_deliveries_newest ON notice_deliveries USING btree (created_at DESC);
CREATE INDEX notice_deliveries_waiting ON notice_deliveries USING btree (next_at) WHERE (state = 'waiting'::text);

create table notice_preferences (
  user_id uuid not null,
  kind text not null,
  in_product boolean not null,
  in_browser boolean not null,
  by_mail boolean not null,
  constraint notice_preferences_pkey PRIMARY KEY (user_id, kind),
  constraint notice_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table notices (
  id uuid not null,
  recipient_id uuid not null,
  kind text not null,
  object text,
  record_id uuid,
  params jsonb default '{}'::jsonb not null,
  cause text not null,
  created_at timestamp with time zone default now() not null,
  read_at timestamp with time zone,
  cleared_at timestamp with time zone,
  in_product boolean default true not null,
  in_browser boolean default false not null,
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_recipient_id_cause_key UNIQUE (recipient_id, cause),
  constraint notices_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES users(id)
);
CREATE INDEX notices_created ON notices USING btree (created_at);
CREATE INDEX notices_newest ON notices USING btree (recipient_id, created_at DESC, id DESC) WHERE ((cleared_at IS NULL) AND in_product);
CREATE INDEX notices_unread ON notices USING btree (recipient_id) WHERE ((read_at IS NULL) AND (cleared_at IS NULL) AND in_product);

create table number_patterns (
  object text not null,
  field text not null,
  levels jsonb not null,
  is_on boolean not null,
  version integer default 1 not null,
  changed_at timestamp with time zone default now() not null,
  changed_by_id uuid,
  constraint number_patterns_pkey PRIMARY KEY (object, field),
  constraint number_patterns_changed_by_id_fkey FOREIGN KEY (changed_by_id) REFERENCES users(id)
);

create table opening_balances (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  number text,
  customer_id uuid not null,
  kind text not null,
  amount numeric(19,4) not null,
  currency character(3),
  "on" date not null,
  due_on date,
  legal_entity_id uuid,
  received_amount numeric(19,4),
  rest_amount numeric(19,4),
  remark text,
  owner_id uuid,
  constraint opening_balances_pkey PRIMARY KEY (id),
  constraint opening_balances_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint opening_balances_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint opening_balances_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES legal_entities(id),
  constraint opening_balances_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
);
CREATE INDEX opening_balances_bin ON opening_balances USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX opening_balances_changes ON opening_balances USING btree (updated_at, id);
CREATE INDEX opening_balances_customer ON opening_balances USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX opening_balances_external ON opening_balances USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX opening_balances_import_key ON opening_balances USING btree (import_key(number)) WHERE (deleted_at IS NULL);
CREATE INDEX opening_balances_kind ON opening_balances USING btree (kind, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opening_balances_legal_entity ON opening_balances USING btree (legal_entity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opening_balances_newest ON opening_balances USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX opening_balances_number ON opening_balances USING btree (lower(number));
CREATE INDEX opening_balances_on ON opening_balances USING btree ("on", id) WHERE (deleted_at IS NULL);
CREATE INDEX opening_balances_owner_newest ON opening_balances USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

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
  campaign_id uuid,
  origin_lead_id uuid,
  tags uuid[],
  next_contact_at timestamp with time zone,
  last_activity_at timestamp with time zone,
  last_activity_by_id uuid,
  last_activity_text text,
  activity_count numeric(18,0) default 0,
  number text,
  pipeline_version numeric(18,0) default 1,
  budget numeric(19,4),
  size_band_id uuid,
  forecast_category text,
  intent text,
  industry text,
  region jsonb,
  province text,
  stage_since timestamp with time zone,
  lost_to_id uuid,
  constraint opportunities_pkey PRIMARY KEY (id),
  constraint opportunities_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id),
  constraint opportunities_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint opportunities_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint opportunities_last_activity_by_id_fkey FOREIGN KEY (last_activity_by_id) REFERENCES users(id),
  constraint opportunities_lost_to_id_fkey FOREIGN KEY (lost_to_id) REFERENCES competitors(id),
  constraint opportunities_origin_lead_id_fkey FOREIGN KEY (origin_lead_id) REFERENCES leads(id),
  constraint opportunities_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint opportunities_pipeline_id_fkey FOREIGN KEY (pipeline_id) REFERENCES pipelines(id),
  constraint opportunities_size_band_id_fkey FOREIGN KEY (size_band_id) REFERENCES size_bands(id),
  constraint opportunities_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stages(id)
);
CREATE INDEX opportunities_amount ON opportunities USING btree (amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_bin ON opportunities USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX opportunities_campaign ON opportunities USING btree (campaign_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_changes ON opportunities USING btree (updated_at, id);
CREATE INDEX opportunities_closed ON opportunities USING btree (closed_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_customer ON opportunities USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_expected ON opportunities USING btree (expected_close_on, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX opportunities_external ON opportunities USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX opportunities_forecast ON opportunities USING btree (expected_close_on) INCLUDE (id, owner_id, forecast_category, currency, amount, probability) WHERE ((deleted_at IS NULL) AND (state = 'open'::text));
CREATE INDEX opportunities_forecast_category ON opportunities USING btree (forecast_category, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_import_key ON opportunities USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_industry ON opportunities USING btree (industry, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_intent ON opportunities USING btree (intent, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_last_activity_at ON opportunities USING btree (last_activity_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_lost_to ON opportunities USING btree (lost_to_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_newest ON opportunities USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_next_contact_at ON opportunities USING btree (next_contact_at, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX opportunities_number ON opportunities USING btree (lower(number));
CREATE INDEX opportunities_opened ON opportunities USING btree (opened_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_owner_newest ON opportunities USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_owner_stage_sums ON opportunities USING btree (owner_id, stage_id) INCLUDE (state, currency, amount, probability) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_pipeline ON opportunities USING btree (pipeline_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_pipeline_version ON opportunities USING btree (pipeline_id, pipeline_version) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_province ON opportunities USING btree (province, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_region ON opportunities USING btree (((region ->> 'code'::text)) COLLATE "C") WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_size_band ON opportunities USING btree (size_band_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_stage ON opportunities USING btree (stage_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_stage_since ON opportunities USING btree (stage_since, id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_stage_sums ON opportunities USING btree (stage_id) INCLUDE (state, currency, amount, probability) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_state ON opportunities USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunities_tags ON opportunities USING gin (tags);

create table opportunity_assignments (
  id uuid not null,
  opportunity_id uuid not null,
  at timestamp with time zone not null,
  deed text not null,
  rule_id uuid,
  rule_name text,
  by_id uuid,
  owner_id uuid,
  members jsonb default '[]'::jsonb not null,
  considered jsonb default '[]'::jsonb not null,
  constraint opportunity_assignments_pkey PRIMARY KEY (id),
  constraint opportunity_assignments_by_id_fkey FOREIGN KEY (by_id) REFERENCES users(id),
  constraint opportunity_assignments_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id) ON DELETE CASCADE,
  constraint opportunity_assignments_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint opportunity_assignments_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES opportunity_rules(id) ON DELETE SET NULL
);
CREATE INDEX opportunity_assignments_opportunity ON opportunity_assignments USING btree (opportunity_id, at DESC);
CREATE INDEX opportunity_assignments_rule ON opportunity_assignments USING btree (rule_id);

create table opportunity_competitors (
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
  competitor_id uuid not null,
  standing text,
  remark text,
  constraint opportunity_competitors_pkey PRIMARY KEY (id),
  constraint opportunity_competitors_competitor_id_fkey FOREIGN KEY (competitor_id) REFERENCES competitors(id),
  constraint opportunity_competitors_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint opportunity_competitors_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id)
);
CREATE INDEX opportunity_competitors_bin ON opportunity_competitors USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX opportunity_competitors_competitor ON opportunity_competitors USING btree (competitor_id);
CREATE UNIQUE INDEX opportunity_competitors_external ON opportunity_competitors USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX opportunity_competitors_opportunity ON opportunity_competitors USING btree (opportunity_id, "position");

create table opportunity_contacts (
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
  contact_id uuid not null,
  role text,
  influence text,
  attitude text,
  remark text,
  constraint opportunity_contacts_pkey PRIMARY KEY (id),
  constraint opportunity_contacts_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id),
  constraint opportunity_contacts_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint opportunity_contacts_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id)
);
CREATE INDEX opportunity_contacts_bin ON opportunity_contacts USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX opportunity_contacts_contact ON opportunity_contacts USING btree (contact_id);
CREATE UNIQUE INDEX opportunity_contacts_external ON opportunity_contacts USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX opportunity_contacts_opportunity ON opportunity_contacts USING btree (opportunity_id, "position");

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
CREATE INDEX opportunity_lines_bin ON opportunity_lines USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX opportunity_lines_external ON opportunity_lines USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX opportunity_lines_opportunity ON opportunity_lines USING btree (opportunity_id, "position");
CREATE INDEX opportunity_lines_product ON opportunity_lines USING btree (product_id);

create table opportunity_parties (
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
  party_id uuid not null,
  role text not null,
  remark text,
  constraint opportunity_parties_pkey PRIMARY KEY (id),
  constraint opportunity_parties_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint opportunity_parties_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id),
  constraint opportunity_parties_party_id_fkey FOREIGN KEY (party_id) REFERENCES customers(id)
);
CREATE INDEX opportunity_parties_bin ON opportunity_parties USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX opportunity_parties_external ON opportunity_parties USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX opportunity_parties_opportunity ON opportunity_parties USING btree (opportunity_id, "position");
CREATE INDEX opportunity_parties_party ON opportunity_parties USING btree (party_id);

create table opportunity_rule_members (
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
  rule_id uuid not null,
  duty text,
  user_id uuid,
  department_id uuid,
  constraint opportunity_rule_members_pkey PRIMARY KEY (id),
  constraint opportunity_rule_members_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint opportunity_rule_members_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint opportunity_rule_members_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES opportunity_rules(id),
  constraint opportunity_rule_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX opportunity_rule_members_bin ON opportunity_rule_members USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX opportunity_rule_members_department ON opportunity_rule_members USING btree (department_id);
CREATE UNIQUE INDEX opportunity_rule_members_external ON opportunity_rule_members USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX opportunity_rule_members_rule ON opportunity_rule_members USING btree (rule_id, "position");
CREATE INDEX opportunity_rule_members_user ON opportunity_rule_members USING btree (user_id);

create table opportunity_rule_turns (
  rule_id uuid not null,
  user_id uuid not null,
  turn bigint not null,
  constraint opportunity_rule_turns_pkey PRIMARY KEY (rule_id, user_id),
  constraint opportunity_rule_turns_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES opportunity_rules(id) ON DELETE CASCADE,
  constraint opportunity_rule_turns_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table opportunity_rules (
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
  place numeric(18,0),
  is_on boolean,
  deed text not null,
  pipeline_id uuid,
  stage_id uuid,
  from_amount numeric(19,4),
  below_amount numeric(19,4),
  industries text[],
  regions text,
  method text,
  fits_territory boolean,
  fits_expertise boolean,
  cap numeric(18,0),
  access text,
  constraint opportunity_rules_pkey PRIMARY KEY (id),
  constraint opportunity_rules_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint opportunity_rules_pipeline_id_fkey FOREIGN KEY (pipeline_id) REFERENCES pipelines(id),
  constraint opportunity_rules_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stages(id)
);
CREATE INDEX opportunity_rules_bin ON opportunity_rules USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX opportunity_rules_changes ON opportunity_rules USING btree (updated_at, id);
CREATE UNIQUE INDEX opportunity_rules_external ON opportunity_rules USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX opportunity_rules_import_key ON opportunity_rules USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX opportunity_rules_name ON opportunity_rules USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX opportunity_rules_newest ON opportunity_rules USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX opportunity_rules_pipeline ON opportunity_rules USING btree (pipeline_id) WHERE (deleted_at IS NULL);
CREATE INDEX opportunity_rules_stage ON opportunity_rules USING btree (stage_id) WHERE (deleted_at IS NULL);

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

create table ownership_limits (
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
  object text not null,
  kind text not null,
  user_id uuid,
  department_id uuid,
  role text,
  max numeric(18,0) not null,
  counts_closed boolean default true,
  constraint ownership_limits_pkey PRIMARY KEY (id),
  constraint ownership_limits_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint ownership_limits_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint ownership_limits_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX ownership_limits_bin ON ownership_limits USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX ownership_limits_changes ON ownership_limits USING btree (updated_at, id);
CREATE INDEX ownership_limits_department ON ownership_limits USING btree (department_id);
CREATE UNIQUE INDEX ownership_limits_external ON ownership_limits USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX ownership_limits_import_key ON ownership_limits USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX ownership_limits_newest ON ownership_limits USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX ownership_limits_user ON ownership_limits USING btree (user_id);

create table phrases (
  id uuid not null,
  owner_id uuid,
  "position" integer default 0 not null,
  text text not null,
  constraint phrases_pkey PRIMARY KEY (id),
  constraint phrases_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX phrases_owner ON phrases USING btree (owner_id, "position");

create table pipeline_departments (
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
  department_id uuid not null,
  constraint pipeline_departments_pkey PRIMARY KEY (id),
  constraint pipeline_departments_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint pipeline_departments_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint pipeline_departments_pipeline_id_fkey FOREIGN KEY (pipeline_id) REFERENCES pipelines(id)
);
CREATE INDEX pipeline_departments_bin ON pipeline_departments USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX pipeline_departments_department ON pipeline_departments USING btree (department_id);
CREATE UNIQUE INDEX pipeline_departments_external ON pipeline_departments USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX pipeline_departments_pipeline ON pipeline_departments USING btree (pipeline_id, "position");

create table pipeline_versions (
  pipeline_id uuid not null,
  number integer not null,
  ended_at timestamp with time zone not null,
  ended_by_id uuid,
  stages jsonb not null,
  constraint pipeline_versions_pkey PRIMARY KEY (pipeline_id, number),
  constraint pipeline_versions_ended_by_id_fkey FOREIGN KEY (ended_by_id) REFERENCES users(id),
  constraint pipeline_versions_pipeline_id_fkey FOREIGN KEY (pipeline_id) REFERENCES pipelines(id) ON DELETE CASCADE
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
  current_version numeric(18,0) default 1,
  constraint pipelines_pkey PRIMARY KEY (id),
  constraint pipelines_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX pipelines_bin ON pipelines USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX pipelines_changes ON pipelines USING btree (updated_at, id);
CREATE UNIQUE INDEX pipelines_external ON pipelines USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX pipelines_import_key ON pipelines USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX pipelines_name ON pipelines USING btree (lower(name)) WHERE (deleted_at IS NULL);

create table pool_claims (
  id uuid not null,
  pool_id uuid not null,
  user_id uuid not null,
  on_day date not null,
  record_id uuid not null,
  at timestamp with time zone not null,
  constraint pool_claims_pkey PRIMARY KEY (id),
  constraint pool_claims_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id) ON DELETE CASCADE,
  constraint pool_claims_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX pool_claims_day ON pool_claims USING btree (user_id, pool_id, on_day);

create table pool_clock_starts (
  record_id uuid not null,
  from_on date not null,
  constraint pool_clock_starts_pkey PRIMARY KEY (record_id)
);

create table pool_hidden_fields (
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
  pool_id uuid not null,
  field text not null,
  constraint pool_hidden_fields_pkey PRIMARY KEY (id),
  constraint pool_hidden_fields_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint pool_hidden_fields_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id)
);
CREATE INDEX pool_hidden_fields_bin ON pool_hidden_fields USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX pool_hidden_fields_external ON pool_hidden_fields USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX pool_hidden_fields_pool ON pool_hidden_fields USING btree (pool_id, "position");

create table pool_members (
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
  pool_id uuid not null,
  part text not null,
  user_id uuid,
  department_id uuid,
  constraint pool_members_pkey PRIMARY KEY (id),
  constraint pool_members_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint pool_members_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint pool_members_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id),
  constraint pool_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX pool_members_bin ON pool_members USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX pool_members_department ON pool_members USING btree (department_id);
CREATE UNIQUE INDEX pool_members_external ON pool_members USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX pool_members_pool ON pool_members USING btree (pool_id, "position");
CREATE INDEX pool_members_user ON pool_members USING btree (user_id);

create table pool_rule_versions (
  pool_id uuid not null,
  from_on date not null,
  rules jsonb not null,
  constraint pool_rule_versions_pkey PRIMARY KEY (pool_id, from_on),
  constraint pool_rule_versions_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id) ON DELETE CASCADE
);

create table pool_rules (
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
  pool_id uuid not null,
  level text,
  measure text not null,
  days numeric(18,0) not null,
  constraint pool_rules_pkey PRIMARY KEY (id),
  constraint pool_rules_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint pool_rules_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id)
);
CREATE INDEX pool_rules_bin ON pool_rules USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX pool_rules_external ON pool_rules USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX pool_rules_pool ON pool_rules USING btree (pool_id, "position");

create table pool_stays (
  id uuid not null,
  object text not null,
  record_id uuid not null,
  pool_id uuid,
  cause text,
  rule text,
  reason text,
  previous_owner_id uuid,
  entered_at timestamp with time zone not null,
  entered_by_id uuid,
  batch_id uuid,
  left_at timestamp with time zone,
  left_to_id uuid,
  left_by_id uuid,
  constraint pool_stays_pkey PRIMARY KEY (id),
  constraint pool_stays_entered_by_id_fkey FOREIGN KEY (entered_by_id) REFERENCES users(id),
  constraint pool_stays_left_by_id_fkey FOREIGN KEY (left_by_id) REFERENCES users(id),
  constraint pool_stays_left_to_id_fkey FOREIGN KEY (left_to_id) REFERENCES users(id),
  constraint pool_stays_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id) ON DELETE SET NULL,
  constraint pool_stays_previous_owner_id_fkey FOREIGN KEY (previous_owner_id) REFERENCES users(id)
);
CREATE INDEX pool_stays_batch ON pool_stays USING btree (batch_id, record_id) WHERE (batch_id IS NOT NULL);
CREATE UNIQUE INDEX pool_stays_living ON pool_stays USING btree (record_id) WHERE (left_at IS NULL);
CREATE INDEX pool_stays_record ON pool_stays USING btree (record_id, entered_at DESC);

create table pool_views (
  user_id uuid not null,
  pool_id uuid not null,
  on_day date not null,
  record_id uuid not null,
  at timestamp with time zone default clock_timestamp() not null,
  constraint pool_views_pkey PRIMARY KEY (user_id, pool_id, on_day, record_id),
  constraint pool_views_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES pools(id) ON DELETE CASCADE,
  constraint pool_views_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

create table pools (
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
  object text not null,
  rank numeric(18,0) default 10,
  is_enabled boolean default true,
  is_for_everybody boolean default false,
  counted_methods text[],
  counted_length numeric(18,0),
  counted_needs_file boolean default false,
  spares_open boolean default true,
  protection_days numeric(18,0),
  longest_days numeric(18,0),
  warn_days numeric(18,0) default 3,
  bar_days numeric(18,0),
  claims_per_day numeric(18,0),
  views_per_day numeric(18,0),
  constraint pools_pkey PRIMARY KEY (id),
  constraint pools_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX pools_bin ON pools USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX pools_changes ON pools USING btree (updated_at, id);
CREATE UNIQUE INDEX pools_external ON pools USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX pools_import_key ON pools USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX pools_name ON pools USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX pools_newest ON pools USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table price_list_lines (
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
  price_list_id uuid not null,
  product_id uuid not null,
  level text,
  min_quantity numeric(28,8),
  price numeric(28,8) not null,
  "from" date,
  until date,
  constraint price_list_lines_pkey PRIMARY KEY (id),
  constraint price_list_lines_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint price_list_lines_price_list_id_fkey FOREIGN KEY (price_list_id) REFERENCES price_lists(id),
  constraint price_list_lines_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id)
);
CREATE INDEX price_list_lines_bin ON price_list_lines USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX price_list_lines_external ON price_list_lines USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX price_list_lines_price_list ON price_list_lines USING btree (price_list_id, "position");
CREATE INDEX price_list_lines_product ON price_list_lines USING btree (product_id);

create table price_lists (
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
  currency character(3) not null,
  remark text,
  state text,
  constraint price_lists_pkey PRIMARY KEY (id),
  constraint price_lists_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX price_lists_bin ON price_lists USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX price_lists_changes ON price_lists USING btree (updated_at, id);
CREATE UNIQUE INDEX price_lists_external ON price_lists USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX price_lists_import_key ON price_lists USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX price_lists_name ON price_lists USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX price_lists_newest ON price_lists USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table print_templates (
  id uuid not null,
  object text not null,
  name text not null,
  language text not null,
  is_on boolean default true not null,
  version integer default 1 not null,
  file_name text not null,
  content bytea not null,
  sha256 text not null,
  updated_at timestamp with time zone not null,
  updated_by_id uuid,
  constraint print_templates_pkey PRIMARY KEY (id),
  constraint print_templates_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint print_templates_updated_by_id_fkey FOREIGN KEY (updated_by_id) REFERENCES users(id)
);
CREATE INDEX print_templates_object ON print_templates USING btree (object, name);
CREATE INDEX print_templates_updated_by ON print_templates USING btree (updated_by_id);

create table prints (
  id uuid not null,
  object text not null,
  record_id uuid not null,
  record_version integer not null,
  print text not null,
  template_id uuid,
  template_version integer,
  name text not null,
  language text not null,
  format text not null,
  file_id uuid,
  file_name text not null,
  size bigint not null,
  sha256 text not null,
  missing text[] not null,
  hidden text[] not null,
  at timestamp with time zone not null,
  by_id uuid,
  constraint prints_pkey PRIMARY KEY (id),
  constraint prints_format_check CHECK ((format = ANY (ARRAY['pdf'::text, 'docx'::text]))),
  constraint prints_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint prints_by_id_fkey FOREIGN KEY (by_id) REFERENCES users(id),
  constraint prints_file_id_fkey FOREIGN KEY (file_id) REFERENCES files(id) ON DELETE SET NULL,
  constraint prints_template_id_fkey FOREIGN KEY (template_id) REFERENCES print_templates(id) ON DELETE SET NULL
);
CREATE INDEX prints_by ON prints USING btree (by_id);
CREATE INDEX prints_file ON prints USING btree (file_id) WHERE (file_id IS NOT NULL);
CREATE INDEX prints_record ON prints USING btree (object, record_id, at DESC);
CREATE INDEX prints_template ON prints USING btree (template_id) WHERE (template_id IS NOT NULL);

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
CREATE INDEX product_categories_bin ON product_categories USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX product_categories_changes ON product_categories USING btree (updated_at, id);
CREATE UNIQUE INDEX product_categories_external ON product_categories USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX product_categories_import_key ON product_categories USING btree (import_key(name)) WHERE (deleted_at IS NULL);

create table product_units (
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
  product_id uuid not null,
  name text not null,
  factor numeric(28,8) not null,
  constraint product_units_pkey PRIMARY KEY (id),
  constraint product_units_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint product_units_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id)
);
CREATE INDEX product_units_bin ON product_units USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX product_units_external ON product_units USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX product_units_product ON product_units USING btree (product_id, "position");

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
  tax_rate_id uuid,
  tax_code text,
  images uuid[],
  cost numeric(19,4),
  supplier_id uuid,
  constraint products_pkey PRIMARY KEY (id),
  constraint products_category_id_fkey FOREIGN KEY (category_id) REFERENCES product_categories(id),
  constraint products_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint products_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES suppliers(id),
  constraint products_tax_rate_id_fkey FOREIGN KEY (tax_rate_id) REFERENCES tax_rates(id)
);
CREATE INDEX products_bin ON products USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX products_category ON products USING btree (category_id);
CREATE INDEX products_changes ON products USING btree (updated_at, id);
CREATE UNIQUE INDEX products_code ON products USING btree (lower(code)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX products_external ON products USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX products_import_key ON products USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX products_name ON products USING btree (lower(name) COLLATE "zh-x-icu", id) WHERE (deleted_at IS NULL);
CREATE INDEX products_state ON products USING btree (state, id) WHERE (deleted_at IS NULL);
CREATE INDEX products_supplier ON products USING btree (supplier_id);
CREATE INDEX products_tax_rate ON products USING btree (tax_rate_id);

create table quote_lines (
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
  quote_id uuid not null,
  product_id uuid,
  name text,
  code text,
  specification text,
  unit text,
  tax_code text,
  quantity numeric(28,8),
  unit_price numeric(28,8),
  discount_rate numeric(18,2),
  tax_rate_id uuid,
  tax_kind text,
  tax_percent numeric(18,2),
  currency character(3),
  gross numeric(19,4),
  discount_share numeric(19,4),
  amount numeric(19,4),
  amount_excluding_tax numeric(19,4),
  tax numeric(19,4),
  remark text,
  list_price numeric(28,8),
  constraint quote_lines_pkey PRIMARY KEY (id),
  constraint quote_lines_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint quote_lines_product_id_fkey FOREIGN KEY (product_id) REFERENCES products(id),
  constraint quote_lines_quote_id_fkey FOREIGN KEY (quote_id) REFERENCES quotes(id),
  constraint quote_lines_tax_rate_id_fkey FOREIGN KEY (tax_rate_id) REFERENCES tax_rates(id)
);
CREATE INDEX quote_lines_bin ON quote_lines USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX quote_lines_external ON quote_lines USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX quote_lines_product ON quote_lines USING btree (product_id);
CREATE INDEX quote_lines_quote ON quote_lines USING btree (quote_id, "position");
CREATE INDEX quote_lines_tax_rate ON quote_lines USING btree (tax_rate_id);

create table quote_links (
  id uuid not null,
  quote_id uuid not null,
  token_hash text not null,
  made_at timestamp with time zone not null,
  made_by_id uuid,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  revoked_by_id uuid,
  seen_count integer default 0 not null,
  constraint quote_links_pkey PRIMARY KEY (id),
  constraint quote_links_token_hash_key UNIQUE (token_hash),
  constraint quote_links_made_by_id_fkey FOREIGN KEY (made_by_id) REFERENCES users(id),
  constraint quote_links_quote_id_fkey FOREIGN KEY (quote_id) REFERENCES quotes(id) ON DELETE CASCADE,
  constraint quote_links_revoked_by_id_fkey FOREIGN KEY (revoked_by_id) REFERENCES users(id)
);
CREATE INDEX quote_links_quote ON quote_links USING btree (quote_id, made_at DESC);

create table quote_views (
  id uuid not null,
  link_id uuid not null,
  quote_id uuid not null,
  at timestamp with time zone not null,
  address text,
  device text,
  what text not null,
  constraint quote_views_pkey PRIMARY KEY (id),
  constraint quote_views_what_check CHECK ((what = ANY (ARRAY['page'::text, 'pdf'::text, 'file'::text]))),
  constraint quote_views_link_id_fkey FOREIGN KEY (link_id) REFERENCES quote_links(id) ON DELETE CASCADE,
  constraint quote_views_quote_id_fkey FOREIGN KEY (quote_id) REFERENCES quotes(id) ON DELETE CASCADE
);
CREATE INDEX quote_views_link ON quote_views USING btree (link_id, at DESC);
CREATE INDEX quote_views_quote ON quote_views USING btree (quote_id, at DESC);

create table quotes (
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
  number text,
  customer_id uuid not null,
  contact_id uuid,
  opportunity_id uuid,
  state text,
  revision numeric(18,0),
  previous_id uuid,
  quoted_on date,
  valid_until date,
  legal_entity_id uuid,
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
  owner_id uuid,
  constraint quotes_pkey PRIMARY KEY (id),
  constraint quotes_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id),
  constraint quotes_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint quotes_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint quotes_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES legal_entities(id),
  constraint quotes_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id),
  constraint quotes_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint quotes_previous_id_fkey FOREIGN KEY (previous_id) REFERENCES quotes(id)
);
CREATE INDEX quotes_amount ON quotes USING btree (amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_bin ON quotes USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX quotes_changes ON quotes USING btree (updated_at, id);
CREATE INDEX quotes_contact ON quotes USING btree (contact_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_customer ON quotes USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_decided ON quotes USING btree (decided_on, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX quotes_external ON quotes USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX quotes_import_key ON quotes USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_legal_entity ON quotes USING btree (legal_entity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_newest ON quotes USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX quotes_number ON quotes USING btree (lower(number));
CREATE INDEX quotes_opportunity ON quotes USING btree (opportunity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_owner_newest ON quotes USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_previous ON quotes USING btree (previous_id) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_quoted ON quotes USING btree (quoted_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_seen ON quotes USING btree (seen_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_sent ON quotes USING btree (sent_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_state ON quotes USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX quotes_valid_until ON quotes USING btree (valid_until, id) WHERE (deleted_at IS NULL);

create table receipts (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
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
  customer_id uuid,
  contract_id uuid,
  method text,
  legal_entity_id uuid,
  bank_account_id uuid,
  bank_reference text,
  purpose text,
  fee numeric(19,4),
  credit_amount numeric(19,4),
  allocated_amount numeric(19,4),
  refunded_amount numeric(19,4),
  rest_amount numeric(19,4),
  cleared_on date,
  posted_on date,
  claimed_by_id uuid,
  claimed_at timestamp with time zone,
  confirmed_by_id uuid,
  confirmed_at timestamp with time zone,
  refund_of_id uuid,
  opening_balance_id uuid,
  payment_class text,
  source text,
  campaign_id uuid,
  origin_lead_id uuid,
  exchange_rate numeric(28,8),
  rate_on date,
  base_amount numeric(19,4),
  files uuid[],
  remark text,
  owner_id uuid,
  constraint receipts_pkey PRIMARY KEY (id),
  constraint receipts_bank_account_id_fkey FOREIGN KEY (bank_account_id) REFERENCES bank_accounts(id),
  constraint receipts_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id),
  constraint receipts_claimed_by_id_fkey FOREIGN KEY (claimed_by_id) REFERENCES users(id),
  constraint receipts_confirmed_by_id_fkey FOREIGN KEY (confirmed_by_id) REFERENCES users(id),
  constraint receipts_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id),
  constraint receipts_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint receipts_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint receipts_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES legal_entities(id),
  constraint receipts_opening_balance_id_fkey FOREIGN KEY (opening_balance_id) REFERENCES opening_balances(id),
  constraint receipts_origin_lead_id_fkey FOREIGN KEY (origin_lead_id) REFERENCES leads(id),
  constraint receipts_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id),
  constraint receipts_refund_of_id_fkey FOREIGN KEY (refund_of_id) REFERENCES receipts(id)
);
CREATE INDEX receipts_amount ON receipts USING btree (amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_bank_account ON receipts USING btree (bank_account_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX receipts_bank_reference ON receipts USING btree (bank_account_id, lower(bank_reference)) NULLS NOT DISTINCT WHERE ((deleted_at IS NULL) AND (bank_reference IS NOT NULL));
CREATE INDEX receipts_bin ON receipts USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX receipts_campaign ON receipts USING btree (campaign_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_changes ON receipts USING btree (updated_at, id);
CREATE INDEX receipts_contract ON receipts USING btree (contract_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_customer ON receipts USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX receipts_external ON receipts USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX receipts_import_key ON receipts USING btree (import_key(number)) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_kind ON receipts USING btree (kind, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_legal_entity ON receipts USING btree (legal_entity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_newest ON receipts USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX receipts_number ON receipts USING btree (lower(number));
CREATE INDEX receipts_opening_balance ON receipts USING btree (opening_balance_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_origin_lead ON receipts USING btree (origin_lead_id) WHERE (origin_lead_id IS NOT NULL);
CREATE INDEX receipts_owner_newest ON receipts USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_payer ON receipts USING btree (lower(payer), received_on DESC) WHERE ((deleted_at IS NULL) AND (customer_id IS NOT NULL));
CREATE INDEX receipts_payment_class ON receipts USING btree (payment_class, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_posted_on ON receipts USING btree (posted_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_received_on ON receipts USING btree (received_on, id) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_refund_of ON receipts USING btree (refund_of_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_rest_amount ON receipts USING btree (rest_amount, id) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_state ON receipts USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX receipts_unclaimed ON receipts USING btree (received_on DESC, id DESC) WHERE ((deleted_at IS NULL) AND (state = 'unclaimed'::text));

create table recovery_runs (
  id uuid not null,
  object text not null,
  on_day date not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  looked integer default 0 not null,
  moved integer default 0 not null,
  batch_id uuid,
  constraint recovery_runs_pkey PRIMARY KEY (id)
);
CREATE INDEX recovery_runs_newest ON recovery_runs USING btree (started_at DESC, id DESC);

create table redirects (
  from_id uuid not null,
  object text not null,
  to_id uuid not null,
  merge_id uuid not null,
  constraint redirects_pkey PRIMARY KEY (from_id),
  constraint redirects_merge_id_fkey FOREIGN KEY (merge_id) REFERENCES merges(id) ON DELETE CASCADE
);
CREATE INDEX redirects_to ON redirects USING btree (to_id);

create table robots (
  id uuid not null,
  name text not null,
  vendor text not null,
  address bytea not null,
  secret bytea,
  kinds text[] default '{}'::text[] not null,
  shows_titles boolean default true not null,
  is_active boolean default true not null,
  created_at timestamp with time zone default now() not null,
  constraint robots_pkey PRIMARY KEY (id),
  constraint robots_vendor_check CHECK ((vendor = ANY (ARRAY['wecom'::text, 'dingtalk'::text, 'feishu'::text])))
);

create table role_grants_given (
  role_id text not null,
  object text not null,
  constraint role_grants_given_pkey PRIMARY KEY (role_id, object),
  constraint role_grants_given_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id) ON DELETE CASCADE
);

create table roles (
  id text not null,
  name_zh text not null,
  name_en text not null,
  grants jsonb not null,
  "position" integer default 0 not null,
  field_rights jsonb default '{}'::jsonb not null,
  constraint roles_pkey PRIMARY KEY (id)
);

create table saved_views (
  id uuid not null,
  object text not null,
  owner_id uuid not null,
  label text not null,
  kind text default 'list'::text not null,
  filter jsonb,
  sort text[],
  columns text[],
  widths jsonb default '{}'::jsonb not null,
  density text,
  calendar_by text,
  audience text default 'nobody'::text not null,
  role_ids text[] default '{}'::text[] not null,
  department_ids uuid[] default '{}'::uuid[] not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint saved_views_pkey PRIMARY KEY (id),
  constraint saved_views_audience_check CHECK ((audience = ANY (ARRAY['nobody'::text, 'all'::text, 'some'::text]))),
  constraint saved_views_density_check CHECK ((density = ANY (ARRAY['compact'::text, 'roomy'::text]))),
  constraint saved_views_kind_check CHECK ((kind = ANY (ARRAY['list'::text, 'board'::text, 'calendar'::text]))),
  constraint saved_views_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
);
CREATE INDEX saved_views_owner ON saved_views USING btree (owner_id);
CREATE INDEX saved_views_shared ON saved_views USING btree (object) WHERE (audience <> 'nobody'::text);

create table seal_uses (
  id uuid not null,
  contract_id uuid not null,
  seal_id uuid not null,
  at timestamp with time zone not null,
  by_id uuid,
  copies integer not null,
  remark text,
  constraint seal_uses_pkey PRIMARY KEY (id),
  constraint seal_uses_by_id_fkey FOREIGN KEY (by_id) REFERENCES users(id),
  constraint seal_uses_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES contracts(id) ON DELETE CASCADE,
  constraint seal_uses_seal_id_fkey FOREIGN KEY (seal_id) REFERENCES seals(id)
);
CREATE INDEX seal_uses_contract ON seal_uses USING btree (contract_id, at DESC);
CREATE INDEX seal_uses_seal ON seal_uses USING btree (seal_id);

create table seals (
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
  legal_entity_id uuid not null,
  kind text,
  image uuid[],
  state text,
  constraint seals_pkey PRIMARY KEY (id),
  constraint seals_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint seals_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES legal_entities(id)
);
CREATE INDEX seals_bin ON seals USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX seals_changes ON seals USING btree (updated_at, id);
CREATE UNIQUE INDEX seals_external ON seals USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX seals_import_key ON seals USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX seals_legal_entity ON seals USING btree (legal_entity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX seals_name ON seals USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX seals_newest ON seals USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);

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

create table search_entries_activities partition of search_entries FOR VALUES IN ('activity');

create table search_entries_contacts partition of search_entries FOR VALUES IN ('contact');

create table search_entries_customers partition of search_entries FOR VALUES IN ('customer');

create table search_entries_leads partition of search_entries FOR VALUES IN ('lead');

create table search_entries_opportunities partition of search_entries FOR VALUES IN ('opportunity');

create table search_entries_rest partition of search_entries DEFAULT;

create table segment_counts (
  view_id uuid not null,
  day date not null,
  count integer not null,
  constraint segment_counts_pkey PRIMARY KEY (view_id, day),
  constraint segment_counts_view_id_fkey FOREIGN KEY (view_id) REFERENCES segments(view_id) ON DELETE CASCADE
);

create table segment_members (
  view_id uuid not null,
  record_id uuid not null,
  constraint segment_members_pkey PRIMARY KEY (view_id, record_id),
  constraint segment_members_view_id_fkey FOREIGN KEY (view_id) REFERENCES segments(view_id) ON DELETE CASCADE
);

create table segment_moves (
  view_id uuid not null,
  day date not null,
  record_id uuid not null,
  has_entered boolean not null,
  constraint segment_moves_pkey PRIMARY KEY (view_id, day, record_id),
  constraint segment_moves_view_id_fkey FOREIGN KEY (view_id) REFERENCES segments(view_id) ON DELETE CASCADE
);

create table segments (
  view_id uuid not null,
  since timestamp with time zone not null,
  counted_on date,
  problem text,
  constraint segments_pkey PRIMARY KEY (view_id),
  constraint segments_view_id_fkey FOREIGN KEY (view_id) REFERENCES saved_views(id) ON DELETE CASCADE
);

create table settings (
  id boolean default true not null,
  name text not null,
  locale text not null,
  base_currency character(3) not null,
  time_zone text not null,
  fiscal_year_start integer default 1 not null,
  week_start integer default 1 not null,
  bin_days integer,
  import_days integer default 7 not null,
  watermark boolean default false not null,
  rest_days integer[] default '{6,7}'::integer[] not null,
  holidays text default 'china'::text not null,
  export_consent text default 'never'::text not null,
  export_consent_rows integer default 500 not null,
  unmask_limit integer default 100,
  erasure_consent boolean default false not null,
  read_limit integer default 50000,
  export_consent_nouns text[] default '{}'::text[] not null,
  constraint settings_pkey PRIMARY KEY (id),
  constraint settings_bin_days_check CHECK (((bin_days >= 1) AND (bin_days <= 3650))),
  constraint settings_export_consent_check CHECK ((export_consent = ANY (ARRAY['never'::text, 'above'::text, 'always'::text]))),
  constraint settings_export_consent_rows_check CHECK (((export_consent_rows >= 0) AND (export_consent_rows <= 10000000))),
  constraint settings_fiscal_year_start_check CHECK (((fiscal_year_start >= 1) AND (fiscal_year_start <= 12))),
  constraint settings_holidays_check CHECK ((holidays = ANY (ARRAY['china'::text, 'none'::text]))),
  constraint settings_id_check CHECK (id),
  constraint settings_import_days_check CHECK (((import_days >= 1) AND (import_days <= 3650))),
  constraint settings_locale_check CHECK ((locale = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint settings_read_limit_check CHECK (((read_limit >= 1) AND (read_limit <= 10000000))),
  constraint settings_rest_days_check CHECK (((rest_days <@ '{1,2,3,4,5,6,7}'::integer[]) AND (cardinality(rest_days) <= 6))),
  constraint settings_unmask_limit_check CHECK (((unmask_limit >= 0) AND (unmask_limit <= 100000))),
  constraint settings_week_start_check CHECK (((week_start >= 1) AND (week_start <= 7)))
);

create table size_bands (
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
  from_amount numeric(19,4) not null,
  constraint size_bands_pkey PRIMARY KEY (id),
  constraint size_bands_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX size_bands_bin ON size_bands USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX size_bands_changes ON size_bands USING btree (updated_at, id);
CREATE UNIQUE INDEX size_bands_external ON size_bands USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX size_bands_import_key ON size_bands USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX size_bands_name ON size_bands USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX size_bands_newest ON size_bands USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table stage_norms (
  stage_id uuid not null,
  median_days numeric(9,2) not null,
  stays integer not null,
  reckoned_on date not null,
  constraint stage_norms_pkey PRIMARY KEY (stage_id),
  constraint stage_norms_stage_id_fkey FOREIGN KEY (stage_id) REFERENCES stages(id) ON DELETE CASCADE
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
  steps text,
  risks text,
  exit_standard text,
  avoidance text,
  responsible_id uuid,
  constraint stages_pkey PRIMARY KEY (id),
  constraint stages_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint stages_pipeline_id_fkey FOREIGN KEY (pipeline_id) REFERENCES pipelines(id),
  constraint stages_responsible_id_fkey FOREIGN KEY (responsible_id) REFERENCES users(id)
);
CREATE INDEX stages_bin ON stages USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX stages_external ON stages USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX stages_pipeline ON stages USING btree (pipeline_id, "position");
CREATE INDEX stages_responsible ON stages USING btree (responsible_id);

create table stars (
  user_id uuid not null,
  object text not null,
  record_id uuid not null,
  starred_at timestamp with time zone default now() not null,
  constraint stars_pkey PRIMARY KEY (user_id, object, record_id),
  constraint stars_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX stars_record ON stars USING btree (record_id);

create table suppliers (
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
  contact_name text,
  remark text,
  state text,
  constraint suppliers_pkey PRIMARY KEY (id),
  constraint suppliers_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX suppliers_bin ON suppliers USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX suppliers_changes ON suppliers USING btree (updated_at, id);
CREATE UNIQUE INDEX suppliers_external ON suppliers USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX suppliers_import_key ON suppliers USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX suppliers_name ON suppliers USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX suppliers_newest ON suppliers USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table tags (
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
  colour text,
  nouns text[],
  constraint tags_pkey PRIMARY KEY (id),
  constraint tags_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX tags_bin ON tags USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX tags_changes ON tags USING btree (updated_at, id);
CREATE UNIQUE INDEX tags_external ON tags USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX tags_import_key ON tags USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX tags_name ON tags USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX tags_newest ON tags USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table tasks (
  id uuid not null,
  version integer default 1 not null,
  created_at timestamp with time zone default now() not null,
  created_by_id uuid,
  updated_at timestamp with time zone default now() not null,
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  title text not null,
  state text,
  due_on date,
  due_at timestamp with time zone,
  priority text,
  owner_id uuid,
  assigner_id uuid,
  customer_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  lead_id uuid,
  remind_before text,
  description text,
  result text,
  completed_at timestamp with time zone,
  completed_by_id uuid,
  constraint tasks_pkey PRIMARY KEY (id),
  constraint tasks_assigner_id_fkey FOREIGN KEY (assigner_id) REFERENCES users(id),
  constraint tasks_completed_by_id_fkey FOREIGN KEY (completed_by_id) REFERENCES users(id),
  constraint tasks_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id),
  constraint tasks_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint tasks_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint tasks_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id),
  constraint tasks_opportunity_id_fkey FOREIGN KEY (opportunity_id) REFERENCES opportunities(id),
  constraint tasks_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id)
);
CREATE INDEX tasks_assigner ON tasks USING btree (assigner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_bin ON tasks USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX tasks_changes ON tasks USING btree (updated_at, id);
CREATE INDEX tasks_completed_at ON tasks USING btree (completed_at, id) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_contact ON tasks USING btree (contact_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_customer ON tasks USING btree (customer_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_due_on ON tasks USING btree (due_on, id) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX tasks_external ON tasks USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX tasks_import_key ON tasks USING btree (import_key(title)) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_lead ON tasks USING btree (lead_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_newest ON tasks USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_opportunity ON tasks USING btree (opportunity_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_owner_newest ON tasks USING btree (owner_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_priority ON tasks USING btree (priority, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX tasks_state ON tasks USING btree (state, created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table tax_rates (
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
  percent numeric(18,2),
  usual_for text,
  state text,
  constraint tax_rates_pkey PRIMARY KEY (id),
  constraint tax_rates_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id)
);
CREATE INDEX tax_rates_bin ON tax_rates USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX tax_rates_changes ON tax_rates USING btree (updated_at, id);
CREATE UNIQUE INDEX tax_rates_external ON tax_rates USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX tax_rates_import_key ON tax_rates USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX tax_rates_name ON tax_rates USING btree (lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX tax_rates_newest ON tax_rates USING btree (created_at DESC, id DESC) WHERE (deleted_at IS NULL);

create table team_changes (
  id uuid not null,
  batch_id uuid not null,
  object text not null,
  record_id uuid not null,
  user_id uuid not null,
  was jsonb,
  became jsonb,
  constraint team_changes_pkey PRIMARY KEY (id),
  constraint team_changes_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batches(id),
  constraint team_changes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX team_changes_batch ON team_changes USING btree (batch_id, id);

create table team_members (
  object text not null,
  record_id uuid not null,
  user_id uuid not null,
  access text not null,
  until_on date,
  added_at timestamp with time zone default now() not null,
  added_by_id uuid,
  constraint team_members_pkey PRIMARY KEY (object, record_id, user_id),
  constraint team_members_access_check CHECK ((access = ANY (ARRAY['read'::text, 'edit'::text]))),
  constraint team_members_added_by_id_fkey FOREIGN KEY (added_by_id) REFERENCES users(id),
  constraint team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX team_members_user ON team_members USING btree (user_id, object, record_id);

create table touches (
  id uuid not null,
  kind text not null,
  customer_id uuid,
  lead_id uuid,
  source text,
  campaign_id uuid,
  at timestamp with time zone not null,
  conversion_id uuid,
  submission_id uuid,
  constraint touches_pkey PRIMARY KEY (id),
  constraint touches_check CHECK (((customer_id IS NOT NULL) OR (lead_id IS NOT NULL))),
  constraint touches_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id),
  constraint touches_conversion_id_fkey FOREIGN KEY (conversion_id) REFERENCES conversions(id) ON DELETE CASCADE,
  constraint touches_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE,
  constraint touches_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE,
  constraint touches_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES form_submissions(id) ON DELETE CASCADE
);
CREATE INDEX touches_campaign ON touches USING btree (campaign_id);
CREATE INDEX touches_conversion ON touches USING btree (conversion_id);
CREATE INDEX touches_customer ON touches USING btree (customer_id, at DESC);
CREATE INDEX touches_lead ON touches USING btree (lead_id, at DESC);
CREATE INDEX touches_submission ON touches USING btree (submission_id);

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
CREATE INDEX transitions_given_up ON transitions USING btree (from_value, object) WHERE ((field = 'owner'::text) AND (to_value IS NULL));
CREATE INDEX transitions_record ON transitions USING btree (record_id, field, at, id);
CREATE INDEX transitions_stages ON transitions USING btree (at) INCLUDE (record_id, from_value, to_value) WHERE ((object = 'opportunity'::text) AND (field = 'stage'::text) AND (at IS NOT NULL));

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
  territory text,
  leave_from date,
  leave_until date,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES users(id),
  constraint users_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint users_superior_id_fkey FOREIGN KEY (superior_id) REFERENCES users(id)
);
CREATE INDEX users_bin ON users USING btree (deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX users_changes ON users USING btree (updated_at, id);
CREATE INDEX users_department ON users USING btree (department_id);
CREATE UNIQUE INDEX users_external ON users USING btree (source_system, external_id) WHERE ((deleted_at IS NULL) AND (external_id IS NOT NULL));
CREATE INDEX users_import_key ON users USING btree (import_key(name)) WHERE (deleted_at IS NULL);
CREATE INDEX users_superior ON users USING btree (superior_id);

create table workbench_layouts (
  user_id uuid not null,
  lens text not null,
  layout jsonb not null,
  updated_at timestamp with time zone default now() not null,
  constraint workbench_layouts_pkey PRIMARY KEY (user_id, lens),
  constraint workbench_layouts_lens_check CHECK ((lens = ANY (ARRAY['own'::text, 'team'::text]))),
  constraint workbench_layouts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE OR REPLACE FUNCTION custom_day(written text)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN make_date((substr(written, 1, 4))::integer, (substr(written, 6, 2))::integer, (substr(written, 9, 2))::integer);

CREATE OR REPLACE FUNCTION custom_instant(written text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN (make_timestamp((substr(written, 1, 4))::integer, (substr(written, 6, 2))::integer, (substr(written, 9, 2))::integer, (substr(written, 12, 2))::integer, (substr(written, 15, 2))::integer, (rtrim(substr(written, 18), 'Z'::text))::double precision) AT TIME ZONE 'UTC'::text);

CREATE OR REPLACE FUNCTION custom_list(written jsonb)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (jsonb_typeof(written) = 'array'::text) THEN ARRAY(SELECT jsonb_array_elements_text(written) AS jsonb_array_elements_text) ELSE NULL::text[] END;

CREATE OR REPLACE FUNCTION guard_audit_log()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    -- Sealing: once, and nothing but the seal.
    if old.position is null and new.position is not null and new.scrubbed_by is not distinct from old.scrubbed_by
      and (new.id, new.at, new.user_id, new.actor_kind, new.kind, new.object, new.record_id, new.detail, new.ip, new.correlation_id)
        is not distinct from (old.id, old.at, old.user_id, old.actor_kind, old.kind, old.object, old.record_id, old.detail, old.ip, old.correlation_id)
    then
      return new;
    end if;
    -- Scrubbing: nothing but the detail and the address, by a receipt, of what is sealed.
    if old.position is not null and new.scrubbed_by is not null and new.salt is null
      and exists (select from erasure_receipts where id = new.scrubbed_by)
      and (new.id, new.at, new.user_id, new.actor_kind, new.kind, new.object, new.record_id, new.correlation_id, new.ip, new.position, new.hash, new.digest)
        is not distinct from (old.id, old.at, old.user_id, old.actor_kind, old.kind, old.object, old.record_id, old.correlation_id, old.ip, old.position, old.hash, old.digest)
    then
      return new;
    end if;
  end if;
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $function$;

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

CREATE OR REPLACE FUNCTION merged_into(record uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$
  with recursive one as (
    select record as id
    union
    select r.from_id from one join redirects r on r.to_id = one.id)
  select id from one
$function$;

CREATE OR REPLACE FUNCTION redirected(merged uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  with recursive way as (
    select to_id, 1 as step from redirects where from_id = merged
    union all
    select r.to_id, w.step + 1 from way w join redirects r on r.from_id = w.to_id where w.step < 100)
  select to_id from way order by step desc limit 1
$function$;

CREATE TRIGGER audit_log_row BEFORE DELETE OR UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION guard_audit_log();

CREATE TRIGGER audit_log_whole BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION guard_audit_log();
