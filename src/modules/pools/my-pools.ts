import { sql } from 'kysely'
import { may } from '#platform/access/actor.ts'
import { asMerged } from '#platform/objects/catalog.ts'
import { count } from '#platform/query/totals.ts'
import { Problem } from '#platform/errors.ts'
import type { Context } from '#platform/records/index.ts'
import { claimsLeft } from './claims.ts'
import { type Door, openDoor } from './door.ts'
import { standingOf } from './limits.ts'
import type { PooledNoun } from './memberships.ts'
import { pooledNouns } from './pooled.ts'
import { viewsLeft } from './views.ts'

/** The pools whose door is open to the actor, in their order, with how much lies in them and what he may still take today. */
export async function myPools(ctx: Context) {
  const { rows } = await sql<{ id: string; object: PooledNoun }>`
    select id, object from pools where is_enabled and deleted_at is null order by object, rank, created_at, id limit 100`.execute(
    ctx.db,
  )
  const doors: Door[] = []
  for (const { id, object } of rows) {
    const door = may(ctx.actor, `${object}.read`) ? await doorTo(ctx, id) : null
    if (door) doors.push(door)
  }
  const pools = []
  for (const door of doors) pools.push(await described(door))
  return { pools, owned: await standings(ctx, 'own'), locked: await standings(ctx, 'lock') }
}

async function doorTo(ctx: Context, id: string): Promise<Door | null> {
  try {
    return await openDoor(ctx, id)
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
}

async function described(door: Door) {
  const { ctx, pool, isMember, isManager } = door
  const object = asMerged(ctx.catalog, pooledNouns[pool.object].object)
  const { userId } = ctx.actor
  return {
    id: pool.id,
    title: pool.name,
    object: pool.object,
    isMember,
    isManager,
    count: await count(ctx, object, { field: 'pool', op: 'in', value: [pool.id] }),
    claimsPerDay: pool.claimsPerDay,
    claimsLeft: userId === null ? null : await claimsLeft(ctx, pool, userId),
    viewsLeft: await viewsLeft(door),
    barDays: pool.barDays,
    hidden: isManager ? [] : pool.hidden,
  }
}

async function standings(ctx: Context, kind: 'own' | 'lock') {
  const { userId } = ctx.actor
  const of = async (noun: PooledNoun) => (userId === null ? null : standingOf(ctx, noun, kind, userId))
  return { customer: await of('customer'), lead: await of('lead') }
}
