import { sql } from 'kysely'
import { type Actor, ownersWithin } from '#platform/access/actor.ts'
import { notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import type { Context } from '#platform/records/index.ts'
import { membershipsOf, type PooledNoun } from './memberships.ts'

/** A pool as rules of claiming and looking need it. */
export interface PoolSettings {
  id: string
  name: string
  object: PooledNoun
  claimsPerDay: number | null
  viewsPerDay: number | null
  barDays: number | null
  hidden: readonly string[]
}

/** Somebody at the door of a pool, and the context in which he sees what lies in it. */
export interface Door {
  pool: PoolSettings
  /** Takes part in it; who merely sees everything does not. */
  isMember: boolean
  isManager: boolean
  ctx: Context
}

const ofMembers = ['read', 'claim']
const ofManagers = [...ofMembers, 'assign', 'release', 'remove']

/**
 * Opens the door of a pool for whoever takes part in it, or sees all records of its noun anyway: his own rights, widened to what lies in the
 * pool; for members narrowed by the fields that the pool hides. @throws Problem 404 for everybody else
 */
export async function openDoor(ctx: Context, poolId: string, noun?: PooledNoun): Promise<Door> {
  const pool = isId(poolId) ? await readPool(ctx, poolId) : undefined
  if (!pool || (noun && pool.object !== noun)) throw notFound('pool')
  const { userId } = ctx.actor
  const own = userId === null ? [] : ((await membershipsOf(ctx, pool.object, [userId])).get(userId) ?? [])
  const membership = own.find(one => one.poolId === pool.id)
  const seesAll = ownersWithin(ctx.actor, `${pool.object}.read`) === 'all'
  if (!membership && !seesAll) throw notFound('pool')
  const isManager = membership?.isManager === true || ownersWithin(ctx.actor, `${pool.object}.assign`) === 'all'
  const actor = isManager || seesAll ? ctx.actor : withoutFields(ctx.actor, pool)
  return {
    pool,
    isMember: membership !== undefined,
    isManager,
    ctx: {
      ...ctx,
      actor,
      admission: {
        object: pool.object,
        verbs: isManager ? ofManagers : membership ? ofMembers : [],
        where: alias => sql<boolean>`${sql.ref(`${alias}.pool_id`)} = ${pool.id}::uuid`,
      },
    },
  }
}

/** The door through which a record that lies in a pool is reached; the context as it was for a record in none, or without a way in. */
export async function admitTo(ctx: Context, noun: PooledNoun, table: string, recordId: string): Promise<Context> {
  if (!isId(recordId)) return ctx
  const { rows } = await sql<{ pool_id: string | null }>`
    select pool_id from ${sql.table(table)} where id = ${recordId}::uuid and deleted_at is null`.execute(ctx.db)
  const poolId = rows[0]?.pool_id
  if (!poolId) return ctx
  const { userId } = ctx.actor
  const isMember =
    userId !== null && (await membershipsOf(ctx, noun, [userId])).get(userId)?.some(one => one.poolId === poolId)
  if (!isMember) return ctx
  const { admission } = (await openDoor(ctx, poolId)).ctx
  // What the verb writes is not narrowed by the fields that the pool hides.
  return { ...ctx, admission }
}

/** The settings of a pool that is there. */
export async function readPool(ctx: Context, id: string): Promise<PoolSettings | undefined> {
  const { rows } = await sql<Record<string, unknown>>`
    select p.id, p.name, p.object, p.claims_per_day as claims, p.views_per_day as views, p.bar_days as bar,
      array(select h.field from pool_hidden_fields h where h.pool_id = p.id and h.deleted_at is null) as hidden
    from pools p where p.id = ${id}::uuid and p.deleted_at is null`.execute(ctx.db)
  const row = rows[0]
  const numberOf = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))
  return (
    row && {
      id: row.id as string,
      name: row.name as string,
      object: row.object as PooledNoun,
      claimsPerDay: numberOf(row.claims),
      viewsPerDay: numberOf(row.views),
      barDays: numberOf(row.bar),
      hidden: row.hidden as string[],
    }
  )
}

/** The same person, for whom these fields are as if they were not there. */
const withoutFields = (actor: Actor, { object, hidden }: PoolSettings): Actor => ({
  ...actor,
  roles: actor.roles.map(role => ({
    ...role,
    fieldRights: {
      ...role.fieldRights,
      ...Object.fromEntries(hidden.map(name => [`${object}.${name}`, 'hidden' as const])),
    },
  })),
})
