import { sql } from 'kysely'
import { tableOf } from '#platform/access/visible.ts'
import type { Database } from '#platform/db/server.ts'
import { transaction } from '#platform/db/transaction.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import { pointFields, readPoints } from '#platform/records/points.ts'
import { allFieldNames, columnsFor, fromRow } from '#platform/records/row.ts'
import { writeKeys } from './keep-keys.ts'
import { type ComparedNoun, comparedNouns, keysOf } from './match-keys.ts'

/** Rows of one transaction. */
const some = 1000

/**
 * Makes the keys of records that were there before the keys were (or, `anew`, that were brought past the program), a thousand at a time; goes on where it
 * broke off. Gives how many records it looked at.
 */
export async function fillKeys(
  ctx: Context & { db: Database },
  { signal, anew = false }: { signal?: AbortSignal | undefined; anew?: boolean } = {},
): Promise<number> {
  if (anew) await sql`update match_fillings set after = null, done = 0, is_done = false`.execute(ctx.db)
  let looked = 0
  for (const noun of comparedNouns)
    for (;;) {
      if (signal?.aborted) return looked
      const count = await transaction(ctx.db, db => fillSome({ ...ctx, db }, noun))
      looked += count
      if (count < some) break
    }
  return looked
}

async function fillSome(ctx: Context, noun: ComparedNoun): Promise<number> {
  const { rows: fillings } = await sql<{ after: string | null; is_done: boolean }>`
    select after, is_done from match_fillings where object = ${noun} for update`.execute(ctx.db)
  const [filling] = fillings
  if (!filling || filling.is_done) return 0
  const object = objectOf(ctx.catalog, noun)
  const names = allFieldNames(object).filter(name =>
    ['name', 'company', 'kind', 'state', 'website', 'taxNo'].includes(name),
  )
  const columns = sql.join(columnsFor(object, names).map(column => sql.ref(`t.${column}`)))
  const { rows } = await sql<Record<string, unknown>>`
    select ${columns} from ${sql.table(tableOf(object))} t
    where t.id > ${filling.after ?? '00000000-0000-0000-0000-000000000000'}::uuid and t.deleted_at is null
    order by t.id limit ${some} for share of t`.execute(ctx.db)
  const ids = rows.map(row => String(row.id))
  const points = await readPoints(ctx.db, ids, pointFields(object))
  await writeKeys(
    ctx.db,
    noun,
    rows.map(row => ({
      record_id: String(row.id),
      keys: keysOf(noun, { ...fromRow(object, names, row), ...points.get(String(row.id)) }),
    })),
  )
  await sql`update match_fillings set after = ${ids.at(-1) ?? filling.after}::uuid, done = done + ${rows.length}, is_done = ${rows.length < some}
    where object = ${noun}`.execute(ctx.db)
  return rows.length
}
