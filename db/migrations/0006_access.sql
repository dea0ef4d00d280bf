-- database: company
-- Who may see and do what: rights on fields, departments of people by date, record teams; and the log of what must be answerable.

-- Per field of a noun ('customer.phones') hidden, masked, read or edit; a field that is not named may be edited.
alter table roles add column field_rights jsonb not null default '{}';
update roles set field_rights = coalesce((select jsonb_object_agg(field, 'hidden') from unnest(hidden_fields) as field), '{}');
alter table roles drop column hidden_fields;

-- A noun's default rights are given to a role once; what the administrator takes away afterwards stays away.
create table role_grants_given (
  role_id text not null references roles (id) on delete cascade,
  object text not null,
  primary key (role_id, object)
);
insert into role_grants_given (role_id, object)
  select r.id, o from roles r
  cross join unnest(array['user', 'department', 'customer', 'product', 'productCategory', 'pipeline', 'opportunity']) as o
  where r.id in ('administrator', 'director', 'salesManager', 'salesperson');

-- The default roles that companies made before this migration lack; a new company gets all of them when it is made.
insert into roles (id, name_zh, name_en, grants, position)
  select r.id, r.name_zh, r.name_en, '{}', r.position
  from (values ('finance', '财务', 'Finance', 4), ('marketing', '市场', 'Marketing', 5),
    ('service', '客服', 'Service', 6), ('readOnly', '只读', 'Read-only', 7)) as r (id, name_zh, name_en, position)
  where exists (select from settings)
  on conflict (id) do nothing;

-- Who was in which department from when to when, both days included; an open end is empty. The main department is also in users (facts 8).
create table department_members (
  id uuid primary key,
  user_id uuid not null references users (id),
  department_id uuid not null references departments (id),
  from_on date,
  until_on date,
  is_main boolean not null default false
);
create index department_members_user on department_members (user_id);
create index department_members_department on department_members (department_id);
insert into department_members (id, user_id, department_id, is_main)
  select gen_random_uuid(), id, department_id, true from users where department_id is not null;

-- People who see or change one record beside its owner; `until_on` is the last day, empty is for good.
create table team_members (
  object text not null,
  record_id uuid not null,
  user_id uuid not null references users (id),
  access text not null check (access in ('read', 'edit')),
  until_on date,
  added_at timestamp with time zone not null default now(),
  added_by_id uuid references users (id),
  primary key (object, record_id, user_id)
);
create index team_members_user on team_members (user_id, object, record_id);

-- What must be answerable: sign-ins, exports, changes of settings and rights, reading of masked fields, viewing as somebody else.
create table audit_log (
  id uuid primary key,
  at timestamp with time zone not null default now(),
  user_id uuid references users (id),
  actor_kind text not null,
  kind text not null,
  object text,
  record_id uuid,
  detail jsonb,
  ip text,
  correlation_id text
);
create index audit_log_at on audit_log (at desc, id desc);
