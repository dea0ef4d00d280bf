-- database: company
-- What lists remember: views that people keep and share, how each likes his lists, stars, changes of many records at once, and the bin.

create table saved_views (
  id uuid primary key,
  object text not null,
  owner_id uuid not null references users (id),
  label text not null,
  kind text not null default 'list' check (kind in ('list', 'board', 'calendar')),
  filter jsonb,
  sort text[],
  columns text[],
  widths jsonb not null default '{}',
  density text check (density in ('compact', 'roomy')),
  -- The date field by which a calendar places records.
  calendar_by text,
  audience text not null default 'nobody' check (audience in ('nobody', 'all', 'some')),
  role_ids text[] not null default '{}',
  department_ids uuid[] not null default '{}',
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create index saved_views_owner on saved_views (owner_id);
create index saved_views_shared on saved_views (object) where audience <> 'nobody';

-- How one person likes one list: order of the views, hidden ones, the first one, columns, widths, density, pages or scrolling.
create table list_preferences (
  user_id uuid not null references users (id),
  object text not null,
  preferences jsonb not null,
  updated_at timestamp with time zone not null default now(),
  primary key (user_id, object)
);

-- Records that a person follows (关注).
create table stars (
  user_id uuid not null references users (id),
  object text not null,
  record_id uuid not null,
  starred_at timestamp with time zone not null default now(),
  primary key (user_id, object, record_id)
);
create index stars_record on stars (record_id);

-- An undo is a batch of its own, which names the one that it took back.
alter table batches add column undoes_id uuid references batches (id);
create index batches_undoes on batches (undoes_id) where undoes_id is not null;

-- One change of many records: which rows, what, and what became of each.
create table bulk_runs (
  id uuid primary key,
  object text not null,
  user_id uuid not null references users (id),
  change jsonb not null,
  state text not null check (state in ('running', 'done', 'stopped', 'failed', 'undoing', 'undone')),
  is_stopped boolean not null default false,
  total integer not null,
  done integer not null default 0,
  refused integer not null default 0,
  -- Why the whole broke off, and what an undo had to leave as it is.
  problem jsonb,
  kept jsonb not null default '[]',
  batch_id uuid references batches (id),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now()
);
create index bulk_runs_user on bulk_runs (user_id, created_at desc);

create table bulk_rows (
  run_id uuid not null references bulk_runs (id) on delete cascade,
  record_id uuid not null,
  is_done boolean not null default false,
  problem jsonb,
  primary key (run_id, record_id)
);
create index bulk_rows_waiting on bulk_rows (run_id, record_id) where not is_done;

-- After how many days the bin is emptied; empty: never.
alter table settings add column bin_days integer check (bin_days between 1 and 3650);

-- The bin of every noun, newest first. A table that comes later brings this index itself.
do $$
declare
  noun text;
begin
  for noun in
    select c.table_name from information_schema.columns c
    where c.table_schema = current_schema() and c.column_name = 'deleted_at'
      and exists (select from information_schema.columns v
        where v.table_schema = c.table_schema and v.table_name = c.table_name and v.column_name = 'version')
    order by 1
  loop
    execute format('create index %I on %I (deleted_at desc, id desc) where deleted_at is not null', noun || '_bin', noun);
  end loop;
end $$;
