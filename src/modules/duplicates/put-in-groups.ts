import { sql } from 'kysely'
import { newId } from '#platform/db/id.ts'
import type { Context } from '#platform/records/index.ts'

/** Two records that a search found to have a key in common; of kind `near` when they are merely similar. */
export interface Pair {
  one: string
  other: string
  kind: string
}

/**
 * Adds pairs to what a search found so far. Records that are the same stand in one group, however they hang together; what is merely similar
 * stands in groups of its own beside these, so that neither hides the other.
 */
export async function putInGroups(ctx: Context, scanId: string, pairs: readonly Pair[]): Promise<void> {
  const { same = [], near = [] } = Object.groupBy(pairs, ({ kind }) => (kind === 'near' ? 'near' : 'same'))
  await join(ctx, { scanId, pairs: same, isNear: false })
  const sameGroup = await groupsOf(ctx, { scanId, pairs: near, isNear: false })
  // Two that are the same anyway are not told of once more.
  const apart = near.filter(({ one, other }) => !sameGroup.has(one) || sameGroup.get(one) !== sameGroup.get(other))
  await join(ctx, { scanId, pairs: apart, isNear: true })
}

interface Joined {
  scanId: string
  pairs: readonly Pair[]
  isNear: boolean
}

async function join(ctx: Context, { scanId, pairs, isNear }: Joined): Promise<void> {
  if (pairs.length === 0) return
  const groupOf = await groupsOf(ctx, { scanId, pairs, isNear })
  const known = new Set(groupOf.values())
  const [added, kinds, became] = [new Set<string>(), new Map<string, Set<string>>(), new Map<string, string>()]
  for (const { one, other, kind } of pairs) {
    const [of, ofOther] = [groupOf.get(one), groupOf.get(other)]
    const group = of ?? ofOther ?? newId()
    kinds.set(group, (kinds.get(group) ?? new Set()).add(kind))
    for (const record of [one, other]) {
      if (!groupOf.has(record)) added.add(record)
      groupOf.set(record, groupOf.get(record) ?? group)
    }
    // Similarity does not go on from one to the next: only what is the same draws two groups together.
    if (isNear || !of || !ofOther || of === ofOther) continue
    for (const [record, its] of groupOf) if (its === ofOther) groupOf.set(record, of)
    for (const told of kinds.get(ofOther) ?? []) kinds.get(of)?.add(told)
    kinds.delete(ofOther)
    became.set(ofOther, of)
  }
  const fresh = [...new Set(groupOf.values())].filter(group => !known.has(group))
  await sql`insert into duplicate_groups (id, scan_id, is_same, kinds)
    select one, ${scanId}::uuid, ${!isNear}, '{}' from unnest(${fresh}::uuid[]) as one`.execute(ctx.db)
  await sql`insert into duplicate_members (scan_id, record_id, group_id, is_near)
    select ${scanId}::uuid, record, grp, ${isNear}
    from unnest(${[...added]}::uuid[], ${[...added].map(record => groupOf.get(record) ?? '')}::uuid[]) as one (record, grp)`.execute(
    ctx.db,
  )
  for (const group of known) if (became.has(group)) await moveGroup(ctx, group, lastOf(became, group))
  const told = [...kinds].flatMap(([group, some]) => [...some].map(kind => ({ group, kind })))
  await sql`update duplicate_groups g set kinds = array(select distinct unnest(g.kinds || t.kinds) order by 1)
    from (select grp, array_agg(kind) as kinds from unnest(${told.map(one => one.group)}::uuid[], ${told.map(one => one.kind)}::text[]) as one (grp, kind)
      group by grp) t where t.grp = g.id`.execute(ctx.db)
}

/** In which group of its kind each of these records stands by now. */
async function groupsOf(ctx: Context, { scanId, pairs, isNear }: Joined): Promise<Map<string, string>> {
  const ids = [...new Set(pairs.flatMap(({ one, other }) => [one, other]))]
  const { rows } = await sql<{ recordId: string; groupId: string }>`
    select record_id as "recordId", group_id as "groupId" from duplicate_members
    where scan_id = ${scanId}::uuid and record_id = any(${ids}::uuid[]) and is_near = ${isNear}`.execute(ctx.db)
  return new Map(rows.map(row => [row.recordId, row.groupId]))
}

function lastOf(became: ReadonlyMap<string, string>, group: string): string {
  let last = group
  for (let next = became.get(last); next !== undefined; next = became.get(last)) last = next
  return last
}

async function moveGroup(ctx: Context, from: string, into: string): Promise<void> {
  await sql`update duplicate_members set group_id = ${into}::uuid where group_id = ${from}::uuid`.execute(ctx.db)
  await sql`update duplicate_groups g set kinds = array(select distinct unnest(g.kinds || f.kinds) order by 1)
    from duplicate_groups f where f.id = ${from}::uuid and g.id = ${into}::uuid`.execute(ctx.db)
  await sql`delete from duplicate_groups where id = ${from}::uuid`.execute(ctx.db)
}
