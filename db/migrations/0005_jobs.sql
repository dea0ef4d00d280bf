-- database: control
-- The queue itself keeps a schema of its own and forgets a job when it is done; this is what we remember.

create table job_runs (
  id uuid primary key,
  task text not null,
  company_id uuid,
  payload jsonb not null,
  attempt integer not null,
  started_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  -- Empty when it went well.
  error text
);
create index job_runs_newest on job_runs (started_at desc, id desc);
create index job_runs_company on job_runs (company_id, started_at desc);

-- Each process that works on jobs holds the advisory lock `lock_key` for as long as it lives. When nobody holds it, the process is dead
-- and what its workers had taken is given back.
create table job_processes (
  lock_key integer primary key,
  worker_ids text[] not null default '{}',
  started_at timestamp with time zone not null default now()
);
