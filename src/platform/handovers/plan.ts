import { sql } from 'kysely'
import { z } from 'zod'
import { tableOf } from '../access/visible.ts'
import { type FieldProblem, invalid } from '../errors.ts'
import type { Filter } from '../objects/filter.ts'
import { filterSql } from '../query/filter-sql.ts'
import type { Context } from '../records/context.ts'
import { successorsAmong, untilProblems } from './hand-on.ts'
import type { Handover } from './handover.ts'
import { asHander, type HeldField, heldFields, kindOf, pointsAt } from './held-fields.ts'

const part = z.strictObject({ filter: z.unknown(), to: z.uuid() })

/** Who takes what: one for all, another for single kinds, of a kind the records that a filter finds, the first that fits. */
export const planSchema = z.strictObject({
  to: z.uuid().nullish(),
  kinds: z
    .record(z.string().max(120), z.strictObject({ to: z.uuid().nullish(), parts: z.array(part).max(50).optional() }))
    .optional(),
  /** Whether the leaver stays in the teams of what he had, and until when. */
  keepAs: z.enum(['read', 'edit']).nullish(),
  until: z.iso.date().nullish(),
  reason: z.string().trim().max(500).nullish(),
})
export type Plan = z.output<typeof planSchema>

/** Who takes a kind, apart from its parts; null: it stays for now. */
export const successorOf = (plan: Plan, kind: string): string | null => plan.kinds?.[kind]?.to ?? plan.to ?? null

/**
 * Refuses a plan that could not be carried out: a successor who is not there, has left or is the leaver, a kind that there is not.
 * @throws Problem `invalid`
 */
export async function assertPlan(ctx: Context, { leaverId }: Pick<Handover, 'leaverId'>, plan: Plan): Promise<void> {
  const problems: FieldProblem[] = untilProblems(ctx, plan.until ?? null)
  const known = new Set([
    ...heldFields(ctx.catalog).map(kindOf),
    ...(ctx.behaviour.holdings ?? []).map(({ name }) => `holding.${name}`),
  ])
  const places = [
    ...(plan.to ? [{ path: 'to', to: plan.to }] : []),
    ...Object.entries(plan.kinds ?? {}).flatMap(([kind, { to, parts = [] }]) => [
      ...(to ? [{ path: `kinds.${kind}.to`, to }] : []),
      ...parts.map((one, index) => ({ path: `kinds.${kind}.parts.${index}.to`, to: one.to })),
    ]),
  ]
  const here = await successorsAmong(
    ctx,
    places.map(({ to }) => to),
  )
  for (const kind of Object.keys(plan.kinds ?? {}))
    if (!known.has(kind)) problems.push({ path: `kinds.${kind}`, code: 'handover.no_such_kind' })
  for (const { path, to } of places)
    if (to === leaverId) problems.push({ path, code: 'handover.to_himself' })
    else if (!here.has(to)) problems.push({ path, code: 'transfer.not_here' })
  if (places.length === 0) problems.push({ path: 'to', code: 'handover.nobody' })
  if (problems.length > 0) throw invalid(problems)
}

/**
 * Writes down, in the caller's transaction, which record goes to whom: what points at the leaver now and has a successor. What was refused
 * before is tried again. Gives how many wait.
 * @throws Problem `filter.*` (400)
 */
export async function layOut(ctx: Context, handover: Handover, plan: Plan): Promise<number> {
  await sql`delete from handover_rows where handover_id = ${handover.id}::uuid and (not is_done or problem is not null)`.execute(
    ctx.db,
  )
  const all: Context = { ...ctx, actor: asHander(ctx) }
  for (const held of heldFields(ctx.catalog)) {
    const kind = kindOf(held)
    for (const { filter, to } of plan.kinds?.[kind]?.parts ?? [])
      await layOutSome(all, { handover, held, to, filter: (filter ?? null) as Filter | null })
    const to = successorOf(plan, kind)
    if (to !== null) await layOutSome(all, { handover, held, to, filter: null })
  }
  const { rows } = await sql<{ waiting: number }>`select count(*) as waiting from handover_rows
    where handover_id = ${handover.id}::uuid and not is_done`.execute(ctx.db)
  return Number(rows[0]?.waiting ?? 0)
}

async function layOutSome(
  ctx: Context,
  { handover, held, to, filter }: { handover: Handover; held: HeldField; to: string; filter: Filter | null },
): Promise<void> {
  const { object, field } = held
  await sql`insert into handover_rows (handover_id, object, field, record_id, to_id)
    select ${handover.id}::uuid, ${object.name}, ${field}, t.id, ${to}::uuid from ${sql.table(tableOf(object))} t
    where ${pointsAt(ctx, held, 't', sql`${handover.leaverId}::uuid`)} and ${filterSql(ctx, object, filter ?? undefined, 't')}
    on conflict (handover_id, object, field, record_id) do update set to_id = excluded.to_id, is_done = false, problem = null
      where handover_rows.is_done`.execute(ctx.db)
}
