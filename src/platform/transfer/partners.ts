import { sql } from 'kysely'
import type { Context } from '../records/context.ts'
import { splitWords } from '../fields/index.ts'
import type { ChosenColumn, ImportPlan } from './columns.ts'

/** Where a word of the file leads. */
export interface Partner {
  /** Of a record, also one that is still to be made. */
  id: string | null
  option: string | null
  /** The row of the same file that will be this record. */
  row: number | null
  isMade: boolean
  /** The word was settled to leave the field empty, or to refuse its rows. */
  kind: 'leaveEmpty' | 'refuse' | null
}

/** What became of a row to which other rows refer. */
export interface RowFate {
  outcome: string
  recordId: string | null
}

/** Looks up partners for the rows of a chunk; remembers what it found, so that repeated words cost nothing. */
export interface Partners {
  /** Must be called with a chunk's rows before `find`. */
  load(ctx: Context, rows: readonly { cells: readonly string[] }[]): Promise<void>
  find(column: ChosenColumn, cells: readonly string[], word: string): Partner | undefined
  fate(row: number): RowFate | undefined
}

/** So many words per column are remembered. */
const REMEMBERED = 20_000

export function openPartners(plan: ImportPlan): Partners {
  const known = new Map<string, Map<string, Partner>>(plan.chosen.map(column => [column.name, new Map()]))
  let fates = new Map<number, RowFate>()
  return {
    load: async (ctx, rows) => {
      const wanted = new Set<number>()
      for (const column of plan.chosen) {
        const words = known.get(column.name) ?? new Map<string, Partner>()
        if (words.size > REMEMBERED) words.clear()
        const named = rows.flatMap(({ cells }) => wordsOf(column, cells).map(word => keyOf(column, cells, word)))
        const asked = [...new Set(named)].filter(word => !words.has(word))
        for (const [word, partner] of await lookUp(ctx, plan, column, asked)) words.set(word, partner)
        for (const name of named) {
          const row = words.get(name)?.row
          if (row) wanted.add(row)
        }
      }
      fates = await fatesOf(ctx, plan, [...wanted])
    },
    find: (column, cells, word) => known.get(column.name)?.get(keyOf(column, cells, word)),
    fate: row => fates.get(row),
  }
}

/** What a row names in this column: its cell, or the words in it. */
export const wordsOf = (column: ChosenColumn, cells: readonly string[]): string[] => {
  const cell = cells[column.index] ?? ''
  return column.isMany ? splitWords(cell) : [cell]
}

/** The word and, where it counts only inside a parent, the parent's cell. */
const keyOf = (column: ChosenColumn, cells: readonly string[], word: string): string => {
  const inside = column.inside && column.inside.index !== null ? (cells[column.inside.index] ?? '') : ''
  return `${inside}\u0001${word}`
}

async function lookUp(
  ctx: Context,
  plan: ImportPlan,
  column: ChosenColumn,
  words: readonly string[],
): Promise<[string, Partner][]> {
  if (words.length === 0) return []
  const parts = words.map(word => word.split('\u0001') as [string, string])
  const { rows } = await sql<Partner & { word: number }>`
    select given.n::int as word, v.target_id as id, v.target_option as option, v.target_row as row, v.is_made as "isMade",
      case when v.settlement->>'kind' in ('leaveEmpty', 'refuse') then v.settlement->>'kind' end as kind
    from unnest(${parts.map(([inside]) => inside)}::text[], ${parts.map(([, cell]) => cell)}::text[]) with ordinality as given (inside, cell, n)
    join import_values v on v.import_id = ${plan.entry.id}::uuid and v.field = ${column.name}
      and v.within = import_key(given.inside) and v.key = import_key(given.cell)`.execute(ctx.db)
  return rows.map(({ word, ...partner }) => [words[word - 1] ?? '', partner])
}

async function fatesOf(ctx: Context, plan: ImportPlan, rows: readonly number[]): Promise<Map<number, RowFate>> {
  if (rows.length === 0) return new Map()
  const { rows: found } = await sql<RowFate & { row: number }>`
    select row, outcome, record_id as "recordId" from import_rows
    where import_id = ${plan.entry.id}::uuid and row = any(${[...rows]}::int[])`.execute(ctx.db)
  return new Map(found.map(({ row, ...fate }) => [row, fate]))
}
