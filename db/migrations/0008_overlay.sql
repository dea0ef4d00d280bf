-- database: company
-- What administrators make of the nouns: shared options, settings of the standard fields, fields of their own.

-- Customers and opportunities share the options of their source from now on: what was changed of either is changed of the set. An option that
-- one of them still offers stays offered.
insert into choice_options (object, field, id, label_zh, label_en, is_retired, position)
select 'sets', 'source', id, (array_agg(label_zh order by object) filter (where label_zh is not null))[1],
  (array_agg(label_en order by object) filter (where label_en is not null))[1], bool_and(is_retired),
  min(position + case object when 'customer' then 0 else 10000 end)
from choice_options where (object, field) in (('customer', 'source'), ('opportunity', 'source')) group by id;
delete from choice_options where (object, field) in (('customer', 'source'), ('opportunity', 'source'));

-- What the company says of a field, a standard one or one of its own; what is empty is as it came.
create table field_settings (
  object text not null,
  field text not null,
  label_zh text,
  label_en text,
  hint_zh text,
  hint_en text,
  is_hidden boolean not null default false,
  is_required boolean not null default false,
  is_quick boolean,
  section text,
  position integer,
  primary key (object, field)
);

-- Fields of the company's own. Their values are in each record's `custom`; the id is the name in the API and in `custom` and never changes.
create table custom_fields (
  id text primary key check (id ~ '^cf_[a-z0-9]{8}$'),
  object text not null,
  type text not null,
  -- What the type may say besides: max, min, decimals, the noun referred to, the default.
  traits jsonb not null default '{}',
  is_searched boolean not null default false,
  -- An index on the value is wanted, and how far it is; a job makes and drops it.
  is_fast boolean not null default false,
  index_state text not null default 'none' check (index_state in ('none', 'building', 'ready', 'failed')),
  is_retired boolean not null default false,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id)
);
create index custom_fields_object on custom_fields (object);

-- Values out of `custom` in their own types. Each depends on its argument alone, whatever the session's settings, so an index may hold it.
create function custom_day(written text) returns date language sql immutable strict parallel safe
  return make_date(substr(written, 1, 4)::integer, substr(written, 6, 2)::integer, substr(written, 9, 2)::integer);
create function custom_instant(written text) returns timestamp with time zone language sql immutable strict parallel safe
  return make_timestamp(substr(written, 1, 4)::integer, substr(written, 6, 2)::integer, substr(written, 9, 2)::integer,
    substr(written, 12, 2)::integer, substr(written, 15, 2)::integer, rtrim(substr(written, 18), 'Z')::double precision) at time zone 'UTC';
create function custom_list(written jsonb) returns text[] language sql immutable strict parallel safe
  return case when jsonb_typeof(written) = 'array' then array(select jsonb_array_elements_text(written)) end;
