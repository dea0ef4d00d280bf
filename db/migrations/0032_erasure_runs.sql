-- database: company
-- Erasures of persons' data while they go on, and how they ended. The reason may name the person: it stands here only until then.
create table erasure_runs (
  id uuid primary key,
  object text not null,
  record_id uuid not null,
  reason text,
  consent_id uuid references consent_requests (id),
  state text not null default 'running' check (state in ('running', 'done', 'stopped', 'failed')),
  is_stopped boolean not null default false,
  -- Tables gone through of all, and rows in which something stood.
  done integer not null default 0,
  total integer not null default 0,
  found integer not null default 0,
  -- Code and parameters; its words are made for whoever reads it.
  problem jsonb,
  receipts uuid[] not null default '{}',
  user_id uuid not null references users (id),
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  check (state = 'running' or reason is null)
);
create unique index erasure_runs_one on erasure_runs (state) where state = 'running';
create index erasure_runs_newest on erasure_runs (created_at desc, id desc);
create index erasure_runs_consent on erasure_runs (consent_id) where consent_id is not null;
