import { sql } from 'kysely'
import { z } from 'zod'
import { visible } from '#platform/access/visible.ts'
import { may } from '#platform/access/actor.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import { dayAt, isId } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { day, instant, named, next, text, uuid, whole } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import type { PoolRules } from './clock.rules.ts'
import type { PooledNoun } from './memberships.ts'
import { pooledNouns } from './pooled.ts'

const run = z.object({
  id: uuid,
  object: z.enum(['customer', 'lead']),
  on: day,
  startedAt: instant,
  finishedAt: instant.nullable(),
  looked: whole,
  moved: whole,
})
const runsAnswer = z.object({ runs: z.array(run) })
const movedAnswer = z.object({
  run,
  moved: z.array(
    z.object({
      record: named,
      pool: named,
      rule: text.nullable(),
      reason: text.nullable(),
      previousOwner: named.nullable(),
      claimedBy: named.nullable(),
    }),
  ),
  next,
})
const rulesAnswer = z.object({
  /** What holds today; null when nothing does yet. */
  today: z.unknown().nullable(),
  /** What holds from a later day on; null when nothing was changed. */
  coming: z.object({ from: day, rules: z.unknown() }).nullable(),
})

/** What the nights moved, for whoever may change pools: runs with their counts, and the records of each; which rules of a pool hold since when. */
export function recoveryRoutes(server: ApiServer): void {
  server.get(
    '/api/pools/runs',
    says({ id: 'pools.runs', answer: runsAnswer, right: 'pool.update' }),
    async request => ({ runs: await runs(await mayLook(await contextOf(request)), null) }),
  )
  server.get(
    '/api/pools/runs/:run',
    says({ id: 'pools.run', query: { after: text }, answer: movedAnswer, right: 'pool.update' }),
    async request => {
      const { run: id } = request.params as { run: string }
      const { after } = request.query as { after?: string }
      return movedIn(await mayLook(await contextOf(request)), id, after)
    },
  )
  server.get('/api/pools/:id/rules', says({ id: 'pools.rules', answer: rulesAnswer, of: ['pool'] }), async request => {
    const { id } = request.params as { id: string }
    return rulesOf(await contextOf(request), id)
  })
}

async function mayLook(ctx: Context): Promise<Context> {
  if (!may(ctx.actor, 'pool.update')) throw forbidden('pool.update')
  return ctx
}

async function runs(ctx: Context, id: string | null): Promise<z.output<typeof run>[]> {
  const { rows } = await sql<{
    id: string
    object: PooledNoun
    on: string
    start: string
    end: string | null
    looked: number
    moved: number
  }>`
    select id, object, on_day::text as on, started_at as start, finished_at as end, looked, moved from recovery_runs
    where ${id === null ? sql`(moved > 0 or finished_at is null)` : sql`id = ${id}::uuid`} order by started_at desc, id desc limit 100`.execute(
    ctx.db,
  )
  return rows.map(row => ({
    id: row.id,
    object: row.object,
    on: row.on,
    startedAt: new Date(row.start).toISOString(),
    finishedAt: row.end === null ? null : new Date(row.end).toISOString(),
    looked: row.looked,
    moved: row.moved,
  }))
}

const pageSize = 100

/** The records that a night moved, as far as the actor may see them. */
async function movedIn(ctx: Context, id: string, after: string | undefined): Promise<z.output<typeof movedAnswer>> {
  const [known] = isId(id) ? await runs(ctx, id) : []
  if (!known) throw notFound('run')
  const object = objectOf(ctx.catalog, known.object)
  const { rows } = await sql<z.output<typeof movedAnswer>['moved'][number]>`
    select json_build_object('id', t.id, 'title', t.name) as record, json_build_object('id', p.id, 'title', p.name) as pool, s.rule, s.reason,
      (select json_build_object('id', u.id, 'title', u.name) from users u where u.id = s.previous_owner_id) as "previousOwner",
      (select json_build_object('id', u.id, 'title', u.name) from users u where u.id = s.left_to_id) as "claimedBy"
    from recovery_runs r join pool_stays s on s.batch_id = r.batch_id join pools p on p.id = s.pool_id
    join ${sql.table(pooledNouns[known.object].table)} t on t.id = s.record_id
    where r.id = ${known.id}::uuid and ${visible(ctx, object, 't')} ${isId(after) ? sql`and s.record_id > ${after}::uuid` : sql``}
    order by s.record_id limit ${pageSize + 1}`.execute(ctx.db)
  const moved = rows.slice(0, pageSize)
  return { run: known, moved, next: rows.length > pageSize ? (moved.at(-1)?.record.id ?? null) : null }
}

async function rulesOf(ctx: Context, id: string): Promise<z.output<typeof rulesAnswer>> {
  if (!may(ctx.actor, 'pool.read') || !isId(id)) throw notFound('pool')
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const { rows } = await sql<{ from: string; rules: PoolRules }>`
    select from_on::text as "from", rules from pool_rule_versions where pool_id = ${id}::uuid order by from_on desc limit 50`.execute(
    ctx.db,
  )
  const [newest] = rows
  return {
    today: rows.find(row => row.from <= today)?.rules ?? null,
    coming: newest && newest.from > today ? newest : null,
  }
}
