import { sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import { openRunOfOne } from '../bulk/bulk-run.ts'
import { type FieldProblem, invalid } from '../errors.ts'
import { notify } from '../notify/notify.ts'
import { objectOf } from '../objects/catalog.ts'
import { choice, choices, date, defineVerb, longText, type ObjectDefinition, user } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { type ActionDefinition, type ActionResult, defineAction } from '../records/module.ts'
import { changeTeams } from '../teams/team-changes.ts'
import { handOn, isTransferable, type Keep, successorsAmong, teamAfter, untilProblems } from './hand-on.ts'
import { isOpen, namesOf } from './held-fields.ts'

/** How a verb of transfer looks beside the noun's other verbs. */
interface Look {
  /** Nouns whose open records of the old owner may go along, because they name the record that is handed on. */
  along?: readonly string[]
  tone?: 'default' | 'quiet'
}

/**
 * The verb `transfer` of an owned noun: a new owner; whether the old one stays in the team, how and until when; what goes along; why. Modules of
 * owned nouns put it among their `actions`. In a batch (`POST /api/<plural>/bulk`) it is told and undone as one; alone it is a run of one (`GET /api/bulk`).
 */
export function transferOf(object: ObjectDefinition, { along = [], tone = 'quiet' }: Look = {}): ActionDefinition {
  const verb = defineVerb({
    object,
    verb: 'transfer',
    event: 'transferred',
    input: {
      owner: user({ required: true }),
      ...(along.length > 0 ? { along: choices({ options: [...along], fixed: true }) } : {}),
      keepAs: choice({ options: ['read', 'edit'], fixed: true }),
      until: date(),
      reason: longText({ max: 500 }),
    },
    tone,
    isForMany: true,
  })
  return defineAction(verb, (ctx, record, input) => transfer(ctx, object, { record, input }))
}

interface Asked {
  record: Record<string, unknown>
  input: Record<string, unknown>
}

async function transfer(ctx: Context, object: ObjectDefinition, { record, input }: Asked): Promise<ActionResult> {
  const to = idOf(input.owner) ?? ''
  const from = idOf(record.owner)
  const until = (input.until as string | null) ?? null
  const reason = (input.reason as string | null) ?? null
  const keep: Keep = input.keepAs ? { access: input.keepAs as 'read' | 'edit', until } : null
  const problems = untilProblems(ctx, until)
  if (!(await successorsAmong(ctx, [to])).has(to)) problems.push({ path: 'owner', code: 'transfer.not_here' })
  if (problems.length > 0) throw invalid(problems)
  if (to === from) return { changes: {} }
  const id = String(record.id)
  // One by itself is a batch of its own, or it could not be taken back.
  const batch = ctx.batch ?? (await openRunOfOne(ctx, object, { id, verb: 'transfer', input, reason }))
  const within: Context = { ...ctx, batch }
  await changeTeams(within, object, teamAfter({ id, from, to, keep }))
  const kinds = (input.along as string[] | null) ?? []
  let count = 1
  if (from !== null)
    for (const name of kinds)
      count += await bring(within, objectOf(ctx.catalog, name), { with: object, id, from, to, keep, reason })
  // Many at once are told when all of them are done.
  if (ctx.batch === null) await tell(ctx, { object, id, version: record.version, to, count })
  return { changes: { owner: { id: to } }, ...(reason ? { reason } : {}), ...(batch ? { batch } : {}) }
}

/** Hands on what the old owner has open of one noun and names the record. Gives how many. @throws Problem `invalid` when one is refused: they go together. */
async function bring(
  ctx: Context,
  object: ObjectDefinition,
  {
    with: whole,
    id,
    from,
    to,
    keep,
    reason,
  }: { with: ObjectDefinition; id: string; from: string; to: string; keep: Keep; reason: string | null },
): Promise<number> {
  const named = sql.join(
    namesOf(object, whole).map(column => sql`${sql.ref(`t.${column}`)} = ${id}::uuid`),
    sql` or `,
  )
  const reach = visible(ctx, object, 't', isTransferable(ctx, object) ? 'transfer' : 'update')
  const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(tableOf(object))} t
    where (${named}) and t.owner_id = ${from}::uuid and ${isOpen(ctx, object, 't')} and ${reach} order by t.id`.execute(
    ctx.db,
  )
  const moves = rows.map(row => ({ id: row.id, to }))
  if (moves.length === 0) return 0
  const refused = await handOn(ctx, object, { field: 'owner', moves, keep, reason })
  const first: FieldProblem[] | undefined = [...refused.values()][0]
  if (first) throw invalid(first.map(problem => ({ ...problem, path: 'along' })))
  return moves.length
}

async function tell(
  ctx: Context,
  {
    object,
    id,
    version,
    to,
    count,
  }: { object: ObjectDefinition; id: string; version: unknown; to: string; count: number },
): Promise<void> {
  if (to === ctx.actor.userId) return
  await notify(ctx, {
    kind: count > 1 ? 'transfer.receivedMany' : 'record.handed',
    to: [to],
    about: { object: object.name, id },
    params: { by: ctx.actor.name, count },
    cause: `transfer ${id} ${String(version)}`,
  })
}

const idOf = (reference: unknown): string | null => (reference as { id: string } | null | undefined)?.id ?? null
