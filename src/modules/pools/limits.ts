import { sql } from 'kysely'
import { dayAt } from '#platform/fields/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { type Limit, limitFor, type Subject } from './limit.rules.ts'
import type { PooledNoun } from './memberships.ts'
import { isPast } from './past.ts'
import { idIn, isClosed, isClosedSql, pooledNouns } from './pooled.ts'

type Kind = Limit['kind']

/**
 * Refuses what would give somebody more records than he may own, or lock. Whoever takes up a limit holds a lock of the transaction on it and
 * counts anew, so that two at the same moment cannot both be the last. Says so in `draft.problems`.
 */
export async function keepLimits(ctx: Context, noun: PooledNoun, drafts: readonly Draft[]): Promise<void> {
  // What is brought over from another system is owned today like anything else; an undo puts back what was there.
  const living = drafts.filter(draft => !isPast(draft))
  const taken = living.filter(
    ({ values, before }) => idIn(values.owner) !== null && idIn(values.owner) !== idIn(before?.owner),
  )
  const locked = living.filter(({ values, before }) => values.isLocked === true && before?.isLocked !== true)
  for (const draft of locked)
    if (isClosed(noun, draft.values)) draft.problems.push({ path: 'isLocked', code: 'pool.closed_not_locked' })
  if (taken.length + locked.length === 0) return
  const limits = await limitsOf(ctx, noun)
  if (limits.length === 0) return
  await keep(ctx, { noun, kind: 'own', drafts: taken, limits })
  await keep(ctx, { noun, kind: 'lock', drafts: locked.filter(draft => draft.problems.length === 0), limits })
}

/** How many records of this noun somebody owns, and how many he may; null when nothing limits him. */
export async function standingOf(
  ctx: Context,
  noun: PooledNoun,
  kind: Kind,
  userId: string,
): Promise<{ count: number; max: number } | null> {
  const limits = (await limitsOf(ctx, noun)).filter(limit => limit.kind === kind)
  const subject = (await subjectsOf(ctx, [userId])).get(userId)
  const limit = subject && limitFor(subject, limits)
  return limit ? { count: await countOf(ctx, { noun, limit, userId, without: [] }), max: limit.max } : null
}

interface Asked {
  noun: PooledNoun
  kind: Kind
  drafts: readonly Draft[]
  limits: readonly Limit[]
}

async function keep(ctx: Context, { noun, kind, drafts, limits }: Asked): Promise<void> {
  const ofKind = limits.filter(limit => limit.kind === kind)
  const byOwner = Map.groupBy(drafts, draft => idIn(draft.values.owner) ?? '')
  byOwner.delete('')
  if (ofKind.length === 0 || byOwner.size === 0) return
  const subjects = await subjectsOf(ctx, [...byOwner.keys()])
  for (const userId of [...byOwner.keys()].sort()) {
    const subject = subjects.get(userId)
    const limit = subject && limitFor(subject, ofKind)
    if (!subject || !limit) continue
    const counted = (byOwner.get(userId) ?? []).filter(
      draft => draft.problems.length === 0 && (limit.countsClosed || !isClosed(noun, draft.values)),
    )
    if (counted.length === 0) continue
    await sql`select pg_advisory_xact_lock(hashtextextended(${`limit ${noun} ${kind} ${userId}`}, 0))`.execute(ctx.db)
    const count = await countOf(ctx, { noun, limit, userId, without: counted.map(draft => draft.id) })
    for (const draft of counted.slice(Math.max(0, limit.max - count)))
      draft.problems.push(
        kind === 'own'
          ? { path: 'owner', code: 'pool.own_cap', params: { who: subject.name, max: limit.max } }
          : { path: 'isLocked', code: 'pool.lock_cap', params: { who: subject.name, max: limit.max } },
      )
  }
}

/** Leads that need nobody any more never count. */
async function countOf(
  ctx: Context,
  { noun, limit, userId, without }: { noun: PooledNoun; limit: Limit; userId: string; without: readonly string[] },
): Promise<number> {
  const open = limit.countsClosed && noun === 'customer' ? sql`` : sql`and not ${isClosedSql[noun]}`
  const locked = limit.kind === 'lock' ? sql`and t.is_locked` : sql``
  const { rows } = await sql<{ n: string | number }>`select count(*) as n from (
    select from ${sql.table(pooledNouns[noun].table)} t where t.owner_id = ${userId}::uuid and t.deleted_at is null ${open} ${locked}
      and t.id <> all(${[...without]}::uuid[]) limit ${limit.max + 1}) as owned`.execute(ctx.db)
  return Number(rows[0]?.n ?? 0)
}

async function limitsOf(ctx: Context, noun: PooledNoun): Promise<Limit[]> {
  const { rows } = await sql<Omit<Limit, 'max'> & { max: string }>`
    select kind, user_id as "userId", department_id as "departmentId", role, max, counts_closed is not false as "countsClosed"
    from ownership_limits where object = ${noun} and deleted_at is null order by created_at, id`.execute(ctx.db)
  return rows.map(row => ({ ...row, max: Number(row.max) }))
}

/** Of each person what limits may be said of: departments, the nearest first, and roles. */
async function subjectsOf(ctx: Context, userIds: readonly string[]): Promise<Map<string, Subject>> {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const { rows } = await sql<Subject>`
    select u.id as "userId", u.name, array(select role_id from user_roles r where r.user_id = u.id) as roles, array(
      with recursive above as (
        select d.id, 0 as distance, d.parent_id from departments d
        where d.id = u.department_id or d.id in (select m.department_id from department_members m where m.user_id = u.id and not m.is_main
          and coalesce(m.from_on <= ${today}::date, true) and coalesce(m.until_on >= ${today}::date, true))
        union
        select d.id, above.distance + 1, d.parent_id from departments d join above on d.id = above.parent_id where above.distance < 50)
      select id from above group by id order by min(distance)) as departments
    from users u where u.id = any(${[...userIds]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(row => [row.userId, row]))
}
