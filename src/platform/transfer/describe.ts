import { sql } from 'kysely'
import { fieldOf, objectOf } from '../objects/catalog.ts'
import { hasMessage, translate } from '../i18n/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { titlesOf } from '../records/titles.ts'
import { countUnsettled } from './assess.ts'
import { type ImportPlan, planOf } from './columns.ts'
import type {
  ImportColumn,
  ImportDescription,
  ImportField,
  ImportProblem,
  UnsettledValue,
} from './import-description.ts'
import type { ImportEntry, KeptProblem } from './import-entry.ts'
import { labelOf, matchHeaders } from './match-headers.ts'
import { kindsFor } from './settlement.ts'
import { MOST_UNSETTLED } from './suggestions.ts'
import { offeredMappings } from './saved-mappings.ts'
import { isKey, mayImport } from './targets.ts'
import './words.ts'

/** Everything that screens and the command line show of an import, in the viewer's language. */
export async function describeImport(ctx: Context, entry: ImportEntry): Promise<ImportDescription> {
  const plan = planOf(ctx, entry)
  const [columns, unsettled, settled, alsoCreates, by, kept] = [
    await columnsOf(ctx, plan),
    await valuesOf(ctx, plan, false),
    await valuesOf(ctx, plan, true),
    await alsoCreated(ctx, plan),
    await titlesOf(ctx, objectOf(ctx.catalog, 'user'), entry.userId ? [entry.userId] : []),
    await keptOf(ctx, entry),
  ]
  return {
    ...inShort(ctx, entry),
    by: entry.userId ? { id: entry.userId, title: by.get(entry.userId) ?? '' } : null,
    columns,
    fields: plan.targets.map(
      (target): ImportField => ({
        name: target.name,
        label: labelOf(ctx, plan.object, target),
        type: target.field.type,
        object: target.field.object ?? null,
        required: target.field.required === true && target.field.default === undefined && target.field.setBy !== 'verb',
        hasDefault: withDefault.has(target.field.type) && !target.isExtra,
      }),
    ),
    unsettled,
    unsettledCount: await countUnsettled(ctx, entry.id),
    keys: plan.columns.filter(column => isKey(plan.object, column)).map(column => column.name),
    offered: await offeredMappings(ctx, entry),
    settled,
    alsoCreates,
    kept,
  }
}

/** Kinds of fields for which one value for all rows makes sense. */
const withDefault = new Set(['currency', 'choice', 'status', 'reference', 'user', 'department'])

/** An import as the list of imports shows it. */
export function inShort(ctx: Context, entry: ImportEntry): ImportDescription {
  const object = objectOf(ctx.catalog, entry.object)
  return {
    id: entry.id,
    object: entry.object,
    name: entry.fileName,
    state: entry.state,
    createdAt: entry.createdAt,
    by: null,
    kind: entry.kind,
    encoding: entry.encoding,
    separator: entry.separator,
    sheets: entry.sheets,
    sheet: entry.sheet,
    headerRow: entry.headerRow,
    keys: [],
    offered: [],
    clearedAt: entry.clearedAt,
    columns: [],
    fields: [],
    settings: entry.settings,
    rows: entry.rows,
    counts: entry.counts,
    unsettled: [],
    unsettledCount: 0,
    settled: [],
    alsoCreates: {},
    progress: { done: entry.state === 'done' ? entry.rows : entry.done, total: entry.rows },
    problems: entry.problems.map(problem => inWords(ctx, object, problem)),
    kept: [],
    can: possible(ctx, object, entry),
  }
}

/** A problem in the viewer's words. */
export function inWords(ctx: Context, object: ObjectDefinition, problem: KeptProblem): ImportProblem {
  const key = `problems.${problem.code}`
  const field = problem.field ?? null
  const params = { ...problem.params, ...(field && { fieldLabel: labelFor(ctx, object, field) }) }
  return {
    code: problem.code,
    params,
    field,
    message: hasMessage(ctx.locale, key) ? translate(ctx.locale, key, params) : problem.code,
  }
}

