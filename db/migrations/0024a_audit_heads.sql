-- database: control
-- How far each company's audit log was sealed, away from the log itself: cutting off its end is noticed.
create table audit_heads (
  company_id uuid primary key references companies (id) on delete cascade,
  position bigint not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null default now()
);
