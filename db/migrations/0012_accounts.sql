-- database: control
-- How people come in, for how long, and how they were let in.

-- What a company demands of whoever comes in, and how it sends mail. A company without a row has the defaults.
create table company_policies (
  company_id uuid primary key references companies (id) on delete cascade,
  -- A session ends after so long without use, and after so many days in any case.
  idle_minutes integer not null default 20160 check (idle_minutes between 5 and 129600),
  longest_days integer not null default 90 check (longest_days between 1 and 365),
  -- Who must have a second factor: nobody, whoever has one of these roles, everybody.
  second_factor text not null default 'none' check (second_factor in ('none', 'roles', 'all')),
  second_factor_roles text[] not null default '{}',
  -- Of the company's own mail server, encrypted with the installation's key.
  smtp bytea,
  mail_from text
);

alter table account_companies add column last_sign_in_at timestamp with time zone;

-- May do nothing but add the second factor that its company demands.
alter table sessions add column must_enrol boolean not null default false;

-- What the key is narrowed to (permissions and wildcards; null: all that its owner may), and when it ends by itself.
alter table api_keys add column rights text[];
alter table api_keys add column expires_at timestamp with time zone;

-- Who came in or tried to, with an account that exists. Kept for a year.
create table sign_ins (
  id uuid primary key,
  at timestamp with time zone not null default now(),
  account_id uuid references accounts (id) on delete cascade,
  -- Empty while it is not known which of his companies a person means.
  company_id uuid references companies (id) on delete cascade,
  user_id uuid,
  -- The code of the problem that he was told; empty when he came in.
  refusal text,
  ip text,
  user_agent text
);
create index sign_ins_company on sign_ins (company_id, at desc);
create index sign_ins_account on sign_ins (account_id, at desc);
create index sign_ins_at on sign_ins (at);

-- A link by which a person opens his account (invite) or sets a new password (reset). Only the hash of its token is kept.
create table invitations (
  id uuid primary key,
  kind text not null check (kind in ('invite', 'reset')),
  token_hash bytea not null unique,
  company_id uuid not null references companies (id) on delete cascade,
  user_id uuid not null,
  -- Who made it; empty when the person asked for it himself.
  inviter_id uuid,
  inviter_name text,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  mailed_to text,
  mailed_at timestamp with time zone
);
create index invitations_user on invitations (company_id, user_id);
create index invitations_expires on invitations (expires_at);

-- A second factor by time (TOTP). The secret is encrypted with the installation's key; it counts once it has been confirmed.
create table second_factors (
  account_id uuid primary key references accounts (id) on delete cascade,
  secret bytea not null,
  created_at timestamp with time zone not null default now(),
  confirmed_at timestamp with time zone,
  -- The last interval of which a code was used: none is good twice.
  last_step bigint not null default 0
);

create table recovery_codes (
  account_id uuid not null references accounts (id) on delete cascade,
  hash bytea not null,
  used_at timestamp with time zone,
  primary key (account_id, hash)
);