function labelFor(ctx: Context, object: ObjectDefinition, name: string): string {
  const [field = name] = name.split('.')
  const definition = fieldOf(object, field)
  const isExtra = definition === undefined
  return labelOf(ctx, object, { name: field, field: definition ?? { type: 'text' }, isExtra })
}

function possible(ctx: Context, object: ObjectDefinition, entry: ImportEntry): ImportDescription['can'] {
  if (!mayImport(ctx, object)) return []
  switch (entry.state) {
    case 'mapping':
    case 'settling':
      return ['change', 'cancel']
    case 'ready':
      return ['change', 'run', 'cancel']
    case 'running':
      return ['cancel']
    case 'cancelled':
    case 'failed':
      return entry.batchId === null ? [] : entry.clearedAt === null ? ['run', 'undo'] : ['undo']
    case 'done':
      return ['undo']
    case 'reading':
    case 'undoing':
    case 'undone':
      return []
  }
}

async function columnsOf(ctx: Context, plan: ImportPlan): Promise<ImportColumn[]> {
  const { rows } = await sql<{ cells: string[] }>`
    select cells from import_rows where import_id = ${plan.entry.id}::uuid order by row limit 100`.execute(ctx.db)
  const matches = matchHeaders(ctx, plan.object, plan.targets, plan.entry.headers)
  return plan.entry.headers.map((header, index) => {
    const field = plan.entry.mapping[index] ?? null
    const filled = rows.map(row => (row.cells[index] ?? '').trim()).filter(cell => cell !== '')
    return {
      index,
      header,
      samples: [...new Set(filled)].slice(0, 3).map(cell => cell.slice(0, 100)),
      field,
      suggestions: field
        ? []
        : [matches[index]?.field, ...(matches[index]?.suggestions ?? [])].filter(name => name != null),
    }
  })
}

async function valuesOf(ctx: Context, plan: ImportPlan, isSettled: boolean): Promise<UnsettledValue[]> {
  const { rows } = await sql<Omit<UnsettledValue, 'kinds' | 'value'> & { written: string }>`
    select field, written, within, count, suggestion, settlement from import_values
    where import_id = ${plan.entry.id}::uuid and ${
      isSettled
        ? sql`settlement is not null`
        : sql`settlement is null and target_id is null and target_option is null and target_row is null`
    } order by count desc, field, key limit ${MOST_UNSETTLED}`.execute(ctx.db)
  return rows.flatMap(({ written, ...row }) => {
    const column = plan.chosen.find(candidate => candidate.name === row.field)
    return column ? [{ ...row, value: written, kinds: kindsFor(ctx, column) }] : []
  })
}

async function alsoCreated(ctx: Context, plan: ImportPlan): Promise<Record<string, number>> {
  const { rows } = await sql<{ field: string; id: string | null }>`
    select distinct field, target_id as id from import_values
    where import_id = ${plan.entry.id}::uuid and settlement->>'kind' = 'create'`.execute(ctx.db)
  const ids = new Map<string, Set<string>>()
  for (const { field, id } of rows) {
    const name = plan.chosen.find(column => column.name === field)?.object?.name
    if (name && id) ids.set(name, (ids.get(name) ?? new Set()).add(id))
  }
  return Object.fromEntries([...ids].map(([name, made]) => [name, made.size]))
}

async function keptOf(ctx: Context, entry: ImportEntry): Promise<ImportDescription['kept']> {
  const kept: ImportDescription['kept'] = []
  for (const [name, records] of Map.groupBy(entry.kept, record => record.object)) {
    const titles = await titlesOf(
      ctx,
      objectOf(ctx.catalog, name),
      records.map(record => record.id),
    )
    kept.push(
      ...records.map(record => ({
        ...record,
        title: titles.get(record.id) ?? '',
        reason: translate(ctx.locale, `transfer.kept.${record.reason}`),
      })),
    )
  }
  return kept
}
