import { sql } from 'kysely'
import { may, ownersWithin } from '../access/actor.ts'
import { newId } from '../db/id.ts'
import type { Queryable } from '../db/server.ts'
import { conflict, forbidden, notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import type { Json } from '../objects/field.ts'
import { openBatch } from '../records/batches.ts'
import type { Context } from '../records/context.ts'
import type { KeptRecord } from '../records/undo-batch.ts'
import type { HandoverState } from './handover-description.ts'
import type { Plan } from './plan.ts'

/** The right to hand over for others; its scope says for whom. */
export const handoverRight = 'handover.run'

/** A handover as the company's database keeps it. */
export interface Handover {
  id: string
  leaverId: string
  state: HandoverState
  plan: Plan
  isStopped: boolean
  total: number
  done: number
  problem: { code: string; params?: Record<string, unknown> } | null
  kept: KeptRecord[]
  given: GivenHolding[]
  leavesOn: string | null
  batchId: string
  createdAt: string
  createdById: string | null
}

/** What a holding gave for the way back. */
export interface GivenHolding {
  name: string
  to: string
  given: Json
}

/** @throws Problem `forbidden` unless the actor may hand over for this person */
export function assertMayHandOver(ctx: Context, leaverId: string): void {
  const owners = ownersWithin(ctx.actor, handoverRight)
  if (
    ctx.actor.viewedBy ||
    (owners !== 'all' && !owners.includes(leaverId)) ||
    (owners !== 'all' && leaverId === ctx.actor.userId)
  )
    throw forbidden(handoverRight)
}

/**
 * Begins the handover of a person in the caller's transaction, or gives the one that is under way.
 * @throws Problem 404 for a user who is not there, 403
 */
export async function openHandover(ctx: Context, leaverId: string): Promise<string> {
  if (!isId(leaverId)) throw notFound('user')
  const { rows } = await sql`select from users where id = ${leaverId}::uuid and deleted_at is null for update`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw notFound('user')
  assertMayHandOver(ctx, leaverId)
  const { rows: known } = await sql<{ id: string }>`select id from handovers
    where leaver_id = ${leaverId}::uuid and state in ('open', 'running', 'undoing')`.execute(ctx.db)
  if (known[0]) return known[0].id
  const batch = await openBatch(ctx, { kind: 'handover', object: 'user' })
  const id = newId()
  await sql`insert into handovers (id, leaver_id, state, batch_id, created_at, created_by_id)
    values (${id}, ${leaverId}::uuid, 'open', ${batch}::uuid, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid)`.execute(
    ctx.db,
  )
  return id
}

/** A handover for whoever may hand over for that person. @throws Problem 404 */
export async function findHandover(ctx: Context, id: string): Promise<Handover> {
  const { rows } = isId(id)
    ? await sql<Row>`select h.*, h.leaves_on::text as leaves_on from handovers h where id = ${id}::uuid`.execute(ctx.db)
    : { rows: [] }
  const owners = ownersWithin(ctx.actor, handoverRight)
  if (!rows[0] || (owners !== 'all' && !owners.includes(rows[0].leaver_id))) throw notFound('handover')
  return fromRow(rows[0])
}

/** The newest handovers that the actor may see, those first that still wait for something. @throws Problem `forbidden` */
export async function recentHandovers(ctx: Context): Promise<Handover[]> {
  if (!may(ctx.actor, handoverRight)) throw forbidden(handoverRight)
  const owners = ownersWithin(ctx.actor, handoverRight)
  const within = owners === 'all' ? sql`true` : sql`leaver_id = any(${[...owners]}::uuid[])`
  const { rows } = await sql<Row>`select h.*, h.leaves_on::text as leaves_on from handovers h where ${within}
    order by state in ('open', 'running', 'undoing') desc, created_at desc, id desc limit 50`.execute(ctx.db)
  return rows.map(fromRow)
}

/** Moves a handover from one of these states to another, in the caller's transaction. @throws Problem `handover.not_now` (409) */
export async function enter(
  ctx: Context,
  id: string,
  { from, to, is }: { from: readonly HandoverState[]; to: HandoverState; is?: ReturnType<typeof sql> },
): Promise<void> {
  const extra = is ? sql`, ${is}` : sql``
  const { rows } = await sql`update handovers set state = ${to}, updated_at = now() ${extra}
    where id = ${id}::uuid and state = any(${[...from]}::text[]) returning id`.execute(ctx.db)
  if (rows.length === 0) throw conflict('handover.not_now')
}

/** Writes down where a handover stands. */
export async function saveHandover(
  db: Queryable,
  id: string,
  changes: Partial<Pick<Handover, 'state' | 'problem' | 'kept' | 'given' | 'done'>>,
): Promise<void> {
  const json = (value: unknown) => (value === null ? sql`null` : sql`${JSON.stringify(value)}::jsonb`)
  const parts = [
    changes.state === undefined ? null : sql`state = ${changes.state}`,
    changes.problem === undefined ? null : sql`problem = ${json(changes.problem)}`,
    changes.kept === undefined ? null : sql`kept = ${json(changes.kept)}`,
    changes.given === undefined ? null : sql`given = ${json(changes.given)}`,
    changes.done === undefined ? null : sql`done = ${changes.done}`,
  ].filter(part => part !== null)
  await sql`update handovers set ${sql.join([...parts, sql`updated_at = now()`])} where id = ${id}::uuid`.execute(db)
}

interface Row {
  id: string
  leaver_id: string
  state: HandoverState
  plan: Plan
  is_stopped: boolean
  total: number
  done: number
  problem: Handover['problem']
  kept: KeptRecord[]
  given: GivenHolding[]
  leaves_on: string | null
  batch_id: string
  created_at: string
  created_by_id: string | null
}

const fromRow = (row: Row): Handover => ({
  id: row.id,
  leaverId: row.leaver_id,
  state: row.state,
  plan: row.plan,
  isStopped: row.is_stopped,
  total: row.total,
  done: row.done,
  problem: row.problem,
  kept: row.kept,
  given: row.given,
  leavesOn: row.leaves_on,
  batchId: row.batch_id,
  createdAt: row.created_at,
  createdById: row.created_by_id,
})
