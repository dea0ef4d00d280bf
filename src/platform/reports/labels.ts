import { type RawBuilder, sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import { translate } from '../i18n/index.ts'
import { objectOf } from '../objects/catalog.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import { optionsPlace } from '../objects/options.ts'
import { optionLabel } from '../overlay/option-words.ts'
import type { Context } from '../records/context.ts'
import { isReferenceField } from '../records/row.ts'
import { titlesOf } from '../records/titles.ts'
import type { Dimension } from './define-report.ts'
import { type FieldPath, fieldPath } from './field-path.ts'
import type { KeyPart } from './figures.ts'

/** How one dimension's keys are called, and in which order they stand. */
export interface Labels {
  of(key: KeyPart): string
  /** Negative when `a` stands before `b`. Rows that lack the field stand last. */
  compare(a: KeyPart, b: KeyPart): number
}

/** Names the keys of one dimension in the viewer's language: titles of records, labels of options, codes of periods. */
export async function labelsOf(
  ctx: Context,
  object: ObjectDefinition,
  dimension: Dimension,
  keys: KeyPart[],
): Promise<Labels> {
  const path = fieldPath(ctx, object, dimension.field)
  const missing = translate(
    ctx.locale,
    path.field.type === 'date' || path.field.type === 'instant' ? 'report.unknown' : 'report.empty',
  )
  const { text, order } = await namesOf(
    ctx,
    dimension,
    path,
    keys.filter(key => key !== null),
  )
  const collator = new Intl.Collator(ctx.locale === 'zh' ? 'zh-CN' : 'en', { numeric: true })
  const of = (key: KeyPart): string => (key === null ? missing : (text.get(key) ?? String(key)))
  return {
    of,
    compare: (a, b) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null)
      const placed = (order.get(a) ?? Number.MAX_SAFE_INTEGER) - (order.get(b) ?? Number.MAX_SAFE_INTEGER)
      return placed || collator.compare(of(a), of(b))
    },
  }
}

interface Names {
  text: Map<KeyPart, string>
  /** Places of keys that have an order of their own. */
  order: Map<KeyPart, number>
}

async function namesOf(ctx: Context, dimension: Dimension, path: FieldPath, keys: KeyPart[]): Promise<Names> {
  const { field } = path
  const nothing: Names = { text: new Map(), order: new Map() }
  if (dimension.period) return { ...nothing, order: new Map([...keys].sort().map((key, place) => [key, place])) }
  if (isReferenceField(field) && field.object) {
    const target = objectOf(ctx.catalog, field.object)
    const ids = keys.map(String)
    return {
      text: await titlesOf(ctx, target, ids),
      order: target.lineOf ? await orderOfLines(ctx, target, ids) : nothing.order,
    }
  }
  if (field.type === 'choice' || field.type === 'status') {
    const options = field.options ?? []
    const place = optionsPlace(path.object.name, path.name, field)
    return {
      text: new Map(options.map(option => [option, optionLabel(ctx, place, option)])),
      order: new Map(options.map((option, place) => [option, place])),
    }
  }
  return nothing
}

/** Lines stand by their parent, older ones first, and by their position in it: stages in the order of the pipeline. */
async function orderOfLines(ctx: Context, line: ObjectDefinition, ids: string[]): Promise<Map<KeyPart, number>> {
  if (!line.lineOf) return new Map()
  const parent = objectOf(ctx.catalog, line.lineOf.object)
  const back: RawBuilder<unknown> = sql.ref(`l.${columnOf(line.lineOf.field, 'reference')}`)
  const { rows } = await sql<{ id: string }>`
    select l.id from ${sql.table(tableOf(line))} as l join ${sql.table(tableOf(parent))} as p on p.id = ${back}
    where l.id = any(${ids}::uuid[]) order by p.created_at, p.id, l.position, l.id`.execute(ctx.db)
  return new Map(rows.map((row, place) => [row.id, place]))
}
