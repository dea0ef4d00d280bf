-- database: company
-- A lead's files go on into fields of its customer, and its time belongs to the department that had it then.

-- A copy of a file has a row of its own and shares the bytes.
alter table files drop constraint files_storage_key_key;
create index files_storage_key on files (storage_key);

-- The department of who got a lead, on the day on which he got it.
alter table leads
  add column owner_department_id uuid references departments (id),
  add column marketing_department_id uuid references departments (id);
-- A leaver's are found by it.
create index leads_marketing_owner on leads (marketing_owner_id)
  where marketing_owner_id is not null and deleted_at is null and state not in ('converted', 'invalid');

-- By the memberships of that day; of whom none is known, by his department now.
update leads l set
  owner_department_id = (
    select case when bool_or(m.id is not null) then (array_agg(m.department_id order by m.from_on desc nulls last)
        filter (where coalesce(m.from_on <= d.day, true) and coalesce(m.until_on >= d.day, true)))[1]
      else max(u.department_id::text)::uuid end
    from users u left join department_members m on m.user_id = u.id and m.is_main
    cross join (select (coalesce(l.assigned_at, l.created_at) at time zone s.time_zone)::date as day) d where u.id = l.owner_id),
  marketing_department_id = (
    select case when bool_or(m.id is not null) then (array_agg(m.department_id order by m.from_on desc nulls last)
        filter (where coalesce(m.from_on <= d.day, true) and coalesce(m.until_on >= d.day, true)))[1]
      else max(u.department_id::text)::uuid end
    from users u left join department_members m on m.user_id = u.id and m.is_main
    cross join (select (coalesce(l.handed_over_at, l.created_at) at time zone s.time_zone)::date as day) d where u.id = l.marketing_owner_id)
from settings s where l.owner_id is not null or l.marketing_owner_id is not null;
