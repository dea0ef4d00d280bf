import { type RawBuilder, sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import { normaliseEmail, normalisePhone, splitWords } from '../fields/index.ts'
import { valueSql } from '../query/value-sql.ts'
import type { Context } from '../records/context.ts'
import type { ImportPlan, MappedColumn } from './columns.ts'
import { cell, titleOf } from './values.ts'

/** By what rows of a file are known as records that are there, and as one another. */
export interface Key {
  column: MappedColumn
  /** A query of `row, id`: which records rows not yet known mean. */
  pairs: RawBuilder<unknown>
  /** A query of `row, key`: rows with an equal key are one. */
  ofRows: RawBuilder<unknown>
}

/** The key that a column is. Of phones and e-mails their normal forms count. */
export async function keyOf(ctx: Context, plan: ImportPlan, column: MappedColumn): Promise<Key> {
  const { object, entry } = plan
  if (column.field.type === 'phones' || column.field.type === 'emails') return await keyOfPoints(ctx, plan, column)
  const plain = sql<string>`btrim(${cell('i', column.index)})`
  const rows = (key: RawBuilder<string>): RawBuilder<unknown> =>
    sql`select i.row, ${key} as key from import_rows i where i.import_id = ${entry.id}::uuid and i.damage is null and ${plain} <> ''`
  const key = (ofRow: RawBuilder<string>, ofRecord: RawBuilder<unknown>, among: RawBuilder<boolean>): Key => ({
    column,
    ofRows: rows(ofRow),
    pairs: sql`select i.row, t.id from import_rows i join ${sql.table(tableOf(object))} t on ${ofRecord} = ${ofRow}
      where i.import_id = ${entry.id}::uuid and i.outcome = 'created' and ${plain} <> '' and ${among}`,
  })
  const isSeen = visible(ctx, object, 't')
  const isLiving = sql<boolean>`t.deleted_at is null`
  // What was merged into another is meant by what it became (facts 25).
  const orMerged = (
    found: Key,
    ofRow: RawBuilder<string>,
    ofRecord: RawBuilder<unknown>,
    among: RawBuilder<boolean>,
  ) => ({
    ...found,
    pairs: sql`${found.pairs} union select i.row, redirected(t.id) from import_rows i join ${sql.table(tableOf(object))} t on ${ofRecord} = ${ofRow}
      where i.import_id = ${entry.id}::uuid and i.outcome = 'created' and ${plain} <> '' and t.deleted_at is not null
        and redirected(t.id) is not null and ${among}`,
  })
  if (column.name === 'id') {
    const ofRow = sql<string>`lower(${plain})`
    return orMerged(key(ofRow, sql`t.id::text`, isSeen), ofRow, sql`t.id::text`, sql<boolean>`true`)
  }
  if (column.name === 'externalId') {
    const isOurs = sql<boolean>`t.source_system = ${entry.settings.sourceSystem}`
    const found = key(plain, sql`t.external_id`, sql<boolean>`(${isLiving} and ${isOurs})`)
    return orMerged(found, plain, sql`t.external_id`, isOurs)
  }
  if (column.name === object.title && column.field.unique !== true)
    return key(
      sql<string>`import_key(${cell('i', column.index)})`,
      sql`import_key(${titleOf(object, 't')})`,
      sql<boolean>`(${isLiving} and ${isSeen})`,
    )
  return key(sql<string>`lower(${plain})`, sql`lower(${valueSql('t', column.name, column.field)}::text)`, isLiving)
}

/** Rows read together. */
const CHUNK = 5000

/** Normal forms are made here, not in SQL: they wait in a table that goes with the transaction. */
async function keyOfPoints(ctx: Context, { entry, object }: ImportPlan, column: MappedColumn): Promise<Key> {
  const normalise = column.field.type === 'phones' ? normalisePhone : normaliseEmail
  await sql`create temporary table import_points (row integer, key text) on commit drop`.execute(ctx.db)
  for (let after = 0; ; ) {
    const { rows } = await sql<{ row: number; cell: string }>`
      select i.row, coalesce(${cell('i', column.index)}, '') as cell from import_rows i
      where i.import_id = ${entry.id}::uuid and i.row > ${after} order by i.row limit ${CHUNK}`.execute(ctx.db)
    const points = rows.flatMap(({ row, cell: written }) =>
      splitWords(written).flatMap(word => {
        const read = normalise(word)
        return read.ok ? [{ row, key: read.value.normalised }] : []
      }),
    )
    await sql`insert into import_points select * from unnest(${points.map(one => one.row)}::int[], ${points.map(one => one.key)}::text[])`.execute(
      ctx.db,
    )
    const last = rows.at(-1)
    if (!last || rows.length < CHUNK) break
    after = last.row
  }
  await sql`analyze import_points`.execute(ctx.db)
  return {
    column,
    ofRows: sql`select row, key from import_points`,
    pairs: sql`select i.row, t.id from import_rows i join import_points k on k.row = i.row
      join contact_points p on p.normalised = k.key and p.object = ${object.name} and p.field = ${column.name}
      join ${sql.table(tableOf(object))} t on t.id = p.record_id
      where i.import_id = ${entry.id}::uuid and i.outcome = 'created' and ${visible(ctx, object, 't')}`,
  }
}
