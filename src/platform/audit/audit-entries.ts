import { type RawBuilder, sql } from 'kysely'
import type { Database, Queryable } from '../db/server.ts'

/** One thing that was done, as the audit page shows it. */
export interface AuditLine {
  id: string
  /** ISO 8601. */
  at: string
  /** `signIn`, `signIn.refused`, and what else `writeAudit` was told. */
  kind: string
  user: { id: string; title: string } | null
  actorKind: string
  object: string | null
  record: { id: string; title: string | null } | null
  detail: Record<string, unknown> | null
  ip: string | null
  /** What the browser said of itself, of sign-ins. */
  userAgent: string | null
}

/** Which lines: all of these hold. */
export interface AuditFilter {
  userId?: string | undefined
  /** A group of kinds. */
  group?: AuditGroup | undefined
  /** From this instant on, and before that one. */
  from?: string | undefined
  until?: string | undefined
  object?: string | undefined
  recordId?: string | undefined
}

/** The kinds that belong together, by the beginning of their names. */
export const auditGroups = {
  signIn: [],
  account: ['account.', 'session.', 'secondFactor.', 'key.'],
  role: ['role.', 'team.'],
  settings: ['settings.'],
  export: ['export', 'consent.', 'read.'],
  personal: ['personalData.'],
  field: ['field.'],
  viewAs: ['user.viewAs'],
} as const satisfies Record<string, readonly string[]>
export type AuditGroup = keyof typeof auditGroups

/** Where to read: the company's own log, and the control database, which knows the sign-ins. */
export interface AuditPlace {
  db: Database
  control: Database
  companyId: string
}

/**
 * A page of what was done in the company, newest first, with the sign-ins of its people among it. `after` is the `next` of the page before;
 * `next` is null at the end.
 */
export const readAudit = async (
  place: AuditPlace,
  filter: AuditFilter,
  { after, limit }: { after: string | null; limit: number },
): Promise<{ entries: AuditLine[]; next: string | null }> => {
  const cursor = after === null ? null : readCursor(after)
  const logged = filter.group === 'signIn' ? [] : await readLog(place.db, filter, { cursor, limit: limit + 1 })
  const comesFromSignIns = (!filter.group || filter.group === 'signIn') && !filter.recordId && !filter.object
  const signIns = comesFromSignIns ? await readSignIns(place, filter, { cursor, limit: limit + 1 }) : []
  const all = [...logged, ...signIns].sort(newestFirst)
  const page = all.slice(0, limit)
  const last = page.at(-1)
  return {
    entries: page.map(({ stamp: _stamp, ...line }) => line),
    next: all.length > limit && last ? `${last.stamp}.${last.id}` : null,
  }
}

/** Whether a text is the `next` of some page. */
export const isAuditCursor = (text: string): boolean => /^\d{1,17}\.[\da-f-]{36}$/.test(text)

/** A line with its instant in microseconds, by which pages follow each other. */
type Stamped = AuditLine & { stamp: string }
interface Cursor {
  stamp: string
  id: string
}

const readCursor = (text: string): Cursor => {
  const [stamp = '', id = ''] = text.split('.')
  return { stamp, id }
}

const newestFirst = (a: Stamped, b: Stamped): number => {
  const [first, second] = [BigInt(a.stamp), BigInt(b.stamp)]
  if (first !== second) return first > second ? -1 : 1
  return a.id < b.id ? 1 : -1
}

const stampOf = sql`(extract(epoch from t.at) * 1000000)::bigint::text`

const olderThan = (cursor: Cursor | null): RawBuilder<unknown> =>
  cursor === null
    ? sql`true`
    : sql`(t.at, t.id) < ('epoch'::timestamptz + ${cursor.stamp}::bigint * interval '1 microsecond', ${cursor.id}::uuid)`

const within = ({ from, until }: AuditFilter): RawBuilder<unknown> => sql`
  (${from ?? null}::timestamptz is null or t.at >= ${from ?? null}::timestamptz)
  and (${until ?? null}::timestamptz is null or t.at < ${until ?? null}::timestamptz)`

const readLog = async (
  db: Queryable,
  filter: AuditFilter,
  { cursor, limit }: { cursor: Cursor | null; limit: number },
): Promise<Stamped[]> => {
  const { userId = null, group, object = null, recordId = null } = filter
  const beginnings = group ? auditGroups[group].map(beginning => `${beginning.replace(/[_%]/g, '\\$&')}%`) : null
  const { rows } = await sql<Stamped>`
    select ${stampOf} as stamp, t.id, t.at, t.kind, t.actor_kind as "actorKind", t.object, t.detail, t.ip, null as "userAgent",
           case when u.id is not null then json_build_object('id', u.id, 'title', u.name) end as "user",
           case when t.record_id is not null then json_build_object('id', t.record_id, 'title', r.name) end as record
      from audit_log t
      left join users u on u.id = t.user_id
      left join users r on t.object = 'user' and r.id = t.record_id
     where ${olderThan(cursor)} and ${within(filter)}
       and (${userId}::uuid is null or t.user_id = ${userId}::uuid)
       and (${beginnings}::text[] is null or t.kind like any (${beginnings}::text[]))
       and (${object}::text is null or t.object = ${object}::text)
       and (${recordId}::uuid is null or t.record_id = ${recordId}::uuid)
     order by t.at desc, t.id desc limit ${limit}`.execute(db)
  return rows
}

/** Of the people of this company; an attempt that failed before it was known which company is meant stands in all of them. */
const readSignIns = async (
  { control, db, companyId }: AuditPlace,
  filter: AuditFilter,
  { cursor, limit }: { cursor: Cursor | null; limit: number },
): Promise<Stamped[]> => {
  const { userId = null } = filter
  const { rows } = await sql<{
    stamp: string
    id: string
    at: string
    userId: string
    refusal: string | null
    ip: string | null
    userAgent: string | null
  }>`
    select ${stampOf} as stamp, t.id, t.at, m.user_id as "userId", t.refusal, t.ip, t.user_agent as "userAgent"
      from sign_ins t join account_companies m on m.account_id = t.account_id and m.company_id = ${companyId}
     where (t.company_id = ${companyId} or t.company_id is null) and ${olderThan(cursor)} and ${within(filter)}
       and (${userId}::uuid is null or m.user_id = ${userId}::uuid)
     order by t.at desc, t.id desc limit ${limit}`.execute(control)
  const { rows: users } = await sql<{ id: string; name: string }>`
    select id, name from users where id = any(${rows.map(row => row.userId)}::uuid[])`.execute(db)
  const names = new Map(users.map(user => [user.id, user.name]))
  return rows.map(({ stamp, id, at, userId: who, refusal, ip, userAgent }) => ({
    stamp,
    id,
    at,
    kind: refusal === null ? 'signIn' : 'signIn.refused',
    user: { id: who, title: names.get(who) ?? '' },
    actorKind: 'person',
    object: null,
    record: null,
    detail: refusal === null ? null : { reason: refusal },
    ip,
    userAgent,
  }))
}
