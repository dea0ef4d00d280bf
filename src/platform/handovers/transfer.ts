import { type RawBuilder, sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import { openDoneRun } from '../bulk/bulk-run.ts'
import { type FieldProblem, invalid } from '../errors.ts'
import { notify } from '../notify/notify.ts'
import { objectOf } from '../objects/catalog.ts'
import { choice, choices, date, defineVerb, longText, type ObjectDefinition, user } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { type ActionDefinition, defineActionOnMany } from '../records/module.ts'
import { handOn, isTransferable, type Keep, type Move, successorsAmong, untilProblems } from './hand-on.ts'
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
  return defineActionOnMany(verb, (ctx, records, input) => transfer(ctx, object, { records, input }))
}

interface Asked {
  records: readonly Record<string, unknown>[]
  input: Record<string, unknown>
}

/** A record, who has it, and who gets it. */
interface Handed extends Move {
  from: string | null
}

async function transfer(ctx: Context, object: ObjectDefinition, { records, input }: Asked): Promise<Refused> {
  const to = idOf(input.owner) ?? ''
  const until = (input.until as string | null) ?? null
  const reason = (input.reason as string | null) ?? null
  const keep: Keep = input.keepAs ? { access: input.keepAs as 'read' | 'edit', until } : null
  const problems = untilProblems(ctx, until)
  if (!(await successorsAmong(ctx, [to])).has(to)) problems.push({ path: 'owner', code: 'transfer.not_here' })
  if (problems.length > 0) return new Map(records.map(({ id }) => [String(id), problems]))
  const moves = records
    .map(({ id, owner }): Handed => ({ id: String(id), from: idOf(owner), to }))
    .filter(({ from }) => from !== to)
  const [first] = moves
  if (!first) return new Map()
  // What is in no batch is one of its own, or it could not be taken back.
  const ids = moves.map(({ id }) => id)
  const within: Context = {
    ...ctx,
    batch: ctx.batch ?? (await openDoneRun(ctx, object, { ids, verb: 'transfer', input, reason })),
  }
  const kinds = (input.along as string[] | null) ?? []
  let count = 0
  const bringAlong = async (going: readonly string[]): Promise<void> => {
    const handed = moves.filter(({ id }) => going.includes(id))
    count += handed.length
    for (const name of kinds)
      count += await bring(within, objectOf(ctx.catalog, name), { with: object, handed, to, keep, reason })
  }
  const refused = await handOn(within, object, { field: 'owner', moves, keep, reason, first: bringAlong })
  // Many at once are told when all of them are done.
  if (ctx.batch === null && count > 0)
    await tell(ctx, { object, id: first.id, version: records.find(({ id }) => id === first.id)?.version, to, count })
  return refused
}

type Refused = Map<string, FieldProblem[]>

/**
 * Hands on what the former owners have open of one noun and names the records that are handed on. Gives how many.
 * @throws Problem `invalid` when one is refused: they go together.
 */
async function bring(
  ctx: Context,
  object: ObjectDefinition,
  {
    with: whole,
    handed,
    to,
    keep,
    reason,
  }: { with: ObjectDefinition; handed: readonly Handed[]; to: string; keep: Keep; reason: string | null },
): Promise<number> {
  const owned = handed.filter(({ from }) => from !== null)
  if (owned.length === 0) return 0
  const ids = sql`${owned.map(({ id }) => id)}::uuid[]`
  const owners = sql`${owned.map(({ from }) => from)}::uuid[]`
  const names = namesOf(object, whole).map(column => sql.ref(`t.${column}`))
  const are = (that: RawBuilder<unknown>) =>
    sql.join(
      names.map(name => sql`${name} = ${that}`),
      sql` or `,
    )
  const reach = visible(ctx, object, 't', isTransferable(ctx, object) ? 'transfer' : 'update')
  // Asked twice: by all ids, so that the names' indexes find the few that may be meant, then each with its own former owner.
  const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(tableOf(object))} t
    where (${are(sql`any(${ids})`)})
      and exists (select from unnest(${ids}, ${owners}) as w (id, owner_id) where w.owner_id = t.owner_id and (${are(sql`w.id`)}))
      and ${isOpen(ctx, object, 't')} and ${reach} order by t.id for update of t`.execute(ctx.db)
  const moves = rows.map(({ id }) => ({ id, to }))
  if (moves.length === 0) return 0
  const refused = await handOn(ctx, object, { field: 'owner', moves, keep, reason })
  const [first] = refused.values()
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
