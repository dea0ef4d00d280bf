-- database: company
-- Transfer of records and handover of all that points at a person who leaves.

-- What a batch did to the teams of records, so that its undo can return them; `was` and `became` are the membership before and after, empty: none.
create table team_changes (
  id uuid primary key,
  batch_id uuid not null references batches (id),
  object text not null,
  record_id uuid not null,
  user_id uuid not null references users (id),
  was jsonb,
  became jsonb
);
create index team_changes_batch on team_changes (batch_id, id);

-- Who leaves what to whom. One that is open or under way at a time for each person.
create table handovers (
  id uuid primary key,
  leaver_id uuid not null references users (id),
  state text not null check (state in ('open', 'running', 'finished', 'undoing', 'undone')),
  -- Who takes what, as it was last asked for.
  plan jsonb not null default '{}',
  is_stopped boolean not null default false,
  total integer not null default 0,
  done integer not null default 0,
  -- Why the work broke off, and what an undo had to leave as it is.
  problem jsonb,
  kept jsonb not null default '[]',
  -- What holdings gave for the way back, in the order in which they were handed on.
  given jsonb not null default '[]',
  -- The last day on which the leaver may come in; empty: nothing was said, or it is done.
  leaves_on date,
  batch_id uuid not null references batches (id),
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now()
);
create unique index handovers_under_way on handovers (leaver_id) where state in ('open', 'running', 'undoing');
create index handovers_newest on handovers (created_at desc, id desc);

-- What is handed on, record by record.
create table handover_rows (
  handover_id uuid not null references handovers (id) on delete cascade,
  object text not null,
  field text not null,
  record_id uuid not null,
  to_id uuid not null references users (id),
  is_done boolean not null default false,
  problem jsonb,
  done_at timestamp with time zone,
  primary key (handover_id, object, field, record_id)
);
create index handover_rows_waiting on handover_rows (handover_id, object, field, record_id) where not is_done;
create index handover_rows_successor on handover_rows (to_id, handover_id);

-- What somebody had and nobody has: the owner of a record that was taken from him and given to none.
create index transitions_given_up on transitions (from_value, object) where field = 'owner' and to_value is null;

-- Whoever may change records of a noun may also hand them on as far; managers hand over for their people.
update roles r set grants = r.grants || (
  select coalesce(jsonb_object_agg(noun || '.transfer', r.grants -> (noun || '.update')), '{}')
  from unnest(array['customer', 'lead', 'contact', 'opportunity', 'task', 'event']) as noun
  where r.grants ? (noun || '.update') and not r.grants ? (noun || '.transfer'));
update roles set grants = grants || '{"handover.run": "all"}' where id = 'director' and not grants ? 'handover.run';
update roles set grants = grants || '{"handover.run": "team"}' where id = 'salesManager' and not grants ? 'handover.run';
