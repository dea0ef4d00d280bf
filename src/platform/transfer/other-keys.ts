import { type RawBuilder, sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import { isId, normaliseEmail, normalisePhone } from '../fields/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { valueSql } from '../query/value-sql.ts'
import type { Context } from '../records/context.ts'
import type { ChosenColumn, ImportPlan } from './columns.ts'

/** So many words without partner are looked up by phone or e-mail. */
const MOST = 20_000

/**
 * Words that are no title may be an id, an external id, a number or another unique text of a record, or its phone or e-mail (an owner by
 * his mobile). Only what means one record alone counts.
 */
export async function findByOtherKeys(
  ctx: Context,
  plan: ImportPlan,
  column: ChosenColumn & { object: ObjectDefinition },
): Promise<void> {
  if (column.inside) return
  const waiting = await withoutPartner(ctx, plan, column)
  if (waiting.length === 0) return
  const ids = waiting.filter(word => isId(word))
  if (ids.length > 0) await take(ctx, plan, column, recordsBy(ctx, column.object, sql`t.id::text`, ids))
  const texts = [sql`t.external_id`, ...uniqueTexts(column.object)]
  for (const text of texts) await take(ctx, plan, column, recordsBy(ctx, column.object, text, waiting))
  for (const { kind, field } of pointFieldsOf(column.object)) {
    const normal = waiting.flatMap(word => {
      const read = kind === 'phones' ? normalisePhone(word) : normaliseEmail(word)
      return read.ok ? [[word, read.value.normalised] as const] : []
    })
    if (normal.length > 0) await take(ctx, plan, column, recordsByPoint(ctx, column.object, field, normal))
  }
}

async function withoutPartner(ctx: Context, plan: ImportPlan, column: ChosenColumn): Promise<string[]> {
  const { rows } = await sql<{ written: string }>`select written from import_values
    where import_id = ${plan.entry.id}::uuid and field = ${column.name} and settlement is null
      and target_id is null and target_row is null limit ${MOST}`.execute(ctx.db)
  return rows.map(row => row.written)
}

const uniqueTexts = (object: ObjectDefinition): RawBuilder<unknown>[] =>
  Object.entries(object.fields)
    .filter(
      ([name, field]) => name !== object.title && (field.type === 'serial' || (field.type === 'text' && field.unique)),
    )
    .map(([name, field]) => valueSql('t', name, field))

const pointFieldsOf = (object: ObjectDefinition): { kind: string; field: string }[] =>
  Object.entries(object.fields)
    .filter(([, { type }]) => type === 'phones' || type === 'emails')
    .map(([field, { type }]) => ({ kind: type, field }))

type Found = RawBuilder<{ word: string; id: string }>

const recordsBy = (
  ctx: Context,
  object: ObjectDefinition,
  text: RawBuilder<unknown>,
  words: readonly string[],
): Found =>
  sql`select given.word, t.id from unnest(${[...words]}::text[]) as given (word)
    join ${sql.table(tableOf(object))} t on ${text} = btrim(given.word) where ${visible(ctx, object, 't')}`

const recordsByPoint = (
  ctx: Context,
  object: ObjectDefinition,
  field: string,
  words: readonly (readonly [string, string])[],
): Found =>
  sql`select given.word, t.id from unnest(${words.map(([word]) => word)}::text[], ${words.map(([, normal]) => normal)}::text[]) as given (word, normal)
    join contact_points p on p.normalised = given.normal and p.object = ${object.name} and p.field = ${field}
    join ${sql.table(tableOf(object))} t on t.id = p.record_id where ${visible(ctx, object, 't')}`

async function take(ctx: Context, plan: ImportPlan, column: ChosenColumn, found: Found): Promise<void> {
  await sql`
    update import_values v set target_id = one.id from (
      select word, min(id::text)::uuid as id from (${found}) as f group by word having count(distinct id) = 1
    ) as one
    where v.import_id = ${plan.entry.id}::uuid and v.field = ${column.name} and v.settlement is null and v.target_id is null
      and v.target_row is null and v.key = import_key(one.word)`.execute(ctx.db)
}
