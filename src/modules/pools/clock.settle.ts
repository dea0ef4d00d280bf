import { sql } from 'kysely'
import { dayAt } from '#platform/fields/index.ts'
import { type Context, noteFacts, type Written } from '#platform/records/index.ts'
import { clockFacts } from './clock.facts.ts'
import { type ClockFacts, clock, type Due, type PoolRules, protectedUntil } from './clock.rules.ts'
import { membershipsOf, type PooledNoun } from './memberships.ts'
import { idIn, pooledNouns } from './pooled.ts'
import { rulesOn } from './rule-versions.ts'

/** What the clock says of one record that somebody owns. */
export interface Reckoned {
  poolId: string
  rules: PoolRules
  facts: ClockFacts
  due: Due | null
}

/** Whether any rule of a pool of this noun holds on this day. Without one no record falls, and nothing needs to be reckoned. */
export async function hasRules(ctx: Context, noun: PooledNoun): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select exists (
    select from pool_rule_versions v join pools p on p.id = v.pool_id
    where p.object = ${noun} and p.deleted_at is null and v.from_on <= ${today(ctx)}::date and jsonb_array_length(v.rules -> 'rules') > 0
  ) as yes`.execute(ctx.db)
  return rows[0]?.yes === true
}

/** Reckons anew, by the rules of today, when these records fall into their pools; those that nobody owns are left out. */
export async function reckon(ctx: Context, noun: PooledNoun, ids: readonly string[]): Promise<Map<string, Reckoned>> {
  const { rows } = await sql<{ id: string; owner_id: string }>`
    select id, owner_id from ${sql.table(pooledNouns[noun].table)}
    where id = any(${[...ids]}::uuid[]) and deleted_at is null and owner_id is not null`.execute(ctx.db)
  const memberships = await membershipsOf(
    ctx,
    noun,
    rows.map(row => row.owner_id),
  )
  const byPool = Map.groupBy(
    rows.filter(row => memberships.has(row.owner_id)),
    row => memberships.get(row.owner_id)?.[0]?.poolId ?? '',
  )
  const rules = await rulesOn(ctx, [...byPool.keys()], today(ctx))
  const reckoned = new Map<string, Reckoned>()
  for (const [poolId, some] of byPool) {
    const own = rules.get(poolId)
    if (!own || own.rules.length === 0) continue
    const facts = await clockFacts(
      ctx,
      noun,
      some.map(row => row.id),
      own,
    )
    for (const [id, fact] of facts) reckoned.set(id, { poolId, rules: own, facts: fact, due: clock(fact, own) })
  }
  return reckoned
}

/** Writes on these records when they fall, and by which rule; nothing on those that do not. */
export async function noteClock(ctx: Context, noun: PooledNoun, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const reckoned = await reckon(ctx, noun, ids)
  const { rows } = await sql<{ id: string; rule: string | null; is_pooled: boolean }>`
    select id, recover_rule as rule, pool_id is not null as is_pooled from ${sql.table(pooledNouns[noun].table)}
    where id = any(${[...ids]}::uuid[]) and deleted_at is null`.execute(ctx.db)
  await noteFacts(
    ctx,
    pooledNouns[noun].object,
    rows.map(({ id, rule, is_pooled: isPooled }) => {
      const { due, poolId, rules, facts } = reckoned.get(id) ?? {}
      return {
        id,
        values: {
          recoverOn: due?.on ?? null,
          // Of what lies in a pool it says by which rule it came there.
          recoverRule: due?.why ?? (isPooled ? rule : null),
          recoverPool: due && poolId ? { id: poolId, title: '' } : null,
          protectedUntil: rules && facts ? protectedUntil(facts, rules) : null,
        },
      }
    }),
  )
}

/** After records were made, changed or handed on. */
export const settleClock =
  (noun: PooledNoun) =>
  async (ctx: Context, written: readonly Written[]): Promise<void> => {
    const living = written.filter(({ values }) => values !== null)
    const touched = living.filter(
      ({ before, values }) => before === null || watched.some(name => differs(before[name], values?.[name])),
    )
    if (touched.length === 0) return
    const hadClock = touched.some(({ before }) => before?.recoverOn || before?.protectedUntil)
    if (!hadClock && !(await hasRules(ctx, noun))) return
    await noteClock(
      ctx,
      noun,
      touched.map(({ id }) => id),
    )
  }

/** After something was written that names records of this noun: a follow-up, an opportunity. */
export const settleClockOf =
  (noun: PooledNoun) =>
  async (ctx: Context, written: readonly Written[]): Promise<void> => {
    const ids = new Set(written.flatMap(({ before, values }) => [idIn(before?.[noun]), idIn(values?.[noun])]))
    ids.delete(null)
    if (ids.size > 0 && (await hasRules(ctx, noun))) await noteClock(ctx, noun, [...ids] as string[])
  }

/** The fields by which the clock goes. */
const watched = ['owner', 'pool', 'level', 'isLocked', 'receivedAt', 'dealStatus', 'dealOn', 'state']

const differs = (a: unknown, b: unknown): boolean => (idIn(a) ?? a ?? null) !== (idIn(b) ?? b ?? null)

const today = (ctx: Context): string => dayAt(ctx.now(), ctx.company.timeZone)
