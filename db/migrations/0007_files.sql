-- database: company
-- Addresses by region and code, web addresses in their normal form, and files.

-- An address that was a text stays one: its line is its street until somebody edits it.
alter table customers add column place jsonb;
update customers set place = jsonb_build_object('country', null, 'code', null, 'province', null, 'city', null, 'district', null,
    'street', concat_ws(' ', region, address), 'text', concat_ws(' ', region, address))
  where region is not null or address is not null;
alter table customers drop column region, drop column address;
alter table customers rename column place to address;
create index customers_address on customers (((address->>'code') collate "C")) where deleted_at is null;
update customers set website = 'https://' || website where website is not null and website !~* '^https?://';

-- Files attached to records. The key is a uuid of ours; what a client called the file is only its name here.
create table files (
  id uuid primary key,
  object text,
  record_id uuid,
  field text,
  name text not null,
  size bigint not null,
  sha256 text not null,
  content_type text not null,
  storage_key uuid not null unique,
  uploaded_at timestamp with time zone not null default now(),
  uploaded_by_id uuid references users (id),
  attached_at timestamp with time zone,
  removed_at timestamp with time zone,
  removed_by_id uuid references users (id),
  check ((object is null) = (record_id is null)),
  check ((record_id is null) = (attached_at is null))
);
create index files_record on files (record_id, uploaded_at desc, id desc) where removed_at is null;
-- What the sweeper looks for: never attached, or removed.
create index files_loose on files (uploaded_at) where record_id is null;
create index files_removed on files (removed_at) where removed_at is not null;
