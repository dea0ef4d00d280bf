import { conflict, invalid } from '#platform/errors.ts'
import { defineVerb, type ObjectDefinition, reference, text, user } from '#platform/objects/index.ts'
import { type ActionDefinition, type Context, defineAction } from '#platform/records/index.ts'
import { useClaim } from './claims.ts'
import { admitTo, readPool } from './door.ts'
import { poolFor, type PooledNoun } from './memberships.ts'
import { idIn, pooledNouns } from './pooled.ts'

/** In a pool: what these verbs are possible from. */
const inPool = { field: 'poolCause', values: ['released', 'recovered', 'overdue', 'imported'] } as const
const reason = text({ max: 300 })

/**
 * The verbs of a noun that has pools: `claim` (out of its pool, for oneself), `assign` (to somebody, also out of its pool), `release` (into a
 * pool, or out of one into another), `lock` and `unlock` (what is locked never falls by the rules).
 */
export const pooledActions = (noun: PooledNoun): ActionDefinition[] => {
  const { object, table } = pooledNouns[noun]
  const admit = (ctx: Context, id: string): Promise<Context> => admitTo(ctx, noun, table, id)
  return [
    defineAction(
      defineVerb({ object, verb: 'claim', event: 'claimed', from: inPool, input: {}, tone: 'primary' }),
      async (ctx, record) => {
        const values = record as { id: string } & Record<string, unknown>
        const pool = await readPool(ctx, idIn(values.pool) ?? '')
        if (!pool) throw conflict('pool.not_in_pool')
        await useClaim(ctx, pool, values)
        return { changes: { owner: { id: ctx.actor.userId, title: ctx.actor.name } } }
      },
      { admit },
    ),
    defineAction(
      defineVerb({
        object,
        verb: 'assign',
        event: 'assigned',
        input: { owner: user({ required: true }), reason },
        tone: 'quiet',
        isForMany: true,
      }),
      async (_ctx, _record, input) => ({ changes: { owner: input.owner }, ...because(input.reason) }),
      { admit },
    ),
    defineAction(
      defineVerb({
        object,
        verb: 'release',
        event: 'released',
        input: { pool: reference('pool'), reason },
        tone: 'quiet',
        isForMany: true,
      }),
      async (ctx, record, input) => ({
        changes: await released(ctx, noun, record, idIn(input.pool)),
        ...because(input.reason),
      }),
      { admit },
    ),
    lockVerb(object, 'lock', true),
    lockVerb(object, 'unlock', false),
  ]
}

const because = (given: string | null): { reason?: string } => (given ? { reason: given } : {})

/** What becomes of a record that goes into a pool: the one named, else that of whoever has it. */
async function released(
  ctx: Context,
  noun: PooledNoun,
  record: Record<string, unknown>,
  named: string | null,
): Promise<Record<string, unknown>> {
  const pool = named ?? (idIn(record.pool) === null ? await poolFor(ctx, noun, idIn(record.owner)) : null)
  if (pool === null || pool === idIn(record.pool))
    throw pool === null && idIn(record.pool) === null
      ? conflict('pool.none')
      : invalid([{ path: 'pool', code: 'pool.already_there' }])
  if (idIn(record.pool) !== null) return { pool: { id: pool, title: '' } }
  return {
    owner: null,
    pool: { id: pool, title: '' },
    enteredPoolAt: ctx.now().toISOString(),
    poolCause: ctx.actor.kind === 'system' ? 'overdue' : 'released',
    recoverRule: null,
  }
}

const lockVerb = (object: ObjectDefinition, verb: 'lock' | 'unlock', isLocked: boolean): ActionDefinition =>
  defineAction(
    defineVerb({
      object,
      verb,
      event: `${verb}ed`,
      from: { field: 'isLocked', values: isLocked ? ['false', 'null'] : ['true'] },
      input: {},
      tone: 'quiet',
    }),
    async (_ctx, record) => {
      if (isLocked && !idIn((record as Record<string, unknown>).owner)) throw conflict('pool.lock_needs_owner')
      return { changes: { isLocked } }
    },
  )
