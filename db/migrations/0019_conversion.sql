-- database: company
-- What becomes of a lead, where a customer stands in his life, and forms on web sites.

-- Where a customer stands: kept by the deals that are closed with him, and by verbs.
alter table customers
  add column lifecycle text default 'prospect',
  add column deal_status text default 'open',
  add column deal_on date,
  -- Deals that were closed before, or elsewhere, and of which nothing stands here.
  add column earlier_deals numeric(18,0),
  add column lost_reason text,
  add column lost_remark text,
  add column lost_on date;

update customers c set
  lifecycle = case when d.won > 1 then 'repeat' when d.won = 1 then 'closed' else 'intent' end,
  deal_status = case when d.won > 0 then 'closed' else 'open' end,
  deal_on = d.first_on
from (
  select customer_id, count(*) filter (where state = 'won') as won, min(closed_on) filter (where state = 'won') as first_on
  from opportunities where deleted_at is null and state in ('won', 'open') and customer_id is not null group by customer_id
) d where d.customer_id = c.id;

create index customers_lifecycle on customers (lifecycle, created_at desc, id desc) where deleted_at is null;
create index customers_deal_on on customers (deal_on, id) where deleted_at is null;
create index customers_lost_reason on customers (lost_reason, created_at desc, id desc) where deleted_at is null;

-- A lead that became a customer: what was made of it, and whether that was taken back.
create table conversions (
  id uuid primary key,
  lead_id uuid not null references leads (id) on delete cascade,
  batch_id uuid not null references batches (id),
  customer_id uuid not null references customers (id) on delete cascade,
  contact_id uuid references contacts (id) on delete set null,
  opportunity_id uuid references opportunities (id) on delete set null,
  state_before text not null,
  at timestamp with time zone not null,
  by_id uuid references users (id),
  undone_at timestamp with time zone
);
-- Merged leads may each have been converted.
create index conversions_lead on conversions (lead_id, at desc);
create index conversions_customer on conversions (customer_id);
create index conversions_contact on conversions (contact_id);
create index conversions_opportunity on conversions (opportunity_id);
create index conversions_batch on conversions (batch_id);

-- Which field of a lead becomes which of what is made of it, beside those that always do.
create table conversion_mappings (
  lead_field text not null,
  object text not null,
  field text not null,
  primary key (object, field)
);

-- A form that strangers fill in on a web site.
create table forms (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  name text not null,
  is_on boolean default true,
  heading text,
  heading_en text,
  intro text,
  intro_en text,
  thanks text,
  thanks_en text,
  consent text,
  consent_en text,
  consent_version numeric(18,0) default 1,
  source text,
  campaign_id uuid references campaigns (id),
  lead_owner_id uuid references users (id),
  may_embed boolean default false,
  origins text,
  token text
);
create index forms_changes on forms (updated_at, id);
create index forms_bin on forms (deleted_at desc, id desc) where deleted_at is not null;
create index forms_import_key on forms (import_key(name)) where deleted_at is null;
create unique index forms_external on forms (source_system, external_id) where deleted_at is null and external_id is not null;
create unique index forms_name on forms (lower(name)) where deleted_at is null;
create unique index forms_token on forms (token) where deleted_at is null;
create index forms_campaign on forms (campaign_id, created_at desc, id desc) where deleted_at is null;
create index forms_lead_owner on forms (lead_owner_id);

-- The fields of a lead that a form asks for, in their order.
create table form_fields (
  form_id uuid not null references forms (id) on delete cascade,
  position integer not null,
  field text not null,
  is_required boolean not null,
  primary key (form_id, field)
);

-- With what the time at which a form was opened is signed.
create table form_keys (
  form_id uuid primary key references forms (id) on delete cascade,
  key text not null
);

-- What strangers sent, with what they agreed to.
create table form_submissions (
  id uuid primary key,
  form_id uuid not null references forms (id) on delete cascade,
  at timestamp with time zone not null,
  -- accepted, duplicate (of somebody known), quarantined (looks like spam), discarded
  state text not null,
  -- Why it was set aside: by a word of src/modules/forms/spam.ts.
  reason text,
  content jsonb not null,
  lead_id uuid references leads (id) on delete set null,
  customer_id uuid references customers (id) on delete set null,
  locale text not null,
  consent_text text,
  consent_version numeric(18,0),
  ip text,
  user_agent text,
  origin text,
  decided_by_id uuid references users (id),
  decided_at timestamp with time zone
);
create index form_submissions_form on form_submissions (form_id, at desc, id desc);
create index form_submissions_lead on form_submissions (lead_id);
create index form_submissions_customer on form_submissions (customer_id);

-- Each time somebody came to us, whatever became of it (facts 13).
create table touches (
  id uuid primary key,
  kind text not null,
  customer_id uuid references customers (id) on delete cascade,
  lead_id uuid references leads (id) on delete cascade,
  source text,
  campaign_id uuid references campaigns (id),
  at timestamp with time zone not null,
  conversion_id uuid references conversions (id) on delete cascade,
  submission_id uuid references form_submissions (id) on delete cascade,
  check (customer_id is not null or lead_id is not null)
);
create index touches_customer on touches (customer_id, at desc);
create index touches_lead on touches (lead_id, at desc);
create index touches_campaign on touches (campaign_id);
create index touches_conversion on touches (conversion_id);
create index touches_submission on touches (submission_id);

-- A file of one record that stands with another, too.
create table file_links (
  file_id uuid not null references files (id) on delete cascade,
  object text not null,
  record_id uuid not null,
  conversion_id uuid references conversions (id) on delete cascade,
  primary key (file_id, record_id)
);
create index file_links_record on file_links (record_id);
create index file_links_conversion on file_links (conversion_id);
