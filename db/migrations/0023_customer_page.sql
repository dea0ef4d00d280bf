-- database: company
-- The customer page: hot customers, the decision map, who counts in an opportunity, common phrases, segments, and when somebody is reminded.

alter table customers
  add column is_hot boolean default false,
  add column hot_reason text,
  add column hot_since timestamp with time zone,
  add column hot_by_id uuid references users (id);
create index customers_hot_since on customers (hot_since, id) where deleted_at is null;

-- A suggestion that somebody waved away, by what gave rise to it: a new cause suggests anew.
create table hot_dismissals (
  customer_id uuid not null references customers (id) on delete cascade,
  kind text not null,
  cause text not null,
  dismissed_at timestamp with time zone not null,
  dismissed_by_id uuid references users (id),
  primary key (customer_id, kind, cause)
);

create table decision_places (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  position integer not null default 0,
  customer_id uuid not null references customers (id),
  contact_id uuid not null references contacts (id),
  x numeric(18,0) not null,
  y numeric(18,0) not null
);
create index decision_places_customer on decision_places (customer_id, position);
create index decision_places_bin on decision_places (deleted_at desc, id desc) where deleted_at is not null;
create unique index decision_places_external on decision_places (source_system, external_id)
  where deleted_at is null and external_id is not null;
create index decision_places_contact on decision_places (contact_id);

create table decision_links (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  position integer not null default 0,
  customer_id uuid not null references customers (id),
  contact_id uuid not null references contacts (id),
  kind text not null,
  target_id uuid not null references contacts (id)
);
create index decision_links_customer on decision_links (customer_id, position);
create index decision_links_bin on decision_links (deleted_at desc, id desc) where deleted_at is not null;
create unique index decision_links_external on decision_links (source_system, external_id)
  where deleted_at is null and external_id is not null;
create index decision_links_contact on decision_links (contact_id);
create index decision_links_target on decision_links (target_id);

create table opportunity_contacts (
  id uuid primary key,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  created_by_id uuid references users (id),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  source_system text,
  external_id text,
  custom jsonb,
  position integer not null default 0,
  opportunity_id uuid not null references opportunities (id),
  contact_id uuid not null references contacts (id),
  role text,
  influence text,
  attitude text,
  remark text
);
create index opportunity_contacts_opportunity on opportunity_contacts (opportunity_id, position);
create index opportunity_contacts_bin on opportunity_contacts (deleted_at desc, id desc) where deleted_at is not null;
create unique index opportunity_contacts_external on opportunity_contacts (source_system, external_id)
  where deleted_at is null and external_id is not null;
create index opportunity_contacts_contact on opportunity_contacts (contact_id);

-- What somebody has to say is one list for contacts and for opportunities.
update choice_options set object = 'sets', field = 'contactRole' where object = 'contact' and field = 'role';

-- What one writes again and again: the company's (without an owner) and one's own.
create table phrases (
  id uuid primary key,
  owner_id uuid references users (id) on delete cascade,
  position integer not null default 0,
  text text not null
);
create index phrases_owner on phrases (owner_id, position);
insert into phrases (id, position, text)
  select gen_random_uuid(), p.position, case s.locale when 'zh' then p.zh else p.en end
  from settings s, (values
    (1, '电话未接通，稍后再联系', 'No answer, will call again later'),
    (2, '已发送资料，等待对方回复', 'Sent the documents, waiting for a reply'),
    (3, '已报价，对方在比价', 'Quoted; they are comparing offers'),
    (4, '约好上门拜访', 'Agreed on a visit'),
    (5, '对方内部讨论中，暂无结论', 'They are discussing it, nothing decided yet')) as p (position, zh, en);

-- When a superior hears of a missed next contact (working days), how many days ahead a birthday is told, from which amount on a deal is large.
create table follow_up_settings (
  id boolean primary key default true check (id),
  escalate_contact_days integer not null default 2 check (escalate_contact_days between 0 and 60),
  birthday_days integer not null default 3 check (birthday_days between 0 and 30),
  large_deal numeric(18,2) not null default 500000 check (large_deal >= 0)
);
insert into follow_up_settings default values;

-- Birthdays are asked by month and day, whatever the year.
create index contacts_birthday on contacts ("right"(birthday, 5)) where deleted_at is null and birthday is not null;
create index customers_birthday on customers ("right"(birthday, 5)) where deleted_at is null and birthday is not null;

-- Saved views that count themselves.
create table segments (
  view_id uuid primary key references saved_views (id) on delete cascade,
  since timestamp with time zone not null,
  counted_on date,
  -- Why it could not be counted last, as the code of a problem.
  problem text
);
create table segment_counts (
  view_id uuid not null references segments (view_id) on delete cascade,
  day date not null,
  count integer not null,
  primary key (view_id, day)
);
-- Who was in it when it was counted last, and who came and went since then; of very large ones only the count is kept.
create table segment_members (
  view_id uuid not null references segments (view_id) on delete cascade,
  record_id uuid not null,
  primary key (view_id, record_id)
);
create table segment_moves (
  view_id uuid not null references segments (view_id) on delete cascade,
  day date not null,
  record_id uuid not null,
  has_entered boolean not null,
  primary key (view_id, day, record_id)
);
