-- database: company
-- The first page as each person has it; notices, where each person wants them, the robots of groups, and what was sent outside.

-- Order, hidden tiles and choices of one person, for his own work and for his team's.
create table workbench_layouts (
  user_id uuid not null references users (id),
  lens text not null check (lens in ('own', 'team')),
  layout jsonb not null,
  updated_at timestamp with time zone not null default now(),
  primary key (user_id, lens)
);

-- What a person is told. The words are made when he reads them; `params` holds no value of a record.
create table notices (
  id uuid primary key,
  recipient_id uuid not null references users (id),
  kind text not null,
  -- The record it is about; it shows its title only to whoever may see it then.
  object text,
  record_id uuid,
  params jsonb not null default '{}',
  -- One cause gives one person one notice.
  cause text not null,
  created_at timestamp with time zone not null default now(),
  read_at timestamp with time zone,
  cleared_at timestamp with time zone,
  -- Whether it stands in the product; one that is only mailed does not.
  in_product boolean not null default true,
  in_browser boolean not null default false,
  unique (recipient_id, cause)
);
create index notices_newest on notices (recipient_id, created_at desc, id desc) where cleared_at is null and in_product;
create index notices_unread on notices (recipient_id) where read_at is null and cleared_at is null and in_product;
create index notices_created on notices (created_at);

-- Where a person wants a kind of notice, as far as he has chosen.
create table notice_preferences (
  user_id uuid not null references users (id),
  kind text not null,
  in_product boolean not null,
  in_browser boolean not null,
  by_mail boolean not null,
  primary key (user_id, kind)
);

-- Robots of groups in 企业微信, 钉钉 and 飞书. Address and secret are sealed with the installation's key.
create table robots (
  id uuid primary key,
  name text not null,
  vendor text not null check (vendor in ('wecom', 'dingtalk', 'feishu')),
  address bytea not null,
  secret bytea,
  kinds text[] not null default '{}',
  -- The whole group reads it, whatever each may see: whether records are called by name.
  shows_titles boolean not null default true,
  is_active boolean not null default true,
  created_at timestamp with time zone not null default now()
);

-- Everything that is sent outside, with what became of it. A cause goes to a robot once, to a person by mail once.
create table notice_deliveries (
  id uuid primary key,
  channel text not null check (channel in ('mail', 'robot')),
  notice_id uuid references notices (id) on delete cascade,
  robot_id uuid references robots (id) on delete cascade,
  kind text not null,
  cause text not null,
  recipient_id uuid references users (id),
  object text,
  record_id uuid,
  params jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  next_at timestamp with time zone not null default now(),
  -- Somebody is sending it until then.
  leased_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  error text,
  unique (robot_id, cause),
  unique (notice_id, channel)
);
create index notice_deliveries_waiting on notice_deliveries (next_at) where state = 'waiting';
create index notice_deliveries_newest on notice_deliveries (created_at desc);
