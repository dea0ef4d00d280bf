-- database: company
-- Data that is not theirs: the audit log can no longer be rewritten, exports may need a second person, what is masked is shown so often a day
-- and no oftener, and a person's data can be erased for good.

-- The audit log as a chain: `position` counts on without a gap, `hash` is over the row and the hash before it, `digest` over salt and detail, so that
-- a detail can be taken out for a person's sake without breaking what follows. `scrubbed_by` names the receipt by which that was done.
alter table audit_log
  add column position bigint unique,
  add column hash bytea,
  add column salt bytea,
  add column digest bytea,
  add column scrubbed_by uuid;
create index audit_log_unsealed on audit_log (at, id) where position is null;

-- What was erased for a person's sake: where, how much of which kind, by whom, why. Nothing of what was erased.
create table erasure_receipts (
  id uuid primary key,
  object text not null,
  record_id uuid not null,
  erased_at timestamp with time zone not null default now(),
  erased_by_id uuid references users (id),
  consented_by_id uuid references users (id),
  reason text not null,
  counts jsonb not null,
  -- The receipt, of an earlier database, by which it was erased again after a restore.
  again_of uuid
);
create index erasure_receipts_record on erasure_receipts (object, record_id);
create index erasure_receipts_newest on erasure_receipts (erased_at desc, id desc);

create function guard_audit_log() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    -- Sealing: once, and nothing but the seal.
    if old.position is null and new.position is not null and new.scrubbed_by is not distinct from old.scrubbed_by
      and (new.id, new.at, new.user_id, new.actor_kind, new.kind, new.object, new.record_id, new.detail, new.ip, new.correlation_id)
        is not distinct from (old.id, old.at, old.user_id, old.actor_kind, old.kind, old.object, old.record_id, old.detail, old.ip, old.correlation_id)
    then
      return new;
    end if;
    -- Scrubbing: nothing but the detail and the address, by a receipt, of what is sealed.
    if old.position is not null and new.scrubbed_by is not null and new.salt is null
      and exists (select from erasure_receipts where id = new.scrubbed_by)
      and (new.id, new.at, new.user_id, new.actor_kind, new.kind, new.object, new.record_id, new.correlation_id, new.ip, new.position, new.hash, new.digest)
        is not distinct from (old.id, old.at, old.user_id, old.actor_kind, old.kind, old.object, old.record_id, old.correlation_id, old.ip, old.position, old.hash, old.digest)
    then
      return new;
    end if;
  end if;
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_log_row before update or delete on audit_log for each row execute function guard_audit_log();
create trigger audit_log_whole before truncate on audit_log for each statement execute function guard_audit_log();

-- Who may look at the log and nothing else. New companies get it when they are made.
insert into roles (id, name_zh, name_en, grants, position)
  select 'auditor', '审计员', 'Auditor', '{"audit.read": "all", "user.read": "all", "department.read": "all"}', coalesce(max(position), 0) + 1
    from roles having exists (select from settings)
  on conflict (id) do nothing;
insert into role_grants_given (role_id, object)
  select id, o from roles, unnest(array['user', 'department']) as o where id = 'auditor'
  on conflict do nothing;
-- Directors decide on exports, beside administrators.
update roles set grants = '{"export.consent": "all"}'::jsonb || grants where id = 'director';

alter table settings
  add column export_consent text not null default 'never' check (export_consent in ('never', 'above', 'always')),
  add column export_consent_rows integer not null default 500 check (export_consent_rows between 0 and 10000000),
  -- How often a day one person may have masked values shown; empty is without a limit.
  add column unmask_limit integer default 100 check (unmask_limit between 0 and 100000),
  add column erasure_consent boolean not null default false;

-- How much of something a person has used up on a day of the company.
create table daily_uses (
  user_id uuid not null references users (id),
  kind text not null,
  day date not null,
  count integer not null,
  primary key (user_id, kind, day)
);

-- What somebody asks another's consent for: `ask` is kept exactly and is what is done when he has it. Taken once.
create table consent_requests (
  id uuid primary key,
  kind text not null,
  object text,
  ask jsonb not null,
  rows integer not null,
  reason text not null,
  state text not null default 'asked' check (state in ('asked', 'approved', 'refused', 'taken', 'withdrawn')),
  asked_by_id uuid not null references users (id),
  asked_at timestamp with time zone not null default now(),
  decided_by_id uuid references users (id),
  decided_at timestamp with time zone,
  word text,
  expires_at timestamp with time zone,
  taken_at timestamp with time zone,
  check (decided_by_id <> asked_by_id)
);
create index consent_requests_newest on consent_requests (asked_at desc, id desc);
create index consent_requests_asker on consent_requests (asked_by_id, asked_at desc);
create index consent_requests_waiting on consent_requests (asked_at) where state = 'asked';
