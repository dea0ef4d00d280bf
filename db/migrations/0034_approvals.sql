-- database: company
-- Approvals: which course a document takes before it counts, who was asked in it, and what he said.

-- Which records of a noun need whose consent. The first that takes a record decides; `version` counts on with each change.
create table approval_flows (
  id uuid primary key,
  object text not null,
  name text not null,
  place integer not null,
  is_on boolean not null default true,
  version integer not null default 1,
  content jsonb not null,
  updated_at timestamp with time zone not null default now(),
  updated_by_id uuid references users (id)
);
create index approval_flows_object on approval_flows (object, place);

-- What each version said: an approval keeps the course with which it began.
create table approval_flow_versions (
  flow_id uuid not null references approval_flows (id) on delete cascade,
  version integer not null,
  content jsonb not null,
  at timestamp with time zone not null default now(),
  by_id uuid references users (id),
  primary key (flow_id, version)
);

-- Who decides for somebody while he is on leave.
create table approval_deputies (
  user_id uuid primary key references users (id),
  deputy_id uuid not null references users (id),
  set_at timestamp with time zone not null default now()
);
create index approval_deputies_deputy on approval_deputies (deputy_id);

-- One round of one record through its course. `values` and `digest` are what was submitted: what is approved is what counts.
create table approvals (
  id uuid primary key,
  object text not null,
  record_id uuid not null,
  round integer not null,
  state text not null check (state in ('running', 'approved', 'refused', 'withdrawn')),
  flow_id uuid references approval_flows (id) on delete set null,
  flow_version integer,
  flow_name text,
  -- What of the flow holds while it runs: withdrawing, resubmitting, reminding.
  rules jsonb not null,
  requester_id uuid references users (id),
  department_id uuid references departments (id),
  opinion text,
  "values" jsonb not null,
  digest text not null,
  requested_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  ended_by_id uuid references users (id),
  end_reason text
);
create unique index approvals_running on approvals (object, record_id) where state = 'running';
create index approvals_record on approvals (object, record_id, round desc);
create index approvals_requester on approvals (requester_id, requested_at desc, id desc);
create index approvals_flow on approvals (flow_id) where flow_id is not null;

create table approval_steps (
  id uuid primary key,
  approval_id uuid not null references approvals (id) on delete cascade,
  position integer not null,
  kind text not null,
  mode text not null check (mode in ('any', 'all', 'sequence')),
  state text not null check (state in ('waiting', 'open', 'approved', 'refused', 'closed')),
  -- What stands in words beside it: the role's id, the level, why others are asked than it says.
  said jsonb not null,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone
);
create index approval_steps_course on approval_steps (approval_id, position);

-- What one person is asked in one step. Object and record stand here too, because an approver sees the record by them.
create table approval_tasks (
  id uuid primary key,
  approval_id uuid not null references approvals (id) on delete cascade,
  step_id uuid not null references approval_steps (id) on delete cascade,
  object text not null,
  record_id uuid not null,
  user_id uuid not null references users (id),
  turn integer not null,
  state text not null check (state in ('later', 'asked', 'approved', 'refused', 'delegated', 'handed', 'closed')),
  -- Who had it before, and how it came: delegated, instead (he is not there), handed, added.
  from_id uuid references users (id),
  how text,
  asked_at timestamp with time zone,
  decided_at timestamp with time zone,
  opinion text
);
create index approval_tasks_sight on approval_tasks (user_id, object, record_id);
create index approval_tasks_asked on approval_tasks (user_id, asked_at desc, id desc) where state = 'asked';
create index approval_tasks_decided on approval_tasks (user_id, decided_at desc, id desc) where decided_at is not null;
create index approval_tasks_step on approval_tasks (step_id, turn);
create index approval_tasks_approval on approval_tasks (approval_id);
create index approval_tasks_record on approval_tasks (object, record_id);
create index approval_tasks_open on approval_tasks (asked_at) where state = 'asked';
