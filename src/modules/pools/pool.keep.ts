import { sql } from 'kysely'
import { conflict } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { pooledNouns } from './pooled.ts'
import type { PooledNoun } from './memberships.ts'

/** Fields without which nobody could tell what lies in a pool. */
const neverHidden = ['name', 'pool', 'poolCause', 'enteredPoolAt', 'previousOwner', 'owner']

/**
 * What a pool may not become: one with hidden fields that its noun has not; put out of use while something lies in it, or as the last one of
 * its noun.
 */
export async function checkUse(ctx: Context, drafts: Draft[]): Promise<void> {
  for (const { id, values, before, problems } of drafts) {
    const noun = values.object as PooledNoun
    const fields = pooledNouns[noun] ? objectOf(ctx.catalog, noun).fields : {}
    for (const [index, line] of ((values.hiddenFields ?? []) as { field?: string }[]).entries()) {
      const name = line.field ?? ''
      if (!Object.hasOwn(fields, name) || neverHidden.includes(name))
        problems.push({ path: `hiddenFields.${index}.field`, code: 'pool.not_hideable', params: { field: name } })
    }
    if (before !== null && before.object !== noun) problems.push({ path: 'object', code: 'pool.object_stays' })
    if (before === null || before.isEnabled !== true || values.isEnabled === true) continue
    const kept = await whatKeeps(ctx, id, noun)
    if (kept) problems.push({ path: 'isEnabled', ...kept })
  }
}

/** A pool goes into the bin only when it is empty and not the last. @throws Problem `pool.last`, `pool.has_records` (409) */
export async function keepPools(ctx: Context, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{
    id: string
    object: PooledNoun
  }>`select id, object from pools where id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  for (const { id, object } of rows) {
    const kept = await whatKeeps(ctx, id, object)
    if (kept) throw conflict(kept.code, kept.params)
  }
}

async function whatKeeps(
  ctx: Context,
  id: string,
  noun: PooledNoun,
): Promise<{ code: string; params: Record<string, unknown> } | null> {
  // All pools of the noun are held, so that two who put out of use the last two wait for each other.
  const { rows } = await sql<{ id: string; is_enabled: boolean }>`
    select id, is_enabled from pools where object = ${noun} and deleted_at is null order by id for update`.execute(
    ctx.db,
  )
  const { rows: inside } = await sql<{ n: string | number }>`select count(*) as n from (
    select from ${sql.table(pooledNouns[noun].table)} where pool_id = ${id}::uuid and deleted_at is null limit 1000) as inside`.execute(
    ctx.db,
  )
  const count = Number(inside[0]?.n ?? 0)
  if (count > 0) return { code: 'pool.has_records', params: { count } }
  const others = rows.some(row => row.id !== id && row.is_enabled)
  return others ? null : { code: 'pool.last', params: {} }
}
