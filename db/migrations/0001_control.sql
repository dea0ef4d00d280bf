-- database: control
-- Who may come in, and where each company's database is. Records of a company are never here. The job queue keeps a schema of its own.

create table companies (
  id uuid primary key,
  name text not null,
  -- 'making' until whole, 'removing' until gone: what broke off there is repeated.
  state text not null default 'making' check (state in ('making', 'open', 'removing')),
  -- Where its tables lie; written down before the place is made.
  server text not null,
  database text not null,
  schema text not null,
  created_at timestamp with time zone not null default now(),
  unique (server, database, schema)
);

create table accounts (
  id uuid primary key,
  -- PHC string with its parameters; empty when the person signs in by other means only.
  password_hash text,
  password_changed_at timestamp with time zone,
  state text not null default 'active' check (state in ('active', 'disabled')),
  locale text check (locale in ('zh', 'en')),
  created_at timestamp with time zone not null default now()
);

-- By what a person signs in: one of each kind, and nobody shares one.
create table account_logins (
  kind text not null check (kind in ('mobile', 'email', 'login')),
  normalised text not null,
  account_id uuid not null references accounts (id) on delete cascade,
  primary key (kind, normalised),
  unique (account_id, kind)
);

create table account_companies (
  account_id uuid not null references accounts (id) on delete cascade,
  company_id uuid not null references companies (id) on delete cascade,
  -- The user record in that company's database.
  user_id uuid not null,
  state text not null default 'active' check (state in ('active', 'disabled')),
  created_at timestamp with time zone not null default now(),
  primary key (account_id, company_id),
  unique (company_id, user_id)
);

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  created_at timestamp with time zone not null default now(),
  last_seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  ip text,
  user_agent text,
  foreign key (account_id, company_id) references account_companies (account_id, company_id) on delete cascade
);
create index sessions_account on sessions (account_id);
create index sessions_company on sessions (company_id);
create index sessions_expires on sessions (expires_at);

create table api_keys (
  id uuid primary key,
  -- The part of the key that may be shown again.
  prefix text not null unique,
  hash bytea not null unique,
  account_id uuid not null,
  company_id uuid not null,
  user_id uuid not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  foreign key (account_id, company_id) references account_companies (account_id, company_id) on delete cascade
);
create index api_keys_user on api_keys (company_id, user_id);

-- Failed sign-ins by account, by unknown login (hashed) and by address; a row is forgotten after a while.
create table sign_in_attempts (
  key text primary key,
  attempts integer not null,
  last_at timestamp with time zone not null,
  locked_until timestamp with time zone
);
create index sign_in_attempts_last on sign_in_attempts (last_at);

-- The first set-up, which closes with the first administrator. `company_id` is the company of an attempt that has not come to its end.
create table setup (
  id boolean primary key default true check (id),
  token_hash bytea,
  opened_at timestamp with time zone,
  company_id uuid,
  closed_at timestamp with time zone
);
insert into setup (id) values (true);
