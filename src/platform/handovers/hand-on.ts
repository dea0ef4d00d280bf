import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { FieldProblem } from '../errors.ts'
import { dayAt } from '../fields/index.ts'
import type { LineValue, ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { lock, updateMany } from '../records/update.ts'
import { changeTeams, type Membership } from '../teams/team-changes.ts'

/** One record and who gets it. */
export interface Move {
  id: string
  to: string
}

/** Whether who had a record stays in its team, and how. */
export type Keep = Membership | null

/**
 * Hands records on, in the caller's transaction: the field gets its new person, who had it stays in the team as told, whoever gets it leaves
 * the team, for it is his. Gives by id what was refused.
 * @throws Problem 404, 403 for records out of the actor's reach
 */
export async function handOn(
  ctx: Context,
  object: ObjectDefinition,
  { field, moves, keep, reason, line, first }: HandOn,
): Promise<Map<string, FieldProblem[]>> {
  const verb = isTransferable(ctx, object) && field === 'owner' ? 'transfer' : 'update'
  const before = field === 'owner' && object.owned ? await ownersOf(ctx, object, moves) : new Map<string, string>()
  const lines = line
    ? await lock(
        { ...ctx, isWithinVerb: true },
        object,
        moves.map(move => move.id),
        verb,
      )
    : null
  const changes = moves.map(({ id, to }) => ({
    id,
    values: {
      [field]: line && lines ? linesAfter((lines.get(id)?.[field] ?? []) as LineValue[], { line, to }) : { id: to },
    },
    reason,
  }))
  const event = `${object.name}.transferred`
  const { refused } = await updateMany({ ...ctx, isWithinVerb: true }, object, changes, {
    verb,
    writing: 'byVerb',
    event,
    ...(first ? { first } : {}),
  })
  const problems = new Map(refused.map(({ index, fields }) => [moves[index]?.id ?? '', fields]))
  const done = moves.filter(({ id }) => !problems.has(id))
  if (field === 'owner' && object.owned)
    await changeTeams(
      ctx,
      object,
      done.flatMap(({ id, to }) => teamAfter({ id, from: before.get(id) ?? null, to, keep })),
    )
  return problems
}

interface HandOn {
  field: string
  moves: readonly Move[]
  keep: Keep
  reason: string | null
  /** The field is a list of lines, in which the successor takes the place of this one. */
  line?: { user: string; from: string } | undefined
  /** What is to be done before those are written that are not refused, told their ids. */
  first?: (ids: readonly string[]) => Promise<void>
}

/** The lines with the successor in the leaver's place; where he stands already, the leaver's line goes. */
function linesAfter(lines: readonly LineValue[], { line, to }: { line: { user: string; from: string }; to: string }) {
  const personIn = (one: LineValue): string | undefined => (one[line.user] as { id: string } | null | undefined)?.id
  const isThere = lines.some(one => personIn(one) === to)
  return lines.flatMap(one => {
    if (personIn(one) !== line.from) return [one]
    return isThere ? [] : [{ ...one, [line.user]: { id: to } }]
  })
}

/** What a transfer does to the team of one record. */
function teamAfter({ id, from, to, keep }: { id: string; from: string | null; to: string; keep: Keep }) {
  const arrives = { id, userId: to, became: null }
  return from === null || from === to || keep === null ? [arrives] : [arrives, { id, userId: from, became: keep }]
}

/** Whether records of this noun have the verb, and with it a right of its own. */
export const isTransferable = (ctx: Context, object: ObjectDefinition): boolean =>
  ctx.catalog.verbs.some(one => one.object.name === object.name && one.verb === 'transfer')

/** What is wrong with a last day in a team: it has passed. */
export const untilProblems = (ctx: Context, until: string | null): FieldProblem[] =>
  until !== null && until < dayAt(ctx.now(), ctx.company.timeZone) ? [{ path: 'until', code: 'team.until_passed' }] : []

async function ownersOf(ctx: Context, object: ObjectDefinition, moves: readonly Move[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; owner_id: string | null }>`
    select id, owner_id from ${sql.table(tableOf(object))} where id = any(${moves.map(move => move.id)}::uuid[])
    order by id for update`.execute(ctx.db)
  return new Map(rows.flatMap(row => (row.owner_id ? [[row.id, row.owner_id] as const] : [])))
}

/**
 * Of these users those who can take something over: they are there and have not left. They stay so until the caller's transaction ends, for
 * whoever lets them leave waits.
 */
export async function successorsAmong(ctx: Context, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select id from users
    where id = any(${[...new Set(ids)]}::uuid[]) and deleted_at is null and state is distinct from 'left'
    order by id for share`.execute(ctx.db)
  return new Set(rows.map(row => row.id))
}
