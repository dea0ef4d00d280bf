-- database: company
-- How records are numbered: what the company says of each series, and numbers on the nouns that had none.

create table number_patterns (
  object text not null,
  field text not null,
  -- The parts of a number in their order, as src/platform/objects/number-pattern.ts has them.
  levels jsonb not null,
  -- Whether new records get a number.
  is_on boolean not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null default now(),
  changed_by_id uuid references users (id),
  primary key (object, field)
);

-- Numbers of records that were erased from the bin: nobody gets them again (facts 22).
create table erased_numbers (
  object text not null,
  field text not null,
  number text not null,
  primary key (object, field, number)
);

alter table customers add column number text;
alter table leads add column number text;
alter table opportunities add column number text;
-- Also of what lies in the bin: it keeps its number.
create unique index customers_number on customers (lower(number));
create unique index leads_number on leads (lower(number));
create unique index opportunities_number on opportunities (lower(number));

alter table legal_entities add column code text, add column state text default 'active';
create unique index legal_entities_code on legal_entities (lower(code)) where deleted_at is null;
