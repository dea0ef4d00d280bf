import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { type FieldProblem, Problem } from '../errors.ts'
import { objectOf } from '../objects/catalog.ts'
import type { Context } from '../records/context.ts'
import { handOn, successorsAmong } from './hand-on.ts'
import { findHandover, type Handover, saveHandover } from './handover.ts'
import { asHander, type HeldField, heldFields, pointsAt } from './held-fields.ts'
import { successorOf } from './plan.ts'
import { tellSuccessors } from './tell-successors.ts'

export type Outside = Context & { db: Database }
type Inside = Context & { db: Transaction }

/** How many records one transaction takes, whatever a person had: memory does not grow with it. */
const some = 200

/**
 * Carries out what `layOut` wrote down, two hundred records to a transaction, until all is done, somebody stopped it or `signal` says that the
 * program ends; then what is no record (holdings). What is refused is written down with its reason, the others go. Goes on where it broke off.
 */
export async function workOn(given: Outside, id: string, signal?: AbortSignal): Promise<void> {
  const handover = await findHandover(given, id)
  if (handover.state !== 'running') return
  const ctx: Outside = {
    ...given,
    actor: asHander(given),
    batch: handover.batchId,
    reason: handover.plan.reason ?? null,
  }
  for (;;) {
    if (signal?.aborted) return
    if ((await findHandover(given, id)).isStopped) break
    if ((await takeSome(ctx, handover)) === 0) {
      await handHoldings(ctx, handover)
      break
    }
  }
  await transaction(ctx.db, async db => {
    await tellSuccessors({ ...ctx, db }, handover)
    await saveHandover(db, id, { state: 'open' })
  })
}

interface Waiting {
  object: string
  field: string
  record_id: string
  to_id: string
}

async function takeSome(ctx: Outside, handover: Handover): Promise<number> {
  const attempt = (limit: number): Promise<number> =>
    transaction(ctx.db, async db => {
      const inside: Inside = { ...ctx, db }
      const rows = await take(inside, handover, limit)
      if (rows.length > 0) await mark(inside, handover, rows, await handOnSome(inside, handover, rows))
      return rows.length
    })
  try {
    return await attempt(some)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
  // Something in these ends the whole: one by one, only that one is refused.
  for (let looked = 0; looked < some; looked++)
    try {
      if ((await attempt(1)) === 0) return looked
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      await transaction(ctx.db, async db => {
        const inside: Inside = { ...ctx, db }
        const rows = await take(inside, handover, 1)
        await mark(inside, handover, rows, new Map(rows.map(row => [row.record_id, problemsOf(error)])))
      })
    }
  return some
}

/** The next records of one field; locked, so that two processes never hand on the same one. */
async function take(ctx: Inside, handover: Handover, limit: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    with next as (select object, field from handover_rows where handover_id = ${handover.id}::uuid and not is_done
      order by object, field, record_id limit 1)
    select r.object, r.field, r.record_id, r.to_id from handover_rows r join next using (object, field)
    where r.handover_id = ${handover.id}::uuid and not r.is_done order by r.record_id limit ${limit} for update of r`.execute(
    ctx.db,
  )
  return rows
}

async function handOnSome(
  ctx: Inside,
  { leaverId, plan }: Handover,
  rows: readonly Waiting[],
): Promise<Map<string, FieldProblem[]>> {
  const [first] = rows
  if (!first) return new Map()
  const { field } = first
  const object = objectOf(ctx.catalog, first.object)
  const here = await successorsAmong(
    ctx,
    rows.map(row => row.to_id),
  )
  const kind = heldFields(ctx.catalog).find(one => one.object.name === object.name && one.field === field)
  const held = await stillHeld(ctx, kind ?? { object, field }, { leaverId, ids: rows.map(row => row.record_id) })
  const refused = new Map<string, FieldProblem[]>()
  const refuse = (id: string, code: string) => refused.set(id, [{ path: field, code }])
  for (const { record_id: id, to_id: to } of rows)
    if (!held.has(id)) refuse(id, 'handover.moved_meanwhile')
    else if (!here.has(to)) refuse(id, 'transfer.not_here')
    else if (id === to) refuse(id, 'handover.own_superior')
  const moves = rows.filter(row => !refused.has(row.record_id)).map(({ record_id: id, to_id: to }) => ({ id, to }))
  const keep = plan.keepAs ? { access: plan.keepAs, until: plan.until ?? null } : null
  const reason = ctx.reason
  const outcome =
    moves.length === 0
      ? []
      : await handOn(ctx, object, {
          field,
          moves,
          keep,
          reason,
          line: kind?.line && { user: kind.line.user, from: leaverId },
        })
  for (const [id, problems] of outcome) refused.set(id, problems)
  return refused
}

/** Of these records those that still point at the leaver; locked in the order of their ids, so that they do so until the end. */
async function stillHeld(
  ctx: Inside,
  held: HeldField,
  { leaverId, ids }: { leaverId: string; ids: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(tableOf(held.object))} t
    where t.id = any(${[...ids]}::uuid[]) and ${pointsAt(ctx, held, 't', sql`${leaverId}::uuid`)} order by t.id for update of t`.execute(
    ctx.db,
  )
  return new Set(rows.map(row => row.id))
}

const problemsOf = (problem: Problem): FieldProblem[] =>
  problem.fields.length > 0 ? [...problem.fields] : [{ path: '', code: problem.code, params: problem.params }]

async function mark(
  ctx: Inside,
  { id }: Handover,
  rows: readonly Waiting[],
  refused: ReadonlyMap<string, FieldProblem[]>,
): Promise<void> {
  const [first] = rows
  if (!first) return
  const marks = rows.map(row => {
    const problem = refused.get(row.record_id)?.[0]
    return {
      id: row.record_id,
      problem: problem ? { code: problem.code, params: { ...problem.params, path: problem.path } } : null,
    }
  })
  await sql`update handover_rows r set is_done = true, problem = g.problem, done_at = ${ctx.now().toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as g (id uuid, problem jsonb)
    where r.handover_id = ${id}::uuid and r.object = ${first.object} and r.field = ${first.field} and r.record_id = g.id`.execute(
    ctx.db,
  )
  await sql`update handovers set done = done + ${rows.length}, updated_at = now() where id = ${id}::uuid`.execute(
    ctx.db,
  )
}

/** What is no record is handed on at the end, each kind in a transaction of its own with what its way back needs. */
async function handHoldings(ctx: Outside, { id, leaverId, plan }: Handover): Promise<void> {
  for (const { name, hand, end } of ctx.behaviour.holdings ?? []) {
    const kind = `holding.${name}`
    const to = end ? (plan.kinds?.[kind]?.to ?? null) : successorOf(plan, kind)
    if (to === null) continue
    await transaction(ctx.db, async db => {
      const { rows } = await sql<{
        given: Handover['given']
      }>`select given from handovers where id = ${id}::uuid for update`.execute(db)
      const given = await hand({ ...ctx, db }, { from: leaverId, to })
      await saveHandover(db, id, { given: [...(rows[0]?.given ?? []), { name, to, given }] })
    })
  }
}
