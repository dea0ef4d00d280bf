import { sql } from 'kysely'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import type { Context } from '../records/context.ts'
import { checkRows } from './check-rows.ts'
import { mappingProblems, planOf } from './columns.ts'
import { findDoubles } from './doubles.ts'
import type { ImportCounts } from './import-description.ts'
import { findImport, type ImportEntry, noCounts, saveImport } from './import-entry.ts'
import { orderRows } from './levels.ts'
import { catalogWithPlanned } from './make-partners.ts'
import { suggestPartners } from './suggestions.ts'
import { collectValues } from './values.ts'

/** A context outside of any transaction: long work makes its own. */
export type WorkContext = Context & { db: Database }

/**
 * A transaction for statements over all rows of an import. They may take their time; a request's would be cut. And they join by hashing:
 * of rows written a moment ago the planner knows nothing, takes thousands for one, and one loop inside another then runs for hours.
 */
const inBulk = (db: Database, work: (db: Transaction) => Promise<void>): Promise<void> =>
  transaction(
    db,
    async inside => {
      await sql`set local enable_nestloop = off`.execute(inside)
      await work(inside)
    },
    { statementTimeoutMs: 30 * 60_000 },
  )

/**
 * Looks at an import after its file was read or the user changed something, and says how far it is: a column or setting is missing
 * (`mapping`), values without partner (`settling`), or the dry run over all rows (`ready`).
 */
export async function assess(given: WorkContext, importId: string): Promise<void> {
  const entry = await findImport(given, importId)
  const ctx = { ...given, catalog: await catalogWithPlanned(given, planOf(given, entry)) }
  const plan = planOf(ctx, entry)
  const { blocking, notes } = mappingProblems(plan, ctx.behaviour.importing[entry.object]?.fills ?? [])
  const problems = [...blocking, ...notes]
  if (blocking.length > 0)
    return await saveImport(ctx.db, importId, { state: 'mapping', problems, counts: noCounts, done: 0 })
  await inBulk(ctx.db, async db => {
    await collectValues({ ...ctx, db }, plan)
    await suggestPartners({ ...ctx, db }, plan)
  })
  if ((await countUnsettled(ctx, importId)) > 0)
    return await saveImport(ctx.db, importId, { state: 'settling', problems, counts: noCounts, done: 0 })
  await inBulk(ctx.db, async db => {
    await forget({ ...ctx, db }, importId)
    await findDoubles({ ...ctx, db }, plan)
    await orderRows({ ...ctx, db }, plan)
  })
  await checkRows(ctx, plan, done => saveImport(ctx.db, importId, { done }))
  const counts = await countRows(ctx, entry)
  await saveImport(ctx.db, importId, { state: 'ready', problems, counts, done: 0, atLevel: 0, atRow: 0 })
}

/** How many values still wait for the user. */
export async function countUnsettled(ctx: Context, importId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from import_values
    where import_id = ${importId}::uuid and settlement is null
      and target_id is null and target_option is null and target_row is null`.execute(ctx.db)
  return Number(rows[0]?.n ?? 0)
}

/** Every row by its outcome, and the marks of those that come in. */
export async function countRows(
  ctx: Context,
  { id, object }: Pick<ImportEntry, 'id' | 'object'>,
): Promise<ImportCounts> {
  const { rows } = await sql<{ outcome: string; n: number }>`
    select outcome, count(*) as n from import_rows where import_id = ${id}::uuid group by outcome`.execute(ctx.db)
  const { rows: marked } = await sql<{ mark: string; n: number }>`
    select mark, count(*) as n from import_rows r cross join unnest(r.marks) as mark
    where import_id = ${id}::uuid and outcome in ('created', 'updated') group by mark`.execute(ctx.db)
  const marks = Object.keys(ctx.behaviour.importing[object]?.marks ?? {})
  return {
    ...noCounts,
    ...Object.fromEntries(marks.map(mark => [mark, 0])),
    ...Object.fromEntries(rows.map(({ outcome, n }) => [outcome, Number(n)])),
    ...Object.fromEntries(marked.map(({ mark, n }) => [mark, Number(n)])),
  }
}

/** What an earlier look foresaw. */
async function forget(ctx: Context, importId: string): Promise<void> {
  await sql`update import_rows set outcome = 'created', problems = null, marks = null, record_id = null, level = 0
    where import_id = ${importId}::uuid
      and (outcome <> 'created' or problems is not null or marks is not null or record_id is not null or level <> 0)`.execute(
    ctx.db,
  )
}
