-- database: company
-- Imports: the file's rows, the values that must find a partner, and what became of each. They stay: as the answer to "where does this
-- come from", for going on after a crash and for taking the import back.

-- By which two ways of writing the same name are one: case, spaces and width do not count. Cut to fit an index. One plain expression, so
-- that the planner puts it in place of the call; as a function of its own it took ten times as long.
create function import_key(written text) returns text language sql immutable parallel safe
return left(lower(btrim(regexp_replace(normalize(written, NFKC), '\s+', ' ', 'g'))), 500);

-- What is left when everything but letters and digits goes: equal here means "surely meant", which a person must still say.
create function import_loose_key(written text) returns text language sql immutable parallel safe
return regexp_replace(import_key(written), '[^[:alnum:]]+', '', 'g');

create table imports (
  id uuid primary key,
  object text not null,
  file_name text not null,
  user_id uuid references users (id),
  state text not null check (
    state in ('reading', 'mapping', 'settling', 'ready', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')
  ),
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  encoding text,
  separator text,
  headers text[] not null default '{}',
  -- Per column the field it goes into, or null.
  mapping jsonb not null default '[]',
  settings jsonb not null,
  -- Whether the rows are all in import_rows; before that a broken-off reading leaves nothing to go on with.
  is_staged boolean not null default false,
  rows integer not null default 0,
  counts jsonb not null default '{}',
  problems jsonb not null default '[]',
  -- How far the run (or the check, or the undo) is.
  done integer not null default 0,
  -- The level and row up to which the run has come; rows of a level refer to rows of lower levels.
  at_level integer not null default 0,
  at_row integer not null default 0,
  is_cancelled boolean not null default false,
  batch_id uuid references batches (id),
  kept jsonb not null default '[]'
);
create index imports_newest on imports (created_at desc, id desc);
create index imports_user on imports (user_id);

create table import_rows (
  import_id uuid not null references imports (id) on delete cascade,
  -- As a spreadsheet numbers it: the header is 1.
  row integer not null,
  cells text[] not null,
  -- What makes the row useless whatever its values mean: the code of a problem.
  damage text,
  level integer not null default 0,
  -- Foreseen until `is_done`, then what happened.
  outcome text not null default 'created' check (outcome in ('created', 'updated', 'skipped', 'refused')),
  is_done boolean not null default false,
  problems jsonb,
  marks text[],
  record_id uuid,
  primary key (import_id, row)
) with (fillfactor = 60);
create index import_rows_outcome on import_rows (import_id, outcome, row);

create table import_values (
  import_id uuid not null references imports (id) on delete cascade,
  field text not null,
  -- The key of the value inside which this one counts (a stage's pipeline); empty otherwise.
  within text not null default '',
  key text not null,
  written text not null,
  count integer not null,
  -- Where it leads: to a record, an option, or another row of the file.
  target_id uuid,
  target_option text,
  target_row integer,
  suggestion jsonb,
  settlement jsonb,
  -- Whether what the settlement asks for has been made.
  is_made boolean not null default false,
  primary key (import_id, field, within, key)
);
create index import_values_waiting on import_values (import_id, count desc)
  where settlement is null and target_id is null and target_option is null and target_row is null;
create index import_values_settled on import_values (import_id, count desc) where settlement is not null;
