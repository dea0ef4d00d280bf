import { sql } from 'kysely'
import { badRequest, Problem } from '../errors.ts'
import { objectOf } from '../objects/catalog.ts'
import type { Context } from '../records/context.ts'
import { inWords } from './describe.ts'
import type { ImportRow } from './import-description.ts'
import type { ImportEntry, KeptProblem } from './import-entry.ts'

const PAGE = 50

interface StoredRow {
  row: number
  cells: string[]
  outcome: ImportRow['outcome']
  problems: KeptProblem[] | null
  recordId: string | null
}

/** A page of an import's rows: all, those of one outcome, or those that carry a mark of the object's module. */
export async function importRows(
  ctx: Context,
  entry: ImportEntry,
  asked: { outcome?: string | undefined; after?: string | undefined; limit?: number },
): Promise<{ rows: ImportRow[]; next: string | null }> {
  if (entry.clearedAt !== null) throw new Problem(410, 'import.rows_cleared')
  const after = asked.after === undefined || asked.after === '' ? 0 : Number(asked.after)
  if (!Number.isInteger(after) || after < 0) throw badRequest('page.bad_cursor')
  const limit = asked.limit ?? PAGE
  const { rows } = await sql<StoredRow>`
    select row, cells, outcome, problems, record_id as "recordId" from import_rows r
    where import_id = ${entry.id}::uuid and row > ${after} and ${which(ctx, entry, asked.outcome)} order by row limit ${limit + 1}`.execute(
    ctx.db,
  )
  const object = objectOf(ctx.catalog, entry.object)
  const shown = rows.slice(0, limit)
  return {
    rows: shown.map(row => ({ ...row, problems: (row.problems ?? []).map(problem => inWords(ctx, object, problem)) })),
    next: rows.length > limit ? String(shown.at(-1)?.row) : null,
  }
}

const outcomes = ['created', 'updated', 'skipped', 'refused']

function which(ctx: Context, entry: ImportEntry, outcome: string | undefined): ReturnType<typeof sql<boolean>> {
  if (outcome === undefined || outcome === '') return sql<boolean>`true`
  if (outcomes.includes(outcome)) return sql<boolean>`outcome = ${outcome}`
  if (Object.hasOwn(ctx.behaviour.importing[entry.object]?.marks ?? {}, outcome))
    return sql<boolean>`(outcome in ('created', 'updated') and marks @> array[${outcome}]::text[])`
  throw badRequest('import.unknown_outcome', { outcome })
}
