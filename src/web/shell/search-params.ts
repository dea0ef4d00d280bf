import type { Filter } from '#platform/objects/filter.ts'
import { type ViewKind, viewKinds } from '#platform/views/view-description.ts'

/** What the address of a list holds, so that any list can be sent to a colleague: `/o/customers?view=mine&sort=-createdAt`. */
export interface ListSearch {
  /** Name of the saved view. */
  view?: string
  kind?: ViewKind
  /** Calendar: the date field by which it places records, and the month `2026-11`. */
  by?: string
  month?: string
  /** What was chosen beyond the view. */
  filter?: Filter
  /** As the API takes it: `-createdAt,name`. */
  sort?: string
  /** Text typed into the list's own search. */
  q?: string
  /** Id of the record open beside the list. */
  open?: string
  /** Columns shown, by name, when they differ from the view's. */
  columns?: string
  /** Board: which pipeline, and lanes by which field. */
  pipeline?: string
  lanes?: string
  /** Board: whether the stages that end are shown, too. */
  ended?: string
}

/** Reads the address of a list; what it cannot read is as good as absent. */
export const listSearch = (raw: Record<string, unknown>): ListSearch => ({
  ...textsOf(raw, ['view', 'sort', 'q', 'open', 'columns', 'pipeline', 'lanes', 'ended', 'by', 'month']),
  kind: viewKinds.find(kind => kind === raw.kind),
  filter: isFilter(raw.filter) ? raw.filter : undefined,
})

/** What the address of a record page holds: the open tab. */
export interface RecordSearch {
  tab?: string
}
export const recordSearch = (raw: Record<string, unknown>): RecordSearch => textsOf(raw, ['tab'])

/** A new record may come with values: `?customer=<id>` and where to go back to. */
export interface NewSearch {
  values?: Record<string, unknown>
}
export const newSearch = (raw: Record<string, unknown>): NewSearch => ({
  values: isRecord(raw.values) ? raw.values : undefined,
})

/** What the address of an import holds: the step gone back to, and the outcome whose rows are open. */
export interface ImportSearch {
  step?: string
  rows?: string
}
export const importSearch = (raw: Record<string, unknown>): ImportSearch => textsOf(raw, ['step', 'rows'])

/** Reports hold period, filter, group and drill-down as they see fit. */
export type ReportSearch = Record<string, unknown>
export const reportSearch = (raw: Record<string, unknown>): ReportSearch => raw

/** `-createdAt,name` ↔ `['-createdAt', 'name']`. */
export const sortFromText = (text: string | undefined): string[] | undefined =>
  text ? text.split(',').filter(part => part !== '') : undefined
export const sortToText = (sort: readonly string[]): string => sort.join(',')

/**
 * These parameters as texts. What is none is undefined and not left out: the router would put what stands in the address in its place.
 */
export function textsOf<K extends string>(raw: Record<string, unknown>, names: readonly K[]): { [name in K]?: string } {
  const texts: { [name in K]?: string } = {}
  for (const name of names) {
    const value = raw[name]
    // The router reads `open=123` as a number.
    texts[name] = typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  return texts
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isFilter = (value: unknown): value is Filter =>
  isRecord(value) &&
  (typeof value.field === 'string' || Array.isArray(value.and) || Array.isArray(value.or) || isRecord(value.not))
