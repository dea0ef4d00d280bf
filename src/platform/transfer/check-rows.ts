import { sql } from 'kysely'
import type { FieldProblem } from '../errors.ts'
import { rehearse } from '../records/create.ts'
import type { Context } from '../records/context.ts'
import { validate } from '../records/validate.ts'
import type { ImportPlan } from './columns.ts'
import { draftRows, keptProblems, PENDING, type RowDraft, type StagedRow } from './draft-rows.ts'
import { openPartners } from './partners.ts'
import { forgetClaims, rehearsing, takeClaims } from './row-claims.ts'
import { bringsHistory } from './targets.ts'

/** Rows looked at together. */
const CHUNK = 1000

/**
 * The dry run over all rows: each is read, completed and judged exactly as the run will do it, and nothing is written but what is
 * foreseen. `progress` is told how many rows are done.
 */
export async function checkRows(
  ctx: Context,
  plan: ImportPlan,
  progress: (done: number) => Promise<void>,
): Promise<void> {
  const partners = openPartners(plan)
  const toBeMade = await idsToBeMade(ctx, plan)
  let done = 0
  await forgetClaims(ctx, plan.entry.id)
  for await (const rows of stagedRows(ctx, plan.entry.id, CHUNK)) {
    const waiting = rows.filter(row => row.outcome === 'created' || row.outcome === 'updated')
    const drafts = await draftRows(ctx, plan, partners, waiting)
    const problems = await judge(ctx, plan, drafts, toBeMade)
    await note(ctx, plan, drafts, problems)
    done += rows.length
    await progress(done)
  }
  await forgetClaims(ctx, plan.entry.id)
}

/** All rows of an import in the order in which they will be made: by level, then as the file has them. */
export async function* stagedRows(
  ctx: Context,
  importId: string,
  limit: number,
  from: { level: number; row: number } = { level: 0, row: 0 },
): AsyncGenerator<StagedRow[], void, undefined> {
  const { rows: top } = await sql<{
    level: number
  }>`select coalesce(max(level), 0) as level from import_rows where import_id = ${importId}::uuid`.execute(ctx.db)
  let after = from.row
  for (let level = from.level; level <= (top[0]?.level ?? 0); level++, after = 0)
    for (;;) {
      const { rows } = await sql<StagedRow>`
        select row, level, cells, damage, flaws, outcome, record_id as "recordId" from import_rows
        where import_id = ${importId}::uuid and row > ${after} and level = ${level} order by row limit ${limit}`.execute(
        ctx.db,
      )
      if (rows.length > 0) yield rows
      after = rows.at(-1)?.row ?? after
      if (rows.length < limit) break
    }
}

/** The ids of records that settlements will make; until then nothing with them exists. */
async function idsToBeMade(ctx: Context, plan: ImportPlan): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select distinct target_id as id from import_values
    where import_id = ${plan.entry.id}::uuid and settlement->>'kind' = 'create' and target_id is not null and not is_made`.execute(
    ctx.db,
  )
  return new Set([PENDING, ...rows.map(row => row.id)])
}

async function judge(
  ctx: Context,
  plan: ImportPlan,
  drafts: readonly RowDraft[],
  toBeMade: ReadonlySet<string>,
): Promise<FieldProblem[][]> {
  const problems = drafts.map(({ draft }) => [...draft.problems])
  const history = bringsHistory(ctx)
  const sound = [...drafts.entries()].filter(([, { draft }]) => draft.problems.length === 0)
  for (const [index, { draft, outcome }] of sound)
    if (outcome === 'updated')
      problems[index]?.push(...validate(ctx, plan.object, draft.values, history ? 'byImport' : 'byMaker').problems)
  const made = sound
    .filter(([, { outcome }]) => outcome === 'created')
    .map(([index, { draft }]) => ({ index, transitions: draft.transitions, ...without(toBeMade, draft.values) }))
  const within = rehearsing(ctx)
  const { drafts: rehearsed, problems: found } = await rehearse(within, plan.object, made, { history, silent: true })
  for (const [at, fields] of found) {
    const one = made[at]
    if (one) problems[one.index]?.push(...fields.filter(({ path }) => !one.left.includes(path)))
  }
  const claiming = made.flatMap(({ index }, at) => {
    const claims = within.rehearsal.claims.get(rehearsed[at]?.id ?? '')
    const row = drafts[index]?.row
    return claims && row !== undefined && problems[index]?.length === 0 ? [{ index, row, claims }] : []
  })
  const second = await takeClaims(ctx, plan.entry.id, claiming)
  for (const { index, row } of claiming) problems[index]?.push(...(second.get(row) ?? []))
  return problems
}

/** The values without what refers to records still to be made, and the names of the fields left out. */
function without(
  toBeMade: ReadonlySet<string>,
  values: Record<string, unknown>,
): { values: Record<string, unknown>; left: string[] } {
  const isPending = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && 'id' in value && toBeMade.has(String(value.id))
  const kept: Record<string, unknown> = {}
  const left: string[] = []
  for (const [name, value] of Object.entries(values)) {
    if (isPending(value)) left.push(name)
    else if (Array.isArray(value))
      kept[name] = value.filter(
        line => !(typeof line === 'object' && line !== null && Object.values(line).some(isPending)),
      )
    else kept[name] = value
  }
  return { values: kept, left }
}

/** Writes down what differs from "will be made, without remark". */
async function note(
  ctx: Context,
  plan: ImportPlan,
  drafts: readonly RowDraft[],
  problems: readonly FieldProblem[][],
): Promise<void> {
  const rows = drafts.flatMap(({ row, draft }, index) => {
    const own = problems[index] ?? []
    const marks = own.length > 0 ? [] : marksOf(ctx, plan, draft.values)
    return own.length === 0 && marks.length === 0
      ? []
      : [{ row, problems: own.length > 0 ? keptProblems(own) : null, marks }]
  })
  if (rows.length === 0) return
  await sql`
    update import_rows r set marks = given.marks,
      outcome = case when given.problems is null then r.outcome else 'refused' end,
      record_id = case when given.problems is null then r.record_id end,
      problems = coalesce(given.problems, r.problems)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (row int, problems jsonb, marks text[])
    where r.import_id = ${plan.entry.id}::uuid and r.row = given.row`.execute(ctx.db)
}

/** The names under which the object's module counts this row beside. */
export const marksOf = (ctx: Context, plan: ImportPlan, values: Record<string, unknown>): string[] =>
  Object.entries(ctx.behaviour.importing[plan.object.name]?.marks ?? {})
    .filter(([, applies]) => applies(values))
    .map(([name]) => name)
