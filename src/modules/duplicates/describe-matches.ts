import { sql } from 'kysely'
import { may, ownersWithin } from '#platform/access/actor.ts'
import { tableOf, visible } from '#platform/access/visible.ts'
import { translate } from '#platform/i18n/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import { titlesOf } from '#platform/records/titles.ts'
import type { Match } from './find-matches.ts'
import { type ComparedNoun, type MatchKind, matchKinds } from './match-keys.ts'

/** What somebody learns of a duplicate. Of a record that he may not see: that it is there, whose it is, and the last contact. */
export interface DescribedMatch {
  object: ComparedNoun
  id: string
  isSeen: boolean
  isNear: boolean
  /** By what it is the same. */
  kinds: MatchKind[]
  /** Null unless he may see it. */
  title: string | null
  owner: { id: string; title: string } | null
  lastContactAt: string | null
  /** The pool in which it lies. */
  pool: { id: string; title: string } | null
  /** What he may do about it: open, claim, collaborate, transfer, merge. */
  can: string[]
}

/** The records that match, each once, those first that are the same and have more in common. */
export async function describeMatches(ctx: Context, matches: readonly Match[]): Promise<DescribedMatch[]> {
  const byRecord = Map.groupBy(matches, ({ object, id }) => `${object} ${id}`)
  const facts = await factsOf(ctx, matches)
  const claimable = await claimableAmong(ctx, matches, facts)
  return [...byRecord]
    .flatMap(([key, some]) => {
      const known = facts.get(key)
      const [first] = some
      if (!known || !first) return []
      const isNear = some.every(match => match.isNear)
      const { mayChange, ...seen } = known
      const described = {
        object: first.object,
        id: first.id,
        isNear,
        kinds: matchKinds.filter(kind => some.some(match => match.kind === kind)),
        ...seen,
      }
      return [{ ...described, can: possible(ctx, described, { mayChange, mayClaim: claimable.has(key) }) }]
    })
    .sort((a, b) => Number(a.isNear) - Number(b.isNear) || b.kinds.length - a.kinds.length || (a.id < b.id ? -1 : 1))
}

type Facts = Pick<DescribedMatch, 'isSeen' | 'title' | 'owner' | 'lastContactAt' | 'pool'> & { mayChange: boolean }

async function factsOf(ctx: Context, matches: readonly Match[]): Promise<Map<string, Facts>> {
  const facts = new Map<string, Facts>()
  for (const [name, some] of Map.groupBy(matches, match => match.object)) {
    const object = objectOf(ctx.catalog, name)
    const ids = [...new Set(some.map(match => match.id))]
    const hasPool = Object.hasOwn(object.fields, 'pool')
    const { rows } = await sql<Row>`
      select t.id, coalesce(${visible(ctx, object, 't')}, false) as "isSeen", coalesce(${visible(ctx, object, 't', 'update')}, false) as "mayChange", t.owner_id as "ownerId", u.name as "ownerName", t.last_activity_at as "lastContactAt",
        ${hasPool ? sql`t.pool_id` : sql`null::uuid`} as "poolId"
      from ${sql.table(tableOf(object))} t left join users u on u.id = t.owner_id
      where t.id = any(${ids}::uuid[]) and t.deleted_at is null`.execute(ctx.db)
    const titles = await titlesOf(
      ctx,
      object,
      rows.flatMap(row => (row.isSeen ? [row.id] : [])),
    )
    const pools = hasPool
      ? await titlesOf(ctx, objectOf(ctx.catalog, 'pool'), [...new Set(rows.flatMap(row => row.poolId ?? []))])
      : new Map<string, string>()
    for (const row of rows)
      facts.set(`${name} ${row.id}`, {
        isSeen: row.isSeen,
        mayChange: row.mayChange,
        title: row.isSeen ? (titles.get(row.id) ?? '') : null,
        owner: row.ownerId ? { id: row.ownerId, title: row.ownerName ?? '' } : null,
        lastContactAt: row.lastContactAt === null ? null : new Date(row.lastContactAt).toISOString(),
        pool: row.poolId ? { id: row.poolId, title: pools.get(row.poolId) ?? '' } : null,
      })
  }
  return facts
}

interface Row {
  id: string
  isSeen: boolean
  mayChange: boolean
  ownerId: string | null
  ownerName: string | null
  lastContactAt: string | Date | null
  poolId: string | null
}

/** The keys of those that lie in a pool whose door is open to him. */
async function claimableAmong(
  ctx: Context,
  matches: readonly Match[],
  facts: ReadonlyMap<string, Facts>,
): Promise<Set<string>> {
  const claimable = new Set<string>()
  for (const { object, id } of matches) {
    const key = `${object} ${id}`
    const right = `${object}.claim`
    if (!facts.get(key)?.pool || claimable.has(key) || !may(ctx.actor, right)) continue
    const claim = ctx.behaviour.actions.find(
      ({ definition }) => `${definition.object.name}.${definition.verb}` === right,
    )
    const door = (await claim?.admit?.(ctx, id))?.admission
    if (door?.verbs.includes('claim') || ownersWithin(ctx.actor, right) === 'all') claimable.add(key)
  }
  return claimable
}

/** The second person always gets something: he claims what is in a pool of his, otherwise he asks. */
function possible(
  ctx: Context,
  match: Omit<DescribedMatch, 'can'>,
  { mayChange, mayClaim }: { mayChange: boolean; mayClaim: boolean },
): string[] {
  const can: string[] = match.isSeen ? ['open'] : []
  const isMine = match.owner !== null && match.owner.id === ctx.actor.userId
  if (mayClaim) can.push('claim')
  else if (!isMine && !mayChange && ctx.actor.userId) can.push('collaborate', 'transfer')
  return can
}

/** One line of it, for a problem: 客户，负责人 李强，最近联系 2026-11-02. */
export function sayMatch(ctx: Context, match: DescribedMatch): Record<string, string> {
  const noun = translate(ctx.locale, `${match.object}.name`)
  const owner = match.pool
    ? translate(ctx.locale, 'duplicates.said.pool', { pool: match.pool.title })
    : (match.owner?.title ?? translate(ctx.locale, 'duplicates.said.nobody'))
  const last = match.lastContactAt?.slice(0, 10) ?? translate(ctx.locale, 'duplicates.said.never')
  return { noun, owner, last, title: match.title ?? '' }
}
