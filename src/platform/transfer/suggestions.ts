import { sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { optionsPlace } from '../objects/options.ts'
import { changedOptions } from '../overlay/option-words.ts'
import type { Context } from '../records/context.ts'
import type { ChosenColumn, ImportPlan } from './columns.ts'
import type { Settlement } from './import-description.ts'
import { nearest } from './likeness.ts'
import { mayMake } from './settlement.ts'
import { optionNames, parentIs, titleOf } from './values.ts'

/** So many values are shown at once, so many get a suggestion. */
export const MOST_UNSETTLED = 500
/** Up to so many titles each value is compared with all, for typing errors; beyond, only the letters and digits are looked up. */
const COMPARABLE = 20_000

/**
 * For each value without partner what was probably meant: a record or option of nearly that name, else to make one. Never more than a
 * suggestion: nothing is used or made until the user says so.
 */
export async function suggestPartners(ctx: Context, plan: ImportPlan): Promise<void> {
  for (const column of plan.chosen) {
    const values = await withoutPartner(ctx, plan, column)
    if (values.length === 0) continue
    const suggested = column.object
      ? await nearRecords(ctx, plan, { ...column, object: column.object }, values)
      : nearOptions(ctx, plan, column, values)
    const made: Settlement | null = mayMake(ctx, column) ? { kind: 'create' } : null
    const rows = values.map(value => ({
      within: value.within,
      key: value.key,
      suggestion: suggested.get(nameOf(value)) ?? (made && { ...made, title: value.written }),
    }))
    await sql`
      update import_values v set suggestion = given.suggestion
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (within text, key text, suggestion jsonb)
      where v.import_id = ${plan.entry.id}::uuid and v.field = ${column.name} and v.within = given.within and v.key = given.key`.execute(
      ctx.db,
    )
  }
}

interface Value {
  within: string
  key: string
  written: string
}
const nameOf = (value: Value): string => `${value.within}\u0000${value.key}`

async function withoutPartner(ctx: Context, plan: ImportPlan, column: ChosenColumn): Promise<Value[]> {
  const { rows } = await sql<Value>`select within, key, written from import_values
    where import_id = ${plan.entry.id}::uuid and field = ${column.name} and settlement is null
      and target_id is null and target_option is null and target_row is null
    order by count desc, key limit ${MOST_UNSETTLED}`.execute(ctx.db)
  return rows
}

function nearOptions(
  ctx: Context,
  plan: ImportPlan,
  column: ChosenColumn,
  values: readonly Value[],
): Map<string, Settlement> {
  const retired = new Set(
    changedOptions(ctx.catalog, optionsPlace(plan.object.name, column.name, column.field))
      .filter(one => one.isRetired)
      .map(one => one.id),
  )
  const offered = (column.field.options ?? []).filter(option => !retired.has(option))
  const candidates = offered.flatMap(option =>
    optionNames(ctx, plan.object, column.name, option).map(title => ({ id: option, title })),
  )
  return new Map(
    values.flatMap(value => {
      const found = nearestOf(value.written, candidates)
      return found ? [[nameOf(value), { kind: 'use' as const, ...found }] as const] : []
    }),
  )
}

/** An option has several names; that two of them are near is no ambiguity. */
function nearestOf(
  written: string,
  candidates: readonly { id: string; title: string }[],
): { id: string; title: string } | undefined {
  const byId = Map.groupBy(candidates, candidate => candidate.id)
  const near = [...byId.values()].flatMap(names => names.find(name => nearest(written, [name])) ?? [])
  return near.length === 1 ? near[0] : undefined
}

async function nearRecords(
  ctx: Context,
  plan: ImportPlan,
  column: ChosenColumn & { object: ObjectDefinition },
  values: readonly Value[],
): Promise<Map<string, Settlement>> {
  const { object } = column
  const suggestions = new Map<string, Settlement>()
  for (const [within, group] of Map.groupBy(values, value => value.within)) {
    const one = sql`(select ${within}::text as within) v`
    const titles = sql<{ id: string; title: string }>`
      select t.id, ${titleOf(object, 't')} as title from ${sql.table(tableOf(object))} t cross join ${one}
      where ${visible(ctx, object, 't')} and ${parentIs(plan, column, 't', 'v')}`
    const { rows } = await sql<{ id: string; title: string }>`${titles} limit ${COMPARABLE + 1}`.execute(ctx.db)
    const candidates = rows.length <= COMPARABLE ? rows : await sameLetters(ctx, titles, group)
    for (const value of group) {
      const found = nearest(value.written, candidates)
      if (found) suggestions.set(nameOf(value), { kind: 'use', id: found.id, title: found.title })
    }
  }
  return suggestions
}

async function sameLetters(
  ctx: Context,
  titles: ReturnType<typeof sql<{ id: string; title: string }>>,
  values: readonly Value[],
): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select id, title from (${titles}) as t where import_loose_key(title) in (
      select import_loose_key(written) from unnest(${values.map(value => value.written)}::text[]) as given (written))
    limit ${COMPARABLE}`.execute(ctx.db)
  return rows
}
