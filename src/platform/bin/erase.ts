import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { keepErasedNumber } from '../numbering/draw-numbers.ts'
import { writeHistory } from '../records/write.ts'

/** How many records one look takes. */
const some = 200

/**
 * Erases what has lain in the bin for longer than the company's `bin_days`; does nothing while that is empty. What another record still
 * refers to stays in the bin. History keeps that there was such a record, its title and its numbers (facts 22), and nothing else.
 * Gives how many were erased.
 */
export async function eraseOldBin(ctx: Context & { db: Database }): Promise<number> {
  const { rows } = await sql<{ bin_days: number | null }>`select bin_days from settings`.execute(ctx.db)
  const days = rows[0]?.bin_days
  if (!days) return 0
  const before = new Date(ctx.now().getTime() - days * 86_400_000).toISOString()
  let erased = 0
  for (const object of ctx.catalog.objects.values()) if (!object.lineOf) erased += await eraseOf(ctx, object, before)
  return erased
}

async function eraseOf(ctx: Context & { db: Database }, object: ObjectDefinition, before: string): Promise<number> {
  let erased = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(tableOf(object))} where deleted_at < ${before}::timestamptz and id > ${after}::uuid order by id limit ${some}`.execute(
      ctx.db,
    )
    if (rows.length === 0) return erased
    for (const { id } of rows) if (await eraseOne(ctx, object, id)) erased += 1
    after = rows.at(-1)?.id ?? after
  }
}

/** False when something refers to it. */
async function eraseOne(ctx: Context & { db: Database }, object: ObjectDefinition, id: string): Promise<boolean> {
  try {
    return await transaction(ctx.db, async db => {
      await noteErasure({ ...ctx, db }, object, id)
      for (const line of ctx.catalog.objects.values())
        if (line.lineOf?.object === object.name)
          await sql`delete from ${sql.table(tableOf(line))} where ${sql.ref(columnOf(line.lineOf.field, 'reference'))} = ${id}::uuid`.execute(
            db,
          )
      await sql`delete from files f using prints p where p.file_id = f.id and p.record_id = ${id}::uuid`.execute(db)
      for (const table of ['approvals', 'contact_points', 'prints', 'search_entries', 'stars'])
        await sql`delete from ${sql.table(table)} where record_id = ${id}::uuid`.execute(db)
      await sql`delete from ${sql.table(tableOf(object))} where id = ${id}::uuid and deleted_at is not null`.execute(db)
      return true
    })
  } catch (error) {
    // A foreign key of another record.
    if (error instanceof Error && 'code' in error && error.code === '23503') return false
    throw error
  }
}

async function noteErasure(ctx: Context & { db: Transaction }, object: ObjectDefinition, id: string): Promise<void> {
  const kept = Object.entries(object.fields).filter(([name, field]) => name === object.title || field.type === 'serial')
  const columns = kept.map(([name, field]) => sql`${sql.ref(columnOf(name, field.type))}::text as ${sql.ref(name)}`)
  const { rows } = await sql<Record<string, string | null> & { version: number }>`
    select ${sql.join([sql`version`, ...columns])} from ${sql.table(tableOf(object))} where id = ${id}::uuid for update`.execute(
    ctx.db,
  )
  await sql`update history set changes = null where record_id = ${id}::uuid and changes is not null`.execute(ctx.db)
  for (const [name, field] of kept) {
    const number = field.type === 'serial' ? rows[0]?.[name] : null
    if (number) await keepErasedNumber(ctx, { object, field: name }, String(number))
  }
  await writeHistory(ctx, [
    {
      object,
      id,
      verb: 'erase',
      version: Number(rows[0]?.version ?? 0) + 1,
      changes: Object.fromEntries(kept.map(([name]) => [name, [rows[0]?.[name] ?? null, null]])),
    },
  ])
}
