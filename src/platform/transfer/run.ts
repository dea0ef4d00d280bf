import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import { newId } from '../db/id.ts'
import type { Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { type FieldProblem, Problem } from '../errors.ts'
import type { Context } from '../records/context.ts'
import { createMany } from '../records/create.ts'
import { lineFields } from '../records/lines.ts'
import { lock, updateMany } from '../records/update.ts'
import { countRows, type WorkContext } from './assess.ts'
import { marksOf, stagedRows } from './check-rows.ts'
import { type ImportPlan, planOf } from './columns.ts'
import { draftRows, keptProblems, PENDING, type RowDraft, type StagedRow } from './draft-rows.ts'
import { findImport, saveImport } from './import-entry.ts'
import { makePartners } from './make-partners.ts'
import type { ImportDraft } from './object-import.ts'
import { openPartners, type Partners } from './partners.ts'
import { bringsHistory } from './targets.ts'

/** Rows per transaction: small enough to lose little, large enough to cost little. */
const BATCH = 500

/** What long work is told, and tells. */
export interface RunHooks {
  /** Aborted when the program stops. */
  signal: AbortSignal
  /** Options of choices were added to this company. */
  optionsChanged: (companyId: string) => void
}

/**
 * Brings the rows in, or goes on where an earlier run stopped: each transaction writes up to 500 records and marks their rows, so that
 * whenever the program dies every row is either in and marked or neither. Ends as `done`, or `cancelled` when the user asked for that;
 * returns early without change of state when `signal` says that the program stops.
 */
export async function runImport(
  given: WorkContext,
  importId: string,
  { signal, optionsChanged }: RunHooks,
): Promise<void> {
  const entry = await findImport(given, importId)
  const batch = entry.batchId ?? (await openBatch(given, importId, entry.object))
  const started: WorkContext = { ...given, batch, reason: entry.fileName }
  const ctx: WorkContext = await makePartners(started, planOf(started, entry))
  if (ctx.catalog !== given.catalog) optionsChanged(ctx.company.id)
  const plan = planOf(ctx, entry)
  const partners = openPartners(plan)
  for await (const rows of stagedRows(ctx, importId, BATCH, { level: entry.atLevel, row: entry.atRow })) {
    if (signal.aborted) return
    if (await isCancelled(ctx, importId)) return await finish(ctx, plan, 'cancelled')
    await bringIn(ctx, plan, partners, rows)
  }
  await finish(ctx, plan, 'done')
}

async function openBatch(ctx: WorkContext, importId: string, object: string): Promise<string> {
  const batch = newId()
  await transaction(ctx.db, async db => {
    await sql`insert into batches (id, kind, object, user_id, reason) select ${batch}::uuid, 'import', ${object}, ${ctx.actor.userId}::uuid, file_name
      from imports where id = ${importId}::uuid`.execute(db)
    await saveImport(db, importId, { batchId: batch })
  })
  return batch
}

async function isCancelled(ctx: Context, importId: string): Promise<boolean> {
  const { rows } = await sql<{
    is_cancelled: boolean
  }>`select is_cancelled from imports where id = ${importId}::uuid`.execute(ctx.db)
  return rows[0]?.is_cancelled ?? true
}

/** One transaction; when a record collides with one made at this very moment, the rows are taken one by one, so that only it is refused. */
async function bringIn(
  ctx: WorkContext,
  plan: ImportPlan,
  partners: Partners,
  rows: readonly StagedRow[],
): Promise<void> {
  try {
    await transaction(ctx.db, db => writeRows({ ...ctx, db }, plan, partners, rows))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (rows.length === 1) return await transaction(ctx.db, db => refuseRow({ ...ctx, db }, plan, rows, error))
    for (const row of rows) await bringIn(ctx, plan, partners, [row])
  }
}

interface Written {
  row: number
  outcome: string
  problems: ReturnType<typeof keptProblems> | null
  marks: string[]
  recordId: string | null
}

async function writeRows(
  ctx: Context & { db: Transaction },
  plan: ImportPlan,
  partners: Partners,
  rows: readonly StagedRow[],
): Promise<void> {
  // What the dry run refused stays refused, with the reason that the user has seen.
  const waiting = rows.filter(row => row.outcome === 'created' || row.outcome === 'updated')
  const drafts = await draftRows(ctx, plan, partners, waiting)
  const problems = new Map<number, FieldProblem[]>(drafts.map(({ row, draft }) => [row, [...draft.problems]]))
  for (const { row, draft } of drafts)
    for (const [name, value] of Object.entries(draft.values))
      if (isPending(value)) problems.get(row)?.push({ path: name, code: 'import.partner_refused' })
  const sound = drafts.filter(({ row }) => problems.get(row)?.length === 0)
  const ids = await write(ctx, plan, sound, problems)
  const written = drafts.map(({ row, outcome, draft }): Written => {
    const own = problems.get(row) ?? []
    const isIn = own.length === 0
    return {
      row,
      outcome: !isIn ? 'refused' : outcome === 'updated' ? 'updated' : 'created',
      problems: isIn ? null : keptProblems(own),
      marks: isIn ? marksOf(ctx, plan, draft.values) : [],
      recordId: isIn ? (ids.get(row) ?? null) : null,
    }
  })
  await mark(ctx, plan, rows, written)
}

const isPending = (value: unknown): boolean =>
  (typeof value === 'object' && value !== null && 'id' in value && value.id === PENDING) ||
  (Array.isArray(value) && value.some(line => Object.values(line as object).some(isPending)))

async function write(
  ctx: Context & { db: Transaction },
  plan: ImportPlan,
  drafts: readonly RowDraft[],
  problems: Map<number, FieldProblem[]>,
): Promise<Map<number, string>> {
  const history = bringsHistory(ctx)
  const ids = new Map<number, string>()
  const fresh = drafts.filter(draft => draft.outcome !== 'updated' || draft.recordId === null)
  const inputs = fresh.map(({ draft }) => ({
    values: draft.values,
    ...(history && { transitions: draft.transitions }),
  }))
  const silent = !plan.entry.settings.runsEvents
  const made = await createMany(ctx, plan.object, inputs, { history, silent })
  for (const [index, { row }] of fresh.entries()) {
    const id = made.ids[index]
    if (id) ids.set(row, id)
  }
  for (const { index, fields } of made.refused) problems.get(fresh[index]?.row ?? 0)?.push(...fields)
  const known = drafts.flatMap(({ row, outcome, recordId, draft }) =>
    outcome === 'updated' && recordId !== null
      ? [{ row, id: recordId, values: withoutKey(plan, draft.values), ...(history && { at: momentOf(draft) }) }]
      : [],
  )
  if (known.length === 0) return ids
  if (plan.entry.settings.writing === 'fillEmpty') await keepFilled(ctx, plan, known)
  const { refused } = await updateMany(ctx, plan.object, known, {
    verb: 'update',
    writing: history ? 'byImport' : 'byMaker',
    silent,
    history,
  })
  for (const { row, id } of known) ids.set(row, id)
  for (const { index, fields } of refused) problems.get(known[index]?.row ?? 0)?.push(...fields)
  return ids
}

/** The phone by which a record is known is one of several; the file's list does not replace the record's. */
function withoutKey(plan: ImportPlan, values: Record<string, unknown>): Record<string, unknown> {
  const key = plan.columns.find(column => column.name === plan.entry.settings.key)
  if (!key || !['phones', 'emails'].includes(key.field.type)) return values
  const { [key.name]: _known, ...others } = values
  return others
}

/** Leaves of each change only what the record does not hold yet. */
async function keepFilled(
  ctx: Context & { db: Transaction },
  plan: ImportPlan,
  changes: { id: string; values: Record<string, unknown> }[],
): Promise<void> {
  const ids = [...new Set(changes.map(change => change.id))]
  const current = await lock(ctx, plan.object, ids, 'update')
  const isEmpty = (value: unknown): boolean =>
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  for (const change of changes)
    change.values = Object.fromEntries(
      Object.entries(change.values).filter(([name]) => isEmpty(current.get(change.id)?.[name])),
    )
}

/** When what the file tells became so: the day it gives, else unknown; never the day of the import. */
const momentOf = ({ transitions }: ImportDraft): string => transitions.at(-1)?.at ?? 'unknown'

async function mark(
  ctx: Context,
  plan: ImportPlan,
  rows: readonly StagedRow[],
  written: readonly Written[],
): Promise<void> {
  const last = rows.at(-1)
  if (!last) return
  await sql`
    update import_rows r set is_done = true, outcome = given.outcome, problems = given.problems, marks = given.marks, record_id = given."recordId"
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
      as given (row int, outcome text, problems jsonb, marks text[], "recordId" uuid)
    where r.import_id = ${plan.entry.id}::uuid and r.row = given.row`.execute(ctx.db)
  await sql`update import_rows set is_done = true where import_id = ${plan.entry.id}::uuid
    and row = any(${rows.map(row => row.row)}::int[]) and not is_done`.execute(ctx.db)
  await sql`update imports set done = done + ${rows.length}, at_level = ${last.level}, at_row = ${last.row}, updated_at = now()
    where id = ${plan.entry.id}::uuid`.execute(ctx.db)
}

async function refuseRow(
  ctx: Context & { db: Transaction },
  plan: ImportPlan,
  rows: readonly StagedRow[],
  problem: Problem,
): Promise<void> {
  const fields = problem.fields.length > 0 ? problem.fields : [{ path: '', code: problem.code, params: problem.params }]
  const [row] = rows
  if (!row) return
  await mark(ctx, plan, rows, [
    { row: row.row, outcome: 'refused', problems: keptProblems(fields), marks: [], recordId: null },
  ])
}

/** Fresh statistics: without them the planner takes a table that was empty a minute ago for a small one. */
async function finish(ctx: WorkContext, plan: ImportPlan, state: 'done' | 'cancelled'): Promise<void> {
  const tables = [tableOf(plan.object), ...lineFields(ctx, plan.object).map(({ line }) => tableOf(line)), ...besides]
  for (const table of tables) await sql`analyze ${sql.table(table)}`.execute(ctx.db)
  const entry = await findImport(ctx, plan.entry.id)
  await saveImport(ctx.db, entry.id, { state, counts: await countRows(ctx, entry), problems: [] })
}

const besides = ['search_entries', 'contact_points', 'history', 'transitions', 'import_rows']
