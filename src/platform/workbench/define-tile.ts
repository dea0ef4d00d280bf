import type { Filter } from '../objects/filter.ts'
import type { Context } from '../records/context.ts'

/** Whose work the workbench shows: one's own, or that of all whose records one may see as their superior. */
export const lenses = ['own', 'team'] as const
export type Lens = (typeof lenses)[number]

/** What a tile is asked. */
export interface TileAsk {
  lens: Lens
  /** The records of those whom the lens means, by a user field (`owner` unless told). */
  whose: (field?: string) => Filter
  /** What the person chose of `choices`; the first unless told. */
  choice: string
}

/**
 * What may be done with a row at once: a verb without questions (and the verb that takes it back; `look` where a tick would say the wrong
 * thing), writing a follow-up, or putting off by a date field.
 */
export type Deed = { verb: string; undo?: string; look?: 'fire' | 'away' } | { log: true } | { snooze: string }

/** The beginning of every tile. Its words stand under `tiles.<name>`: `title`, and `empty`, which says what to do when there is nothing. */
interface TileBase {
  /** `tasks.due`: module and name. */
  name: string
  lenses: readonly Lens[]
  /** The right without which it is not there. */
  right?: string
  /** Where it stands until a person moves it; the agenda is 0. What differs by lens is said for each. */
  order: number | Readonly<Record<Lens, number>>
  /** The wide column or the narrow one. */
  place: 'main' | 'side'
  /** A choice that the tile offers, as texts; labels are `tiles.<name>.choices.<choice>`. */
  choices?: readonly string[]
}

/** Records of a noun by a filter: the first ones, how many there are, and the list that shows exactly those. */
export interface RowsTile extends TileBase {
  kind: 'rows'
  object: string
  filter: (ctx: Context, ask: TileAsk) => Filter
  sort: readonly string[]
  /** What is shown of a row beside its title. */
  fields: readonly string[]
  deeds?: readonly Deed[]
  /** Where nobody waits for it, it is not there while it has no rows. */
  isGoneWhenEmpty?: true
  /** A remark on each row by id, in the reader's language. */
  note?: (ctx: Context, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** Rows that take part in the one list of what is due today and overdue. */
export interface AgendaTile extends Omit<RowsTile, 'kind' | 'isGoneWhenEmpty'> {
  kind: 'agenda'
  /** The date or instant by which a row is due. */
  due: string
  /** An instant that says more than the day in `due`. */
  at?: string
  /** Its rows take place today, whenever they began: `due` says at what time of the day, as the time of a repeated event does. */
  isOfToday?: true
  /** The field that names what it is about. */
  about?: string
}

/** A number: how many records, and what they come to. */
export interface FigureAsk {
  name: string
  object: string
  filter: Filter
  /** The money field to add up. */
  sum?: string
  /** The records to compare with. */
  before?: Filter
}

export interface FiguresTile extends TileBase {
  kind: 'figures'
  figures: (ctx: Context, ask: TileAsk) => FigureAsk[]
}

/** A line per person, a number per column. */
export interface PeopleTile extends TileBase {
  kind: 'people'
  columns: (ctx: Context, ask: TileAsk) => FigureAsk[]
  /** The column by which people are ranked; without it they stand by name, also those who have nothing. */
  rankedBy?: string
}

/** Something that is no record and waits for the person: the first of them, how many, and the page that shows all. */
export interface WaitingContent {
  rows: { id: string; title: string; hint: string; to: string }[]
  count: number
  to: string
}

export interface WaitingTile extends TileBase {
  kind: 'waiting'
  /** Null for a person to whom nothing of it can ever come: he has no such tile. */
  read: (ctx: Context) => Promise<WaitingContent | null>
}

export type TileDefinition = RowsTile | AgendaTile | FiguresTile | PeopleTile | WaitingTile

/** All of these at once. */
export const allOf = (...filters: readonly Filter[]): Filter => ({
  and: filters.flatMap(filter => ('and' in filter ? filter.and : [filter])),
})

/** An instant of today or before; `today` alone means its first moment. */
export const byTodaysEnd = (field: string): Filter => ({
  or: [
    { field, op: 'lt', value: 'today' },
    { field, op: 'preset', value: 'today' },
  ],
})

/** An open state, by the noun's own words. */
export const inState = (...states: string[]): Filter => ({ field: 'state', op: 'in', value: states })
